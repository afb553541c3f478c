"""The structure of a page as a text that stays the same until the template changes, and two of them compared."""
