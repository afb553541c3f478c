"""What git knows of a dump: which files changed, and what they were before."""
