"""Time against length: each kind of hostile text at two sizes, room by room. ``python -m bench.lengths [characters]``.

Where twice the text takes clearly more than twice the time, a room is not linear.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping

from zhaoshang.ingest.entity import find_entities
from zhaoshang.ingest.mention import find_mentions
from zhaoshang.ingest.pipeline import record_finders
from zhaoshang.ingest.record.project import project_mentions

from .mutated import article, texts
from .varied import GIVEN, varied

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"


def _names(size: int) -> str:
    people = (f"市长{SURNAMES[n % 31]}{GIVEN[n // 31 % 40]}{GIVEN[n // 1240 % 40]}、" for n in range(size // 6 + 1))
    return "".join(people)[:size]


def _firms(size: int) -> str:
    firms = (f"{GIVEN[n % 40]}{GIVEN[n // 40 % 40]}{GIVEN[n // 1600 % 40]}科技有限公司、" for n in range(size // 10 + 1))
    return "走访了" + "".join(firms)[:size]


def _paragraphs(size: int) -> str:
    lines = [line for text in texts() for line in text.splitlines() if line]
    return "\n".join(lines * (1 + size // sum(map(len, lines))))[:size]


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


KINDS: Mapping[str, Callable[[int], str]] = {
    "articles, many paragraphs": _paragraphs,
    "articles, ever new names": varied,
    "articles, one paragraph": lambda size: _paragraphs(size).replace("\n", ""),
    "no punctuation": _repeated("安康市长林知远赴宁波考察"),
    "people in one list": _names,
    "firms in one list": _firms,
    "people, a sentence each": lambda size: _names(size).replace("、", "率队赴宁波考察。"),
    "projects": _repeated("海汇机电投资12亿元的新能源电池产业园项目和冷链物流园项目开工，"),
    "digits": _repeated("12345678901234567890"),
    "sums": _repeated("总投资12亿元，"),
    "dates": _repeated("5月6日至8日"),
    "brackets": _repeated("（"),
    "pairs of brackets": _repeated("（“《》”）"),
    "list marks": _repeated("▲1.一、"),
    "one character": _repeated("市"),
    "posts": _repeated("市委书记市长副市长"),
    "heads of projects": _repeated("产业园项目基地"),
    "spaces": _repeated(" "),
    "lines": _repeated("市\n"),
    "latin": _repeated("abc "),
    "dots": _repeated("·"),
}  # fmt: skip


def rooms(text: str) -> dict[str, float]:
    """Seconds of processor time that each room takes for the text."""
    found: dict[str, float] = {}
    document = None
    for name, work in (("mention", find_mentions), ("entity", find_entities), ("project names", project_mentions)):
        began = time.process_time()
        document = work(article("a", text) if document is None else document)  # type: ignore[operator,arg-type]
        found[name] = time.process_time() - began
    for name, finder in record_finders():
        began = time.process_time()
        list(finder(document))  # type: ignore[arg-type]
        found[name] = time.process_time() - began
    return found


def main(size: int, only: str = "") -> None:
    """Print for each kind and room the seconds at ``size`` and how many times as long twice the size takes."""
    rooms(_paragraphs(2000))
    for kind, make in KINDS.items():
        if only not in kind:
            continue
        one, two = rooms(make(size)), rooms(make(2 * size))
        told = [f"{room} {one[room]:.2f}s ×{two[room] / one[room]:.1f}" for room in one if two[room] > 0.3]
        print(f"{kind:28}{sum(one.values()):7.2f} s ×{sum(two.values()) / sum(one.values()):4.1f}   {'; '.join(told)}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, sys.argv[2] if len(sys.argv) > 2 else "")
