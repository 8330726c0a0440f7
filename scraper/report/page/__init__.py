"""A published dataset → report.html: one page that loads nothing and runs nothing."""
