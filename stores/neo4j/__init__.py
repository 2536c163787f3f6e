"""The managed Neo4j: fetched once, run as a process of its own on loopback, shared by all commands of one data folder.

Belongs here: fetching and checking its jars, finding a Java, starting, stopping, who uses it, how to reach it or another.
Does not: what is written into it or asked of it (``stores/graph``). Importing this package loads no driver.
"""

from .connect import Address, Connection, connect
from .install import ensure_library
from .places import VERSION, Places
from .record import HOST
from .report import Report, silent
from .server import Managed, Status

__all__ = ["HOST", "VERSION", "Address", "Connection", "Managed", "Places", "Report", "Status", "connect", "ensure_library", "silent"]
