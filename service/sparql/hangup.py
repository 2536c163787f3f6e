"""A client that hangs up: what was being worked out for it is given up at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import HTTPException, Request

T = TypeVar("T")


async def unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """The result of ``work``, which is cancelled if the client hangs up first. The request's body must have been read.

    The work runs in the caller's own task, which costs less than one more.
    """
    task = asyncio.current_task()
    assert task is not None
    gone = asyncio.Event()
    watching = asyncio.ensure_future(_watch(request, task, gone))
    try:
        return await work
    except asyncio.CancelledError:
        if not gone.is_set():
            raise
        task.uncancel()
        raise HTTPException(408, "The client hung up.") from None
    finally:
        watching.cancel()


async def _watch(request: Request, task: asyncio.Task[Any], gone: asyncio.Event) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    gone.set()
    task.cancel()
