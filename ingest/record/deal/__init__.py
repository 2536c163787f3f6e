"""Deals: which projects an article tells of, and who signed what with whom.

Belongs here: the phrases that name projects, the sums, places, investors and stages that belong to them, and the parties,
witnesses and totals of signings. Does not: finding people, firms and places (`ingest.mention`), trips (`ingest.record.delegation`).
"""
