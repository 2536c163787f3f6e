"""``python -m tests.conformance``: the W3C suites against the service, and against pyoxigraph by itself."""

import sys
from collections import defaultdict

from .engines import Direct
from .manifest import ROOT
from .report import REASONS, Outcome, language, protocols
from .serving import serving


def main() -> int:
    """Print a table of the suites, then what was not passed; 1 if a protocol's suite or what pyoxigraph passes was not."""
    if not ROOT.is_dir():
        print(f"the W3C suites are not at {ROOT}", file=sys.stderr)
        return 1
    direct = list(language(Direct()))
    with serving() as service:
        served = [*protocols(service), *language(service)]
    suites: dict[str, list[Outcome]] = defaultdict(list)
    for one in served:
        suites[one.suite].append(one)
    print("| suite | tests | passed | pyoxigraph itself |\n| --- | --- | --- | --- |")
    for suite, ones in suites.items():
        itself: object = sum(one.suite == suite and not one.fault for one in direct) or "–"
        print(f"| {suite} | {len(ones)} | {sum(not one.fault for one in ones)} | {itself} |")
    good = sum(not one.fault for one in served)
    print(f"| all | {len(served)} | {good} | {sum(not one.fault for one in direct)} of {len(direct)} |\n")
    for one in served:
        if one.fault:
            print(f"- {one.suite}: {one.name}: {one.fault} ({REASONS.get(one.suite, 'no reason known')})")
    return int(any(one.fault and one.suite not in REASONS for one in served))


if __name__ == "__main__":
    sys.exit(main())
