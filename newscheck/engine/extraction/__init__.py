"""A scraper's extractor: the function that makes a record of a page, run in a process of its own."""
