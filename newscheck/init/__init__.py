"""`newscheck init`: settings, baseline, reference, CI job and a first test for a repository of articles."""
