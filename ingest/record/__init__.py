"""From a document to records: tenure, delegation, signing, project. A record function takes a Document and yields Records.

Belongs here: one module a record type, each with its rules named in what it makes. Does not: finding mentions or entities.
"""
