"""Read archived pages of UNESCO's Creative Cities Network into a dataset with evidence for every value.

    import scraper

    archive = scraper.open_archive("fixtures/warc")
    for capture in archive.captures("https://en.unesco.org/creative-cities/content/annual-conferences"):
        page = scraper.extract(archive.replay(capture))
        print(capture.timestamp, page.outcome, len(page.records))

    record = scraper.run(scraper.Settings(output="output", archives=("fixtures/warc",)))
    for change in record.changes:
        print(change)

Everything that the command line does is a function here, with frozen values as arguments: `plan`, `run`, `import_files` and
`rebuild` take `Settings`; `open_archive` lists and fetches captures; `extract`, `read_page` and `read_document` read a page;
`Store`, `sync`, `build` and `verify` store captures, publish the dataset and check it; `load`, `export`, `explain` and `diff` use a
published dataset. All errors that are raised on purpose are `ScraperError`s.

The public names are in `__all__`: the functions, all types of their arguments and results, all errors. Everything else may change.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scraper._version import __version__ as __version__

if TYPE_CHECKING:
    from scraper.api import RunOptions, import_files, plan, run
    from scraper.archives.files.kept import Indexing
    from scraper.archives.http.fetch import Network
    from scraper.archives.memento.profiles import Index, Profile
    from scraper.building import View, rebuild
    from scraper.dataset.build import build
    from scraper.dataset.built import Built
    from scraper.dataset.credits import Agent, Contributor, Credits
    from scraper.dataset.dataset import Dataset, Facts, Licence, Rows, Unread
    from scraper.dataset.loaded import LoadedColumn, LoadedDataset, LoadedTable, Reference, Row
    from scraper.dataset.lock import Lock, LockedCapture, Versions
    from scraper.dataset.locked import Reproduced, build_locked
    from scraper.dataset.published import Published
    from scraper.dataset.verify import Verified, verify
    from scraper.diffs.causes import Cause, Caused, Provenance
    from scraper.diffs.differences import Differences, Level
    from scraper.diffs.html import LineDiff
    from scraper.diffs.sides import Side
    from scraper.diffs.text import TextDiff
    from scraper.errors import (
        BudgetSpent,
        CaptureFailure,
        HostDown,
        HostFailure,
        IndexCut,
        IndexFailure,
        IndexTorn,
        NotAnIndex,
        ProxyFailure,
        RecordDamaged,
        ScraperError,
        SettingsError,
        StoreError,
        StoreLocked,
        TargetMissing,
        UnreadableFile,
    )
    from scraper.exit_codes import ExitCode
    from scraper.exports.export import Exported
    from scraper.history.bisect import Found, Gap, Turn
    from scraper.history.cache import ExtractionCache, open_cache
    from scraper.history.compare import Cells, Change, PageRecords
    from scraper.history.coverage import Share
    from scraper.notices import Notice, Noticed
    from scraper.notify.settings import Apprise, Mail, Notify, Webhook
    from scraper.opening import open_archive
    from scraper.outcomes import Outcome
    from scraper.output_folder import open_store, read_store
    from scraper.outputs import diff, explain, export, load, write_report
    from scraper.pages import extract, read_document, read_page
    from scraper.queries import (
        CapturesListed,
        ChangesFound,
        StatesThen,
        as_of,
        find_changes,
        list_captures,
        read_changes,
        record_case,
        show,
    )
    from scraper.reading.document import Block, Document, NotAPage
    from scraper.report.plan import Cost
    from scraper.report.show import Place, Shown
    from scraper.runs.record import HostRequests, ListingRecord, RunRecord
    from scraper.settings import ArchiveSettings, Limits, Settings
    from scraper.store.reader import Listed, StoredRecord, StoreReader
    from scraper.store.store import Store
    from scraper.store.sync import Failed, Listing, Progress, Synced, SyncOptions, sync
    from scraper.values.capture import (
        Archive,
        Capture,
        CapturedResponse,
        MementoURL,
        PassedOver,
        Revisit,
        SourceRecord,
    )
    from scraper.values.changes import ChangeRow
    from scraper.values.facts import (
        Cited,
        Claim,
        Conflict,
        ConflictSide,
        Counted,
        Course,
        Evidence,
        Fact,
        Said,
        Seen,
        State,
        Statements,
        Wording,
    )
    from scraper.values.records import Page, Record, SetAside, Span, Value
    from scraper.values.subject import (
        Column,
        ConflictRules,
        Derivation,
        DerivedTable,
        Fields,
        ForeignKey,
        Impossible,
        PageKind,
        RecordTable,
        Subject,
        Table,
        Things,
        Told,
        Traces,
    )

# The module of each public name. It is imported when the name is first used, so that `scraper --help` is fast.
_HOMES = {
    "scraper.api": "RunOptions import_files plan run",
    "scraper.archives.files.kept": "Indexing",
    "scraper.archives.http.fetch": "Network",
    "scraper.archives.memento.profiles": "Index Profile",
    "scraper.building": "View rebuild",
    "scraper.dataset.build": "build",
    "scraper.dataset.built": "Built",
    "scraper.dataset.loaded": "LoadedColumn LoadedDataset LoadedTable Reference Row",
    "scraper.dataset.credits": "Agent Contributor Credits",
    "scraper.dataset.lock": "Lock LockedCapture Versions",
    "scraper.dataset.locked": "Reproduced build_locked",
    "scraper.dataset.published": "Published",
    "scraper.dataset.verify": "Verified verify",
    "scraper.dataset.dataset": "Licence Facts Unread Rows Dataset",
    "scraper.diffs.causes": "Cause Caused Provenance",
    "scraper.diffs.differences": "Differences Level",
    "scraper.diffs.html": "LineDiff",
    "scraper.diffs.sides": "Side",
    "scraper.diffs.text": "TextDiff",
    "scraper.errors": (
        "BudgetSpent CaptureFailure HostDown HostFailure IndexCut IndexFailure IndexTorn NotAnIndex "
        "ProxyFailure RecordDamaged ScraperError SettingsError StoreError StoreLocked TargetMissing "
        "UnreadableFile"
    ),
    "scraper.exit_codes": "ExitCode",
    "scraper.exports.export": "Exported",
    "scraper.history.coverage": "Share",
    "scraper.history.cache": "ExtractionCache open_cache",
    "scraper.history.bisect": "Found Gap Turn",
    "scraper.history.compare": "Cells Change PageRecords",
    "scraper.notices": "Notice Noticed",
    "scraper.notify.settings": "Apprise Mail Notify Webhook",
    "scraper.opening": "open_archive",
    "scraper.outcomes": "Outcome",
    "scraper.output_folder": "open_store read_store",
    "scraper.outputs": "diff explain export load write_report",
    "scraper.pages": "extract read_document read_page",
    "scraper.queries": (
        "CapturesListed ChangesFound StatesThen as_of find_changes list_captures read_changes record_case show write_as_of"
    ),
    "scraper.reading.document": "Block Document NotAPage",
    "scraper.report.plan": "Cost",
    "scraper.report.show": "Place Shown",
    "scraper.runs.record": "HostRequests ListingRecord RunRecord",
    "scraper.settings": "ArchiveSettings Limits Settings",
    "scraper.store.reader": "Listed StoreReader StoredRecord",
    "scraper.store.store": "Store",
    "scraper.store.sync": "Failed Listing Progress SyncOptions Synced sync",
    "scraper.values.capture": "Archive Capture CapturedResponse MementoURL PassedOver Revisit SourceRecord",
    "scraper.values.changes": "ChangeRow",
    "scraper.values.facts": "Course Said Evidence Cited State Seen Wording Statements Counted Fact ConflictSide Conflict Claim",
    "scraper.values.subject": (
        "DerivedTable ForeignKey Derivation Fields Traces Told Column "
        "Table RecordTable Impossible Things ConflictRules PageKind Subject"
    ),
    "scraper.values.records": "Page Record SetAside Span Value",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Agent",
    "Apprise",
    "Archive",
    "ArchiveSettings",
    "Block",
    "BudgetSpent",
    "Built",
    "Capture",
    "CaptureFailure",
    "CapturedResponse",
    "CapturesListed",
    "Cause",
    "Caused",
    "Cells",
    "Change",
    "ChangeRow",
    "ChangesFound",
    "Cited",
    "Claim",
    "Column",
    "Conflict",
    "ConflictRules",
    "ConflictSide",
    "Contributor",
    "Cost",
    "Counted",
    "Course",
    "Credits",
    "Dataset",
    "Derivation",
    "DerivedTable",
    "Differences",
    "Document",
    "Evidence",
    "ExitCode",
    "Exported",
    "ExtractionCache",
    "Fact",
    "Facts",
    "Failed",
    "Fields",
    "ForeignKey",
    "Found",
    "Gap",
    "HostDown",
    "HostFailure",
    "HostRequests",
    "Impossible",
    "Index",
    "IndexCut",
    "IndexFailure",
    "IndexTorn",
    "Indexing",
    "Level",
    "Licence",
    "Limits",
    "LineDiff",
    "Listed",
    "Listing",
    "ListingRecord",
    "LoadedColumn",
    "LoadedDataset",
    "LoadedTable",
    "Lock",
    "LockedCapture",
    "Mail",
    "MementoURL",
    "Network",
    "NotAPage",
    "NotAnIndex",
    "Notice",
    "Noticed",
    "Notify",
    "Outcome",
    "Page",
    "PageKind",
    "PageRecords",
    "PassedOver",
    "Place",
    "Profile",
    "Progress",
    "Provenance",
    "ProxyFailure",
    "Published",
    "Record",
    "RecordDamaged",
    "RecordTable",
    "Reference",
    "Reproduced",
    "Revisit",
    "Row",
    "Rows",
    "RunOptions",
    "RunRecord",
    "Said",
    "ScraperError",
    "Seen",
    "SetAside",
    "Settings",
    "SettingsError",
    "Share",
    "Shown",
    "Side",
    "SourceRecord",
    "Span",
    "State",
    "Statements",
    "StatesThen",
    "Store",
    "StoreError",
    "StoreLocked",
    "StoreReader",
    "StoredRecord",
    "Subject",
    "SyncOptions",
    "Synced",
    "Table",
    "TargetMissing",
    "TextDiff",
    "Things",
    "Told",
    "Traces",
    "Turn",
    "Unread",
    "UnreadableFile",
    "Value",
    "Verified",
    "Versions",
    "View",
    "Webhook",
    "Wording",
    "as_of",
    "build",
    "build_locked",
    "diff",
    "explain",
    "export",
    "extract",
    "find_changes",
    "import_files",
    "list_captures",
    "load",
    "open_archive",
    "open_cache",
    "open_store",
    "plan",
    "read_changes",
    "read_document",
    "read_page",
    "read_store",
    "rebuild",
    "record_case",
    "run",
    "show",
    "sync",
    "verify",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'scraper' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
