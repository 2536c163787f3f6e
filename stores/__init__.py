"""Where things are kept: the journal (the one truth), the triple store, the property graph, the managed Neo4j.

Belongs here: append and read of the journal, projections made from it alone, settings of where data lives.
Does not: reading of articles, the named questions, HTTP.
"""
