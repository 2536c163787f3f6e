"""Confidences say how often such a filler proves right; fitting is one command, and nothing but confidences changes."""

import json
import random
import shutil
from pathlib import Path

import pytest

from zhaoshang.cli.ingest import _sample
from zhaoshang.ingest.calibrate import __main__ as command
from zhaoshang.ingest.calibrate import calibrated
from zhaoshang.ingest.calibrate.cases import Case, judged
from zhaoshang.ingest.calibrate.fit import bins, curve, isotonic, unseen
from zhaoshang.ingest.calibrate.model import curves, features, straightened
from zhaoshang.ingest.guide import to_guide
from zhaoshang.ingest.pipeline import read_article, read_uncalibrated
from zhaoshang.ingest.statement.threshold import MIN_CONFIDENCE, thresholds
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import UsageError
from zhaoshang.ontology.reading import ROLES, Filler, Record
from zhaoshang.ontology.values import PartialDate, Span

TEXT = "5月6日，安康市长林知远率队赴浙江宁波考察，走访了海汇机电有限公司，签约项目3个，总投资12亿元。"
ARTICLE = Article("a", TEXT, (Span(0, len(TEXT)),), False, PartialDate(2023, 5, 8))


def cases(count: int = 4000, seed: int = 5) -> list[Case]:
    """Fillers of two rules: one says 0.9 and is right in 6 of 10 cases, one says 0.5 and is right in 8 of 10."""
    dice = random.Random(seed)
    found = []
    for number in range(count):
        rule, said, share = dice.choice((("bold", 0.9, 0.6), ("shy", 0.5, 0.8)))
        record = Record("signing", {"party": (Filler("c1", (), said, rule),)}, confidence=said, rule=rule)
        right = dice.random() < share
        found.append(Case(f"a{number % 150}", "signing", "party", features(record, "party", record.roles["party"][0]), right, said))
    return found


def test_what_is_said_of_articles_not_seen_comes_to_what_is_observed() -> None:
    given = cases()
    said = unseen(given)
    full = [(mean, share) for count, mean, share in bins(list(map(float, said)), [c.right for c in given]) if count >= 50]
    assert len(full) >= 2
    assert all(abs(mean - share) <= 0.07 for mean, share in full)


def test_a_bold_rule_is_toned_down_and_a_shy_one_believed() -> None:
    fitted = curve(cases())
    by_rule = {rule: next(c for c in cases() if f"made={rule}" in c.features) for rule in ("bold", "shy")}
    assert fitted.probability(by_rule["bold"].features) == pytest.approx(0.6, abs=0.05)
    assert fitted.probability(by_rule["shy"].features) == pytest.approx(0.8, abs=0.05)


def test_knots_rise_and_lines_join_them() -> None:
    import numpy as np

    dice = np.random.default_rng(3)
    said = dice.random(20_000)
    knots = isotonic(said, (dice.random(20_000) < said**2).astype(float))
    assert len(knots) > 3
    assert [y for _, y in knots] == sorted(y for _, y in knots)
    (a, low), (b, high) = knots[1:3]
    assert straightened((a + b) / 2, knots) == pytest.approx((low + high) / 2)
    assert straightened(0.0, knots) == knots[0][1]


def test_only_confidences_change() -> None:
    raw = read_uncalibrated(ARTICLE)
    after = calibrated(raw)
    assert after == read_article(ARTICLE)
    assert to_guide(after) == to_guide(raw)
    every = [f.confidence for r in after.records for fs in r.roles.values() for f in fs]
    assert every
    assert all(0 < c < 1 for c in every)
    assert every != [f.confidence for r in raw.records for fs in r.roles.values() for f in fs]


def test_the_weights_know_every_record_type() -> None:
    assert set(curves()) == set(ROLES)


def test_a_filler_is_right_where_the_gold_record_has_it() -> None:
    reading = read_uncalibrated(ARTICLE)
    gold = to_guide(reading)
    assert all(case.right for case in judged("a", reading, gold))
    wrong = {**gold, "records": [r for r in gold["records"] if r["type"] != "tenure"]}
    assert {case.type for case in judged("a", reading, wrong) if not case.right} == {"tenure"}


def test_fitting_is_one_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    gold, posts = tmp_path / "gold", tmp_path / "posts"
    gold.mkdir()
    posts.mkdir()
    for path in sorted((_sample().parent / "gold").glob("2021-*.json"))[:3]:
        shutil.copy(path, gold)
        shutil.copy(_sample() / f"{path.stem}.md", posts)
    monkeypatch.setattr(command, "PATH", tmp_path / "weights.json")
    command.main([str(gold), "--check"])
    assert not (tmp_path / "weights.json").exists()
    command.main([str(gold)])
    assert "Greatest gap" in capsys.readouterr().out
    assert json.loads((tmp_path / "weights.json").read_text("utf-8"))["articles"]["count"] == 3


def test_thresholds_are_for_all_types_or_for_one() -> None:
    assert thresholds([]) == dict(MIN_CONFIDENCE)
    assert thresholds(["0.7", "tenure=0.2"]) == {"tenure": 0.2, "delegation": 0.7, "signing": 0.7, "project": 0.7}
    for wrong in ("1.2", "much", "visit=0.5", "=", "-0.1", "nan"):
        with pytest.raises(UsageError, match="least confidence"):
            thresholds([wrong])
