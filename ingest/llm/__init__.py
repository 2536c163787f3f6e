"""The heavier tier, off by default: a language model behind an OpenAI-compatible endpoint reads the article as well.

Belongs here: what it is asked (schema and prompt, from the ontology), the call with its cache and costs, which of its answers count,
and how they are put together with the rules' records. Does not: any wording of one vendor. Needs the extra ``llm``.
"""

from .reader import LlmReader
from .settings import LlmSettings

__all__ = ["LlmReader", "LlmSettings"]
