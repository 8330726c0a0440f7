"""The command group, and what its exit codes mean."""

import click

from scraper import __version__

FINE, SOME_FAILED, USAGE, NOTHING, INTERRUPTED = 0, 1, 2, 3, 130

EXIT_CODES = """
\b
Exit codes:
  0    fine
  1    some captures failed, or something does not hold; the rest is done, and said
  2    usage or settings
  3    nothing could be reached or read
  130  interrupted; what was stored is kept
"""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, prog_name="scraper")
def cli() -> None:
    """Archived UNESCO Creative Cities pages in; a dataset of conferences and objectives, with evidence, out.

    \b
    Examples:
      scraper run --archive fixtures/warc
      scraper captures https://en.unesco.org/creative-cities/content/annual-conferences --archive internet-archive
      scraper extract page.html --json
    """
