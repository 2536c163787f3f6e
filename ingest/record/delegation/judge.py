"""Is a candidate a trip of people who come from somewhere for business? Its cues; the weights decide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.clause import Act
from zhaoshang.ontology.reading import Kind

from .view import TripView, told

CLASSES = ("no", "trip")
_PURPOSE = re.compile(r"招商|引资|洽谈|推介|对接|投资|合作|经贸|签约|采购|商务|项目|考察|产业")
_BUSINESS = re.compile(r"招商|引资|投资|洽谈|推介|对接|经贸|签约|采购|商务|项目|产业|企业|园区|客商|合作|贸易|公司|集团|商会")
_OTHER = {
    "school": re.compile(r"教学|学员|培训班|实习|师生|党校|干部学校|毕业生|就业行动|访企拓岗"),
    "army": re.compile(r"部队|官兵|军区|军队|驻军|武警|解放军|参军|军营|军事|军训|军分区"),
    "inspection": re.compile(r"检查|督导|督查|慰问|视察|调研|巡视|暗访|扶贫|看望"),
    "law": re.compile(r"立法|执法|监督|议案|视察团|巡察"),
    "private": re.compile(r"省亲|探亲|祭祖|旅游团|游客|专列|夏令营"),
    "retired": re.compile(r"退休|老干部|老领导"),
    "plan": re.compile(r"下[个月周]|将于|拟于|计划|即将|届时|原定|延期|取消|推迟"),
    "total": re.compile(r"批次|累计|截至|共接待|人次"),
    "online": re.compile(r"视频连线|视频会议|云签约|云招商|云对接|线上|网络签约|屏对屏|远程|连线"),
    "discipline": re.compile(r"纪委|监委|双开|违纪|违规|受贿|公款|审查调查|检察院|被告|判处"),
    "farewell": re.compile(r"逝世|去世|追思|吊唁|遗体|悼念|讣告|生前"),
    "safety": re.compile(r"安全生产|疫情防控|防汛|复工复产|环保督察|应急|春耕|文明城市|信访"),
    "office-change": re.compile(r"任免|任命|履新|当选|简历|任前公示|离任"),
    "past": re.compile(r"年前|当年|那年|那时|早在|曾经|多次|回忆|记得|始于|最早"),
}
_ABOUT = ("online", "discipline", "farewell", "safety", "office-change")
_TITLE = {
    "trip": re.compile(r"率|带队|赴|代表团|考察团|招商|来访|来我|莅|推介|拜访|访问|出访"),
    "meeting": re.compile(r"会见|座谈|会谈|会晤|接待|接见"),
    "tour": re.compile(r"考察|参观"),
    "inspection": re.compile(r"调研|督导|督查|检查|观摩|慰问|走访|视察|指导|现场办公"),
    "signing": re.compile(r"签约|签署|签订|落户|揭牌|奠基|开工|投产"),
    "story": re.compile(r"专访|访谈|故事|纪实|[？?]|年的|背后|为什么|十年|回望"),
}
"""What an article's title says that it is about."""
_OPENING = 800
"""Code points at an article's beginning that tell what it is about."""
_TEAM = re.compile(r"代表团|考察团|招商|小分队|采购团|访问团|经贸|一行|考察组")


def trip_cues(view: TripView) -> frozenset[str]:
    """The cues of the candidate; ``bias`` is always among them."""
    return frozenset({"bias", *_steps(view), *_sides(view), *_words(view)})


def _steps(view: TripView) -> Iterator[str]:
    steps = view.trip.steps
    done = told(view.trip)
    yield from (f"rule-{s.rule}" for s in done)
    yield from (f"verb-{s.frame.word}" for s in done if s.rule == "leads")
    yield "steps-1" if len(done) == 1 else "steps-few" if len(done) < 4 else "steps-many"
    if any(s.group and _TEAM.search(s.group) for s in done):
        yield "team"
    if any(s.frame.when and s.frame.when.start and s.frame.when.start.day and not s.frame.carried for s in done):
        yield "dated"
    title = view.scene.document.article.paragraphs[0]
    if view.scene.document.article.titled and any(title.covers(s.frame.sentence) for s in steps):
        yield "in-title"


def _sides(view: TripView) -> Iterator[str]:
    scene, leaders = view.scene, view.trip.leaders
    yield f"leader-{scene.kind(leaders[0])}" if leaders else "leaderless"
    if not view.trip.own:
        yield "own-unknown"
    own = view.own_regions()
    foreign = [t for t in view.targets if own and not any(scene.within(t, o) for o in own)]
    home = [t for t in view.targets if any(scene.within(t, o) for o in own)]
    yield "target-foreign" if foreign else "target-home" if home else "target-none"
    if any(scene.within(o, t) for t in view.targets for o in own):
        yield "target-around-own"
    yield "called" if view.called else "called-none"
    yield "hosts" if view.hosts else "hosts-none"
    if not view.targets and not view.called and not view.hosts:
        yield "nothing-reached"
    if not leaders and not view.trip.own:
        yield "nobody-known"
    yield "way-in" if view.trip.incoming else "way-out"
    yield f"way-{'in' if view.trip.incoming else 'out'}&{'target-foreign' if foreign else 'target-home' if home else 'target-none'}"
    hosts = {s for h in view.hosts for s in scene.seats.get(h, ())}
    if leaders and hosts and hosts & set(scene.seats.get(leaders[0], ())):
        yield "leader-and-host-of-one-seat"
    if leaders and not scene.seats.get(leaders[0]):
        yield "leader-of-no-seat"
    if any(scene.kind(o) in (Kind.COMPANY, Kind.BODY) for o in view.trip.own):
        yield "own-firm"
    year = view.scene.document.article.published.year if view.scene.document.article.published else None
    years = {s.frame.when.start.year for s in told(view.trip) if s.frame.when and s.frame.when.start}
    if years and year and max(years) < year:
        yield "year-gone" if max(years) < year - 1 else "last-year"
    official = bool(leaders) and scene.kind(leaders[0]) is Kind.OFFICIAL
    if official and not foreign and any(f.act is Act.INSPECT and any(m.entity in leaders for m in f.subject) for f in view.frames):
        yield "leader-inspects"


def _words(view: TripView) -> Iterator[str]:
    text = view.scene.folded
    sentences = {view.stretch_at(s.frame.trigger.start) for s in view.trip.steps}
    words = " ".join(text[s.start : s.end] for s in sorted(sentences))
    told = {m.group() for m in _BUSINESS.finditer(" ".join(text[s.start : s.end] for s in view.trip.stretches))}
    yield "business-none" if not told else "business-one" if len(told) == 1 else "business-some" if len(told) < 5 else "business-much"
    yield "purpose" if _PURPOSE.search(words) else "no-purpose"
    yield from (f"word-{name}" for name, pattern in _OTHER.items() if pattern.search(words))
    article = view.scene.document.article
    title = article.paragraphs[0]
    if article.titled:
        yield from (f"title-{name}" for name, pattern in _TITLE.items() if pattern.search(text, title.start, title.end))
    low, high = article.paragraphs[0].start, min(article.paragraphs[-1].end, article.paragraphs[0].start + _OPENING)
    yield from (f"article-{name}" for name in _ABOUT if _OTHER[name].search(text, low, high))
    if "招商" in words:
        yield "word-招商"
    if re.search(r"考察|走访|拜访|会见|洽谈|座谈|推介", words):
        yield "word-visit"
