"""One article's reading as a page: mentions and records in the text, each record's rule, evidence and confidence.

Belongs here: the page. Does not: reading itself, serving it.
"""

from .page import explain

__all__ = ["explain"]
