"""Neo4j's Query API, version 2, as Neo4j 5.26 answers it: bodies in, bodies out, errors in its words.

Belongs here: values as plain and as typed JSON, parameters, summaries. Does not: running a query (``stores/graph``).
"""
