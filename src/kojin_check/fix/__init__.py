"""Corrections in files: which ones are safe to make, proved by reading the result again, and making them.

How a text is edited at positions is in `editing`; what a correction says is in the rule that offers it.
"""
