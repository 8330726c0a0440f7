"""The ways in which people are told: one module a channel, each a function from a message to what became of it."""
