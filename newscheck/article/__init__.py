"""From a document to an article, for any publisher: site, date line, record."""
