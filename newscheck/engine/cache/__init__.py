"""What earlier runs found out, in SQLite."""
