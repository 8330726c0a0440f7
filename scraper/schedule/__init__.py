"""What a timer runs, for each system."""
