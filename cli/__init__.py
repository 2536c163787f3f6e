"""The command line: ties reading, journal, stores, questions and service together.

Belongs here: one module a command (or a family), argument checking, progress bars, exit codes.
Does not: anything another front end would need too; that goes into the room it belongs to.
"""
