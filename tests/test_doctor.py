"""`scraper doctor` says where settings come from, where things are kept, and whether that outlives a container."""

from pathlib import Path

import pytest

from scraper.cli import run_command
from scraper.cli.container import in_container, outlives_container

ARCHIVE = str(Path(__file__).parent.parent / "fixtures" / "warc")
MOUNTS = """\
overlay / overlay rw,relatime,lowerdir=/a,upperdir=/b 0 0
tmpfs /dev/shm tmpfs rw 0 0
/dev/sda1 /data/my\\040volume ext4 rw,relatime 0 0
tmpfs /data/my\\040volume/cache tmpfs rw 0 0
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.mark.parametrize(
    ("folder", "outlives"),
    [
        ("/home/scraper/output", False),
        ("/dev/shm/output", False),
        ("/data/my volume/output", True),
        ("/data/my volume", True),
        ("/data/my volume/cache/x", False),
        ("/data/other", False),
    ],
)
def test_what_lies_in_a_volume_outlives_a_container(folder: str, outlives: bool, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert outlives_container(Path(folder), mounts) is outlives


def test_a_container_is_known_by_what_docker_podman_and_kubernetes_leave_in_it(tmp_path: Path) -> None:
    assert not in_container({"HOME": "/root", "container": "lxc"}, tmp_path)
    assert in_container({"container": "podman"}, tmp_path)
    assert in_container({"KUBERNETES_SERVICE_HOST": "10.0.0.1"}, tmp_path)
    (tmp_path / ".dockerenv").touch()
    assert in_container({}, tmp_path)


def test_the_doctor_names_the_settings_file_the_variables_and_the_folders(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("scraper.toml").write_text('state = "resting"')
    monkeypatch.setenv("SCRAPER_CONTACT", "me@example.org")
    monkeypatch.setenv("SCRAPER_OUTPOT", "elsewhere")
    assert run_command(["doctor", "--archive", ARCHIVE, "--output", "out"]) == 0
    said = capsys.readouterr().out
    for line in (
        f"ok    settings: read from {Path('scraper.toml').resolve()}",
        "ok    variables: SCRAPER_CONTACT",
        "warn  variables: SCRAPER_OUTPOT sets nothing; did you mean SCRAPER_OUTPUT?",
    ):
        assert line in said
    assert f"output: {Path('out').resolve()}" in said
    assert f"state: {Path('resting').resolve()}" in said
    assert "contact" not in said


def test_the_doctor_warns_of_folders_that_are_lost_with_a_container(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("container", "docker")
    assert run_command(["doctor", "--archive", ARCHIVE, "--output", "/dev/shm/none"]) == 0
    assert "warn  output: /dev/shm/none is lost with this container: mount a volume there" in capsys.readouterr().out
