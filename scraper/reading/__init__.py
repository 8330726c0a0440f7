"""Bytes to a document, for any site."""
