"""How good the reading is: gold records, their scorer, and readings with perfect mentions for comparison.

Belongs here: what compares a reading with what a careful reader wrote down. Does not: anything that a reading itself needs.
"""
