"""Who is notified of what, and how."""
