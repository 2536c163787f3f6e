"""`ingest` and what goes wrong with it: real files, real processes, real signals, a real full disk."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples.quads import without_times

PEOPLE = ("何淼淼", "陶一苇", "霍青原", "闵若谷", "蔺知秋")
FIRMS = ("远山新材料有限公司", "青禾电子科技股份有限公司", "蓝田医药集团有限公司", "云岫食品有限公司", "朔风装备制造有限公司")
CITIES = ("佳木斯市", "鹤岗市", "牡丹江市", "齐齐哈尔市")
MANY = 40
"""Articles enough to be cut off in the middle of them."""
HOSTS = ("深圳市", "杭州市", "苏州市")


def post(number: int) -> str:
    who, firm, other = PEOPLE[number % 5], FIRMS[number % 5], FIRMS[(number + 2) % 5]
    city, host = CITIES[number % 4], HOSTS[number % 3]
    day = 1 + number % 28
    return (
        f"---\nlayout: post\ntitle: {city}赴{host}招商\ndate: 2023-04-{day:02d} 08:00:00\n---\n"
        f"<p>4月{day}日，{city}委副书记、市长{who}率队赴{host}开展招商活动，先后走访了{firm}、{other}，与企业负责人座谈。</p>\n"
        f"<p>{who}说，{city}愿同{firm}深化合作。（第{number}次）</p>\n"
    )


@dataclass
class House:
    """A data folder and the command on it."""

    data: Path

    @property
    def env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHAOSHANG_")}
        return {**kept, "ZHAOSHANG_DATA": str(self.data), "ZHAOSHANG_BUSY_SECONDS": "20", "PYTHONUNBUFFERED": "1"}

    def start(self, *args: str | Path, **options: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", "from zhaoshang.cli.main import main; main()", *map(str, args)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "env": self.env, "start_new_session": True}
        return subprocess.Popen(command, **{**pipes, **options})

    def run(self, *args: str | Path, code: int = 0, given: str | None = None) -> str:
        process = self.start(*args, **({"stdin": subprocess.PIPE} if given is not None else {}))
        out, err = process.communicate(given, timeout=120)
        assert process.returncode == code, err
        return out if code == 0 else err

    def ingest(self, *args: str | Path) -> dict[str, int]:
        told = json.loads(self.run("ingest", *args, "--json"))
        return {name: count for name, count in told["articles"].items() if count}

    def content(self) -> list[str]:
        """All quads but the times of learning, sorted."""
        return sorted(without_times(self.run("export", "--format", "nquads").splitlines()))

    def journal(self) -> Journal:
        return Journal.open(Settings.at(self.data).journal)

    def wait_for_articles(self, count: int, process: subprocess.Popen[str]) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            if (self.data / "journal.db").exists() and len(self.journal().articles()) >= count:
                return
            time.sleep(0.01)
        raise AssertionError(f"never came to {count} articles: {process.communicate()}")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "data")


@pytest.fixture(scope="session")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("posts")
    for number in range(8):
        (folder / f"{number}.md").write_text(post(number), "utf-8")
    return folder


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for number in range(MANY):
        (folder / f"{number:02d}.md").write_text(post(number), "utf-8")
    return folder


@pytest.fixture(scope="session")
def undisturbed(many: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What one quiet run over `many` comes to."""
    house = House(tmp_path_factory.mktemp("undisturbed") / "data")
    assert house.ingest(many) == {"new": MANY}
    return house.content()


def test_articles_come_in_and_the_second_time_nothing_changes(house: House, posts: Path) -> None:
    assert house.ingest(posts) == {"new": 8}
    before = house.run("export", "--format", "nquads")
    assert FIRMS[0] in before
    assert house.ingest(posts) == {"unchanged": 8}
    assert house.run("export", "--format", "nquads") == before
    report = json.loads(house.run("verify", "--triples", "--json"))["triples"]
    assert report["agrees"] and report["store_quads"] == len(before.splitlines())


def test_reading_everything_anew_says_the_same(house: House, posts: Path) -> None:
    house.ingest(posts)
    before = house.content()
    again = house.ingest(posts, "--again")
    assert set(again) <= {"unchanged", "reread"} and sum(again.values()) == 8  # what is known by now may raise new doubts
    assert house.content() == before


