"""A published dataset → report.html: one page that loads nothing and runs nothing."""

FILENAME = "report.html"
"""The page's name in the output folder, beside the dataset's folder."""
