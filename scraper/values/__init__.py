"""Values for all rooms: data only."""
