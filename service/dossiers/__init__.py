"""Dossiers: files that people keep on persons, firms and projects, and how they are linked to the graph.

Belongs here: reading what is put, candidates with their reasons, contradictions, what has changed around a link, bulk, and
the shape of FollowTheMoney's match API. Does not: HTTP (``service/routes``), scoring (``service/reconcile``), what is decided
(``stores/dossiers.py``).
"""
