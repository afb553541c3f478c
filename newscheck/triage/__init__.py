"""Which findings are reported: baseline, suppressions, truncation, statistics."""
