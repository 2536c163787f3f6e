"""Why something is in the graph: the statements behind an edge or a row, their sentences, articles, rules and confidence, and the
identity decisions by which names became these entities; for what is derived, the asserted edges that it follows from.

Belongs here: finding and gathering all of that. Does not: HTTP (``service/routes/why.py``).
"""
