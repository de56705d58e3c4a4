"""Which corrections are safe to make, proved by reading the result again.

How a text is edited at positions is in `editing`, making corrections in files in `runs`; what a correction says is in
the rule that offers it.
"""
