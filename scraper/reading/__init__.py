"""From bytes to a document, for any site."""
