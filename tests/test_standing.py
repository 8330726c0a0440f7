"""What holds by all statements: corrections, postponements, withdrawals, reinstatements; and tables that can be joined."""

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from scraper.dataset.build import build
from scraper.dataset.verify import verify
from scraper.store.store import Store
from scraper.values.capture import Capture, CapturedResponse, parse_timestamp, urlkey

LIST = "https://en.unesco.org/creative-cities/content/annual-conferences"
EVENT = "https://en.unesco.org/creative-cities/events/xiv-annual-conference"
NEWS = "https://en.unesco.org/creative-cities/news/annual-conference"
HELD = "Previous Annual Conferences have been held in {}."
NEXT = "The next Annual Conference will be held in {}."
LYON = "Lyon (France) in 2009"

Rows = dict[str, dict[str, str]]


def _page(*paragraphs: str, title: str = "Annual Conferences", lang: str = "en") -> bytes:
    told = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title></head><body><h1>{title}</h1>'
        f'<div id="block-system-main"><div class="node"><div class="field-name-body">{told}</div></div></div></body></html>'
    ).encode()


def _built(folder: Path, *captures: tuple[str, str, bytes]) -> dict[str, Rows]:
    """Build the dataset of captures, each a time, an original and a body, and return its tables by id."""
    with Store(folder / "store") as store:
        for timestamp, original, body in captures:
            capture = Capture(
                original=original,
                timestamp=parse_timestamp(timestamp),
                urlkey=urlkey(original),
                archive="shelf",
                statuscode=200,
                memento_url=f"https://shelf.example/web/{timestamp}/{original}",
            )
            headers = (("Content-Type", "text/html; charset=utf-8"),)
            response = CapturedResponse(
                capture=capture, requested=capture.timestamp, status=200, headers=headers, body=body
            )
            store.add(capture, response)
        build(store, folder / "dataset")
        assert verify(store, folder / "dataset").failures == ()
    return {path.stem: _rows(path) for path in sorted((folder / "dataset").glob("*.csv"))}


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def _standing(rows: Rows) -> dict[str, tuple[str, str, str]]:
    return {name: (row["status"], row["standing"], row["superseded_by"]) for name, row in rows.items()}


def _current(rows: Rows) -> list[str]:
    return [name for name, row in rows.items() if row["standing"] == "current"]


# --- the state by the evidence ----------------------------------------------------------------------------------------


def test_a_host_is_read_from_a_statement_with_its_country_whatever_rule_tells_that_it_was_held(tmp_path: Path) -> None:
    found = _built(
        tmp_path,
        ("20190801", LIST, _page("The following Annual Conferences have been held:<ul><li>Lyon (France) in 2009</ul>")),
        ("20190805", LIST, _page("Annual Conferences have been held in Lyon (2009) and Seoul (2011).")),
    )
    lyon = found["timeline"]["2009/lyon"]
    assert (lyon["country"], lyon["quote"], lyon["resolved_by"]) == ("France", "Lyon (France) in 2009", "country")
    assert found["timeline"]["2011/seoul"]["resolved_by"] == "large city"


def test_a_city_is_located_as_the_statement_tells_that_the_row_is_read_from(tmp_path: Path) -> None:
    """The country is named by the plan, the row is read from what was put off."""
    off = "The XIV Annual Conference of the UNESCO Creative Cities Network in Santos in 2020 has been postponed."
    found = _built(
        tmp_path,
        ("20190801", LIST, _page(HELD.format(LYON), NEXT.format("Santos (Brazil) in 2020"))),
        ("20200501", EVENT, _page(off)),
    )
    santos = found["timeline"]["2020/santos"]
    assert (santos["status"], santos["country"]) == ("postponed", "")
    assert (santos["country_code"], santos["resolved_by"]) == ("BR", "another capture")


def test_a_city_that_was_another_s_mistake_is_corrected_by_it(tmp_path: Path) -> None:
    found = _built(
        tmp_path,
        ("20160101", LIST, _page(HELD.format(f"{LYON} and Istanbul (Turkey) in 2015"))),
        ("20170101", LIST, _page(HELD.format(f"{LYON} and Kanazawa (Japan) in 2015"))),
    )
    assert _standing(found["timeline"]) == {
        "2009/lyon": ("held", "current", ""),
        "2015/istanbul": ("held", "corrected", "2015/kanazawa"),
        "2015/kanazawa": ("held", "current", ""),
    }
    assert found["timeline"]["2015/istanbul"]["last_word"] == "2017-01-01T00:00:00Z"
    assert found["editions"]["2015"]["host_ids"] == "2015/kanazawa"
    assert found["timeline"]["2015/istanbul"]["edition_id"] == "2015"


