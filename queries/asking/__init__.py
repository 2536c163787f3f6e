"""A question in Chinese as a named question with its parameters, offline: by a lexicon, names of the graph, and rules.

Belongs here: words (``lexicon.tsv``), rules (``rules.tsv``), times, names in a question, what was understood said back; the
corpus of phrasings beside them. Does not: HTTP, the answers (``queries/answer.py``), reading of articles (``ingest``).
"""

from .names import Names
from .reading import Reading
from .understand import Choice, Refusal, Understood, understand

__all__ = ["Choice", "Names", "Reading", "Refusal", "Understood", "understand"]
