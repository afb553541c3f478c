"""What articles look like, and when that changed: features, streams, change points, report."""
