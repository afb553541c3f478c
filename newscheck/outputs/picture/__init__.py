"""Pictures of text, for terminals and Markdown: the articles of each site over time, its layouts as bands.

No output of their own: what shows them says how wide they are, with which signs, and whether in colour.
"""
