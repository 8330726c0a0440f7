"""The subject that is read where no other is named."""

from scraper.subjects.uccn.subject import UCCN as SUBJECT

__all__ = ["SUBJECT"]