@pytest.mark.parametrize("again", [True, False], ids=["mended on its page", "never captured again"])
def test_a_misspelt_city_is_corrected_by_the_right_one(tmp_path: Path, again: bool) -> None:
    second = LIST if again else NEWS
    found = _built(
        tmp_path,
        ("20200101", LIST, _page(HELD.format(f"{LYON} and Fabrianno (Italy) in 2019"))),
        ("20210101", second, _page(HELD.format(f"{LYON} and Fabriano (Italy) in 2019"))),
    )
    assert _standing(found["timeline"])["2019/fabrianno"] == ("held", "corrected", "2019/fabriano")
    assert _current(found["timeline"]) == ["2009/lyon", "2019/fabriano"]


def test_what_an_event_page_puts_off_is_put_off_whatever_an_older_list_plans(tmp_path: Path) -> None:
    listed = _page(HELD.format(LYON), NEXT.format("Santos (Brazil) in 2020"))
    off = _page(
        "The XIV Annual Conference of the UNESCO Creative Cities Network in Santos (Brazil) in 2020 is postponed."
    )
    found = _built(
        tmp_path,
        ("20200101", LIST, listed),
        ("20200501", EVENT, off),
        ("20200701", LIST, listed),
        ("20210301", LIST, listed),
    )
    assert found["timeline"]["2020/santos"]["status"] == "postponed"
    assert found["timeline"]["2020/santos"]["standing"] == "current"


def test_an_edition_put_off_leads_to_the_one_that_took_place(tmp_path: Path) -> None:
    listed = _page(HELD.format(LYON), NEXT.format("Santos (Brazil) in 2020"))
    off = _page(
        "The XIV Annual Conference of the UNESCO Creative Cities Network in Santos (Brazil) in 2020 is postponed."
    )
    held = _page(HELD.format(f"{LYON} and Santos (Brazil) in 2022"))
    found = _built(tmp_path, ("20200101", LIST, listed), ("20200501", EVENT, off), ("20230101", LIST, held))
    assert _standing(found["timeline"]) == {
        "2009/lyon": ("held", "current", ""),
        "2020/santos": ("postponed", "superseded", "2022/santos"),
        "2022/santos": ("held", "current", ""),
    }
    assert found["editions"]["2020"]["superseded_by"] == "2022"


@pytest.mark.parametrize(
    "hosts",
    [
        "<table><tr><th>Year</th><th>City</th><th>Country</th></tr><tr><td rowspan=2>2018</td><td>Krakow</td>"
        "<td rowspan=2>Poland</td></tr><tr><td>Katowice</td></tr><tr><td>2019</td><td>Fabriano</td><td>Italy</td></tr></table>",
        "<p>Host cities</p><dl><dt>2018</dt><dd>Krakow (Poland)</dd><dd>Katowice (Poland)</dd><dt>2019</dt>"
        "<dd>Fabriano (Italy)</dd></dl>",
    ],
)
def test_hosts_under_one_year_of_the_mark_up_are_of_one_edition(hosts: str, tmp_path: Path) -> None:
    page = _page("The Annual Conferences of the UNESCO Creative Cities Network:").replace(
        b"</p></div>", f"</p>{hosts}</div>".encode()
    )
    found = _built(tmp_path, ("20230101", LIST, page))
    assert {name: row["host_ids"] for name, row in found["editions"].items()} == {
        "2018": "2018/krakow 2018/katowice",
        "2019": "2019/fabriano",
    }


def test_a_city_that_hosts_again_long_after_a_bid_is_not_the_bid_put_off(tmp_path: Path) -> None:
    found = _built(
        tmp_path,
        (
            "20120101",
            LIST,
            _page(HELD.format(LYON), "Istanbul (Turkey) is a candidate to host the Annual Conference in 2014."),
        ),
        ("20130101", LIST, _page(HELD.format(LYON))),
        ("20230101", LIST, _page(HELD.format(f"{LYON} and Istanbul (Turkey) in 2022"))),
    )
    assert _standing(found["timeline"])["2014/istanbul"] == ("candidate", "withdrawn", "")


def test_what_leaves_one_page_and_is_seen_on_another_later_stands(tmp_path: Path) -> None:
    both, one = (HELD.format(f"{LYON} and Seoul (Republic of Korea) in 2011"), HELD.format(LYON))
    found = _built(
        tmp_path,
        ("20180101", LIST, _page(both)),
        ("20180201", NEWS, _page(both)),
        ("20190101", LIST, _page(one)),
        ("20200101", NEWS, _page(both)),
    )
    assert _current(found["timeline"]) == ["2009/lyon", "2011/seoul"]


def test_a_list_that_is_emptied_takes_nothing_back(tmp_path: Path) -> None:
    both = HELD.format(f"{LYON} and Seoul (Republic of Korea) in 2011")
    found = _built(tmp_path, ("20180101", LIST, _page(both)), ("20190101", LIST, _page("This page is being updated.")))
    assert _current(found["timeline"]) == ["2009/lyon", "2011/seoul"]


