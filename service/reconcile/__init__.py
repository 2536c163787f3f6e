"""Reconciliation: from the names in somebody's table to the entities of the graph, each candidate with its reasons.

Belongs here: both forms of a query, candidates, scores, properties, data extension. Does not: HTTP
(``service/routes/reconcile.py``), finding by prefix (``service/search``), which suggest uses.
"""
