"""Live Memento archives: their indexes, their replay."""
