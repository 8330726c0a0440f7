"""Archives on disk: WARC, ARC, WACZ, saved pages."""
