"""Would it have been noticed? Faults put into articles and pages, and who sees them."""
