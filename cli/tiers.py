"""With what an article is read: the default tier, the fast one, or the default with a language model beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from zhaoshang.ingest import pool
from zhaoshang.ingest.version import EXTRACTOR, FAST
from zhaoshang.ontology.errors import UsageError


@dataclass(frozen=True, slots=True)
class Tier:
    """``reader`` reads; ``extractor`` is its name in the journal; ``spent`` says what a model has cost, "" without one."""

    reader: pool.Reader
    extractor: str
    spent: Callable[[], str] = str


def tier_of(fast: bool, llm: bool, alone: bool = False) -> Tier:
    """The tier that the options name; ``alone`` leaves the rules out. Raises UsageError for both at once, or where no model is named."""
    if fast and (llm or alone):
        raise UsageError("--fast and --llm are two tiers", remedy="name one of them")
    if fast:
        return Tier(pool.FAST, FAST)
    if not (llm or alone):
        return Tier(pool.RULES, EXTRACTOR)
    from zhaoshang.ingest.llm import LlmReader, LlmSettings

    settings = LlmSettings.from_env()
    reader = LlmReader(settings, alone)
    return Tier(pool.Reader(reader.read, bunch=1), f"{EXTRACTOR}+{settings.model}", lambda: str(reader.client.spent))


def tiers(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options ``--fast`` and ``--llm``."""
    for option in (
        click.option("--llm", is_flag=True, help="Ask a language model as well (docs/llm.md); one process, and slow."),
        click.option("--fast", is_flag=True, help="Read with the quicker network alone (docs/extraction.md says what that costs)."),
    ):
        command = option(command)
    return command
