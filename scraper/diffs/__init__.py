"""Two sides, what differs between them, and why."""
