"""What we keep: captures as WARC, an index beside them, and the ledger of all that was listed. Knows nothing of UNESCO."""
