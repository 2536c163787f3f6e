"""Sentence to frames: who does what, to whom, with whom, where, when, and how real it is.

Belongs here: the verb lexicon, its role patterns, dropped subjects, status markers. Does not: which frames make one trip or
one signing (``ingest.record``), which mentions are one thing (``ingest.entity``).
"""

from .carry import dateline
from .find import LONGEST, frames
from .frame import Act, Frame

__all__ = ["LONGEST", "Act", "Frame", "dateline", "frames"]
