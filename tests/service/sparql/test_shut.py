"""The network is shut to the processes that answer strangers' SPARQL, should the guard ever be got past."""

import socket
import subprocess
import sys

import pytest

CALL = """
import sys
from pyoxigraph import Store
from zhaoshang.service.sparql.shut import shut_network
shut = len(sys.argv) < 3 or shut_network()
for text in ("SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}", "LOAD <{0}>"):
    try:
        (Store().query if text.startswith("SELECT") else Store().update)(text.format(sys.argv[1]))
    except (OSError, RuntimeError):
        pass
print(shut)
"""


def knocks(*more: str) -> tuple[bool, str]:
    """Whether somebody knocked at a door of this machine while the query and the update were run, and what was printed."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.5)
        address = f"http://127.0.0.1:{door.getsockname()[1]}/"
        process = subprocess.Popen([sys.executable, "-c", CALL, address, *more], stdout=subprocess.PIPE, text=True)
        came = False
        while process.poll() is None:
            try:
                door.accept()[0].close()
                came = True
            except TimeoutError:
                continue
        out, _ = process.communicate()
    return came, out.strip()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has the means")
def test_neither_a_call_nor_a_load_reaches_the_network_once_it_is_shut() -> None:
    assert knocks() == (True, "True")
    assert knocks("shut") == (False, "True")
