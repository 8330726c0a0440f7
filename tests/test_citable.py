"""A dataset says how it is cited, in the forms of others, all from `[citation]`; the standards' own tools take them."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import needs_extra
from servers import environment_of

import scraper
from scraper.cli import run_command
from scraper.dataset.build import build
from scraper.dataset.dataset import Licence
from scraper.dataset.verify import verify
from scraper.settings import load
from scraper.store.store import Store

CREDITS = scraper.Credits(
    version="1.2.0",
    doi="10.5281/zenodo.1234567",
    url="https://example.org/conferences",
    publisher="Example Archive",
    creators=(
        scraper.Agent(
            family='O\'Neill: "Ö"',
            given="Ana",
            orcid="https://orcid.org/0000-0002-1825-0097",
            affiliation="Example Archive",
        ),
        scraper.Agent(name="Example Archive", ror="https://ror.org/05dxps055"),
    ),
    contributors=(scraper.Contributor(family="Dupont", role="DataCurator"),),
)
LICENCE = Licence(name="CC-BY-4.0", title="Creative Commons", path="https://creativecommons.org/licenses/by/4.0/")
# The newest capture of fixtures/warc, and the oldest.
NEWEST, OLDEST = "2025-07-22", "2012-04-05"


@pytest.fixture(scope="module")
def credited(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset whose creators, licence, DOI and version are stated."""
    place = tmp_path_factory.mktemp("credited") / "dataset"
    with Store(published / "store") as store:
        build(store, place, licence=LICENCE, credits=CREDITS)
    return place


@pytest.fixture(params=["credited", "plain"])
def dataset(request: pytest.FixtureRequest, credited: Path, published: Path) -> Path:
    """Return a dataset with everything stated, and one with nothing."""
    return credited if request.param == "credited" else published / "dataset"


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


# --- the standards' own tools -----------------------------------------------------------------------------------------


@pytest.mark.checkers
def test_cffconvert_takes_the_citation_file(dataset: Path, credited: Path) -> None:
    program = environment_of("cffconvert==2.0.0", "jsonschema<4", "setuptools<81") / "bin" / "python"
    code = "from cffconvert.cli.cli import cli; cli()"

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command: list[str | Path] = [program, "-c", code, "-i", dataset / "CITATION.cff", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, env={"LC_ALL": "C.UTF-8"})

    done = run("--validate")
    assert done.returncode == 0, done.stdout + done.stderr
    told = run("-f", "bibtex").stdout
    if dataset == credited:
        assert 'author = {O\'Neill: "Ö", Ana and Example Archive}' in told
        assert "doi = {10.5281/zenodo.1234567}" in told


@pytest.mark.slow
@needs_extra("datacite")
def test_the_schema_of_datacite_takes_its_metadata(dataset: Path) -> None:
    from datacite import schema45

    schema45.validator.validate(_json(dataset / "datacite.json"))


@pytest.mark.slow
@needs_extra("rocrate")
def test_rocrate_reads_the_crate_and_finds_every_file(dataset: Path) -> None:
    from rocrate.rocrate import ROCrate

    crate = ROCrate(dataset)
    files = {entity.id for entity in crate.data_entities}
    assert files == {path.name for path in dataset.iterdir()} - {"ro-crate-metadata.json"}
    assert (
        crate.root_dataset["name"]
        == "Annual Conferences of the UNESCO Creative Cities Network, as archived pages state them"
    )
    assert str(crate.root_dataset["datePublished"])[:10] == NEWEST


@needs_extra("frictionless")
def test_frictionless_takes_the_package(credited: Path) -> None:
    from frictionless import Package

    assert Package.metadata_validate(_json(credited / "datapackage.json")) is not None
    package = Package(str(credited / "datapackage.json"))
    assert (package.version, package.created) == ("1.2.0", "2025-07-22T08:45:12Z")
    assert package.contributors[0]["title"] == 'Ana O\'Neill: "Ö"'


# --- what is stated ---------------------------------------------------------------------------------------------------


def test_the_package_names_version_time_and_people(credited: Path) -> None:
    package = _json(credited / "datapackage.json")
    assert package["id"] == "https://doi.org/10.5281/zenodo.1234567"
    assert package["homepage"] == "https://example.org/conferences"
    assert package["created"].startswith(NEWEST)
    assert [(one["title"], one["roles"]) for one in package["contributors"]] == [
        ('Ana O\'Neill: "Ö"', ["creator"]),
        ("Example Archive", ["creator"]),
        ("Dupont", ["DataCurator"]),
    ]


def test_datacite_has_all_that_is_stated(credited: Path) -> None:
    found = _json(credited / "datacite.json")
    assert (found["doi"], found["version"], found["publicationYear"]) == (CREDITS.doi, "1.2.0", "2025")
    assert found["publisher"] == {"name": "Example Archive"}
    assert found["creators"][0]["name"] == 'O\'Neill: "Ö", Ana'
    assert found["creators"][0]["nameIdentifiers"][0]["nameIdentifierScheme"] == "ORCID"
    assert found["dates"][0] == {"date": f"{OLDEST}/{NEWEST}", "dateType": "Collected"}
    assert found["rightsList"][0]["rightsUri"] == LICENCE.path


