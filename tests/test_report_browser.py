"""The report in a real browser: it runs nothing and asks for nothing; whatever it offers can be reached, read and used."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import needs_extra
from reports import hostile

from scraper.report.page.page import write_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    needs_extra("playwright"),
    needs_extra("axe-playwright-python"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium: apt-get install chromium"),
]
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
_OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true })"
# Those of links whose middle is covered, out of the page, or not there.
_COVERED = """() => [...document.querySelectorAll('main a, header a')].filter(link => {
  const box = (link.querySelector('circle, rect') || link).getClientRects()[0];
  if (!box) return true;
  link.scrollIntoView({block: 'center', inline: 'center'});
  const {left, top, width, height} = (link.querySelector('circle, rect') || link).getClientRects()[0];
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return !there || there.closest('a') !== link;
}).map(link => link.outerHTML)"""


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def written(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(published / "dataset", path)
    return path


@pytest.fixture(scope="module")
def odd(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("odd")
    write_report(hostile(published / "dataset", place / "dataset"), place / "report.html")
    return place / "report.html"


def _opened(browser: "Browser", path: Path, *, width: int = 1200, **more: Any) -> "tuple[Page, list[str]]":
    """Open a report, and return the page with what it said, asked for, or threw."""
    page = browser.new_page(viewport={"width": width, "height": 800}, **more)
    page.set_default_timeout(20_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: said.append(f"request: {request.url}"))
    page.goto(path.as_uri())
    assert said == [f"request: {path.as_uri()}"]
    said.clear()
    return page, said


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: "Browser", written: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, said = _opened(browser, written, width=width, color_scheme=scheme)
    assert _violations(Axe().run(page)) == []
    page.evaluate(_OPEN)
    assert _violations(Axe().run(page)) == []
    assert said == []
    page.close()


def _violations(found: Any) -> list[str]:
    return [f"{one['id']}: {node['html']}" for one in found.response["violations"] for node in one["nodes"][:3]]


@pytest.mark.parametrize("width", [360, 768, 1200, 2400])
def test_it_never_scrolls_sideways_and_no_link_is_covered(browser: "Browser", written: Path, width: int) -> None:
    page, said = _opened(browser, written, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate(_OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(_COVERED) == []
    assert said == []
    page.close()


def test_every_marker_and_every_link_of_the_strip_leads_to_what_it_names(browser: "Browser", written: Path) -> None:
    page, said = _opened(browser, written)
    links = page.locator("svg.map a, .strip a, nav a")
    assert links.count() > 40
    for at in range(links.count()):
        link = links.nth(at)
        link.click()
        target = page.locator(":target")
        assert target.get_attribute("id") == str(link.get_attribute("href"))[1:]
        assert target.is_visible(), "it lies in what is closed"
    assert said == []
    page.close()


def test_all_of_it_can_be_reached_with_the_keyboard(browser: "Browser", written: Path) -> None:
    page, _ = _opened(browser, written)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    wanted = page.evaluate(
        "[...document.querySelectorAll('main a, main summary')].filter(one => one.checkVisibility()).length"
    )
    reached = page.evaluate("window.reached = new Set(), 0")
    for _ in range(wanted + 10):
        page.keyboard.press("Tab")
        reached = page.evaluate(
            "document.activeElement.closest('main') && document.activeElement.matches('a, summary') "
            "&& window.reached.add(document.activeElement), window.reached.size"
        )
    assert reached == wanted
    first = page.locator("details.entry summary").first
    first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.entry").first.get_attribute("open") is not None
    page.close()


def test_on_paper_everything_stands_open(browser: "Browser", written: Path) -> None:
    page, said = _opened(browser, written)
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden()
    assert page.evaluate("[...document.querySelectorAll('details.entry > div')].every(one => one.checkVisibility())")
    assert page.pdf(format="A4")[:5] == b"%PDF-"
    assert said == []
    page.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_hostile_words_run_nothing_load_nothing_and_break_nothing(browser: "Browser", odd: Path, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, said = _opened(browser, odd, width=width)
    title = page.title()
    page.evaluate(_OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(_COVERED) == []
    for at in range(page.locator("svg.map a").count()):
        page.locator("svg.map a").nth(at).click()
    assert _violations(Axe().run(page)) == []
    assert (page.title(), said) == (title, [])
    page.close()
