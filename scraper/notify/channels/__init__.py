"""Notification channels: one module each, with a function from a message to its delivery."""
