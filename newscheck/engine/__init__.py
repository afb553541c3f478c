"""Disk, processes, environment and clock: a run from paths to a report."""
