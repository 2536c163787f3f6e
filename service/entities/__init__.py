"""One entity with everything that the graph says of it, each fact with the sentences behind it.

Belongs here: the description and its RDF. Does not: HTTP (``service/routes/entities.py``), HTML (``service/pages``).
"""
