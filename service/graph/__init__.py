"""What the explorer and its like ask: neighbours, paths, timelines, flows, the corpus at a glance.

Belongs here: the answers as plain records, read from the triple store. Does not: HTTP (``service/routes/graph.py``).
"""
