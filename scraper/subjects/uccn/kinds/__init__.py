"""One module a page kind."""
