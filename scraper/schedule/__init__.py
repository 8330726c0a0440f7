"""Scheduled runs, for each system."""
