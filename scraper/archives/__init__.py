"""Sources of captures: live Memento archives, WARC and WACZ files, saved pages. Independent of the subject."""
