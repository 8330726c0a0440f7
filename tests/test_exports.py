"""What is exported opens in the tools that it is for, and holds what was published."""

import hashlib
import json
import sqlite3
import struct
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import needs_extra
from reports import relocked
from servers import environment_of

import scraper
from scraper.cli import run_command
from scraper.dataset.lock import Lock, Versions, sha256, write_lock

OPTIONS = ("sqlite", "xlsx", "wacz", "zip")
LONG = "word " * 8_000
LATER = "2020-05-01T08:00:00Z"


@pytest.fixture(scope="module")
def output(made: Path) -> Path:
    """Return an output folder with every export that needs no extra."""
    list(scraper.export(OPTIONS, scraper.Settings(output=str(made))))
    return made


def _field(name: str, kind: str = "string", **constraints: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "description": f"The {name}.", "constraints": constraints}


def _dataset(place: Path, tables: dict[str, tuple[dict[str, Any], str]]) -> Path:
    """Write a dataset of another subject by hand: a schema and CSV for each table."""
    folder = place / "dataset"
    folder.mkdir(parents=True)
    resources = [
        {"name": name, "path": f"{name}.csv", "description": f"The {name}.", "schema": schema}
        for name, (schema, _) in tables.items()
    ]
    for name, (_, text) in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    package = {"name": "lighthouses", "title": "Lighthouses", "created": LATER, "resources": resources}
    (folder / "datapackage.json").write_bytes(msgspec.json.encode(package))
    files = {path.name: sha256(path) for path in sorted(folder.iterdir())}
    write_lock(folder, Lock(Versions(), (), files))
    return place


def _lighthouses(place: Path, keeper: str = "Ålesund", height: str = "12.5") -> Path:
    coasts = {"fields": [_field("id", required=True), _field("name", required=True)], "primaryKey": ["id"]}
    towers = {
        "fields": [
            _field("id", required=True),
            _field("coast_id"),
            _field("after"),
            _field("keeper"),
            _field("metres", "number"),
            _field("lit", "boolean"),
            _field("built", "date"),
            _field("first_seen", "datetime", required=True),
            _field("standing", enum=["current", "withdrawn"]),
        ],
        "primaryKey": "id",
        "foreignKeys": [
            {"fields": ["coast_id"], "reference": {"resource": "coasts", "fields": ["id"]}},
            {"fields": "after", "reference": {"resource": "", "fields": "id"}},
        ],
    }
    rows = (
        "id,coast_id,after,keeper,metres,lit,built,first_seen,standing\r\n"
        f"a,north,,{keeper},{height},true,1858-07-01,{LATER},current\r\n"
        f"b,,a,'=1+1,,false,,{LATER},withdrawn\r\n"
    )
    return _dataset(place, {"coasts": (coasts, "id,name\r\nnorth,Nordkapp\r\n"), "towers": (towers, rows)})


def _export(place: Path, *formats: str, into: Path | None = None) -> list[scraper.Exported]:
    return list(scraper.export(formats, scraper.Settings(output=str(place)), into=into))


@pytest.fixture
def database(output: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(output / "exports" / "dataset.sqlite")) as opened:
        yield opened


# --- sqlite -----------------------------------------------------------------------------------------------------------


