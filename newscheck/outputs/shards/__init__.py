"""Findings in files of bounded size, one module per format; `folder` has all files of a report."""
