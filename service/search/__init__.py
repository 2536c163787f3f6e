"""Finding entities by what a person types: Chinese in either script, pinyin, initials, parts of names.

Belongs here: normal forms, the index, ranking. Does not: HTTP (``service/routes/search.py``), where names come from.
"""
