"""Properties of many articles together: summaries, time line, coverage, freshness."""
