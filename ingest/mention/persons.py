"""People: what the networks call a person, and what stands where a person must stand, behind a post.

A name is two to four characters behind a surname, or a transcribed name of any length (玉苏甫江·麦麦提, 阿斯特里德).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from zhaoshang.ingest.document import Type
from zhaoshang.ontology.values import Span

from .candidate import Candidate
from .posts import Post, side_of, split_post
from .slots import by_slot
from .surnames import surname_length
from .table import words
from .transcribed import behind_posts, in_full
from .view import View, occurrences

_DOT = "·•・?."
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]+")
_DOTTED = re.compile(r"[\u4e00-\u9fff]{2,6}[·•・][\u4e00-\u9fff]{2,6}?(?=[，。、；（）()\s一出等在说表和与率]|$)")
_CLOSES = frozenset({"v", "p", "c", "u", "w", "d", "xc", "r", "TIME", "vd", "ad"})
"""Labels of LAC's words that may follow a name."""
_ACTS = re.compile(
    r"率团|率队|率领|带队|带领|一行|表示|介绍说|指出|强调|出席|会见|主持|致辞|陪同|参加|访问|座谈|全程|辞去|带着?(?=[\u4e00-\u9fff]{2,}来)|任(?!职)"
)
"""What people do behind their names, wherever LAC cuts: 特首曾荫权｜率团."""
_HONOURS = re.compile(r"(?:丹斯里|拿督斯里|拿督|拿汀)+")
"""Malaysian titles, which stand before a name and are no part of it."""
_GLUED = re.compile(r"(?:先生|女士|小姐|博士|教授|院士)$|[同和与在等]$")
"""What a network glues to a name's end."""
_SURNAME_TITLE = re.compile(
    r"(?=..?[副董总会书市县区州省部局厅主行院秘])([\u4e00-\u9fff]{1,2})(?:副?(?:董事长|总经理|总裁|会长|书记|市长|县长|区长|州长|省长|部长|局长|厅长|主任|主席|行长|院长|秘书长)|总|董)(?![监经理部局长])"
)


def find_persons(view: View, posts: Sequence[Post]) -> list[Candidate]:
    """Proposals for people, several for one place where the sources differ."""
    found = _joined(view, [_of(w.start, w.end, "lac") for w in view.words if w.label == "PER"])
    found += _joined(view, [_of(n.start, n.end, "cutword") for n in view.names if n.label == "PERSON"])
    closed = _closed(view)
    for post in posts:
        found += _behind(view, post.span.end, closed)
    found = in_full(view, found)
    found += [_of(start, end, "rule:by-sound") for start, end in behind_posts(view, posts)]
    found += [_of(m.start("name"), m.end("name"), "rule:appointed") for m in _APPOINTED.finditer(view.text)]
    cores, ends = {post.core for post in posts}, {post.span.end for post in posts}
    found = [c for candidate in found for c in _repaired(view.text, _between_posts(candidate, cores, ends))]
    found += _slotted(view, posts, found)
    repeated = _repeated(view, found)
    longest = {c.span.start: c.span.end for c in sorted(repeated, key=lambda c: c.span.end)}
    found = [c for c in found if longest.get(c.span.start, 0) <= c.span.end]  # 林书 where 林书成 is known
    return found + repeated + list(_by_surname_and_title(view))


_APPOINTED = re.compile(
    r"(?:[：，。；、\n\s]|任命|接受|同意|决定|免去|批准)(?P<name>[\u4e00-\u9fff]{3})(?=(?:同志)?(?:任(?![务何意职期])|为[省市州县区]|担任|兼任|不再担任|辞去))"
)
"""决定：王秋实任市商务局局长; 接受栾景和辞去…的请求."""


def _slotted(view: View, posts: Sequence[Post], found: Iterable[Candidate]) -> list[Candidate]:
    """What stands where only a person stands; ``found`` is what the networks see."""
    seen: dict[tuple[int, int], set[str]] = defaultdict(set)
    for c in found:
        seen[c.span.start, c.span.end] |= c.sources
    sure = [span for span, sources in seen.items() if len(sources) > 1]
    return [_of(a, b, source) for a, b, source in by_slot(view, posts, sure) if source in _PLAIN or _plausible(view.of(a, b))]


_PLAIN = frozenset({"rule:latin", "rule:spaced"})
"""Sources whose proposals need no further look."""


def _between_posts(candidate: Candidate, cores: set[int], ends: set[int]) -> Candidate:
    """虞卫|总经理, where a network takes 虞卫总 for the name, and 会董|雷振范, where it takes 董雷振范."""
    start, end = candidate.span.start, candidate.span.end
    begin = max((place for place in range(start + 1, end - 1) if place in ends), default=start)
    cut = next((place for place in range(begin + 2, end) if place in cores), end)
    return candidate if (begin, cut) == (start, end) else Candidate(Span(begin, cut), candidate.type, candidate.sources)


