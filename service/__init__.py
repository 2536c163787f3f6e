"""The HTTP service: one FastAPI app over the two stores. It writes only through the journal.

Belongs here: routers, content negotiation, pages. Does not: queries as Python strings, reading of articles.
"""