def test_the_database_holds_every_row_in_strict_tables(output: Path, database: sqlite3.Connection) -> None:
    strict = dict(database.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'"))
    for name, table in scraper.load(output / "dataset").items():
        assert database.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (len(table),)
        assert strict[name] == 1
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_words_are_found_without_their_accents(database: sqlite3.Connection) -> None:
    found = "SELECT city FROM timeline WHERE rowid IN (SELECT rowid FROM timeline_fts WHERE timeline_fts MATCH ?)"
    assert database.execute(found, ("ostersund",)).fetchall() == [("Östersund",)]


def test_it_says_what_made_it_and_what_its_columns_mean(database: sqlite3.Connection) -> None:
    told = dict(database.execute("SELECT name, value FROM dataset_about"))
    assert told["exported with"] == f"unesco-archive-scraper {scraper.__version__}, SQLite {sqlite3.sqlite_version}"
    meaning = "SELECT description FROM dataset_columns WHERE \"table\" = 'timeline' AND \"column\" = 'city'"
    assert database.execute(meaning).fetchone() == ("Host city, as the page writes it.",)


def test_keys_types_and_views_are_those_that_the_dataset_declares(tmp_path: Path) -> None:
    (made,) = _export(_lighthouses(tmp_path), "sqlite")
    with closing(sqlite3.connect(made.path)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        keys = opened.execute('SELECT "from", "table", "to" FROM pragma_foreign_key_list(\'towers\') ORDER BY 1')
        assert keys.fetchall() == [("after", "towers", "id"), ("coast_id", "coasts", "id")]
        assert opened.execute("SELECT * FROM towers").fetchall() == [
            ("a", "north", None, "Ålesund", 12.5, 1, "1858-07-01", LATER, "current"),
            ("b", None, "a", "=1+1", None, 0, None, LATER, "withdrawn"),
        ]
        assert opened.execute("SELECT id FROM towers_current").fetchall() == [("a",)]
        joined = opened.execute("SELECT id, coast_name, after_keeper FROM towers_joined ORDER BY id")
        assert joined.fetchall() == [("a", "Nordkapp", None), ("b", None, "Ålesund")]
        with pytest.raises(sqlite3.IntegrityError):
            opened.execute("UPDATE towers SET coast_id = 'south'")


def test_rows_that_do_not_keep_to_the_keys_are_refused_and_nothing_is_left(tmp_path: Path) -> None:
    place = _lighthouses(tmp_path)
    (place / "dataset" / "coasts.csv").write_text("id,name\r\n", newline="")
    with pytest.raises(scraper.StoreError, match=r"coasts\.csv: is not the file that lock\.json names"):
        _export(place, "zip")
    assert not (place / "exports").exists()
    relocked(place / "dataset")
    with pytest.raises(scraper.StoreError, match="scraper build"):
        _export(place, "sqlite")
    assert list((place / "exports").iterdir()) == []


# --- xlsx -------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@needs_extra("openpyxl")
def test_the_workbook_has_a_sheet_a_table_and_no_formula(output: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(output / "exports" / "dataset.xlsx")
    dataset = scraper.load(output / "dataset")
    assert book.sheetnames == [*dataset, "about"]
    for name, table in dataset.items():
        rows = list(book[name].iter_rows(values_only=True))
        assert rows[0] == tuple(column.name for column in table.columns)
        assert len(rows) == len(table) + 1
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.slow
@needs_extra("openpyxl")
def test_text_stays_text_and_what_is_cut_off_is_told(tmp_path: Path) -> None:
    import openpyxl

    (made,) = _export(_lighthouses(tmp_path, keeper=LONG), "xlsx")
    assert made.made_with.startswith("XlsxWriter ")
    assert made.remarks == (
        "towers: 1 cells are longer than 32,767 characters, so they are cut off; towers.csv has them whole",
    )
    _, first, second = openpyxl.load_workbook(made.path)["towers"].iter_rows(values_only=True)
    assert len(first[3]) == 32_767
    assert (first[4], first[5], first[6]) == (12.5, True, "1858-07-01")  # before the first day that a spreadsheet knows
    assert first[7] == datetime(2020, 5, 1, 8)
    assert second[3] == "=1+1"


# --- parquet ----------------------------------------------------------------------------------------------------------


@needs_extra("pyarrow")
def test_parquet_files_hold_typed_rows(tmp_path: Path) -> None:
    from pyarrow import parquet

    (made,) = _export(_lighthouses(tmp_path), "parquet")
    table = parquet.read_table(made.path / "towers.parquet")
    assert table.column("first_seen").to_pylist() == [datetime(2020, 5, 1, 8, tzinfo=UTC)] * 2
    assert table.column("lit").to_pylist() == [True, False]
    assert made.made_with.encode() in table.schema.metadata[b"exported with"]
    (again,) = _export(tmp_path, "parquet")
    assert {path.name for path in again.path.iterdir()} == {"coasts.parquet", "towers.parquet"}
    assert [path.name for path in (tmp_path / "exports").iterdir()] == ["dataset.parquet"]


# --- zip and wacz -----------------------------------------------------------------------------------------------------


def test_the_zip_holds_the_files_as_they_are_and_the_same_dataset_gives_the_same_bytes(
    output: Path, tmp_path: Path
) -> None:
    path = output / "exports" / "dataset.zip"
    with zipfile.ZipFile(path) as file:
        held = {name.partition("/")[2]: file.read(name) for name in file.namelist()}
    assert b"exported with: unesco-archive-scraper" in held.pop("ABOUT.txt")
    assert held == {one.name: one.read_bytes() for one in (output / "dataset").iterdir()}
    (again,) = _export(output, "zip", into=tmp_path / "here.zip")
    assert again.path == tmp_path / "here.zip"
    assert again.path.read_bytes() == path.read_bytes()


def test_the_wacz_holds_the_captures_with_their_pages_and_digests(output: Path, tmp_path: Path) -> None:
    path = output / "exports" / "dataset.wacz"
    with zipfile.ZipFile(path) as file:
        package = json.loads(file.read("datapackage.json"))
        pages = [json.loads(line) for line in file.read("pages/pages.jsonl").splitlines()]
        digest = json.loads(file.read("datapackage-digest.json"))
        assert digest["hash"] == f"sha256:{hashlib.sha256(file.read('datapackage.json')).hexdigest()}"
        for one in package["resources"]:
            assert one["hash"] == f"sha256:{hashlib.sha256(file.read(one['path'])).hexdigest()}"
    assert package["wacz_version"] == "1.1.1"
    assert package["software"] == f"unesco-archive-scraper {scraper.__version__}"
    assert pages[0]["format"] == "json-pages-1.0"
    listed = scraper.load(output / "dataset")["captures"]
    read = [row for row in listed if row.outcome not in ("redirect", "not found")]
    assert [(page["ts"], page["url"]) for page in pages[1:]] == [
        (f"{row.timestamp:%Y-%m-%dT%H:%M:%SZ}", row.url) for row in read
    ]
    assert "Annual Conferences" in {page["title"] for page in pages[1:]}
    record = scraper.import_files([path], scraper.Settings(output=str(tmp_path), state=str(tmp_path / "state")))
    assert (record.exit_code, record.steps) == (0, {"stored": len(listed)})


def test_local_headers_of_the_wacz_say_what_its_directory_says(output: Path) -> None:
    """ReplayWeb.page finds an entry's bytes by the lengths that the directory gives, and sees nothing where they differ."""
    path = output / "exports" / "dataset.wacz"
    content = path.read_bytes()
    with zipfile.ZipFile(path) as file:
        for entry in file.infolist():
            name, extra = struct.unpack_from("<HH", content, entry.header_offset + 26)
            assert (name, extra) == (len(entry.filename.encode()), len(entry.extra)), entry.filename


@pytest.mark.checkers
def test_wacz_finds_it_valid(output: Path) -> None:
    program = environment_of("wacz==0.6.0", "brotlipy") / "bin" / "python"
    code = "import sys; from wacz.main import main; sys.exit(main(sys.argv[1:]))"
    path = output / "exports" / "dataset.wacz"
    done = subprocess.run(
        [program, "-c", code, "validate", "-f", path], capture_output=True, text=True, check=False, env={}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Validation succeeded" in done.stdout


def test_a_name_with_a_suffix_is_the_file_unless_a_folder_has_it(output: Path, tmp_path: Path) -> None:
    (tmp_path / "v1.2").mkdir()
    for into, path in (("x.db", "x.db"), ("v1.2", "v1.2/dataset.sqlite"), ("new", "new/dataset.sqlite")):
        (written,) = _export(output, "sqlite", into=tmp_path / into)
        assert written.path == tmp_path / path
        assert written.path.is_file()
    assert [one.path for one in _export(output, "sqlite", "zip", into=tmp_path / "both.d")] == [
        tmp_path / "both.d" / "dataset.sqlite",
        tmp_path / "both.d" / "dataset.zip",
    ]


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_command_takes_several_formats_and_says_what_it_wrote(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export", "--to", "sqlite", "zip", "--output", str(output), "--into", str(tmp_path)]
    assert run_command(arguments) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        f"wrote {tmp_path / 'dataset.sqlite'} (made with SQLite {sqlite3.sqlite_version})"
    )
    assert {path.name for path in tmp_path.iterdir()} == {"dataset.sqlite", "dataset.zip"}
    assert run_command([*arguments, "--json"]) == 0
    assert [json.loads(line)["format"] for line in capsys.readouterr().out.splitlines()] == ["sqlite", "zip"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--to", "doc"], 2, "'doc' is not one of"),
        ([], 2, "Missing option"),
        (["--to", "zip"], 3, "`scraper build` writes it with the dataset"),
        (["--to", "wacz"], 3, "there is no store"),
    ],
)
def test_what_cannot_be_exported_is_said(
    arguments: list[str], code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["export", *arguments, "--output", str(tmp_path / "none")]) == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_place_that_cannot_be_written_to_is_named(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine")
    assert run_command(["export", "--to", "zip", "--output", str(output), "--into", str(tmp_path / "file" / "x")]) == 3
    assert "cannot be written" in capsys.readouterr().err
    assert (tmp_path / "file").read_text() == "mine"


def test_a_cell_that_is_not_of_its_type_is_named(tmp_path: Path) -> None:
    with pytest.raises(scraper.StoreError, match="'tall' in column metres is no number"):
        scraper.load(_lighthouses(tmp_path, height="tall") / "dataset")


# --- rows as values ---------------------------------------------------------------------------------------------------


def test_a_row_has_typed_cells_by_name_and_its_evidence(output: Path) -> None:
    dataset = scraper.load(str(output / "dataset"))
    (lyon,) = dataset["timeline"].where(city="Lyon")
    assert (lyon.year, lyon["country"], lyon.latitude) == (2009, "France", 45.74906)
    assert lyon.first_seen == datetime(2012, 4, 5, 10, 15, 21, tzinfo=UTC)
    cited = {one.field: one for one in dataset.evidence("timeline", lyon)}
    assert "Lyon" in cited["city"].quote
    assert cited["year"].value == "2009"
    with pytest.raises(AttributeError, match="no column 'town'"):
        _ = lyon.town


@needs_extra("pandas")
def test_a_table_is_a_data_frame(tmp_path: Path) -> None:
    frame = scraper.load(_lighthouses(tmp_path) / "dataset")["towers"].to_pandas()
    assert list(frame.columns)[:3] == ["id", "coast_id", "after"]
    assert list(map(str, frame.dtypes))[3:6] == ["string", "Float64", "boolean"]
    assert str(frame["first_seen"].iloc[0]) == "2020-05-01 08:00:00+00:00"
    assert frame["metres"].isna().tolist() == [False, True]
