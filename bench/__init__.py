"""Speed and memory, each as a ratio against a peer in the same run, so that the machine drops out.

``python -m bench`` runs everything and rewrites the table of ``bench/README.md``; ``python -m bench triples neo4j`` runs some.
"""
