"""Fit the calibration anew: ``python -m zhaoshang.ingest.calibrate GOLD_DIR…``.

Run it after any change that moves a room's scores. It reads the gold articles of every folder, writes ``weights.json`` and prints, by
cross-validation over articles, how often what was said in each tenth proved right; ``--check`` prints only and writes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from .cases import Case, cases_of
from .fit import bins, curve, grouped, unseen
from .model import PATH

ENOUGH = 50
"""A tenth with fewer cases is printed in brackets: chance alone moves its share by more than 0.07."""


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m zhaoshang.ingest.calibrate", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="GOLD_DIR")
    parser.add_argument("--check", action="store_true", help="print how far the calibration holds, and write nothing")
    args = parser.parse_args(arguments)
    cases = list(cases_of(args.folders))
    types = grouped(cases)
    said = {kind: unseen(of) for kind, of in types.items()}
    sys.stdout.write(table(types, {kind: list(map(float, values)) for kind, values in said.items()}) + "\n")
    if not args.check:
        PATH.write_text(json.dumps(weights(cases), ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def weights(cases: Sequence[Case]) -> dict[str, object]:
    """What ``weights.json`` holds; which articles it was fitted on stands there as a number and a digest."""
    articles = sorted({case.article for case in cases})
    digest = hashlib.sha256("\n".join(articles).encode()).hexdigest()
    curves = {kind: curve(of) for kind, of in grouped(cases).items()}
    return {
        "articles": {"count": len(articles), "sha256": digest},
        "types": {kind: {"weights": dict(one.weights), "knots": [list(knot) for knot in one.knots]} for kind, one in curves.items()},
    }


def table(types: Mapping[str, Sequence[Case]], said: Mapping[str, Sequence[float]]) -> str:
    """A Markdown table: for each type and tenth what is said, what is observed, and how many cases."""
    lines = ["| said | " + " | ".join((*types, "all")) + " |", "| --- |" + " --- |" * (len(types) + 1)]
    every = [(s, case.right) for kind, of in types.items() for s, case in zip(said[kind], of, strict=True)]
    columns = [bins(said[kind], [case.right for case in of]) for kind, of in types.items()]
    columns.append(bins([s for s, _ in every], [r for _, r in every]))
    worst = 0.0
    for tenth in range(10):
        cells = []
        for count, mean, share in (column[tenth] for column in columns):
            text = f"{mean:.2f} → {share:.2f} ({count})" if count else ""
            cells.append(text if count >= ENOUGH or not count else f"[{text}]")
            worst = max(worst, abs(mean - share)) if count >= ENOUGH else worst
        lines.append(f"| {tenth / 10:.1f}–{tenth / 10 + 0.1:.1f} | " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", f"Greatest gap in a tenth with at least {ENOUGH} cases: {worst:.3f}"])


if __name__ == "__main__":
    main()
