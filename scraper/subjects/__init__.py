"""Subjects that can be read from archived pages: one package each."""
