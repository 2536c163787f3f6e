"""The extractor's version: part of every outcome, so that the journal tells a re-reading from a repetition."""

EXTRACTOR = "zhaoshang-rules/0.1"
"""Raise it with every change that can alter a reading, an identity or a statement."""

FAST = f"{EXTRACTOR}+fast"
"""The same with the quicker network alone."""
