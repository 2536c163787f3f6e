"""Snapshots of the store, for readers: checkpoints of hard links that nobody writes to.

A reader keeps its own from being cleared away by a shared lock on it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from pathlib import Path

import pyoxigraph as ox

from zhaoshang.ontology.errors import NotFoundError

from .failures import explain


def publish(store: ox.Store, folder: Path) -> None:
    """Leave a snapshot of ``store``, whose files are in ``folder``, and clear away older ones that nobody reads."""
    home = home_of(folder)
    fresh, final = home / f"making-{os.getpid()}", home / f"{time.time_ns():020d}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(fresh, ignore_errors=True)
        store.backup(str(fresh))
        fresh.rename(final)
    except OSError as error:
        raise explain(error, folder) from error
    for old in snapshots(folder)[:-1]:
        clear_away(old)


def home_of(folder: Path) -> Path:
    """The folder of the snapshots of the store in ``folder``, beside it."""
    return folder.with_name(folder.name + ".snapshots")


def snapshots(folder: Path) -> list[Path]:
    """The snapshots, oldest first."""
    home = home_of(folder)
    return sorted(p for p in home.iterdir() if p.name.isdigit()) if home.is_dir() else []


def age_of_newest(folder: Path) -> float:
    """Seconds since the newest snapshot was left; 0 where there is none."""
    newest = snapshots(folder)[-1:]
    return (time.time_ns() - int(newest[0].name)) / 1e9 if newest else 0.0


def open_newest(folder: Path) -> tuple[ox.Store, int]:
    """The newest snapshot and the file descriptor that holds it, to be closed; raises NotFoundError."""
    newest, guard = hold_newest(folder)
    try:
        return ox.Store.read_only(str(newest)), guard
    except (OSError, RuntimeError, ValueError) as error:
        os.close(guard)
        raise explain(error, newest) from error


def hold_newest(folder: Path) -> tuple[Path, int]:
    """The newest snapshot's folder, and a file descriptor that keeps it from being cleared away; raises NotFoundError."""
    for _ in range(20):
        for newest in reversed(snapshots(folder)):
            try:
                guard = os.open(newest, os.O_RDONLY)
            except FileNotFoundError:
                continue  # cleared away since we looked
            fcntl.flock(guard, fcntl.LOCK_SH)
            if newest.exists():
                return newest, guard
            os.close(guard)
        time.sleep(0.01)
    remedy = "put articles in with: zhaoshang ingest PATH…"
    raise NotFoundError("there is no triple store to read yet", where=str(folder), remedy=remedy)


def clear_away(snapshot: Path) -> None:
    """Remove a snapshot unless somebody reads it."""
    try:
        guard = os.open(snapshot, os.O_RDONLY)
    except OSError:
        return
    try:
        fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
        dead = snapshot.with_name(f"dead-{os.getpid()}-{snapshot.name}")
        snapshot.rename(dead)  # first out of sight, so that nobody opens half of it
        shutil.rmtree(dead, ignore_errors=True)
    except OSError:
        return
    finally:
        os.close(guard)


def open_own(folder: Path) -> ox.Store:
    """The store itself, made where it is missing; for its owner. Raises StoreError."""
    for left in range(40, -1, -1):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return ox.Store(str(folder))
        except (OSError, RuntimeError, ValueError) as error:
            # its last owner has let go of our lock, but a query that it has not ended yet still holds RocksDB's
            if not left or "LOCK" not in str(error):
                raise explain(error, folder) from error
        time.sleep(0.05)
    raise AssertionError
