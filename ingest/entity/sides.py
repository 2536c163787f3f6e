"""Officials and executives by the posts that they hold, and by the unit beside whose name they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhaoshang.ingest.gazetteer.lookup import begins_abroad
from zhaoshang.ingest.mention.kinds import suffix_of
from zhaoshang.ingest.mention.posts import side_of
from zhaoshang.ontology.reading import Kind

_GOVERNMENT = re.compile(
    r"[省市州盟县区旗乡镇]委|[国中]央|政府|政协|人大|党工委|管委会|国务院|[省市县区州](?:[^商协公]{1,12})?(?:局|厅|办|委)|部委|领事|使馆"
    r"|法院|检察|海关|组织部|宣传部|统战部|国家|组委会|贸促|振兴公社|公社|人民委员会|指挥部|事务局|招商局|总局|[省市州县区旗镇乡]$|委员会|军"
    r"|投资促进|招商|[省市]委|指导组|巡视组|领导小组|专班|[外侨台农科国]办|驻.{1,6}办|联络处|友协|外交学会|搜救|干休所|街道|居委会|村委会|供销|[林农]场|党校|支队|村$|村党|社区"
    r"|[省市州县区][\u4e00-\u9fff]{1,10}中心$|(?:服务|促进|合作|交流)中心$|[省市州县区][\u4e00-\u9fff]{0,10}(?:示范园|产业园|园区|管理[处所站]|服务站)$|[局厅委办室][\u4e00-\u9fff]{2,8}[处科]$|\d+团$|[一二三四五六七八九十]团$"
)
_CIVIL = re.compile(
    r"(?!企业服务中心|企业发展局|企业局)(?:公司|集团|商会|协会|联合会|学会|大学|学院|研究院|研究所|设计院|勘察院|公会|工商联|银行|工商会|企业|股份|联谊会|促进会|经贸中心|厂|基金会|医院)"
)
_BRANCH = re.compile(
    r"(?:[行商]业|产业|服务业|制造业|妇女|青年|专业|专家|(?<![省市州县区]..)工作|理事|五金业?)委员会$"
    r"|^(?!.*(?:[省市州盟县旗国共政党]|管理|改革|信息|常务|纪|检|监|卫|建设|商务|科|教|农业|贸易|民族|工作))[\u4e00-\u9fff]{2,8}委员会$"
    r"|^(?:物业|会员|基金|资产)管理委员会$|专委会$"
)
"""Committees of chambers and associations: who leads one is of the kind of who is named beside."""
_DEPARTMENT = re.compile(
    r"^(?!.*(?:[省市州盟县区旗国委政党中]|组织|宣传|统战|外交|商务|财政|农业|工信|教育|科技|水利|交通|国防|内政|武装|人武|卫生|文化|环境|能源|资源"
    r"|经济|工业|旅游|贸易|农林|发改|法|公安|民政|司令|政治|后勤|采购|销售|市场|财务|人事|生产|研发|品牌|营销|项目))[\u4e00-\u9fff]{1,6}[部室]$"
)
"""装备部, 主计室: of a firm or of an office, as who is named beside."""
_MINISTRY = re.compile(
    r"(?:经济|外交|工业|农业|贸易|财政|交通|能源|旅游|内政|国防|科技|水利|教育|卫生|投资|企业|资源|基础设施|发展|商务|计划|文化|农林)部$"
)
_SEMI_OFFICIAL = re.compile(r"海基会|海协会|海峡(?:两岸)?(?:关系协|交流基金)会|中联办")
"""Who leads one of these is an official, whatever the post is called."""
_PARTY = re.compile(r"(?<!共产)[\u4e00-\u9fff]党$")
"""国民党, 自由党: who heads or serves a party, here or abroad, is an official."""
_HONORARY = re.compile(r"(?:政协委员|政协常委|人大代表|党代表|参事|顾问|政协.{0,12}委员会副?主任)$")
"""Held beside a calling, and tell nothing of it."""
_IN_PARTY = re.compile(r"(?:党委|党组|纪委|党总支|党支部)(?:[\u4e00-\u9fff]{0,3})(?:书记|委员|成员|常委)$")
"""Held in firms and offices alike: it is the post beside that tells."""
_STATE = re.compile(r"[省市州县区]委|政府|贸促|海峡两岸关系协会|海协会|海基会|外交学会|友好协会|人民银行|总工会|妇联|统战部")
"""Societies and banks of the state."""
_OFFICE_HEAD = re.compile(r"^副?总(?:工程|经济|会计|规划|农艺)师$")
_ORGAN = re.compile(
    r"(?:局|厅|署|委|委员会|(?<!总裁)(?<![总董经])办|执委会|法院|检察院|领事馆|总领馆|使馆|办公室|海关|公署|(?<!公)司|代表处|办事处|管委会|政府|外交部|商务部)$"
)
_PRIVATE = re.compile(
    r"公司|集团|银行|商会|协会|联合会|铁路局|邮政局|电力局|供电局|报社|大学|研究院|企业家|董事|商务代表处|工程局|^中[交铁建水]"
    r"|[一二三四五六七八九十]局$"
)
_EXECUTIVE_ALONE = re.compile(r"[会院校]长$|理事|会董|董事")


def kind_of(posts: Sequence[tuple[str, str]]) -> Kind | None:
    """Official or executive by the posts held, each given as (unit, rest); None where nothing tells."""
    main = [post for post in posts if not _HONORARY.search("".join(post))] or posts
    telling = [post for post in main if not _IN_PARTY.search("".join(post))]
    votes = _votes(telling) or _votes(main)
    if not votes:
        return None
    return Kind.OFFICIAL if votes.count(Kind.OFFICIAL) * 2 >= len(votes) else Kind.EXECUTIVE


def _votes(posts: Sequence[tuple[str, str]]) -> list[Kind]:
    return [vote for unit, rest in posts if (vote := vote_of(unit, rest))]


def vote_of(unit: str, rest: str) -> Kind | None:
    """What one post tells, given as unit and rest; None for nothing."""
    side = side_of(unit + rest).lower()
    if _is_shared(unit, rest):
        return None
    if "人民银行" in unit or _SEMI_OFFICIAL.search(unit) or _PARTY.search(unit) or rest == "同志":
        return Kind.OFFICIAL
    if side == "x" and not (_OFFICE_HEAD.match(rest) and _ORGAN.search(unit)) and not _is_of_office(unit, rest):
        return Kind.EXECUTIVE
    if _ORGAN.search(unit) and not _PRIVATE.search(unit):
        return Kind.OFFICIAL
    if _STATE.search(unit):
        return Kind.OFFICIAL
    if _CIVIL.search(unit):
        return Kind.EXECUTIVE
    if side == "o":
        return Kind.OFFICIAL if suffix_of(unit)[1] != "firm" else Kind.EXECUTIVE
    if unit:
        return Kind.OFFICIAL if _GOVERNMENT.search(unit) else Kind.EXECUTIVE
    return Kind.EXECUTIVE if _EXECUTIVE_ALONE.search(rest) else None


def _is_shared(unit: str, rest: str) -> bool:
    """True for posts that firms, societies and offices have alike: who is named beside tells."""
    department = _DEPARTMENT.match(unit) and not begins_abroad(unit) and side_of(unit + rest).lower() != "x"
    return bool(department or _BRANCH.search(unit) or (rest.endswith("所长") and _INSTITUTE.search(unit)))


_INSTITUTE = re.compile(r"(?:防疫|检疫|试验|检验|派出|防治)$")
_OF_FIRM = re.compile(r"董事|总裁|总经理|首席代表")


def _is_of_office(unit: str, rest: str) -> bool:
    """维州投资局高级投资经理, 以色列经济部首席科学家: in an office, for all the post's name."""
    if _PRIVATE.search(unit) or _OF_FIRM.search(rest):
        return False
    return bool(re.search(r"政府|[局厅]$", unit)) or bool(_MINISTRY.search(unit) and begins_abroad(unit))


def of_owner(unit: str) -> Kind:
    """The kind of who is named right behind a firm, body or place, without a post."""
    organ = (_ORGAN.search(unit) and not _PRIVATE.search(unit)) or (_GOVERNMENT.search(unit) and not _CIVIL.search(unit))
    public = organ or suffix_of(unit)[1] in ("place", "zone", "government")
    return Kind.OFFICIAL if public and suffix_of(unit)[1] != "firm" else Kind.EXECUTIVE


def is_civil(text: str) -> bool:
    """True if ``text`` names a firm, society, school or the like."""
    return bool(_CIVIL.search(text))
