"""Questions in words over HTTP: the names of the graph kept ready, the answer in its models.

Belongs here: what ``service/routes/ask.py`` needs. Does not: understanding (``queries/asking``).
"""
