"""scraper.toml: what is set is taken, what is not stays, what cannot be used is named with file and key."""

from pathlib import Path

import pytest

from scraper.archives.memento.profiles import INTERNET_ARCHIVE, UNESCO, Index
from scraper.dataset.dataset import Licence
from scraper.errors import SettingsError
from scraper.settings import Settings, load


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "my.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load(None)
    assert settings == Settings()
    assert (settings.output, settings.archives, settings.contact, settings.licence) == (
        "output",
        ("unesco",),
        None,
        None,
    )
    assert settings.limits.body_bytes == 50_000_000
    assert (settings.limits.index_seconds, settings.limits.replay_seconds) == (60, 45)
    assert {"unesco", "internet-archive", "arquivo"} <= set(settings.profiles())


def test_scraper_toml_in_this_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scraper.toml").write_text('contact = "me@example.org"')
    assert load(None).contact == "me@example.org"


def test_a_file_of_version_0_3_is_read() -> None:
    settings = load(Path(__file__).parent.parent / "fixtures" / "versions" / "0.3" / "scraper.toml")
    assert (settings.contact, settings.keep, settings.limits.replay_seconds) == ("you@example.org", 1, 45.0)
    assert settings.profiles()["national"].indexes[1].address == "https://archive.example/web/timemap/link/"


