"""What can be read from archived pages: one package a subject."""
