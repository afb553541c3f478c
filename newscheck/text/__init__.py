"""Strings: decoding, patterns, JSON with offsets, width, times, sanitizing."""
