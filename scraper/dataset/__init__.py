"""What was true, when, and says who: states folded into facts, facts written to files."""
