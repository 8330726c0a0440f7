"""Arguments → calls → printed text and exit code. Nothing else prints, exits, or reads the environment."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scraper import __version__
from scraper.errors import (
    CaptureFailure,
    IndexFailure,
    ScraperError,
    SettingsError,
    StoreError,
    UnreadableFile,
)
from scraper.outcomes import FAILURES, Outcome

if TYPE_CHECKING:
    from scraper.archives.capture import Archive, Capture
    from scraper.archives.network import Network
    from scraper.config import Settings
    from scraper.dataset.build import Built
    from scraper.dataset.cache import ExtractionCache
    from scraper.sides import Sides
    from scraper.store.store import Store
    from scraper.store.sync import Listing, Step, Synced

_NO_ORIGIN = "{} does not say its original and its time: import it with --original and --timestamp"
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

F = TypeVar("F", bound=Callable[..., Any])


def main() -> None:
    """Run the command line and exit."""
    sys.exit(run_command(sys.argv[1:]))


def run_command(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are told on stderr."""
    try:
        result = cli.main(arguments, prog_name="scraper", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted; what was stored is kept, and the next run goes on from there")
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USAGE
    except SettingsError as error:
        _say(f"scraper: {error}")
        return USAGE
    except BrokenPipeError:
        sys.stderr.close()
        return FINE
    except ScraperError as error:
        _say(f"scraper: {error}")
        return NOTHING
    return result if isinstance(result, int) else FINE


def _say(text: str) -> None:
    """Print a line for people, on stderr."""
    from scraper.report.lines import harmless

    click.echo(harmless(text), err=True)


def _print(text: str) -> None:
    from scraper.report.lines import harmless

    click.echo(harmless(text))


def _print_json(value: object) -> None:
    from scraper.report.lines import json_line

    click.echo(json_line(value))


# --- options that several commands share ------------------------------------------------------------------------------


def _archive_option(command: F) -> F:
    return click.option(
        "--archive",
        "archives",
        multiple=True,
        metavar="A",
        help="A name (unesco, internet-archive, arquivo, archive-it:<collection>), the base URL of a Memento replay, or a "
        "path: a WARC, a WACZ, a folder of these or of saved pages. May be repeated.",
    )(command)


def _span_options(command: F) -> F:
    command = click.option("--to", "until", metavar="T", help="Only captures up to T, inclusive.")(command)
    return click.option(
        "--from", "since", metavar="T", help="Only captures from T on: 4 to 14 digits (2019, 20190615) or ISO 8601."
    )(command)


def _budget_option(command: F) -> F:
    return click.option(
        "--budget",
        type=click.IntRange(min=0),
        metavar="N",
        help="Make no more than N requests, of indexes and replays together, then end; the next run goes on.",
    )(command)


def _output_option(command: F) -> F:
    return click.option(
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="Where store/ and dataset/ lie.  [default: output]",
    )(command)


def _config_option(command: F) -> F:
    return click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Settings.  [default: scraper.toml in this folder, where there is one]",
    )(command)


def _json_option(command: F) -> F:
    return click.option(
        "--json", "as_json", is_flag=True, help="Print JSON on stdout; everything else goes to stderr."
    )(command)


def _origin_options(command: F) -> F:
    command = click.option("--timestamp", metavar="T", help="When a saved page was captured, if it does not say.")(
        command
    )
    return click.option("--original", metavar="URL", help="What a saved page's URL was, if it does not say.")(command)


_paths = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")


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


# --- run --------------------------------------------------------------------------------------------------------------


