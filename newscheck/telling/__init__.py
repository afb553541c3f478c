"""What of the findings is told: what is known, what is too much, and where a file is wanted for it."""
