"""What is known beforehand: divisions, countries, surnames, post words, legal forms, and the scanner that finds places by name.

Belongs here: data files that a domain expert can edit, their loaders, and look-ups in them. Does not: deciding what a word
means in its sentence (``ingest.mention``).
"""

from .division import Division, Level
from .lookup import candidates, full_name, get, inside, parents, resolve
from .scan import find_places

__all__ = ["Division", "Level", "candidates", "find_places", "full_name", "get", "inside", "parents", "resolve"]