def test_only_a_page_in_the_language_of_a_statement_withdraws_it(tmp_path: Path) -> None:
    """The French list is shorter, and then shorter than it was."""
    seoul, aims = (
        "Seoul (Korea) in 2011",
        "<li>exchange information;</li><li>determine the strategy of the Network.</li>",
    )
    goals = f"The objectives of the Annual Conference are to:<ul>{aims}</ul>"
    french = "Les conférences annuelles précédentes ont eu lieu à {}."
    buts = "Les objectifs de la Conférence annuelle sont de :<ul><li>échanger des informations ;</li><li>définir la stratégie.</li></ul>"
    captures = [
        ("20160101", LIST, _page(HELD.format(f"{LYON} and {seoul}"), goals)),
        ("20170101", LIST, _page(french.format("Lyon (France) en 2009 et Bologne (Italie) en 2013"), buts, lang="fr")),
        ("20180101", LIST, _page(french.format("Lyon (France) en 2009"), buts, lang="fr")),
    ]
    found = _built(tmp_path / "fr", *captures)
    assert _current(found["timeline"]) == ["2009/lyon", "2011/seoul"]
    assert found["timeline"]["2013/bologna"]["standing"] == "withdrawn"
    assert {row["standing"] for row in found["objectives"].values()} == {"current"}
    found = _built(tmp_path / "en", *captures, ("20190101", LIST, _page(HELD.format(LYON), goals)))
    assert _current(found["timeline"]) == ["2009/lyon"]


def test_what_a_list_lacks_when_it_is_back_is_withdrawn(tmp_path: Path) -> None:
    planned = NEXT.format("Seoul (Republic of Korea) in 2021")
    found = _built(
        tmp_path,
        ("20180101", LIST, _page(HELD.format(LYON), planned)),
        ("20190101", LIST, _page("This page is being updated.")),
        ("20200101", LIST, _page(HELD.format(LYON))),
    )
    assert _standing(found["timeline"])["2021/seoul"] == ("planned", "withdrawn", "")


def test_what_is_called_off_and_then_planned_again_on_its_page_is_planned(tmp_path: Path) -> None:
    said = "The XIV Annual Conference of the UNESCO Creative Cities Network in Santos (Brazil) in 2020 {}."
    found = _built(
        tmp_path,
        ("20200101", EVENT, _page(said.format("is cancelled"))),
        (
            "20200301",
            EVENT,
            _page("Santos (Brazil) will host the XIV Annual Conference of the UNESCO Creative Cities Network in 2020."),
        ),
    )
    assert found["timeline"]["2020/santos"]["status"] == "planned"


# --- objectives -------------------------------------------------------------------------------------------------------

FIRST = "Exchange information on the activities of cities"
SECOND = "Determine the strategy of the Network"
LONGER = "Exchange updated information on the activities of cities"


def _objectives(*texts: str) -> bytes:
    items = "".join(f"<li>{one}</li>" for one in texts)
    return _page(HELD.format(LYON), f"The main objectives of the Annual Conference are to:</p><ul>{items}</ul><p>")


def test_an_objective_keeps_its_id_when_it_is_reworded(tmp_path: Path) -> None:
    once = _built(tmp_path / "once", ("20180101", LIST, _objectives(FIRST, SECOND)))["objectives"]
    found = _built(
        tmp_path / "twice",
        ("20180101", LIST, _objectives(FIRST, SECOND)),
        ("20190101", LIST, _objectives(LONGER, SECOND)),
    )
    assert found["objectives"].keys() == once.keys()
    (row,) = [row for row in found["objectives"].values() if row["text"] == LONGER]
    assert (row["standing"], row["previous_text"], row["wordings"]) == ("current", FIRST, "2")
    follows = {one["text"]: found["wordings"].get(one["follows"], {}).get("text") for one in found["wordings"].values()}
    assert follows == {FIRST: None, LONGER: FIRST, SECOND: None}


def test_an_earlier_wording_gives_its_id_and_the_other_becomes_a_former_one(tmp_path: Path) -> None:
    later = _built(tmp_path / "later", ("20190101", LIST, _objectives(LONGER, SECOND)))["objectives"]
    (was,) = [name for name, row in later.items() if row["text"] == LONGER]
    found = _built(
        tmp_path / "both",
        ("20180101", LIST, _objectives(FIRST, SECOND)),
        ("20190101", LIST, _objectives(LONGER, SECOND)),
    )["objectives"]
    (row,) = [row for row in found.values() if row["text"] == LONGER]
    assert row["id"] != was
    assert row["former_ids"].split() == [was]


