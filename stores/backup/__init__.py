"""A copy of all that cannot be made again: the journal (articles, decisions, dossiers, writes) and the keys.

Belongs here: one file out of a data folder while it is in use, and a data folder out of that file. Does not: the projections,
which are made from the journal.
"""

from .restore import restore
from .save import backup

__all__ = ["backup", "restore"]
