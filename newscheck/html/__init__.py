"""Everything that reads HTML: tokens, the walk, features of the markup, main content, structure and its diff."""
