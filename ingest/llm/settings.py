"""Where the model is and what it costs: ``ZHAOSHANG_LLM_*`` (docs/llm.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path

from zhaoshang.ontology.errors import UsageError


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """``url`` ends before ``/chat/completions``; prices are those of a million tokens, in any currency."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    cache: Path = Path("llm")
    seconds: float = 120.0
    characters: int = 6000
    """So much of an article is sent; a longer one is cut at a paragraph."""
    tokens: int = 2000
    """No answer is longer: a small model may repeat itself for ever."""
    price_in: float = 0.0
    price_out: float = 0.0

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> LlmSettings:
        """Read the variables; raises UsageError where address or model is missing, or a number is none."""
        env = os.environ if env is None else env
        url, model = (env.get(f"ZHAOSHANG_LLM_{name}", "").strip() for name in ("URL", "MODEL"))
        if not url.startswith(("http://", "https://")) or not model:
            remedy = "set ZHAOSHANG_LLM_URL (http://127.0.0.1:8080/v1) and ZHAOSHANG_LLM_MODEL"
            raise UsageError("no language model is named", where="ZHAOSHANG_LLM_URL", remedy=remedy)
        folder = env.get("ZHAOSHANG_LLM_CACHE", "").strip()
        cache = Path(folder).expanduser() if folder else user_cache_path("zhaoshang", appauthor=False) / "llm"
        return cls(
            url.rstrip("/"), model, env.get("ZHAOSHANG_LLM_KEY", ""), cache,
            _number(env, "SECONDS", 120.0), int(_number(env, "CHARACTERS", 6000)),
            int(_number(env, "TOKENS", 2000)), _number(env, "PRICE_IN", 0.0), _number(env, "PRICE_OUT", 0.0),
        )  # fmt: skip


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(f"ZHAOSHANG_LLM_{name}", "").strip()
    try:
        found = float(text) if text else default
    except ValueError:
        found = -1.0
    if not 0.0 <= found < 1e9:
        raise UsageError(f"{text!r} is no number", where=f"ZHAOSHANG_LLM_{name}", remedy="a number from 0 on, or unset it")
    return found
