"""Keys: made, shown once, kept as hashes, scoped, revoked while the service runs; and who may write without one."""

import json
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from zhaoshang.cli.main import cli

BODY = {"statement": "statement/0", "verdict": "accept"}
"""A decision about a statement that does not exist: 404 to a caller who may write, and nothing is written."""


def key(data: str, *args: str) -> dict[str, str]:
    done = CliRunner().invoke(cli, ["key", *args, "--json"], env={"ZHAOSHANG_DATA": data}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    made: dict[str, str] = json.loads(done.stdout)
    return made


def write(client: httpx.Client, **headers: str) -> int:
    return client.post("/review", json=BODY, headers=headers).status_code


def test_the_person_at_this_machine_writes_without_a_key(empty: httpx.Client) -> None:
    assert write(empty) == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://["}, 403),
        ({"host": "rebound.example"}, 401),
        ({"x-forwarded-for": "203.0.113.9"}, 401),
        ({"forwarded": "for=203.0.113.9"}, 401),
    ],
)
def test_other_sites_rebound_names_and_proxies_do_not(empty: httpx.Client, headers: dict[str, str], status: int) -> None:
    assert write(empty, **headers) == status


def test_a_key_counts_from_the_moment_it_is_made_until_it_is_revoked(empty: httpx.Client) -> None:
    data = empty.headers["x-data"]
    made = key(data, "create", "newsroom", "--scope", "write")
    assert write(empty) == 401  # with a key made, this machine has to show one as well
    basic = httpx.BasicAuth("neo4j", made["key"])
    assert empty.post("/review", json=BODY, auth=basic).status_code == 404
    assert write(empty, authorization=f"Bearer {made['key']}") == 404
    assert write(empty, **{"x-api-key": made["key"], "sec-fetch-site": "cross-site"}) == 404
    CliRunner().invoke(cli, ["key", "revoke", made["id"]], env={"ZHAOSHANG_DATA": data}, catch_exceptions=False)
    assert write(empty, authorization=f"Bearer {made['key']}") == 401


def test_another_site_cannot_use_the_password_that_the_browser_remembers(empty: httpx.Client) -> None:
    made = key(empty.headers["x-data"], "create", "newsroom", "--scope", "write")
    answer = empty.post("/review", json=BODY, auth=("", made["key"]), headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_a_key_to_read_does_not_write_and_the_answer_says_what_would(empty: httpx.Client) -> None:
    made = key(empty.headers["x-data"], "create", "agent")
    answer = empty.post("/review", json=BODY, headers={"x-api-key": made["key"]})
    assert answer.status_code == 403
    assert "zhaoshang key create NAME --scope write" in answer.json()["remedy"]


def test_a_wrong_key_is_told_how_to_show_one(empty: httpx.Client) -> None:
    made = key(empty.headers["x-data"], "create", "agent", "--scope", "admin")
    answer = empty.post("/review", json=BODY, headers={"authorization": f"Bearer {made['key']}x"})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Basic ")


def test_only_hashes_are_kept_for_the_owner_alone(tmp_path: Path) -> None:
    made = key(str(tmp_path), "create", "newsroom", "--days", "30")
    kept = tmp_path / "keys.json"
    assert made["key"].rpartition("_")[2] not in kept.read_text("utf-8")
    assert kept.stat().st_mode & 0o077 == 0
    listed = json.loads(CliRunner().invoke(cli, ["key", "list", "--json"], env={"ZHAOSHANG_DATA": str(tmp_path)}).stdout)
    assert [(one["name"], one["scope"], one["good"]) for one in listed] == [("newsroom", "read", True)]
    assert "hash" not in listed[0]


def test_an_expired_key_is_not_good(empty: httpx.Client) -> None:
    made = key(empty.headers["x-data"], "create", "trial", "--scope", "write", "--days", "0.000001")
    answer = empty.post("/review", json=BODY, headers={"x-api-key": made["key"]})
    assert (answer.status_code, "expired" in answer.json()["detail"]) == (401, True)
