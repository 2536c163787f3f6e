"""What is known beforehand: divisions, countries, surnames, post words, legal forms, and the scanner that finds places by name.

Belongs here: data files that a domain expert can edit, their loaders, and look-ups in them. Does not: deciding what a word
means in its sentence (``ingest.mention``).
"""
