"""The API for run time: items are checked in the program that scrapes them, without pytest and without files."""
