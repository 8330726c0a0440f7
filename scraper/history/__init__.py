"""Records in time: facts with a history."""