def _joined(view: View, candidates: list[Candidate]) -> list[Candidate]:
    """Two names with a dot (or what damage made of it) between them are one."""
    found: list[Candidate] = []
    for c in candidates:
        last = found[-1].span if found else None
        if last and last.end + 1 == c.span.start and view.text[last.end] in _DOT:
            found[-1] = Candidate(Span(last.start, c.span.end), c.type, c.sources)
        else:
            found.append(c)
    return found


def _by_surname_and_title(view: View) -> Iterator[Candidate]:
    """陈董事长, 王市长: a surname and a title that begin a word and stand alone."""
    starts = {w.start for w in view.words} | {n.start for n in view.names}
    for found in _SURNAME_TITLE.finditer(view.text):
        start = found.start()
        size = surname_length(view.text, start)
        if start in starts and size and size == len(found.group(1)):
            yield _of(start, found.end(), "rule:surname-title")


def is_surname_and_title(name: str) -> bool:
    """陈董事长 is no full name."""
    found = _SURNAME_TITLE.fullmatch(name)
    return bool(found and surname_length(name) == len(found.group(1)))


def _repeated(view: View, found: list[Candidate]) -> list[Candidate]:
    """Every other place of a name that both networks see, or that stands behind a post, at least once."""
    sources: dict[str, set[str]] = defaultdict(set)
    for c in found:
        sources[view.of(c.span.start, c.span.end)] |= {source.partition(":")[0] for source in c.sources}
    sure = sorted(name for name, known in sources.items() if len(known) > 1 and len(name) > 1)
    return [_of(start, end, "rule:repeat") for _, start, end in occurrences(view.text, sure)]


def _of(start: int, end: int, source: str) -> Candidate:
    return Candidate(Span(start, end), Type.PERSON, frozenset({source}))


def _closed(view: View) -> set[int]:
    """The places where a word ends and a verb, a function word, punctuation or nothing follows."""
    opening = {w.start for w in view.words if w.label not in _CLOSES}
    return ({w.end for w in view.words} | {n.end for n in view.names}) - opening


def _behind(view: View, place: int, closed: set[int]) -> list[Candidate]:
    """A surname right behind a post begins a name: two or three characters, closed by what follows."""
    start = place + 1 if view.text[place : place + 1] in ("的", " ") else place
    start = _past_honours(view.text, start)
    size = surname_length(view.text, start)
    found = [_of(start, m.end(), "rule:behind-post") for m in [_DOTTED.match(view.text, start)] if m and m.end() in closed]
    if not size:
        return found
    for length in (size + 1, size + 2):
        name = view.text[start : start + length]
        if len(name) == length and _HAN.fullmatch(name) and (start + length in closed or _ACTS.match(view.text, start + length)):
            found.append(_of(start, start + length, "rule:behind-post"))
    return found


def _repaired(text: str, candidate: Candidate) -> list[Candidate]:
    """The candidate with a dotted name's other half, without what was glued to it; nothing if no name is left."""
    start, end = candidate.span.start, candidate.span.end
    while start < end and (not _is_letter(text[start]) or (text[start] in "同与" and end - start >= 4)):
        start += 1
    while end > start and not _is_letter(text[end - 1]):
        end -= 1
    start = _past_honours(text, start)
    if (glued := _GLUED.search(text, start, end)) and glued.start() - start >= (2 if len(glued.group()) > 1 else 3):
        end = glued.start()
    start, end = _with_halves(text, start, end)
    if end - start < 2 or not _plausible(text[start:end]) or is_surname_and_title(text[start:end]):
        return []
    return [Candidate(Span(start, end), Type.PERSON, candidate.sources)]


_HALF = re.compile(r"[\u4e00-\u9fff]{2,5}?(?=[·•・，。、；）\s一等的在出表会率说])|[A-Za-z]+")
_FIRST_HALF = re.compile(r"[\u4e00-\u9fff]{2,4}$")


def _with_halves(text: str, start: int, end: int) -> tuple[int, int]:
    while end + 1 < len(text) and text[end] in _DOT and _is_letter(text[end + 1]):
        more = _HALF.match(text, end + 1)
        if not more:
            break
        end = more.end()
    before = _FIRST_HALF.search(text, max(0, start - 5), start - 1) if start > 2 and text[start - 1] in "·•・" else None
    return (before.start() if before else start), end


def _past_honours(text: str, start: int) -> int:
    found = _HONOURS.match(text, start)
    return found.end() if found else start


def _is_letter(character: str) -> bool:
    return character.isalpha()


def _plausible(name: str) -> bool:
    if any(dot in name for dot in _DOT):
        return 3 <= len(name) <= 24
    if len(name) > 6 and all(character in words("transcribed") for character in name):
        return len(name) <= 10
    if name.endswith("们") or len(name) == surname_length(name) or (len(name) > 2 and side_of(name[1:]) and not split_post(name[1:])[0]):
        return False
    return bool(_HAN.fullmatch(name)) and len(name) <= 6
