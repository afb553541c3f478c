"""A project's settings, and the data of the package."""
