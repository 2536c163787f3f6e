"""The review queue at the terminal: a real pseudo-terminal, one key a decision."""

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

PROGRAM = [sys.executable, "-c", "from zhaoshang.cli.main import main; main()", "review"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two files in the queue."""
    with Journal.open(Settings.at(tmp_path).journal) as journal:
        journal.unreadable("posts/1.md", "the front matter never ends", "line 1")
        journal.unreadable("posts/2.md", "the file is empty")
    return tmp_path


def queue(data: Path) -> list[str]:
    done = subprocess.run([*PROGRAM, "--json"], env={**os.environ, "ZHAOSHANG_DATA": str(data)}, capture_output=True, check=True)
    return [item["reason"] for item in json.loads(done.stdout)]


def press(data: Path, keys: bytes) -> str:
    """Run the command on a pseudo-terminal and press the keys, each when it is asked for; what was on the screen."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "ZHAOSHANG_DATA": str(data), "TERM": "dumb"}
    process = subprocess.Popen(PROGRAM, env=env, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    screen = b""
    for key in keys:
        while screen.count(b"q quit") <= keys.index(key):
            screen += os.read(ours, 4096)
        time.sleep(0.2)  # the prompt is on the screen just before the terminal is set to single keys
        os.write(ours, bytes([key]))
    process.wait(timeout=60)
    os.close(ours)
    return screen.decode("utf-8", "replace")


def test_the_queue_says_the_reason_and_the_place(data: Path) -> None:
    done = subprocess.run([*PROGRAM, "--list"], env={**os.environ, "ZHAOSHANG_DATA": str(data)}, capture_output=True, check=True)
    assert "posts/1.md" in done.stdout.decode()
    assert queue(data) == ["the front matter never ends", "the file is empty"]


def test_one_key_settles_a_doubt_and_the_journal_knows_who_did(data: Path) -> None:
    press(data, b"rq")
    assert queue(data) == ["the file is empty"]
    with Journal.open(Settings.at(data).journal) as journal:
        decisions = [decision for _, decision in journal.decisions_after(0)]
    assert [(d.kind, d.body["verdict"], bool(d.author)) for d in decisions] == [("review", "refuse", True)]


def test_quitting_decides_nothing(data: Path) -> None:
    press(data, b"q")
    assert len(queue(data)) == 2
