"""From article to statements: read, mention, entity, clause, record, resolve, statement; and the scoring of it.

Belongs here: everything that understands text. Each step is a plain function over the records of ``ontology``.
Does not: anything that knows a database, HTTP or the command line.
"""
