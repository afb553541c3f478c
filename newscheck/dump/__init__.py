"""What only many articles together show: summaries, time line, coverage, freshness."""
