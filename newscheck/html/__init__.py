"""The one reading of HTML: tokens, the walk, features of the markup, main content, structure and its diff."""
