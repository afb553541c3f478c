"""The address of a rule's page on the documentation site, which a setting names (`docs-url`)."""

from __future__ import annotations

from newscheck import registry

#: The folder of the site that has a page for each rule (docs/site_hooks.py).
FOLDER = "rules"


def address(site: str, rule: str) -> str:
    """The address of a rule's page; empty where there is no site, and for a rule of the project's own."""
    if not site or rule.replace("-", "_") not in registry.names("rules"):
        return ""
    return f"{site.rstrip('/')}/{FOLDER}/{rule}/"
