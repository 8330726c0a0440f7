"""The default subject."""

from scraper.subjects.uccn.subject import UCCN as SUBJECT

__all__ = ["SUBJECT"]
