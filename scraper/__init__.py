"""The archive scraper."""
