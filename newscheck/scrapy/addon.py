"""The add-on: one line in a project's settings switches on the pipeline and the summary."""

from __future__ import annotations

from scrapy.settings import BaseSettings

from newscheck.scrapy.pipeline import Pipeline
from newscheck.scrapy.summary import Summary

#: The place among a project's own pipelines, most of which have 300: after those that complete an item, before those
#: that store it.
_PRIORITY = 500


class Addon:
    """Adds `Pipeline` to ITEM_PIPELINES and `Summary` to EXTENSIONS, where a project has not set them itself."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Add both components."""
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", Pipeline, _PRIORITY)
        settings.setdefault_in_component_priority_dict("EXTENSIONS", Summary, _PRIORITY)
