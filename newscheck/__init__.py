"""Data validation and test fixtures for scraped news."""

__version__ = "0.1.0"
