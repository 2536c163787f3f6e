"""The house's scorer gives the figures of the gold guide's own."""

import json
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang.cli.evaluate import evaluate
from zhaoshang.cli.extract import extract
from zhaoshang.ingest.evaluate.pairing import best_pairs, most_partners
from zhaoshang.ingest.evaluate.score import Score, fold, fold_post
from zhaoshang.ontology.errors import InputError, RefusedError

SHARED = Path(__file__).parents[3].parent / "shared"
needs_shared = pytest.mark.skipif(not (SHARED / "eval" / "score.py").exists(), reason="no ../shared/eval beside the checkout")

TENURE = {"type": "tenure", "person": ["o1"], "post": ["安康市长|市长"]}
GOLD = {"article": "a", "officials": [{"id": "o1", "names": ["林知远"]}], "records": [TENURE]}


@pytest.mark.shared
@needs_shared
def test_same_figures_as_the_guides_scorer(tmp_path: Path) -> None:
    dev = SHARED / "eval" / "dev"
    run = CliRunner().invoke(extract, [str(dev), "--out", str(tmp_path)], catch_exceptions=False)
    assert run.exit_code == 0
    theirs = subprocess.run(
        [sys.executable, str(SHARED / "eval" / "score.py"), str(dev), str(tmp_path), "--json"], capture_output=True, check=True
    )
    ours = CliRunner().invoke(evaluate, [str(dev), "--json"], catch_exceptions=False)
    assert json.loads(ours.stdout) == json.loads(theirs.stdout)


def test_entities_match_by_any_name_and_posts_by_any_variant() -> None:
    system = {"officials": [{"id": "p9", "names": ["林 知远"]}], "records": [{"type": "tenure", "person": ["p9"], "post": ["安康市市长"]}]}
    score = Score()
    score.add(GOLD, system)
    assert {key: (c.right, c.gold, c.system) for key, c in score.totals().items()} == {
        "entity officials": (1, 1, 1), "tenure": (2, 2, 2), "tenure.person": (1, 1, 1), "tenure.post": (1, 1, 1),
        "entities": (1, 1, 1), "records": (2, 2, 2),
    }  # fmt: skip
    assert score.errors == []


def test_an_article_without_an_answer_counts_as_missed() -> None:
    score = Score()
    score.add(GOLD, None)
    assert (score.missing, score.of("tenure").recall, score.of("tenure").f1) == (1, 0.0, 0.0)
    assert [line.split(":")[0] for line in score.errors] == ["a missed tenure.person", "a missed tenure.post"]


def test_a_role_that_names_no_entity_is_refused() -> None:
    with pytest.raises(InputError, match="no entity"):
        Score().add(GOLD, {"records": [TENURE]})


def test_folding() -> None:
    assert fold("海汇 机电（Ａ）") == fold("海汇机电a")
    assert fold_post("安康市市长") == fold_post("安康市长") != fold_post("安康市副市长")


@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=1, max_size=4))
def test_pairs_have_the_greatest_sum(weights: list[list[int]]) -> None:
    total = sum(weights[i][j] for i, j in best_pairs(weights))
    rows, columns = len(weights), 3
    n = max(rows, columns)
    square = [[weights[i][j] if i < rows and j < columns else 0 for j in range(n)] for i in range(n)]
    assert total == max(sum(square[i][p[i]] for i in range(n)) for p in permutations(range(n)))


def test_each_finds_a_partner_of_its_own() -> None:
    a, b, ab = frozenset("a"), frozenset("b"), frozenset("ab")
    assert most_partners([ab, a], [a, b]) == 2
    assert most_partners([a, a], [a, b]) == 1


def test_errors_of_a_blind_set_are_refused(tmp_path: Path) -> None:
    blind = tmp_path / "blind"
    blind.mkdir()
    (blind / "a.json").write_text(json.dumps(GOLD), "utf-8")
    with pytest.raises(RefusedError, match="not shown"):
        CliRunner().invoke(evaluate, [str(blind), "--errors", "3"], catch_exceptions=False)


def test_figures_of_two_folders_stand_side_by_side(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.json").write_text(json.dumps(GOLD, ensure_ascii=False), "utf-8")
        (tmp_path / name / "a.txt").write_text(
            "安康市长林知远在宁波招商\n2023-05-08\n样报\n\n5月6日，安康市长林知远赴宁波招商。\n", "utf-8"
        )
    run = CliRunner().invoke(evaluate, [str(tmp_path / "one"), str(tmp_path / "two")], catch_exceptions=False)
    (line,) = [line for line in run.stdout.splitlines() if line.startswith("tenure.post")]
    assert line.split() == ["tenure.post", *["1.000", "1.000", "1.000", "1"] * 2]
