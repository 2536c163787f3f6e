"""What a small network reads out of an article's words: how likely each role, trip and project is by the wording alone.

Belongs here: the network over LAC's states (`encode`), its heads (`Sense`), its training (`train`, which needs torch) and how much it
counts beside the scorers (`mixed`). Does not: any candidate or rule; the record rooms propose, ask and decide. Without LAC (``--fast``)
there is no sense, and the scorers decide alone.
"""

from .sense import Sense, sensed
from .trace import Trace, lens

__all__ = ["Sense", "Trace", "lens", "sensed"]
