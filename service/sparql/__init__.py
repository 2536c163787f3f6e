"""SPARQL queries written by strangers: checked, run in worker processes that can be killed, serialised there.

Belongs here: the guard, the worker, the pool of workers. Does not: HTTP (``service/routes/sparql.py``).
"""
