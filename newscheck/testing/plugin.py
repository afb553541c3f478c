"""The pytest plugin (entry point `newscheck`): it translates, it does not judge.

pytest loads this module in every run of every project where newscheck is installed: it imports nothing but the standard
library and pytest, and the rest when it is asked for.
"""

from __future__ import annotations
