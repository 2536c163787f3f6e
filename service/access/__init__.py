"""Who calls, and what they may do: API keys with scopes, and the trust in one's own machine.

``needs(scope)`` is the dependency of a route; `Caller` is what it gives. Keys are made by ``zhaoshang key``.
"""

from .caller import Caller, needs
from .keys import SCOPES, Key, KeyRing

__all__ = ["SCOPES", "Caller", "Key", "KeyRing", "needs"]
