"""From a document to an article, for any publisher: one parse and one walk of its HTML."""
