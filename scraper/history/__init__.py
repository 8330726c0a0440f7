"""Records over time: facts and their history."""
