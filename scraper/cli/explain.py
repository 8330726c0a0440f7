"""`scraper explain`."""

from pathlib import Path
from typing import Any

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of
from scraper.cli.options import config_option, json_option, output_option
from scraper.cli.printing import put, put_json, say
from scraper.errors import StoreError
from scraper.exit_codes import ExitCode


@click.command(epilog=EXIT_CODES)
@click.argument("questions", nargs=-1, required=True, metavar="YEAR|CITY|OBJECTIVE...")
@output_option
@config_option
@json_option
def explain(questions: tuple[str, ...], output: Path | None, config: Path | None, as_json: bool) -> int:
    """Say of a fact who states it, when, in which words, and what was done to the words.

    A year asks for its editions, a city for the years in which it hosts, other words for objectives that hold them.

    \b
    Examples:
      scraper explain 2018
      scraper explain Cracovie "strategy and operations"
    """
    from scraper.report.explain import explained, explanation, is_empty

    _, place = settings_of(config, output)
    dataset = _dataset(place / "dataset" / "dataset.json")
    answers = [explained(dataset, question) for question in questions]
    for answer in answers:
        if as_json:
            put_json(answer)
        else:
            for line in explanation(answer):
                put(line)
        if is_empty(answer):
            say(f"the dataset has no year, city or objective like {answer['question']!r}")
    unknown = [is_empty(answer) for answer in answers]
    return ExitCode.NOTHING_REACHED if all(unknown) else ExitCode.SOME_FAILED if any(unknown) else ExitCode.DONE


def _dataset(path: Path) -> dict[str, Any]:
    """Read a published dataset.json. Raises StoreError."""
    import msgspec

    try:
        found = msgspec.json.decode(path.read_bytes())
    except FileNotFoundError:
        raise StoreError(f"{path}: there is no dataset; `scraper run` or `scraper build` makes one") from None
    except (OSError, msgspec.DecodeError) as error:
        raise StoreError(f"{path}: cannot be read: {error}; `scraper build` makes it again") from error
    if not isinstance(found, dict) or not {"conferences", "events", "objectives", "conflicts"} <= found.keys():
        raise StoreError(f"{path}: is no dataset of this version; `scraper build` makes it again")
    return found
