"""A published dataset, and the store, in the formats of other tools. Exports are not named in a lock, and never read back."""
