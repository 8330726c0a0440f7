"""`scraper explain`."""

from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of
from scraper.cli.options import config_option, json_option, output_option
from scraper.cli.printing import put, put_json, say
from scraper.exit_codes import ExitCode


@click.command(epilog=EXIT_CODES, short_help="Show who states a fact, when and in which words.")
@click.argument("questions", nargs=-1, required=True, metavar="YEAR|CITY|OBJECTIVE...")
@click.option(
    "--cite",
    "style",
    type=click.Choice(("text", "bibtex", "ris", "none")),
    default="text",
    show_default=True,
    help="The style of the citation at the end.",
)
@output_option
@config_option
@json_option
def explain(questions: tuple[str, ...], style: str, output: Path | None, config: Path | None, as_json: bool) -> int:
    """Show which captures state a fact, in which words, and how its values follow from the words.

    A year selects its editions, a city the years in which it hosts; other words select the objectives that contain them. Ends with
    1 if the dataset has nothing that matches one of them.

    \b
    Examples:
      scraper explain 2018
      scraper explain Cracovie "strategy and operations"
    """
    from scraper.dataset.citing import cited, read_work
    from scraper.outputs import explain as explained
    from scraper.report.explain import explanation, is_empty

    _, place = settings_of(config, output)
    answers = explained(place / "dataset", *questions)
    for answer in answers:
        if as_json:
            put_json(answer)
        else:
            for line in explanation(answer):
                put(line)
        if is_empty(answer):
            say(f"the dataset has no year, city or objective that matches {answer['question']!r}")
    if style != "none" and not as_json and not all(map(is_empty, answers)):
        put("Cite the dataset as:")
        for line in cited(read_work(place / "dataset"), style).split("\n"):
            put(f"  {line}")
    return ExitCode.SOME_FAILED if any(map(is_empty, answers)) else ExitCode.DONE
