"""The explorer on a generated graph of 50,000 nodes, in Chromium with software rendering: how soon, and how many frames a second."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.explorer.conftest import QUIET, serving
from tests.explorer.generated import HUB, fill
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from .measure import Row

RUNS = 5
CROWD = f"/explore?nodes=city/{HUB[1]}&open=city/{HUB[1]}~Company~263&lang=en"
WATCH = """() => {
  const shown = () => document.querySelector('header .menu')?.textContent.includes('澜拓');
  new MutationObserver(() => { if (!window.came && shown()) window.came = performance.now(); })
    .observe(document.querySelector('header'), { subtree: true, childList: true, characterData: true });
  document.querySelector('header .finder input').addEventListener('input', () => { window.asked = performance.now(); window.came = 0; });
}"""
FRAMES = """(seconds) => new Promise((done) => {
  let frames = 0; const start = performance.now();
  const step = (now) => { frames++; now - start < seconds * 1000 ? requestAnimationFrame(step) : done(frames / ((now - start) / 1000)); };
  requestAnimationFrame(step);
})"""


def run(_: Path) -> list[Row]:
    """Fill, serve, look; the folder is taken away afterwards."""
    with tempfile.TemporaryDirectory(prefix="zhaoshang-bench-") as folder:
        settings = Settings.at(Path(folder))
        with Journal.open(settings.journal) as journal:
            fill(journal)
        site = serving(settings)
        try:
            return rows(next(site))
        finally:
            site.close()


def rows(address: str) -> list[Row]:
    """All figures of the service at ``address``."""
    with _chromium() as browser:
        first, found = _median(browser, address, _first_view), _median(browser, address, _suggestions)
        page = browser.new_page(base_url=address, viewport={"width": 1400, "height": 860})
        shown = _crowd(page)
        still, moving = _frames(page, move=False), _frames(page, move=True)
        count = page.get_by_test_id("shown").inner_text()
    return [
        Row("first view, empty cache, until the latest trips stand there", f"{first:.2f} s", "", "", "< 1.5 s"),
        Row("suggestions, from the last key to the list", f"{found * 1000:.0f} ms", "", "", "< 100 ms"),
        Row("a hub and 10,500 neighbours, from the address to the list", f"{shown:.1f} s", "", ""),
        Row(f"frames a second, standing still ({count})", f"{still:.0f}", "", ""),
        Row("frames a second, moved by the mouse", f"{moving:.0f}", "", ""),
    ]


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = os.environ.get("ZHAOSHANG_CHROMIUM") or shutil.which("chromium")
    flags = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


def _median(browser: Browser, address: str, work: Callable[[Page], float]) -> float:
    times = []
    for _ in range(RUNS):
        context = browser.new_context(base_url=address, viewport={"width": 1400, "height": 860})
        times.append(work(context.new_page()))
        context.close()
    return statistics.median(times)


def _first_view(page: Page) -> float:
    began = time.perf_counter()
    page.goto("/", wait_until="commit")
    page.get_by_test_id("latest").wait_for(timeout=120_000)
    return time.perf_counter() - began


def _suggestions(page: Page) -> float:
    page.goto("/")
    page.get_by_test_id("latest").wait_for(timeout=120_000)
    box = page.locator("header .finder input")
    box.fill("澜")
    page.get_by_role("option").first.wait_for()
    page.evaluate(WATCH)
    page.keyboard.type("拓新")
    page.evaluate("() => new Promise((done) => { const look = () => (window.came ? done() : setTimeout(look, 5)); look(); })")
    return float(page.evaluate("(window.came - window.asked) / 1000"))


def _crowd(page: Page) -> float:
    page.set_default_timeout(300_000)
    began = time.perf_counter()
    page.goto(CROWD, wait_until="commit")
    page.get_by_test_id("node-list").get_by_role("option").nth(150).wait_for()
    took = time.perf_counter() - began
    page.locator("section.canvas[data-settled=true]").wait_for()
    return took


def _frames(page: Page, *, move: bool, seconds: float = 4.0) -> float:
    """Frames a second as the page counts them, while the mouse drags the picture about or stays away."""
    if not move:
        return float(page.evaluate(FRAMES, seconds))
    page.mouse.move(300, 700)
    page.mouse.down()
    page.evaluate(f"window.counted = ({FRAMES})({seconds})")
    until, turn = time.perf_counter() + seconds, 0
    while time.perf_counter() < until:
        turn += 1
        page.mouse.move(300 + 15 * (turn % 20), 700 - 10 * (turn % 17))
    page.mouse.up()
    return float(page.evaluate("window.counted"))


if __name__ == "__main__":
    for row in rows(sys.argv[1]):
        print(row.what, row.ours, row.asked, sep=" | ")
