"""A city in which thousands of firms are: answers as long as the service gives them."""

from datetime import date

from tests.explorer.sheet import Sheet
from zhaoshang.ontology.statement import Literal
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

HUB = "city/230800"
FIRMS, EACH = 12_000, 200


def fill(settings: Settings, firms: int = FIRMS) -> None:
    """Put them into the journal, some hundred to an article."""
    with Journal.open(settings.journal) as journal, journal.writing():
        for number in range(0, firms, EACH):
            sheet = Sheet(f"hub-{number}", date(2022, 1, 1))
            sheet.mentions = False
            sheet.write("企业名录：")
            hub = sheet.entity("佳木斯市", "City", HUB.partition("/")[2], divisionCode=Literal("230800"))
            for n in range(number, min(number + EACH, firms)):
                sheet.write("\n")
                firm = sheet.entity(f"第{n}家冷链物流有限公司", "Company", f"hub-{n}")
                sheet.state(firm, "locatedIn", hub, "冷链物流")
            journal.append(sheet.outcome())
