"""The named questions, each once in SPARQL (``.rq``) and once in Cypher (``.cypher``), and their catalogue.

Belongs here: query texts, their headers, parameter checking, the shaping of answers into tables.
Does not: how a store is opened, HTTP, the command line.
"""
