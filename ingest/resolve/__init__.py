"""Which entity of the graph an article's entity is: blocking, features, recorded decisions; each with score and reasons.

Belongs here: block keys, comparison of features, new graph ids. Pure: the same reading and index give the same answer.
Does not: how the index keeps what it knows (``stores/journal/index.py`` does), statements.
"""

from .memory import MemoryIndex
from .outcome import Identities, record_local
from .profile import profiles
from .resolve import resolve

__all__ = ["Identities", "MemoryIndex", "profiles", "record_local", "resolve"]
