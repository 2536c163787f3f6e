"""Articles to measure with: any number of them, made from the genre's sentence forms with invented names, seeded."""

from __future__ import annotations

import random
from collections.abc import Iterator

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.values import PartialDate, Span

CITIES = ("鹤岗", "衢州", "赣州", "柳州", "遵义", "南阳", "菏泽", "湘潭", "宜宾", "咸阳", "邢台", "铜陵", "漳州", "清远", "德阳", "通辽")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
GIVEN = ["明远", "书禾", "立新", "海峰", "雅琴", "志诚", "文博", "思源", "若兰", "建成", "云帆", "静宜", "卫东", "佳宁", "振宇", "晓棠"]
BRANDS = ["澜沛", "拓岩", "禾谷源", "启弧", "云砺", "鼎泊", "森屿", "川朗", "恒屹", "蓝枢", "瑞垣", "景芯"]
TRADES = ["新材料", "生物科技", "智能装备", "食品", "新能源", "医药", "电子", "纺织", "物流", "环保科技"]
POSTS = ("市委书记", "市长", "副市长", "常务副市长", "市政协主席", "商务局局长")


def articles(count: int, seed: int = 7) -> Iterator[Article]:
    """``count`` articles of some 450 characters, the same for the same seed; dates from 2021 to 2024."""
    dice = random.Random(seed)
    people = [dice.choice(SURNAMES) + name for name in GIVEN for _ in range(4)]
    firms = [f"{brand}{trade}" for brand in BRANDS for trade in TRADES]
    for number in range(count):
        yield _article(number, dice, people, firms)


def _article(number: int, dice: random.Random, people: list[str], firms: list[str]) -> Article:
    home, away = dice.sample(CITIES, 2)
    leader, host, chief = dice.sample(people, 3)
    a, b, c, d = dice.sample(firms, 4)
    year, month, day = dice.randint(2021, 2024), dice.randint(1, 12), dice.randint(3, 25)
    sum_ = dice.randint(2, 90)
    title = f"{leader}率队赴{away}开展招商考察"
    body = [
        f"{month}月{day}日至{day + 2}日，{home}{dice.choice(POSTS)}{leader}率队赴{away}开展招商考察，"
        f"先后走访{a}、{b}股份有限公司、{c}集团等企业，与企业负责人深入交流。",
        f"在{a}，{leader}一行参观了生产车间和研发中心，详细了解企业的产品结构、市场布局和投资意向。{a}董事长{chief}表示，{home}区位优越，产业基础扎实，企业愿意加强对接。",
        f"{leader}说，{home}将以最优的环境、最实的举措支持企业发展，希望{b}把更多的项目放到{home}来。{away}副市长{host}参加活动。",
        f"考察期间，{home}市政府与{d}有限公司签署战略合作协议，{d}将在{home}经济技术开发区投资{sum_}亿元建设{d}产业园项目，项目计划年内开工。",
        f"据了解，今年以来{home}已签约项目{dice.randint(12, 80)}个，总投资{dice.randint(100, 900)}亿元，"
        f"其中工业项目{dice.randint(3, 11)}个。",
    ]
    paragraphs, spans, at = [title, *body], [], 0
    for paragraph in paragraphs:
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 1
    published = PartialDate(year, month, day + 3)
    return Article(f"g{number:05}", "\n".join(paragraphs), tuple(spans), True, published, "生成报", "", f"g{number:05}.md")