def test_where_nobody_is_named_nobody_is_made_up(published: Path) -> None:
    dataset = published / "dataset"
    package = _json(dataset / "datapackage.json")
    assert package["version"] == "2025.7.22"
    assert "contributors" not in package
    datacite = _json(dataset / "datacite.json")
    assert (datacite["creators"], datacite["publisher"]) == ([{"name": ":unav"}], {"name": ":unav"})
    citation = (dataset / "CITATION.cff").read_text(encoding="utf-8")
    assert 'authors:\n  - name: "anonymous"\n' in citation
    assert f'date-released: "{NEWEST}"\n' in citation
    assert "license" not in citation


@pytest.mark.slow
def test_who_is_credited_is_a_part_of_what_is_proved(published: Path, credited: Path) -> None:
    with Store(published / "store") as store:
        assert verify(store, credited, licence=LICENCE, credits=CREDITS).failures == ()
        other = msgspec.structs.replace(CREDITS, version="1.3.0")
        failures = verify(store, credited, licence=LICENCE, credits=other).failures
    assert [one for one in failures if one.startswith("CITATION.cff ")]


# --- how to cite ------------------------------------------------------------------------------------------------------


def test_a_citation_names_people_version_captures_and_lock(credited: Path) -> None:
    dataset = scraper.load(credited)
    assert dataset.cite().startswith('Ana O\'Neill: "Ö", Example Archive. Annual Conferences of the UNESCO')
    assert "Dataset, version 1.2.0, captures up to 2025-07-22." in dataset.cite()
    assert dataset.cite().endswith("https://doi.org/10.5281/zenodo.1234567")
    assert "  doi = {10.5281/zenodo.1234567},\n" in dataset.cite("bibtex")
    lines = dataset.cite("ris").splitlines()
    assert (lines[0], lines[-1]) == ("TY  - DATA", "ER  - ")
    assert "DA  - 2025/07/22" in lines
    with pytest.raises(scraper.SettingsError, match="not a citation style"):
        dataset.cite("mla")


def test_an_explanation_ends_with_a_citation_in_the_style_that_is_asked_for(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["explain", "2009", "--output", str(published)]
    for style in ("text", "bibtex", "ris"):
        assert run_command([*command, "--cite", style]) == 0
        cited = scraper.load(published / "dataset").cite(style)
        assert capsys.readouterr().out.endswith("".join(f"  {line}\n" for line in cited.split("\n")))
    assert run_command([*command, "--cite", "none"]) == 0
    assert "Cite the dataset as" not in capsys.readouterr().out


def test_a_page_of_differences_names_versions_and_its_day(published: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    sides = [str(published / "dataset"), str(published / "dataset")]
    assert run_command(["diff", *sides, "--html-out", str(page), "--output", str(published)]) == 0
    text = page.read_text(encoding="utf-8")
    assert f"A: unesco-archive-scraper {scraper.__version__}, rules " in text
    assert f"compared by unesco-archive-scraper {scraper.__version__}, rules " in text
    assert re.search(r"on \d{4}-\d\d-\d\d</p>", text)


# --- the settings -----------------------------------------------------------------------------------------------------


def test_citation_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "scraper.toml"
    path.write_text(
        """
        [citation]
        version = "1.2.0"
        doi = "10.5281/zenodo.1234567"
        publisher = "Example Archive"

        [[citation.creators]]
        family = "Dupont"
        given = "Ana"
        orcid = "https://orcid.org/0000-0002-1694-233X"

        [[citation.contributors]]
        name = "Example Archive"
        role = "HostingInstitution"
        """,
        encoding="utf-8",
    )
    credits = load(path).citation
    assert credits.creators[0].full_name == "Ana Dupont"
    assert credits.contributors[0].role == "HostingInstitution"


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ('[citation]\ndoi = "https://doi.org/10.5281/zenodo.1"', "is not a DOI"),
        ('[citation]\nurl = "example.org"', "not an http or https address"),
        ('[citation]\nversion = ""', "version has to be words on one line"),
        ('[citation]\ntitle = "two\\nlines"', "title has to be words on one line"),
        ("[citation]\nauthors = []", "authors"),
        ('[[citation.creators]]\ngiven = "Ana"', "a family name for a person, or a name"),
        ('[[citation.creators]]\nname = "A"\nfamily = "B"', "a family name for a person, or a name"),
        ('[[citation.creators]]\nname = "A"\norcid = "https://orcid.org/0000-0002-1825-0097"', "has no given name"),
        ('[[citation.creators]]\nfamily = "A"\norcid = "https://orcid.org/0000-0002-1825-0098"', "is not an ORCID"),
        ('[[citation.creators]]\nname = "A"\nror = "05dxps055"', "is not a ROR id"),
        ('[[citation.contributors]]\nname = "A"\nrole = "Cook"', "role"),
    ],
)
def test_what_is_wrong_with_them_is_said(
    stated: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "scraper.toml"
    path.write_text(stated, encoding="utf-8")
    assert run_command(["build", "--config", str(path)]) == 2
    told = capsys.readouterr().err
    assert str(path) in told
    assert said in told
