"""What a confidence says: the rooms' own scores turned into how often such a filler proves right.

Belongs here: the model (data: ``weights.json``), its fitting on gold articles, the table that shows how far it holds.
Does not: any judgement on what a filler is; no filler is added, taken away or put elsewhere.
"""

from .model import calibrated

__all__ = ["calibrated"]
