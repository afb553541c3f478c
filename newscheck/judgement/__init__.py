"""From an article to findings: the schema, the rules that hold for it, and where what they say stands."""
