"""The table of walls: what bot checks, login walls, paywalls, error pages and stubs say, a file for each language.

To add one, write a row: `tests/text/test_walls.py` checks that its example fires, and that its sentence of ordinary
news does not.
"""
