"""Make docs/faults.md of the table that the tests run: `python -m tools.faults --write`; without it, say whether it is current."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from scraper.archives.memento.client import MOST_CAPTURES, MOST_IDLE_PAGES, MOST_PAGES, MOST_REDIRECTS
from scraper.outcomes import PASSING
from scraper.store.tries import MOST_TRIES

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "faults.md"
BEGINNING = """# What archives do wrong, and what comes of it

Made by `python -m tools.faults --write` from the table in `tests/test_faults.py`. Each row is a test: `scraper run` asks a server
that does this, on top of a store that has two captures already.

In every row

* the capture or the listing ends as the row says, and the operator is told so, in words that hold those in quotes;
* the other captures are fetched all the same, unless the host rests: then they are `not fetched`, and asked for by a later run;
* what was stored before is there, byte for byte, and the dataset still has its facts;
* requests, time and memory are bounded: an answer has three read time-outs to come (`limits` in `scraper.toml`) and
  `limits.body_bytes`, as sent and once unpacked; an archive has {redirects} redirects, {pages:,} pages of an index, {idle} of them in a row
  that bring nothing new, and {captures:,} captures in one listing.

'Not listed' is never 'no captures'. A redirect, a TimeMap and a resume key lead to the archive's own addresses only, and from
`https` never to `http`. What is asked for 'by later runs' is so farther and farther apart, {tries} times at most.
"""


def main() -> int:
    """Write the page, or return 1 where it is not current."""
    sys.path.insert(0, str(ROOT / "tests"))
    from test_faults import FAULTS, PASSES
    from test_unattended import PROMISES

    made = page(FAULTS, PASSES, PROMISES)
    if "--write" in sys.argv[1:]:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(made, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != made:
        sys.stderr.write("docs/faults.md: not what the tests say; run python -m tools.faults --write\n")
        return 1
    sys.stdout.write("docs/faults.md: is what the tests say\n")
    return 0


def page(faults: Iterable[Any], passes: int, promises: Iterable[Sequence[str]]) -> str:
    """Return the page for rows of the tests' tables; `passes` is how often a run asks for what failed and may pass."""
    rows = list(faults)
    beginning = BEGINNING.format(
        redirects=MOST_REDIRECTS,
        pages=MOST_PAGES,
        idle=MOST_IDLE_PAGES,
        captures=MOST_CAPTURES,
        tries=MOST_TRIES,
    )
    index = _index_rows([row for row in rows if row.where != "replay"], passes)
    replay = (
        f"| {row.does} | {_said(f'`{row.becomes}`', row)} | {_again(row, passes)} |"
        for row in rows
        if row.where == "replay"
    )
    return "\n".join(
        [
            beginning,
            "## Where it lists captures\n",
            "| the archive | in its | the listing | tried again |",
            "| --- | --- | --- | --- |",
            *index,
            "\n## Where it replays a capture\n",
            "| the archive | the capture | tried again |",
            "| --- | --- | --- |",
            *replay,
            "\n## On a machine that is left alone\n",
            "From the table in `tests/test_unattended.py`.\n",
            "| what happens | what comes of it | shown by |",
            "| --- | --- | --- |",
            *(f"| {happens} | {becomes} | {_named(tests)} |" for happens, becomes, *tests in promises),
            "",
        ]
    )


def _named(tests: Iterable[str]) -> str:
    return ", ".join(f"`tests/{test}`" for test in tests)


def _index_rows(rows: list[Any], passes: int) -> Iterator[str]:
    """Yield the rows of the index; what a CDX server and a TimeMap do alike is one."""

    def told(row: Any) -> tuple[str, str, str]:
        return row.does, _said(row.becomes, row), _again(row, passes)

    for (does, becomes, again), alike in groupby(rows, told):
        yield f"| {does} | {', '.join(row.where for row in alike)} | {becomes} | {again} |"


def _said(becomes: str, row: Any) -> str:
    return f"{becomes}: '{row.says}'" if row.says else becomes


def _again(row: Any, passes: int) -> str:
    """Say when what the row tells of is asked for again."""
    at_once = "twice more at once" if row.asked == 3 else ""
    if row.becomes in ("listed", "extracted"):
        return f"{at_once}, which helps" if at_once else "no need"
    if row.rests:
        return "when the host's rest is over"
    if row.where != "replay":
        later = "by the next run"
    elif row.becomes in PASSING:
        later = "by later runs"
    else:
        later = "never" if row.code else "never, for it is stored"
    at_the_end = "at the end of the run" if row.passing and passes > 1 else ""
    return ", ".join(part for part in (at_once, at_the_end, f"then {later}" if at_once else later) if part)


if __name__ == "__main__":
    sys.exit(main())
