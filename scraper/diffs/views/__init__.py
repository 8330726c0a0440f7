"""Differences as text and as a page."""
