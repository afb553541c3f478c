"""For the tests of a scraper: the pytest plugin, checks, snapshots, strategies, page fixtures, mutants."""
