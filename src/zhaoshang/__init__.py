"""Zhaoshang Graph: what Chinese local papers say of investment promotion, as a graph that can be cited.

The rooms are the folders at the top of the checkout, linked in here so that they share one import name:
``ontology`` (what exists), ``ingest`` (articles to statements), ``stores`` (journal and projections),
``queries`` (the named questions), ``service`` (HTTP) and ``cli`` (the command line that ties them together).
"""

__version__ = "0.1.0"
