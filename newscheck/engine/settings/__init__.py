"""A project's settings, and what the package brings along as data."""
