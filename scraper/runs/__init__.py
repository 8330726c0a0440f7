"""One run: what it does, its record, its news."""
