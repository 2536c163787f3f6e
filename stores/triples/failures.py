"""What RocksDB and the disk say, in the house's own words."""

from __future__ import annotations

from pathlib import Path

from zhaoshang.ontology.errors import BusyError, StoreError


def explain(error: Exception, folder: Path) -> StoreError:
    """A failure of RocksDB or of the disk as the house's own."""
    text = " ".join(str(error).split())
    if "LOCK" in text and "Permission" not in text:
        return BusyError("the triple store is still in use by its last owner", where=str(folder), remedy="wait for it, then try again")
    if "No space left" in text or "NoSpace" in text:
        return StoreError(
            "the disk is full; the journal has kept everything", where=str(folder), remedy="make room, then run the same command again"
        )
    if "Permission denied" in text or "Read-only" in text:
        remedy = "set ZHAOSHANG_DATA to a folder that you may write to"
        return StoreError("the triple store may not be written", where=str(folder), remedy=remedy)
    return StoreError(
        f"the triple store cannot be used: {text}", where=str(folder), remedy="make it anew with: zhaoshang rebuild --triples"
    )
