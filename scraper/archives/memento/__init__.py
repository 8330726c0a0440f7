"""Live Memento archives: their indexes and replays."""
