"""The explorer as its users meet it: the real service over the sample corpus, the built pages, Debian's Chromium."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, Response, expect, sync_playwright

from zhaoshang.cli.main import cli
from zhaoshang.cli.serve import settle_again
from zhaoshang.service.app import create_app
from zhaoshang.service.routes.explorer import BUILT
from zhaoshang.stores.settings import Settings

MISSING = "no Chromium on this machine; install it with: apt-get install chromium (or name one in ZHAOSHANG_CHROMIUM)"
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
         "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]  # fmt: skip


PATIENCE = 20_000
"""Milliseconds until something that does not come counts as missing; a busy machine is no fault."""
expect.set_options(timeout=PATIENCE)


def serving(settings: Settings) -> Iterator[str]:
    """Serve the data folder, give the address; stop when the generator is closed."""
    assert BUILT.joinpath("index.html").is_file(), "the explorer is not built; build it with: make setup"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(settings, settle=partial(settle_again, settings))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the service did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def ingested(folder: Path) -> Path:
    """The folder with the sample corpus read into it."""
    done = CliRunner().invoke(cli, ["ingest", "--sample"], env={"ZHAOSHANG_DATA": str(folder)}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service over the sample corpus."""
    yield from serving(Settings.at(ingested(tmp_path_factory.mktemp("explorer"))))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a file of tests, as root without its sandbox. Playwright keeps an event loop in this thread as long
    as it lives, and tests of other folders want their own."""
    path = os.environ.get("ZHAOSHANG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, MISSING
    flags = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh page in Chinese; at its end no error stands in the console and no request has left the origin."""
    context = browser.new_context(base_url=site, viewport={"width": 1400, "height": 860}, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((site, "blob:", "data:")) else faults.append(request.url))
    page.on("response", lambda response: _look(response, faults))
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page of the service over the sample corpus; see `watched`."""
    with watched(browser, site) as page:
        yield page


def _look(response: Response, faults: list[str]) -> None:
    if response.status >= 400:
        faults.append(f"{response.status} {response.url}")


@pytest.fixture(scope="session")
def client(site: str) -> Iterator[httpx.Client]:
    """What the page asks, asked directly."""
    with httpx.Client(base_url=site, timeout=30, headers={"accept": "application/json"}) as client:
        yield client


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, as npm installed it beside the explorer."""
    path = Path(__file__).parents[2] / "service" / "explorer" / "node_modules" / "axe-core" / "axe.min.js"
    assert path.is_file(), "axe-core is not installed; install it with: cd service/explorer && npm ci"
    return path.read_text("utf-8")


CHECK = """async () => (await axe.run(document, {resultTypes: ['violations']}))
  .violations.filter((it) => ['serious', 'critical'].includes(it.impact))"""


def faults(page: Page, axe: str) -> list[str]:
    """What axe finds of serious and critical faults in the page as it stands."""
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(CHECK)
    return [f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for one in found for node in one["nodes"]]