def test_everything_can_be_set(tmp_path: Path) -> None:
    settings = load(
        _file(
            tmp_path,
            """
            contact = "me@example.org"
            output = "elsewhere"
            archives = ["internet-archive", "fixtures/warc"]
            sources = ["https://en.unesco.org/creative-cities/home"]
            [limits]
            body_bytes = 1_000
            index_seconds = 1.5
            replay_seconds = 2
            [licence]
            name = "CC-BY-SA-3.0-IGO"
            """,
        )
    )
    assert (settings.contact, settings.output) == ("me@example.org", "elsewhere")
    assert settings.archives == ("internet-archive", "fixtures/warc")
    assert settings.sources == ("https://en.unesco.org/creative-cities/home",)
    assert (settings.limits.body_bytes, settings.limits.index_seconds, settings.limits.replay_seconds) == (1000, 1.5, 2)
    assert settings.licence == Licence(name="CC-BY-SA-3.0-IGO")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('contcat = "me@example.org"', "contcat"),
        ("[limits]\nbytes = 1", "bytes"),
        ("[archive.unesco]\nreplya = 'x'", "replya"),
        ("[licence]\nid = 'x'", "id"),
        ("[archive.unesco]\nindexes = [{ kind = 'cdx', adress = 'x' }]", "adress"),
        ("contact = 1", "contact"),
        ("archives = 'unesco'", "archives"),
        ("[limits]\nbody_bytes = 'many'", "body_bytes"),
        ("[limits]\nbody_bytes = 0", "limits"),
        ("[limits]\nreplay_seconds = -1.0", "limits"),
        ("[limits]\nreplay_seconds = nan", "limits"),
        ("[limits]\nindex_seconds = inf", "limits"),
        ("[archive.unesco]\nreplay_seconds = nan", "replay_seconds"),
        ("[archive.unesco]\nreplay_seconds = inf", "replay_seconds"),
        ("[archive.unesco]\nindex_seconds = -1.0", "index_seconds"),
        ("[archive.unesco]\nindex_seconds = -inf", "index_seconds"),
        ("[archive.unesco]\nindex_seconds = 1e300", "index_seconds"),
        ("[archive.unesco]\nreplay = 'file:///etc/'", "file:///etc/"),
        ("[archive.unesco]\nindexes = [{ kind = 'cdx', address = 'javascript:1' }]", "javascript:1"),
        ("[licence]\npath = 'javascript:alert(1)'", "licence"),
        ("[licence]\npath = ''", "licence"),
        ("[licence]\npath = 'file:///etc/passwd'", "licence"),
        ("keep = -1", "keep"),
        ("keep_runs = 0", "keep_runs"),
        ("output = ''", "output"),
        ("state = ''", "state"),
        ("contact = ' '", "contact"),
        ('contact = "me@example.org\\nX-Header: 1"', "contact"),
        ("[archive.unesco]\nindexes = [{ kind = 'ftp', address = 'x' }]", "indexes"),
        ("[archive.new]\nreplay = 'https://new.example/'", "indexes"),
        ("[archive.new]\nindexes = []", "replay"),
        ("contact = \noutput = 1", "line 1"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_file_and_key(text: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(_file(tmp_path, text))
    assert "my.toml" in str(caught.value)
    assert named in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'contcat = "x"',
            """unknown setting 'contcat'; did you mean 'contact'? Example: contact = "you@example.org\"""",
        ),
        (
            "[limits]\nbytes = 1",
            "unknown setting 'bytes' in [limits]; did you mean 'body_bytes'? Example: body_bytes = 50000000",
        ),
        ("licens = 'x'", "unknown setting 'licens'; did you mean 'licence'? Example: [licence]"),
        (
            "[notify.mail]\nhots = 'x'",
            """unknown setting 'hots' in [notify.mail]; did you mean 'host'? Example: host = "smtp.example.org\"""",
        ),
        ("[limits]\nqqq = 1", "unknown setting 'qqq' in [limits]; known are body_bytes, index_seconds, replay_seconds"),
        ("zzz = 1\n[limits]\nqqq = 1", "unknown setting 'zzz'"),
        ("contact = 1", "contact: must be a string, not a whole number"),
        ("archives = 'unesco'", "archives: must be a list, not a string"),
        ("[limits]\nbody_bytes = 'many'", "limits.body_bytes: must be a whole number, not a string"),
        ("[notify.apprise]", "notify.apprise: needs urls_env"),
    ],
)
def test_what_is_wrong_is_said_in_terms_of_the_file(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(_file(tmp_path, text))
    assert f"my.toml: {said}" in str(caught.value)


def test_variables_of_the_environment_come_before_the_file(tmp_path: Path) -> None:
    path = _file(tmp_path, 'contact = "file@example.org"\nkeep = 2\n[limits]\nbody_bytes = 10\nreplay_seconds = 3.0')
    settings = load(
        path,
        {
            "SCRAPER_CONTACT": "me@example.org",
            "SCRAPER_ARCHIVES": "unesco internet-archive",
            "SCRAPER_LIMITS_BODY_BYTES": "20",
            "SCRAPER_KEEP": "",
            "SCRAPER_WEBHOOK_URL": "https://hooks.example/",
        },
    )
    assert (settings.contact, settings.archives) == ("me@example.org", ("unesco", "internet-archive"))
    assert (settings.keep, settings.limits.body_bytes, settings.limits.replay_seconds) == (2, 20, 3.0)


def test_a_variable_may_name_the_file_and_an_option_comes_before_it(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('contact = "other@example.org"')
    named = {"SCRAPER_CONFIG": str(tmp_path / "other.toml")}
    assert load(None, named).contact == "other@example.org"
    assert load(_file(tmp_path, 'contact = "me@example.org"'), named).contact == "me@example.org"


@pytest.mark.parametrize(
    ("variable", "value"),
    [("SCRAPER_KEEP", "many"), ("SCRAPER_KEEP", "-1"), ("SCRAPER_CONTACT", "a\nb"), ("SCRAPER_LIMITS_BODY_BYTES", "0")],
)
def test_a_variable_that_cannot_be_used_is_named(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        load(None, {variable: value})


def test_a_file_that_is_not_there_or_not_utf_8_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml"):
        load(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes('contact = "Zoë"'.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"latin\.toml"):
        load(tmp_path / "latin.toml")


def test_a_known_archive_can_be_corrected_and_the_rest_of_it_stays(tmp_path: Path) -> None:
    profiles = load(_file(tmp_path, "[archive.unesco]\nreplay_seconds = 4.0")).profiles()
    assert profiles["unesco"].replay_seconds == 4
    assert profiles["unesco"].replay == UNESCO.replay
    assert profiles["unesco"].indexes == UNESCO.indexes
    assert profiles["internet-archive"] == INTERNET_ARCHIVE


def test_false_and_nought_correct_too(tmp_path: Path) -> None:
    text = "[archive.unesco]\nsends_memento_datetime = false\nindex_seconds = 0.0"
    profile = load(_file(tmp_path, text)).profiles()["unesco"]
    assert (profile.sends_memento_datetime, profile.index_seconds) == (False, 0)


def test_an_archive_can_be_added(tmp_path: Path) -> None:
    text = """
        [archive.national]
        replay = "https://archive.example/web/"
        indexes = [{ kind = "cdx", address = "https://archive.example/cdx", parameters = { output = "json" } },
                   { kind = "timemap", address = "https://archive.example/timemap/link/" }]
        """
    profile = load(_file(tmp_path, text)).profiles()["national"]
    assert (profile.name, profile.replay) == ("national", "https://archive.example/web/")
    assert profile.indexes == (
        Index(kind="cdx", address="https://archive.example/cdx", parameters={"output": "json"}),
        Index(kind="timemap", address="https://archive.example/timemap/link/"),
    )
    assert profile.sends_memento_datetime
    assert profile.replay_seconds > 0