def test_a_changed_article_is_a_new_version(house: House, posts: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in posts.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    house.ingest(copy)
    (copy / "3.md").write_text(post(3).replace(FIRMS[3], "晨曦光学有限公司"), "utf-8")
    assert house.ingest(copy) == {"unchanged": 7, "changed": 1}
    assert "晨曦光学有限公司" in house.run("export", "--format", "csv")
    assert json.loads(house.run("verify", "--triples", "--json"))["triples"]["agrees"]


def test_bad_files_stop_nothing_and_wait_in_the_queue(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "good.md").write_text(post(1), "utf-8")
    (folder / "empty.md").write_bytes(b"")
    (folder / "binary.md").write_bytes(bytes(range(256)) * 40)
    (folder / "cut.jsonl").write_text('{"title": "甲", "text": \n', "utf-8")
    assert house.ingest(folder) == {"new": 1, "unreadable": 3}
    queue = {doubt.title: doubt.doubt.reason for doubt in house.journal().doubts() if not doubt.article}
    assert set(queue) == {"empty.md", "binary.md", "cut.jsonl:1"} and all(queue.values())
    process = house.start("ingest", folder)
    out, err = process.communicate(timeout=60)
    assert "1 unchanged, 3 unreadable" in out and all(name in err for name in ("empty.md", "binary.md", "cut.jsonl:1"))
    assert len([d for d in house.journal().doubts() if not d.article]) == 3
    (folder / "empty.md").write_text(post(2), "utf-8")
    house.ingest(folder)
    assert {doubt.title for doubt in house.journal().doubts() if not doubt.article} == {"binary.md", "cut.jsonl:1"}


def test_the_sample_corpus_comes_in_whole(house: House) -> None:
    told = house.ingest("--sample")
    assert set(told) == {"new"} and told["new"] >= 1


def test_an_article_from_standard_input(house: House) -> None:
    assert json.loads(house.run("ingest", "-", "--json", given=post(4)))["articles"]["new"] == 1


@pytest.mark.parametrize(("args", "code", "says"), [(("ingest",), 64, "--sample"), (("ingest", "/no/such/folder"), 66, "no such file")])
def test_a_command_that_cannot_be(house: House, args: tuple[str, ...], code: int, says: str) -> None:
    assert says in house.run(*args, code=code)


def test_retract_and_bring_back(house: House, posts: Path) -> None:
    house.ingest(posts)
    before = house.content()
    assert json.loads(house.run("retract", "2.md", "--reason", "a test", "--json"))["retracted"]
    assert house.content() != before
    assert house.ingest(posts) == {"unchanged": 7, "retracted": 1}
    assert json.loads(house.run("verify", "--triples", "--json"))["triples"]["agrees"]
    assert house.ingest(posts, "--again")["reread"] >= 1
    assert house.content() == before
    assert "no such article" in house.run("retract", "nowhere.md", "--reason", "x", code=66)


def test_what_rebuild_makes_is_what_was_there(house: House, posts: Path) -> None:
    house.ingest(posts)
    before = json.loads(house.run("verify", "--triples", "--json"))
    for path in (house.data / "triples").glob("*.sst"):
        path.write_bytes(b"broken")
    for path in (house.data / "triples").glob("MANIFEST*"):
        path.write_bytes(b"broken")
    assert "rebuild --triples" in house.run("verify", "--triples", code=74)
    house.run("rebuild", "--triples")
    assert json.loads(house.run("verify", "--triples", "--json")) == before


@pytest.mark.slow
def test_two_at_once_on_the_same_articles(house: House, many: Path, undisturbed: list[str]) -> None:
    both = [house.start("ingest", many, "--json") for _ in range(2)]
    told = [(process.communicate(timeout=180), process.returncode) for process in both]
    assert [code for _, code in told] == [0, 0], told
    results = [json.loads(out)["articles"] for (out, _), _ in told]
    assert sum(r["new"] for r in results) == MANY and sum(r["unchanged"] for r in results) == MANY
    assert house.content() == undisturbed
    assert json.loads(house.run("verify", "--triples", "--json"))["triples"]["agrees"]


@pytest.mark.slow
def test_killed_in_the_middle_and_taken_up_again(house: House, many: Path, undisturbed: list[str]) -> None:
    for at in (5, 15):
        process = house.start("ingest", many, "--jobs", "1")
        house.wait_for_articles(at, process)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    left = MANY - len(house.journal().articles())
    assert 0 < left <= MANY - 15
    assert house.ingest(many) == {"new": left, "unchanged": MANY - left}
    assert house.content() == undisturbed
    assert json.loads(house.run("verify", "--triples", "--json"))["triples"]["agrees"]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_a_clean_state_and_says_how_to_go_on(house: House, many: Path, undisturbed: list[str], jobs: str) -> None:
    process = house.start("ingest", many, "--jobs", jobs)
    house.wait_for_articles(3, process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers as well
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    *progress, last = err.strip().splitlines()
    assert all(line.startswith("zhaoshang: reading ") for line in progress)
    assert last == "zhaoshang: stopped; what was taken in is kept. Run the same command again to go on."
    done = len(house.journal().articles())
    assert 3 <= done < MANY
    assert house.journal().doubts() == [d for d in house.journal().doubts() if "died" not in d.doubt.detail]
    assert house.ingest(many) == {"new": MANY - done, "unchanged": done}
    assert house.content() == undisturbed


OWNER = """
import sys, time
from pathlib import Path
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore
settings = Settings.at(Path(sys.argv[1]))
with TripleStore.open(settings, writable=True) as store:
    journal = Journal.open(settings.journal)
    store.catch_up(journal)
    print("mine", flush=True)
    while sys.argv[2] == "follow":
        store.catch_up(journal)
        time.sleep(0.1)
    sys.stdin.read()
"""


@pytest.fixture
def owner(house: House) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Another process that owns the triple store, as the service does."""
    started: list[subprocess.Popen[str]] = []

    def start(how: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", OWNER, str(house.data), how]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=house.env)
        started.append(process)
        assert process.stdout is not None and process.stdout.readline() == "mine\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_an_owner_that_follows_shows_what_comes_in(house: House, posts: Path, owner: Callable[[str], subprocess.Popen[str]]) -> None:
    owner("follow")
    process = house.start("ingest", posts)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0 and "has followed" in err
    assert json.loads(house.run("verify", "--triples", "--json"))["triples"]["agrees"]


def test_an_owner_that_does_not_follow_is_named(house: House, posts: Path, owner: Callable[[str], subprocess.Popen[str]]) -> None:
    asleep = owner("sleep")
    process = house.start("ingest", posts, env={**house.env, "ZHAOSHANG_BUSY_SECONDS": "0.5"})
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0 and f"process {asleep.pid}" in err and "the journal has everything" in err
    asleep.kill()
    asleep.wait()
    assert json.loads(house.run("verify", "--triples", "--json"))["triples"]["agrees"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A tmpfs of two megabytes; root may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, text=True)
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.slow
def test_a_full_disk_costs_nothing_that_was_taken_in(small_disk: Path, many: Path, undisturbed: list[str]) -> None:
    house = House(small_disk / "data")
    said = house.run("ingest", many, code=74)
    assert "the disk is full" in said and "make room" in said
    subprocess.run(["mount", "-o", "remount,size=200m", str(small_disk)], check=True)
    done = len(house.journal().articles())
    assert sum(house.ingest(many).values()) == MANY
    assert done <= MANY and house.content() == undisturbed
    assert json.loads(house.run("verify", "--triples", "--json"))["triples"]["agrees"]


def test_an_export_to_a_full_disk_leaves_no_half_file(house: House, posts: Path, small_disk: Path) -> None:
    house.ingest(posts)
    (small_disk / "filler").write_bytes(b"x" * (2 * 1024 * 1024 - 8192))
    target = small_disk / "all.nq"
    assert "make room" in house.run("export", "--format", "nquads", "--out", target, code=74)
    assert [p.name for p in small_disk.iterdir()] == ["filler"]


def test_an_export_into_a_pipe_that_closes_ends_quietly(house: House, posts: Path) -> None:
    house.ingest(posts)
    process = house.start("export", "--format", "nquads")
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == "" and process.wait(60) == 0


@pytest.mark.parametrize("command", ["ingest", "rebuild", "verify", "retract", "export"])
def test_help_has_examples(house: House, command: str) -> None:
    assert f"zhaoshang {command}" in house.run(command, "--help").split("Examples:")[1]


@pytest.mark.neo4j
@pytest.mark.slow
def test_both_projections_follow_and_can_be_made_anew(house: House, posts: Path) -> None:
    def agree() -> bool:
        reports = json.loads(house.run("verify", "--json"))
        assert set(reports) == {"triples", "graph"}
        return all(report["agrees"] for report in reports.values())

    try:
        house.ingest(posts, "--neo4j")
        assert agree()
        house.run("retract", "2.md", "--reason", "a test")
        assert agree()
        house.run("rebuild")
        assert agree()
    finally:
        house.run("neo4j", "stop")
