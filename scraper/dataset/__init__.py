"""States folded into facts, facts written to files."""
