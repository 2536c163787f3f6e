"""What exists: the ontology in Turtle, the vocabulary and record types that all other rooms speak.

Belongs here: classes, properties, shapes, schemes, the typed records that cross a room's border, errors.
Does not: anything that reads an article, knows a database or answers a request. Imports nothing of the house.
"""
