"""Where captures come from: live Memento archives, WARC and WACZ files, saved pages. Knows nothing of UNESCO."""
