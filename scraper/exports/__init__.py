"""A published dataset, and the store, in the formats of other tools. Derived files: no lock names them, and nothing reads them back."""
