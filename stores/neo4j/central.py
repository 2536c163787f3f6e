"""Fetching jars from Maven Central in Python, by jgo's resolver: for machines without Maven, or even without a Java.

The list says which jars; so nothing has to be resolved (which takes jgo some 100 s), and the set is the same as Maven's.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path

from zhaoshang.ontology.errors import ToolError

from .extras import ensure_package
from .jars import Jar
from .report import Report

AT_ONCE = 6
ROUNDS = 3
TIMEOUT = 60


def fetch(wanted: Sequence[Jar], folder: Path, report: Report) -> None:
    """Put the jars into ``folder``; what is there and right stays. Raises ToolError naming the first that cannot be had.

    ``REQUESTS_CA_BUNDLE`` and the proxy variables hold, as for everything that uses ``requests``.
    """
    ensure_package("jgo", "there is no Maven, so jgo is needed to fetch Neo4j", report)
    folder.mkdir(parents=True, exist_ok=True)
    left, trouble = list(wanted), ""
    for _ in range(ROUNDS):  # a broken download is tried again, not the whole
        failed = []
        with ThreadPoolExecutor(AT_ONCE) as pool:
            work: dict[Future[None], Jar] = {pool.submit(_one, jar, folder): jar for jar in left}
            for future in as_completed(work):
                error = future.exception()
                if error is not None:
                    failed.append(work[future])
                    trouble = f"{work[future].name}: {error or type(error).__name__}"
                done = len(wanted) - sum(not f.done() for f in work) - len(failed)
                report("fetching Neo4j from Maven Central", done, len(wanted))
        left = failed
        if not left:
            return
    remedy = "look at the network, its proxy (HTTPS_PROXY) and certificates (REQUESTS_CA_BUNDLE); what was fetched is kept"
    raise ToolError(f"{len(left)} jars cannot be fetched; {trouble}", where="Maven Central", remedy=remedy)


def _one(jar: Jar, folder: Path) -> None:
    """Fetch one jar into a repository of its own, so that a cut-off download is never taken for a whole one."""
    if jar.is_in(folder):
        return
    from jgo.maven import MavenContext, PythonResolver

    cache = folder / "fetching" / jar.sha256
    shutil.rmtree(cache, ignore_errors=True)
    context = MavenContext(resolver=PythonResolver(), repo_cache=cache, timeout=TIMEOUT)
    fetched = context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier, "jar").resolve()
    Path(fetched).replace(folder / jar.name)
    shutil.rmtree(cache, ignore_errors=True)
    if not jar.is_in(folder):
        (folder / jar.name).unlink()
        raise ToolError("the download is not what the list says (SHA-256)")
