"""The network is shut to a worker: the kernel gives it no sockets of the internet, whatever a query has got past the guard.

Linux alone has this (seccomp, seccomp(2)); elsewhere the guard stands by itself.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import sys

_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""What the kernel calls the machine, and the number of socket(2) on it."""
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _MACHINE, _FAMILY = 0, 4, 16
"""Where struct seccomp_data has the call's number, the machine, and the low half of the first argument."""
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_INET, _INET6 = 2, 10
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2


class _Step(ctypes.Structure):
    _fields_ = [("code", ctypes.c_uint16), ("then", ctypes.c_uint8), ("otherwise", ctypes.c_uint8), ("value", ctypes.c_uint32)]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step))]


def shut_network() -> bool:
    """Take from this process, for good, the making of sockets for IPv4 and IPv6; False where the system has no means for it."""
    if not sys.platform.startswith("linux") or platform.machine() not in _MACHINES:
        return False
    machine, socket = _MACHINES[platform.machine()]
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 0, 5, machine),
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 0, 3, socket),
        (_LOAD, 0, 0, _FAMILY),
        (_EQUAL, 2, 0, _INET),
        (_EQUAL, 1, 0, _INET6),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    program = _Program(len(steps), (_Step * len(steps))(*(_Step(*step) for step in steps)))
    prctl = ctypes.CDLL(None).prctl
    return not prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) and not prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
