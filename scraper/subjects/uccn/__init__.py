"""UNESCO's Creative Cities Network: its Annual Conferences, their hosts and their objectives."""
