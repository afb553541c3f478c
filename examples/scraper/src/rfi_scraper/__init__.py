"""A scraper for the Chinese pages of RFI: pages in, records and dump files out."""
