"""A difference as text and as a page."""
