"""What articles look like, and since when they look different: features, change points, report."""
