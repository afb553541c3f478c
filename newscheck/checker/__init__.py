"""From an article to findings: which rules run, the schema, and the location of what they report."""
