"""`spark-submit scraper/spark.py`: a cluster indexes many files of captures and selects records, which go into a store.

The driver opens an ordinary store and adds what the cluster selects: the records of the requested originals, and the
targets of their revisits, wherever they are. `scraper build`, `verify` and `diff` continue from there.
"""

import argparse
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec

from scraper.archives.files.captured import revisit_of
from scraper.archives.files.containers import Piece, Shelf, contents, files_at
from scraper.archives.files.copies import copy_of, description_copy, record_of
from scraper.archives.files.index import Row, index_rows
from scraper.archives.files.kept import Indexing
from scraper.archives.files.on_disk import FileArchive
from scraper.archives.files.places import name_of, place_of
from scraper.archives.wanted import Wanted
from scraper.cli.group import code_of, in_words
from scraper.cli.opening import open_store, settings_of, times_of
from scraper.cli.printing import say
from scraper.errors import UnreadableFile
from scraper.exit_codes import ExitCode
from scraper.opening import originals_of
from scraper.output_folder import unheard
from scraper.store.sync import SyncOptions, second_pass, sync
from scraper.values.capture import is_of_nothing, urlkey

T = TypeVar("T")
Name = tuple[str, ...]
"""What a revisit calls a record by: its urlkey and time, its record id, or the digest of its payload."""


class Found(msgspec.Struct, frozen=True):
    """A record of a capture, in which file, and whether it is of an original asked for."""

    piece: Piece
    row: Row
    wanted: bool


class Damage(msgspec.Struct, frozen=True):
    """What could not be read, in words; `refused` where that is a whole file."""

    said: str
    refused: bool = False


