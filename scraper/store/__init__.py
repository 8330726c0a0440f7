"""The store: captures as WARC with an index, and the ledger of everything listed. Independent of the subject."""
