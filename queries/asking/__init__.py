"""A question in Chinese as a named question with its parameters, offline: by a lexicon, names of the graph, and rules.

Belongs here: words (``lexicon.tsv``), rules (``rules.tsv``), times, names in a question, what was understood said back; the
corpus of phrasings beside them. Does not: HTTP, the answers (``queries/answer.py``), interpretation of articles (``ingest``).
"""

from .interpretation import Interpretation
from .names import Names
from .understand import Choice, Refusal, Understood, understand

__all__ = ["Choice", "Interpretation", "Names", "Refusal", "Understood", "understand"]