@cli.command(epilog=EXIT_CODES)
@_archive_option
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="URL",
    help="An original URL to look for; with a *, all that match. May be repeated.  [default: the UNESCO pages that are "
    "known]",
)
@_span_options
@_budget_option
@_output_option
@_config_option
@_json_option
def run(
    archives: tuple[str, ...],
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    budget: int | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """List captures, fetch and store what is new, regenerate the dataset.

    Run it again at any time: what is stored is not fetched again.

    \b
    Examples:
      scraper run --archive fixtures/warc
      scraper run --archive unesco --archive internet-archive --from 2015
      scraper run --archive http://127.0.0.1:8080/uccn/ --json
    """
    from scraper.api import network
    from scraper.store.sync import sync

    settings, place = _settings(config, output)
    originals = _originals(sources or settings.sources)
    times = _times(since, until)
    opened = _open_all(archives or settings.archives, settings, network(settings, budget))
    synced: list[Synced] = []
    with _open_store(place, settings) as store:
        for archive, live in opened:
            with _fetch_progress(f"{archive.name}: captures", as_json) as progress:
                synced.append(
                    sync(
                        archive,
                        originals,
                        store,
                        since=times[0],
                        until=times[1],
                        checkpoint_every=1 if live else 200,
                        progress=progress,
                    )
                )
            for page in getattr(archive, "unplaced", ()):
                _say(f"left out: {_NO_ORIGIN.format(page)}")
        built = _build(store, place, settings)
    return _close("run", place, synced, built, as_json)


def _originals(sources: tuple[str, ...]) -> list[str]:
    """Return the originals to list: of each source that is known, all its variants; of any other, itself."""
    from scraper.archives.capture import is_web_address
    from scraper.archives.pattern import is_pattern, prefix
    from scraper.pages.page import SOURCES

    if not sources:
        return [original for variants in SOURCES for original in variants]
    originals: list[str] = []
    for source in sources:
        if not is_web_address(source):
            raise SettingsError(f"{source!r} is no http or https URL")
        if is_pattern(source):
            prefix(source)  # refuses what names no host and path
        originals += _variants(source, SOURCES)
    return list(dict.fromkeys(originals))


def _variants(source: str, known: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    from scraper.archives.capture import urlkey

    return next((group for group in known if urlkey(source) in map(urlkey, group)), (source,))


def _times(since: str | None, until: str | None) -> tuple[Any, Any]:
    from scraper.archives.capture import parse_time

    first = parse_time(since) if since else None
    last = parse_time(until, end=True) if until else None
    if first and last and first > last:
        raise SettingsError(f"--from {since} is after --to {until}")
    return first, last


def _settings(config: Path | None, output: Path | None) -> tuple["Settings", Path]:
    from scraper.config import load

    settings = load(config)
    return settings, output or Path(settings.output)


def _open_all(
    specs: tuple[str, ...], settings: "Settings", shared: "Network | None" = None
) -> list[tuple["Archive", bool]]:
    """Open every archive named, and say of each whether it is live."""
    from scraper.api import network, open_archive
    from scraper.archives.memento import MementoArchive

    shared = shared or network(settings)
    opened = [open_archive(spec, settings, shared=shared, report=_say) for spec in dict.fromkeys(specs)]
    if settings.contact is None and any(_is_remote(archive) for archive in opened):
        _say('no contact is set: archives ask clients to name one. Put contact = "you@example.org" into scraper.toml')
    return [(archive, isinstance(archive, MementoArchive)) for archive in opened]


def _is_remote(archive: "Archive") -> bool:
    from scraper.archives.memento import MementoArchive

    return isinstance(archive, MementoArchive) and archive.profile.replay_seconds > 0


def _open_store(place: Path, settings: "Settings") -> "Store":
    from scraper.api import user_agent
    from scraper.store.store import Store

    return Store(place / "store", software=user_agent(settings.contact), contact=settings.contact)


@contextlib.contextmanager
def _bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a stage's progress on stderr: a bar on a terminal, else a line at its end. Gives a function (done, total)."""
    if not sys.stderr.isatty():
        last = [0, 0]
        yield lambda done, total: last.__setitem__(slice(None), [done, total])
        _say(f"{title}: {last[0]:,} of {last[1]:,}")
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task(title, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


@contextlib.contextmanager
def _fetch_progress(title: str, quiet: bool) -> Iterator[Any]:
    """Show how far a sync is, and what each listing said."""
    from scraper.report.lines import listing_line
    from scraper.store.sync import Progress

    counts = {"done": 0, "total": 0}
    none: list[Listing] = []
    with _bar(title) as show:

        def listed(listing: "Listing") -> None:
            counts["total"] += listing.captures
            if listing.failure or (listing.captures and not (quiet or sys.stderr.isatty())):
                _say(listing_line(listing))
            elif not listing.captures and not listing.left:
                none.append(listing)
            show(counts["done"], counts["total"])

        def done(_capture: "Capture", _step: "Step") -> None:
            counts["done"] += 1
            show(counts["done"], max(counts["total"], counts["done"]))

        yield Progress(listed, done)
    if len(none) == 1:
        _say(listing_line(none[0]))
    elif none:
        _say(
            f"{none[0].archive}: lists no capture of {len(none)} more originals (which does not prove that there are none)"
        )


def _build(store: "Store", place: Path, settings: "Settings") -> "Built":
    from scraper.dataset.build import build

    with _cache(place) as cache, _reading(store) as done:
        return build(
            store,
            place / "dataset",
            licence=settings.licence,
            most_bytes=settings.limits.body_bytes,
            cache=cache,
            done=done,
        )


@contextlib.contextmanager
def _cache(place: Path) -> Iterator["ExtractionCache"]:
    """Open the pages that earlier builds read."""
    from scraper.dataset.cache import ExtractionCache

    cache = ExtractionCache(place / "cache" / "pages.sqlite")
    try:
        yield cache
    finally:
        cache.close()


@contextlib.contextmanager
def _reading(store: "Store") -> Iterator[Callable[[], None]]:
    """Show how many of the store's captures are read."""
    total, _ = store.counts()
    with _bar("reading captures") as show:
        read = [0]

        def done() -> None:
            read[0] += 1
            show(read[0], total)

        show(0, total)
        yield done


def _close(command: str, place: Path, synced: list["Synced"], built: "Built", as_json: bool) -> int:
    """Print the closing table, or its JSON, and return the exit code."""
    from scraper.report.lines import listing_line

    listings = [listing for one in synced for listing in one.listings]
    failures = [failure for one in synced for failure in one.failures]
    failed_listings = [listing_line(listing) for listing in listings if listing.failure]
    code = FINE
    if failures or failed_listings:
        code = SOME_FAILED
    if listings and len(failed_listings) == len(listings):
        code = NOTHING
    files = [str(path) for path in (place / "store" / "index.cdxj", *built.files)]
    steps: dict[str, int] = {}
    for one in synced:
        for step, count in one.steps.items():
            steps[step] = steps.get(step, 0) + count
    summary = {
        "command": command,
        "exit_code": code,
        "listings": [
            {"archive": x.archive, "original": x.original, "captures": x.captures, "failure": x.failure}
            for x in listings
        ],
        "steps": steps,
        "outcomes": {outcome.value: built.outcomes[outcome] for outcome in Outcome if built.outcomes.get(outcome)},
        "rows": built.rows,
        "unread": built.unread,
        "warnings": list(built.warnings),
        "failures": failures,
        "files": files,
    }
    if as_json:
        _print_json(summary)
    else:
        _print_summary(steps, built, files)
    for line in failures:
        _say(f"failed: {line}")
    if left := sum(listing.left for listing in listings):
        _say(f"left for the next run: {left} originals were not listed, for the budget was spent")
    if code == NOTHING:
        _say("nothing could be listed; the dataset holds what the store had before")
    return code


def _print_summary(steps: dict[str, int], built: "Built", files: list[str]) -> None:
    from scraper.report.lines import outcome_rows

    rows = list(outcome_rows(built.outcomes))
    if steps:
        _print("This run: " + ", ".join(f"{count} {step}" for step, count in steps.items()))
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table

        table = Table("outcome", "captures", title="Captures in the store")
        table.columns[1].justify = "right"
        for name, count in rows:
            table.add_row(name, f"{count:,}")
        Console().print(table)
    else:
        _print("Outcomes of the captures listed:")
        for name, count in rows:
            _print(f"  {name:<16}{count:>8,}")
    for name, count in built.rows.items():
        _print(f"{name}: {count:,} rows")
    if built.unread:
        _print(f"{built.unread} stretches of host lists were not read: see unread in dataset.json")
    for warning in built.warnings:
        _print(f"warning: {warning}")
    for name in files:
        _print(f"wrote {name}")


# --- plan -------------------------------------------------------------------------------------------------------------


@cli.command(epilog=EXIT_CODES)
@_archive_option
@click.option(
    "--source", "sources", multiple=True, metavar="URL", help="An original URL to look for, as `run` takes it."
)
@_span_options
@_budget_option
@_output_option
@_config_option
@_json_option
def plan(
    archives: tuple[str, ...],
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    budget: int | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Say what `run` would cost, before anything is fetched: the indexes are asked, and nothing else.

    \b
    Examples:
      scraper plan --archive unesco
      scraper plan --archive internet-archive --from 2018 --json
    """
    import tempfile

    from scraper.api import network
    from scraper.report.plan import plan_lines, plan_object
    from scraper.store.sync import plan as planned

    settings, place = _settings(config, output)
    originals = _originals(sources or settings.sources)
    times = _times(since, until)
    shared = network(settings, budget)
    opened = _open_all(archives or settings.archives, settings, shared)
    with tempfile.TemporaryDirectory() as empty:
        there = place if (place / "store").is_dir() else Path(empty)
        with _open_store(there, settings) as store:
            size = store.mean_length()
            found = []
            for archive, live in opened:
                asked = shared.requests
                one = planned(archive, originals, store, since=times[0], until=times[1])
                pace = getattr(archive, "profile").replay_seconds if live else 0.0  # noqa: B009 - only live ones have it
                found.append(plan_object(archive.name, one, shared.requests - asked, pace, size))
    if as_json:
        _print_json({"command": "plan", "archives": found})
    else:
        for line in plan_lines(found):
            _print(line)
    failed = [one for archive in found for one in archive["failures"]]
    for line in failed:
        _say(f"could not be listed: {line}")
    every = sum(archive["originals"] for archive in found)
    return NOTHING if failed and len(failed) == every else SOME_FAILED if failed else FINE


# --- captures ---------------------------------------------------------------------------------------------------------


@cli.command(epilog=EXIT_CODES)
@click.argument("url")
@_archive_option
@_span_options
@_config_option
@_json_option
def captures(
    url: str, archives: tuple[str, ...], since: str | None, until: str | None, config: Path | None, as_json: bool
) -> int:
    """List the captures that archives have of URL; with a *, of all that match. Nothing is fetched.

    \b
    Examples:
      scraper captures https://en.unesco.org/creative-cities/content/annual-conferences --archive fixtures/warc
      scraper captures https://en.unesco.org/creative-cities/home --archive internet-archive --from 2018 --json
    """
    from scraper.report.lines import capture_line, capture_object

    settings, _ = _settings(config, None)
    originals = _originals((url,))
    times = _times(since, until)
    opened = _open_all(archives or settings.archives, settings)
    asked = failed = found = 0
    for archive, _ in opened:
        for original in originals:
            asked += 1
            try:
                for capture in archive.captures(original, *times):
                    found += 1
                    if as_json:
                        _print_json(capture_object(capture))
                    else:
                        _print(capture_line(capture))
            except (IndexFailure, CaptureFailure, UnreadableFile) as error:
                failed += 1
                _say(f"{archive.name}: could not list {original}: {error}")
    if not found and not failed:
        _say(f"no capture of {url} is listed, which does not prove that there is none")
    return NOTHING if failed == asked else SOME_FAILED if failed else FINE


# --- import -----------------------------------------------------------------------------------------------------------


@cli.command("import", epilog=EXIT_CODES)
@_paths
@_origin_options
@_output_option
@_config_option
@_json_option
def import_(
    paths: tuple[Path, ...],
    original: str | None,
    timestamp: str | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Put the captures in WARC files, WACZ files, saved pages, or folders of these into the store.

    Then regenerate the dataset. A saved page has to say what its original and its time were, or be told.

    \b
    Examples:
      scraper import crawl.warc.gz collection.wacz
      scraper import page.html --original https://en.unesco.org/creative-cities/content/annual-conferences \\
          --timestamp 20220315092632
    """
    from scraper.archives.files import FileArchive
    from scraper.store.sync import keep_all

    settings, place = _settings(config, output)
    opened = _open_files(paths, settings, original, timestamp)
    synced: list[Synced] = []
    unread: list[str] = []
    unplaced: list[str] = []
    with _open_store(place, settings) as store:
        for archive in opened:
            assert isinstance(archive, FileArchive)
            try:
                with _fetch_progress(f"{archive.name}: captures", as_json) as progress:
                    synced.append(keep_all(archive, archive.listed(), store, progress))
                unplaced += [_NO_ORIGIN.format(page) for page in archive.unplaced]
            except UnreadableFile as error:
                unread.append(str(error))
        built = _build(store, place, settings)
    code = _close("import", place, synced, built, as_json)
    for line in (*unread, *unplaced):
        _say(f"not imported: {line}")
    if not unread and not unplaced:
        return code
    if any(one.steps for one in synced):
        return SOME_FAILED
    return NOTHING if unread else USAGE


def _open_files(
    paths: tuple[Path, ...], settings: "Settings", original: str | None, timestamp: str | None
) -> list["Archive"]:
    from scraper.archives.capture import is_web_address, parse_time
    from scraper.archives.files import FileArchive

    if original is not None and not is_web_address(original):
        raise SettingsError(f"--original {original!r} is no http or https URL")
    time = parse_time(timestamp) if timestamp else None
    return [
        FileArchive(path, most_bytes=settings.limits.body_bytes, report=_say, original=original, timestamp=time)
        for path in paths
    ]


# --- extract ----------------------------------------------------------------------------------------------------------


@cli.command(epilog=EXIT_CODES)
@_paths
@_origin_options
@_config_option
@_json_option
def extract(
    paths: tuple[Path, ...], original: str | None, timestamp: str | None, config: Path | None, as_json: bool
) -> int:
    """Print what pages state; nothing is written. With --json, one object a capture, one a line.

    \b
    Examples:
      scraper extract page.html
      scraper extract fixtures/warc --json
    """
    from scraper.archives.files import FileArchive

    settings, _ = _settings(config, None)
    failed = read = 0
    for path in paths:
        try:
            (archive,) = _open_files((path,), settings, original, timestamp)
            assert isinstance(archive, FileArchive)
            for stated in _stated(archive, settings):
                read += 1
                failed += Outcome(stated["outcome"]) in FAILURES | {Outcome.UNREADABLE}
                _print_page(stated, as_json)
        except UnreadableFile as error:
            failed += 1
            _say(f"scraper: {error}")
    return NOTHING if not read else SOME_FAILED if failed else FINE


def _stated(archive: Any, settings: "Settings") -> Iterator[dict[str, Any]]:
    """Yield what each capture of a file states, as the objects that are printed."""
    from scraper.archives.capture import sha1
    from scraper.pages.page import Page, read_page
    from scraper.pages.page import extract as extract_page
    from scraper.report.lines import failure_object, page_object

    most_bytes = settings.limits.body_bytes
    for capture in archive.all_captures():
        try:
            response = archive.replay(capture)
        except CaptureFailure as failure:
            yield failure_object(Page(outcome=failure.outcome, warnings=(str(failure),)), capture)
            continue
        yield page_object(extract_page(response, most_bytes=most_bytes), response, response.digest)
    for saved in archive.unplaced_pages():
        page = read_page(saved.body, original=saved.original, most_bytes=most_bytes)
        yield page_object(page, None, sha1(saved.body)) | {"original": saved.original}


def _print_page(stated: dict[str, Any], as_json: bool) -> None:
    from scraper.report.lines import page_lines

    if as_json:
        _print_json(stated)
        return
    for line in page_lines(stated):
        _print(line)


# --- build ------------------------------------------------------------------------------------------------------------


@cli.command(epilog=EXIT_CODES)
@click.option(
    "--locked",
    is_flag=True,
    help="Make what dataset/lock.json describes, of its captures alone: the published bytes, or, with exit code 1, exactly "
    "what differs, and nothing is written.",
)
@_output_option
@_config_option
@_json_option
def build(locked: bool, output: Path | None, config: Path | None, as_json: bool) -> int:
    """Regenerate the dataset from the store alone: the same store gives the same bytes.

    \b
    Examples:
      scraper build --output output
      scraper build --locked
    """
    settings, place = _settings(config, output)
    _need_store(place)
    with _open_store(place, settings) as store:
        if locked:
            return _build_locked(store, place, settings, as_json)
        built = _build(store, place, settings)
    return _close("build", place, [], built, as_json)


def _build_locked(store: "Store", place: Path, settings: "Settings", as_json: bool) -> int:
    from scraper.dataset.locked import build_locked

    with _cache(place) as cache, _reading(store) as done:
        made = build_locked(
            store,
            place / "dataset",
            licence=settings.licence,
            most_bytes=settings.limits.body_bytes,
            cache=cache,
            done=done,
        )
    code = SOME_FAILED if made.differences else FINE
    if as_json:
        _print_json({"command": "build", "exit_code": code, "locked": True, "differences": list(made.differences)})
        return code
    for difference in made.differences:
        _print(f"differs: {difference}")
    _print("the locked bytes are not reproduced; nothing was written" if code else "reproduced, byte for byte")
    return code


# --- verify -----------------------------------------------------------------------------------------------------------


@cli.command(epilog=EXIT_CODES)
@_output_option
@_config_option
@_json_option
def verify(output: Path | None, config: Path | None, as_json: bool) -> int:
    """Prove every value of the dataset from the store: digest, quote, offsets, rule; then make it again and compare.

    Ends with 1 and the list where anything fails.

    \b
    Example:
      scraper verify --output output
    """
    from scraper.dataset.verify import verify as prove

    settings, place = _settings(config, output)
    _need_store(place)
    with _open_store(place, settings) as store, _bar("proving values") as show:
        read = [0]

        def done() -> None:
            read[0] += 1
            show(read[0], read[0])

        proved = prove(
            store, place / "dataset", licence=settings.licence, most_bytes=settings.limits.body_bytes, done=done
        )
    code = SOME_FAILED if proved.failures else FINE
    if as_json:
        counts = {"values": proved.values, "captures": proved.captures, "failures": list(proved.failures)}
        _print_json({"command": "verify", "exit_code": code, **counts})
        return code
    for failure in proved.failures:
        _print(f"failed: {failure}")
    _print(f"{proved.values:,} values, read from {proved.captures:,} captures: {len(proved.failures):,} failures")
    return code


def _need_store(place: Path) -> None:
    if not (place / "store").is_dir():
        raise StoreError(f"{place / 'store'}: there is no store; `scraper run` or `scraper import` makes one")


# --- diff -------------------------------------------------------------------------------------------------------------

DIFF_CODES = """
\b
Exit codes, as those of diff:
  0    the same
  1    they differ
  2    trouble: a side that names nothing or cannot be read
"""


@cli.command(epilog=DIFF_CODES)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--records", "level", flag_value="records", default="records", help="What is stated.  [default]")
@click.option("--text", "level", flag_value="text", help="Blocks and words of the main content.")
@click.option("--html", "level", flag_value="html", help="The source, furniture and session tokens off.")
@click.option("--all", "level", flag_value="all", help="All of these.")
@click.option("--unified", is_flag=True, help="Print text and source as `diff -u` does.")
@click.option(
    "--html-out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a page to look at."
)
@click.option("--source", metavar="URL", help="Of which original a time, 'latest' or 'previous' is a capture.")
@_output_option
@_config_option
@_json_option
def diff(
    before: str,
    after: str,
    level: str,
    unified: bool,
    html_out: Path | None,
    source: str | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Say what differs between A and B, and why.

    A side is a time of a capture in the store (4 to 14 digits or ISO 8601: the last up to then), 'latest', 'previous', a
    memento URL, a saved page, a WARC, or the dataset folder of another run.

    \b
    Examples:
      scraper diff previous latest
      scraper diff 2018 2019 --text
      scraper diff old/dataset output/dataset
      scraper diff 2018 latest --all --html-out changes.html
    """
    from scraper.differences import found_differences

    try:
        settings, place = _settings(config, output)
        with contextlib.ExitStack() as stack:
            store = stack.enter_context(_open_store(place, settings)) if (place / "store").is_dir() else None
            sides = _sides(store, settings, source)
            one, other = sides.find(before), sides.find(after)
        differences = found_differences(one, other, level, most_bytes=settings.limits.body_bytes)
        if html_out is not None:
            _write_page(html_out, differences)
    except ScraperError as error:
        _say(f"scraper: {error}")
        return USAGE
    if as_json:
        _print_json(differences.object())
    else:
        for line in differences.lines(unified=unified, width=_width(), colour=_has_colour()):
            click.echo(line)
    return SOME_FAILED if differences.differ else FINE


def _sides(store: "Store | None", settings: "Settings", source: str | None) -> "Sides":
    from scraper.pages.page import SOURCES
    from scraper.sides import Sides

    originals = _originals((source,)) if source else SOURCES[0]
    return Sides(
        store,
        originals,
        most_bytes=settings.limits.body_bytes,
        report=_say,
        open_live=lambda base: _open_all((base,), settings)[0][0],
    )


def _write_page(path: Path, differences: Any) -> None:
    try:
        path.write_text(differences.page(), encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written: {error.strerror or error}") from error
    _say(f"wrote {path}")


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80


def _has_colour() -> bool:
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


# --- changes ----------------------------------------------------------------------------------------------------------


@cli.command(epilog=EXIT_CODES)
@click.argument("url")
@_archive_option
@_span_options
@_budget_option
@_output_option
@_config_option
@_json_option
def changes(
    url: str,
    archives: tuple[str, ...],
    since: str | None,
    until: str | None,
    budget: int | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Find every capture of URL at which what it states changed, without fetching them all.

    Captures of equal digest are one; between captures that differ it bisects; stretches that begin and end alike are looked
    into, the widest first, and what was not looked into is told. What is fetched is stored.

    \b
    Examples:
      scraper changes https://en.unesco.org/creative-cities/content/annual-conferences --archive unesco
      scraper changes https://en.unesco.org/creative-cities/content/annual-conferences --archive fixtures/warc --budget 60
    """
    from scraper.api import network
    from scraper.archives.pattern import is_pattern
    from scraper.dataset.bisect import find_changes
    from scraper.dataset.reading import Reading
    from scraper.report.changes import found_lines, found_object
    from scraper.searching import state_reader

    settings, place = _settings(config, output)
    if is_pattern(url):
        raise SettingsError(f"{url!r}: name one page; `scraper captures` lists those that a pattern stands for")
    _originals((url,))  # refuses what is no address
    original = url
    times = _times(since, until)
    opened = _open_all(archives or settings.archives, settings, network(settings))
    failed = 0
    with _open_store(place, settings) as store, _cache(place) as cache:
        reading = Reading(settings.limits.body_bytes, cache)
        for archive, _ in opened:
            try:
                listed = list(archive.captures(original, *times))
            except (IndexFailure, CaptureFailure, UnreadableFile) as error:
                failed += 1
                _say(f"{archive.name}: could not list {original}: {error}")
                continue
            found = find_changes(listed, state_reader(archive, store, reading), budget=budget)
            store.checkpoint()
            if as_json:
                _print_json(
                    {"command": "changes", "archive": archive.name, "original": original, **found_object(found)}
                )
                continue
            _print(f"{archive.name}: {original}")
            for line in found_lines(found):
                _print(line)
    return NOTHING if failed == len(opened) else SOME_FAILED if failed else FINE


# --- as-of, log -------------------------------------------------------------------------------------------------------


@cli.command("as-of", epilog=EXIT_CODES)
@click.argument("date")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV: one row a field of a record.")
@_output_option
@_config_option
@_json_option
def as_of(date: str, as_csv: bool, output: Path | None, config: Path | None, as_json: bool) -> int:
    """Print what each page stated at DATE, by the captures up to then alone.

    DATE is 4 to 14 digits or ISO 8601; a year or a day means its end.

    \b
    Examples:
      scraper as-of 2018
      scraper as-of 2019-02-12 --csv > then.csv
    """
    from scraper.archives.capture import parse_time
    from scraper.dataset.asof import as_of as state_at
    from scraper.report.records import record_lines, record_object, record_rows

    settings, place = _settings(config, output)
    _need_store(place)
    time = parse_time(date, end=True)
    with _open_store(place, settings) as store, _cache(place) as cache:
        states = state_at(store, time, most_bytes=settings.limits.body_bytes, cache=cache)
    if as_json:
        _print_json(
            {"as_of": time.isoformat().replace("+00:00", "Z"), "pages": [record_object(*one) for one in states]}
        )
    elif as_csv:
        _print("\n".join(record_rows(states)))
    else:
        for one in states:
            for line in record_lines(*one):
                _print(line)
    if not states:
        _say(f"the store has no readable capture up to {date}")
    return FINE if states else NOTHING


@cli.command(epilog=EXIT_CODES)
@click.option("--since", metavar="T", help="Only changes that captures from T on show.")
@_output_option
@_config_option
@_json_option
def log(since: str | None, output: Path | None, config: Path | None, as_json: bool) -> int:
    """Print what changed from capture to capture of each page, as a person would tell it.

    \b
    Examples:
      scraper log
      scraper log --since 2018 --json
    """
    from scraper.archives.capture import iso, parse_time
    from scraper.dataset.csv import read_table
    from scraper.dataset.tables import CHANGES
    from scraper.report.changes import log_lines

    _, place = _settings(config, output)
    path = place / "dataset" / "changes.csv"
    begin = iso(parse_time(since)) if since else ""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in read_table(file, CHANGES) if row["timestamp"] >= begin]
    except FileNotFoundError:
        raise StoreError(f"{path}: there is no dataset; `scraper run` or `scraper build` makes one") from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read: {error}; `scraper build` makes it again") from error
    if as_json:
        for row in rows:
            _print_json({name: value or None for name, value in row.items()})
        return FINE
    for line in log_lines(rows):
        _print(line)
    if not rows:
        _say("no changes" + (f" since {since}" if since else ""))
    return FINE


# --- explain ----------------------------------------------------------------------------------------------------------


@cli.command(epilog=EXIT_CODES)
@click.argument("questions", nargs=-1, required=True, metavar="YEAR|CITY|OBJECTIVE...")
@_output_option
@_config_option
@_json_option
def explain(questions: tuple[str, ...], output: Path | None, config: Path | None, as_json: bool) -> int:
    """Say of a fact who states it, when, in which words, and what was done to the words.

    A year asks for its editions, a city for the years in which it hosts, other words for objectives that hold them.

    \b
    Examples:
      scraper explain 2018
      scraper explain Cracovie "strategy and operations"
    """
    from scraper.report.explain import explained, explanation, is_empty

    _, place = _settings(config, output)
    dataset = _dataset(place / "dataset" / "dataset.json")
    answers = [explained(dataset, question) for question in questions]
    for answer in answers:
        if as_json:
            _print_json(answer)
        else:
            for line in explanation(answer):
                _print(line)
        if is_empty(answer):
            _say(f"the dataset has no year, city or objective like {answer['question']!r}")
    unknown = [is_empty(answer) for answer in answers]
    return NOTHING if all(unknown) else SOME_FAILED if any(unknown) else FINE


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


# --- record -----------------------------------------------------------------------------------------------------------


@cli.command(epilog=EXIT_CODES)
@click.argument("page", metavar="MEMENTO_URL|FILE")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("fixtures/pages"),
    show_default=True,
    metavar="DIR",
    help="The folder of page cases.",
)
@_origin_options
@_config_option
def record(page: str, into: Path, original: str | None, timestamp: str | None, config: Path | None) -> int:
    """Make a new page case of a capture: its bytes, its index entry, and a draft of its records.

    The draft is marked 'unreviewed', and the tests refuse it until a person has read the page and taken the mark off.

    \b
    Examples:
      scraper record https://webarchive.unesco.org/web/20220315092632/https://en.unesco.org/creative-cities/home
      scraper record page.html --original https://en.unesco.org/creative-cities/home --timestamp 20220315092632
    """
    from scraper.pages.page import extract as extract_page
    from scraper.report.case import case_files, case_folder

    settings, _ = _settings(config, None)
    response = _captured(page, settings, original, timestamp)
    stated = extract_page(response, most_bytes=settings.limits.body_bytes)
    folder = into / case_folder(response, stated)
    provenance = f"Captured: fetched from {response.capture.memento_url or page}"
    try:
        folder.mkdir(parents=True)
        for name, content in case_files(response, stated, provenance).items():
            (folder / name).write_bytes(content)
    except FileExistsError:
        raise SettingsError(f"{folder}: this case is there already; remove it, or edit it") from None
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error
    _print(f"wrote {folder}: read the page, correct expected.json, and take 'unreviewed' off")
    return FINE


def _captured(page: str, settings: "Settings", original: str | None, timestamp: str | None) -> Any:
    """Return the captured response that a memento URL or a file names. Raises CaptureFailure, SettingsError."""
    from scraper.archives.capture import Capture, MementoURL, is_web_address, parse_timestamp, urlkey
    from scraper.archives.files import FileArchive

    if is_web_address(page):
        memento = MementoURL.parse(page)
        if memento is None:
            raise SettingsError(
                f"{page!r} is no memento URL: a base, 4 to 14 digits and an original, as archives serve them"
            )
        ((archive, _),) = _open_all((memento.base,), settings)
        return archive.replay(
            Capture(
                original=memento.original,
                timestamp=parse_timestamp(memento.timestamp),
                urlkey=urlkey(memento.original),
                archive=archive.name,
                memento_url=page,
            )
        )
    (files,) = _open_files((Path(page),), settings, original, timestamp)
    assert isinstance(files, FileArchive)
    found = list(files.all_captures())
    if len(found) != 1:
        if files.unplaced:
            raise SettingsError(_NO_ORIGIN.format(page).replace("import it with", "give"))
        raise SettingsError(f"{page}: holds {len(found)} captures; name a file of one page")
    return files.replay(found[0])


# --- doctor -----------------------------------------------------------------------------------------------------------


@cli.command(epilog=EXIT_CODES)
@_archive_option
@_output_option
@_config_option
@_json_option
def doctor(archives: tuple[str, ...], output: Path | None, config: Path | None, as_json: bool) -> int:
    """Check settings, archives and store, and say what to do. Asks each archive for one listing.

    \b
    Example:
      scraper doctor --archive unesco --output output
    """
    checks: list[dict[str, str]] = []

    def check(what: str, state: str, message: str) -> None:
        checks.append({"check": what, "state": state, "message": message})
        if not as_json:
            _print(f"{state:<4}  {what}: {message}")

    settings, place = _settings(config, output)
    check("settings", "ok", f"read from {config or 'scraper.toml, where there is one, else the defaults'}")
    if settings.contact is None:
        check("contact", "warn", 'none set; put contact = "you@example.org" into scraper.toml, archives ask for it')
    reached = [_check_archive(spec, settings, check) for spec in archives or settings.archives]
    sound = _check_store(place, settings, check)
    code = FINE if all(reached) and sound else NOTHING if not any(reached) else SOME_FAILED
    if as_json:
        _print_json({"command": "doctor", "exit_code": code, "checks": checks})
    return code


def _check_archive(spec: str, settings: "Settings", check: Callable[[str, str, str], None]) -> bool:
    from scraper.pages.page import SOURCES

    original = SOURCES[0][0]
    try:
        ((archive, _),) = _open_all((spec,), settings)
        found = sum(1 for _ in archive.captures(original))
    except ScraperError as error:
        check(f"archive {spec}", "fail", str(error))
        return False
    if not found:
        check(f"archive {spec}", "warn", f"answers, and lists no capture of {original}; which proves nothing")
    else:
        check(f"archive {spec}", "ok", f"lists {found:,} captures of {original}")
    return True


def _check_store(place: Path, settings: "Settings", check: Callable[[str, str, str], None]) -> bool:
    if not (place / "store").is_dir():
        check("store", "ok", f"none yet at {place / 'store'}; `scraper run` makes it")
        return True
    try:
        with _open_store(place, settings) as store:
            listed, stored = store.counts()
            for one in store.listed():
                if one.record is not None:
                    store.read(one.record)
    except ScraperError as error:
        check("store", "fail", str(error))
        return False
    check("store", "ok", f"{place / 'store'}: {listed:,} captures listed, {stored:,} stored, every digest is right")
    return True


# --- completion -------------------------------------------------------------------------------------------------------


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Examples:
      scraper completion bash >> ~/.bashrc
      scraper completion fish > ~/.config/fish/completions/scraper.fish
    """
    from click.shell_completion import get_completion_class

    completion_class = get_completion_class(shell)
    assert completion_class is not None
    _print(completion_class(cli, {}, "scraper", "_SCRAPER_COMPLETE").source())
