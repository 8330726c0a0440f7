"""Values that all rooms know: data only."""
