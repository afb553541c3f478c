"""What articles look like, and since when they look different."""
