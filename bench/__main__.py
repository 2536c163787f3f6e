"""``python -m bench [NAME…]``: run the benches and rewrite the table of README.md."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from . import explorer, reading, service, stores
from .measure import Row

HERE = Path(__file__).parent
BENCHES: dict[str, Callable[[Path], list[Row]]] = {
    "reading": reading.run,
    "triples": stores.triples,
    "neo4j": stores.neo4j,
    "explorer": explorer.run,
    "service": service.run,
}
BEGIN, END = "<!-- {name} -->", "<!-- /{name} -->"


def table(rows: list[Row]) -> str:
    """The rows in Markdown."""
    head = "| what | ours | peer | ratio | asked |\n| --- | --- | --- | --- | --- |\n"
    return head + "\n".join(f"| {r.what} | {r.ours} | {r.peer} | {r.ratio} | {r.asked} |" for r in rows) + "\n"


def write(name: str, rows: list[Row]) -> None:
    """Put the table of one bench between its marks in README.md."""
    readme = HERE / "README.md"
    text = readme.read_text("utf-8")
    begin, end = BEGIN.format(name=name), END.format(name=name)
    before, _, rest = text.partition(begin)
    after = rest.partition(end)[2]
    stamp = f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}"
    readme.write_text(f"{before}{begin}\n{stamp}\n\n{table(rows)}{end}{after}", "utf-8")


def main() -> None:
    """Run the benches named on the command line, all by default."""
    for name in sys.argv[1:] or list(BENCHES):
        rows = BENCHES[name](HERE)
        print(f"\n{name}\n{table(rows)}", flush=True)
        write(name, rows)


if __name__ == "__main__":
    main()
