"""What only many articles together show: cards of them, in the order of time."""