# --- joins ------------------------------------------------------------------------------------------------------------


def _loaded(dataset: Path) -> sqlite3.Connection:
    """Load the tables as the Data Package describes them, its keys checked by SQLite."""
    package = json.loads((dataset / "datapackage.json").read_bytes())
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA defer_foreign_keys = ON")
    for resource in package["resources"]:
        database.execute(_table(resource["name"], resource["schema"]))
    database.execute("BEGIN")
    database.execute("PRAGMA defer_foreign_keys = ON")
    for resource in package["resources"]:
        with (dataset / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows = [[cell or None for cell in row] for row in csv.reader(file)][1:]
        marks = ", ".join("?" * len(resource["schema"]["fields"]))
        database.executemany(f'INSERT INTO "{resource["name"]}" VALUES ({marks})', rows)
    database.commit()
    return database


def _table(name: str, schema: dict[str, Any]) -> str:
    def listed(names: list[str]) -> str:
        return ", ".join(f'"{one}"' for one in names)

    parts = [f'"{field["name"]}"' for field in schema["fields"]]
    parts.append(f"PRIMARY KEY ({listed(schema['primaryKey'])})")
    parts += [f"UNIQUE ({listed(one)})" for one in schema.get("uniqueKeys", [])]
    for key in schema.get("foreignKeys", []):
        to = key["reference"]
        parts.append(
            f'FOREIGN KEY ({listed(key["fields"])}) REFERENCES "{to["resource"] or name}" ({listed(to["fields"])})'
        )
    return f'CREATE TABLE "{name}" ({", ".join(parts)})'


def test_every_table_joins_every_other_that_it_names_without_an_orphan(published: Path) -> None:
    dataset = published / "dataset"
    package = json.loads((dataset / "datapackage.json").read_bytes())
    assert package["tables_version"] == 1
    database, joined = _loaded(dataset), set()
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        assert (schema["primaryKey"], schema["fields"][0]["name"]) == (["id"], "id")
        for key in schema.get("foreignKeys", []):
            to = key["reference"]
            pairs = list(zip(key["fields"], to["fields"], strict=True))
            other = to["resource"] or name
            on = " AND ".join(f'a."{one}" = b."{two}"' for one, two in pairs)
            named = " AND ".join(f'a."{one}" IS NOT NULL' for one, _ in pairs)
            (orphans,) = database.execute(
                f'SELECT count(*) FROM "{name}" a LEFT JOIN "{other}" b ON {on} WHERE {named} AND b.id IS NULL'
            ).fetchone()
            assert orphans == 0, (name, key)
            joined.add((name, other))
    assert {
        ("timeline", "editions"),
        ("timeline", "timeline"),
        ("events", "editions"),
        ("editions", "editions"),
        ("objectives", "objectives"),
        ("wordings", "objectives"),
        ("history", "records"),
        ("changes", "records"),
        ("conflicts", "records"),
    } <= joined


def test_the_list_that_a_person_would_write_down_is_one_filter(published: Path) -> None:
    rows = _rows(published / "dataset" / "timeline.csv")
    assert _current(rows) == [
        "2008/paris",
        "2008/santa-fe",
        "2009/lyon",
        "2010/shenzhen",
        "2011/seoul",
        "2012/montreal",
        "2013/bologna",
        "2014/chengdu",
        "2015/kanazawa",
        "2016/ostersund",
        "2017/enghien-les-bains",
        "2018/krakow",
        "2018/katowice",
        "2019/fabriano",
        "2022/santos",
        "2023/istanbul",
        "2024/braga",
        "2025/enghien-les-bains",
    ]
    assert _standing(rows)["2020/santos"] == ("postponed", "superseded", "2022/santos")
    assert _standing(rows)["2021/istanbul"] == ("candidate", "superseded", "2023/istanbul")
    assert "2018/cracovie" in rows["2018/krakow"]["former_ids"].split()
    assert "2013/bologne" in rows["2013/bologna"]["former_ids"].split()
    assert rows["2018/krakow"]["country_name"] == "Poland"


def test_an_edition_is_told_by_lists_and_prose_together(published: Path) -> None:
    rows = _rows(published / "dataset" / "editions.csv")
    fabriano = rows["2019"]
    assert (fabriano["ordinal"], fabriano["status"], fabriano["name"]) == ("13", "held", "Annual Conference")
    assert (fabriano["start_date"], fabriano["end_date"]) == ("2019-06-10", "2019-06-15")
    assert (fabriano["participants"], fabriano["cities"], fabriano["mayors"]) == ("1050", "145", "58")
    assert rows["2018"]["host_ids"] == "2018/krakow 2018/katowice"
    assert rows["2018"]["name"] == "Annual Meeting"
    assert {"2008/paris", "2008/santa-fe"} <= rows.keys()
