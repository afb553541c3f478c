"""The smallest file that still shows something."""
