"""Strings of any kind: bytes decoded, patterns, JSON with places, width, times, text made safe to show."""
