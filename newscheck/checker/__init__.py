"""From articles to findings: selecting and running rules, JSON Schema, locations, and results."""