def main(arguments: list[str] | None = None) -> int:
    """Run the job that the arguments name, and return the exit code that `scraper run` would have."""
    parser = argparse.ArgumentParser(
        prog="spark-submit scraper/spark.py", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("archive", help="a file, a folder, s3://bucket/prefix/, or @FILE, which names these")
    parser.add_argument("--source", action="append", default=[], metavar="URL", help="an original or URL pattern")
    parser.add_argument("--from", dest="since", metavar="T", help="only captures from T on")
    parser.add_argument("--to", dest="until", metavar="T", help="only captures up to T, inclusive")
    parser.add_argument("--output", type=Path, metavar="DIR", help="where store/ lies, on the driver")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings, such as scraper.toml")
    try:
        return _run(parser.parse_args(arguments))
    except Exception as error:
        say(f"scraper: {in_words(error)}")
        return code_of(error)


def _run(given: argparse.Namespace) -> ExitCode:
    from pyspark import SparkContext

    settings, output = settings_of(given.config, given.output)
    since, until = times_of(given.since, given.until)
    originals = originals_of(given.source or settings.sources)
    place, most_bytes = place_of(given.archive), settings.limits.body_bytes
    with tempfile.TemporaryDirectory() as scratch, SparkContext.getOrCreate() as context:
        folder = Path(scratch, name_of(place))
        folder.mkdir()
        records, damage = select(context, files_at(place), originals, most_bytes)
        count = _write(folder / "selected.warc.gz", records.toLocalIterator())
        for said in (*(one.said for one in damage), f"{name_of(place)}: {count:,} records selected"):
            say(said)
        if count == 0:
            return ExitCode.NOTHING_REACHED if any(one.refused for one in damage) else ExitCode.DONE
        archive = FileArchive(folder, most_bytes=most_bytes, report=unheard, indexing=Indexing(wanted=originals))
        archive.path = place  # what failures name
        with open_store(output, settings) as store:
            done = sync(archive, originals, store, SyncOptions(since=since, until=until))
            done = second_pass(archive, done, store)[0] if done.may_pass else done
    for failure in done.failures:
        say(failure)
    say(f"{output / 'store'}: {done.steps.get('stored', 0):,} captures are new; `scraper build` makes the dataset")
    return ExitCode.SOME_FAILED if done.failures or any(one.refused for one in damage) else ExitCode.DONE


def select(
    context: Any, files: list[str], originals: tuple[str, ...], most_bytes: int, *, thorough: bool = False
) -> tuple[Any, list[Damage]]:
    """Return an RDD of `(description, bytes)` of each record that is wanted or referred to, in order, and the damage.

    What revisits refer to is looked for in the index of all files, before anything is left out of it. `thorough` makes every
    digest of every record, which is done where a target is not found otherwise.
    """
    from pyspark import StorageLevel

    index = context.parallelize(files, len(files)).flatMap(
        partial(_indexed, originals=originals, most_bytes=most_bytes, thorough=thorough)
    )
    index.persist(StorageLevel.MEMORY_AND_DISK)
    damage = index.filter(lambda one: isinstance(one, Damage)).collect()
    found = index.filter(lambda one: isinstance(one, Found))
    read = partial(_references, most_bytes=most_bytes)
    references: set[frozenset[Name]] = set()
    new = set(found.filter(lambda one: one.wanted and one.row.type == "revisit").mapPartitions(read).collect())
    asked = context.broadcast(frozenset[Name]())
    while not new <= references:
        references |= new
        asked = context.broadcast(frozenset().union(*references))
        targets = found.filter(lambda one, asked=asked: one.row.type == "revisit" and _named(one.row, asked.value))
        new = set(targets.mapPartitions(read).collect())
    met = set(found.flatMap(lambda one: _named(one.row, asked.value)).distinct().collect())
    if not thorough and any(names and not names & met for names in references):
        index.unpersist()
        return select(context, files, originals, most_bytes, thorough=True)
    chosen = found.filter(lambda one: one.wanted or bool(_named(one.row, asked.value)))
    return chosen.mapPartitions(partial(_copies, most_bytes=most_bytes)), damage


def _indexed(file: str, originals: tuple[str, ...], most_bytes: int, thorough: bool) -> Iterator[Found | Damage]:
    """Yield what is in one file; an error costs this file alone."""
    wanted, said, shelf = Wanted(originals), list[str](), Shelf()
    try:
        pieces, pages = contents(place_of(file), said.append, [], shelf)
        yield from (Damage(one, refused=True) for one in said)
        yield from (Damage(f"{page}: a saved page, not a file of records; `scraper import` adds it") for page in pages)
        for piece in pieces:
            with piece.open(shelf) as (content, size):
                for row in index_rows(content, size, most_bytes, Wanted() if thorough else wanted, thorough=thorough):
                    if isinstance(row, str):
                        yield Damage(f"{piece}: {row}")
                        continue
                    yield from (Damage(f"{piece}: {remark}") for remark in row.remarks)
                    yield Found(piece, row, wanted(row.original))
    except (UnreadableFile, OSError) as error:
        yield Damage(str(error), refused=True)
    except Exception as error:
        traced = "".join(traceback.format_exception(error))
        yield Damage(f"{file}: internal error (please report it): {traced}", refused=True)


def _named(row: Row, asked: frozenset[Name]) -> set[Name]:
    """Return those of the names asked for that a record has."""
    if not row.whole:
        return set()
    names: set[Name] = {("payload", digest) for digest in row.digests if row.type != "revisit"}
    names.add(("record", row.record_id or ""))
    if ("second", row.timestamp) in asked:  # only then is a urlkey worth its price
        names.add(("capture", urlkey(row.original), row.timestamp))
    return names & asked


def _references(found: Iterable[Found], most_bytes: int) -> Iterator[frozenset[Name]]:
    """Yield what each revisit calls its target."""
    for record in _each(found, record_of, most_bytes):
        revisit = revisit_of(record)
        names: set[Name] = {("payload", digest) for digest in revisit.digests if not is_of_nothing(digest)}
        if revisit.key and revisit.time:
            names |= {("capture", revisit.key, revisit.time), ("second", revisit.time)}
        if revisit.record_id:
            names.add(("record", revisit.record_id))
        yield frozenset(names)


def _copies(found: Iterable[Found], most_bytes: int) -> Iterator[tuple[str | None, bytes]]:
    """Yield each record as a gzip member, with what its file says of itself."""
    found = list(found)
    return zip((one.row.description for one in found), _each(found, copy_of, most_bytes), strict=True)


def _each(found: Iterable[Found], read: Callable[[IO[bytes], int, Row, int, Shelf], T], most_bytes: int) -> Iterator[T]:
    for piece, same in groupby(found, lambda one: one.piece):
        with piece.open(shelf := Shelf()) as (file, size):
            yield from (read(file, size, one.row, most_bytes, shelf) for one in same)


def _write(path: Path, records: Iterable[tuple[str | None, bytes]]) -> int:
    """Write records into a WARC file, what was said of their files before them, and return how many these are."""
    count = 0
    with path.open("wb") as file:
        for description, same in groupby(records, lambda record: record[0]):
            file.write(description_copy(description))
            count += sum(file.write(copy) > 0 for _, copy in same)
    return count


if __name__ == "__main__":  # the functions that workers take are those of the module, and not this file's
    from scraper.spark import main as run

    raise SystemExit(run())
