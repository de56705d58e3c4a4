"""What is written into the file of a case: corrections and approvals, proved by reading the result again.

How a text is edited at positions is in `editing`, making corrections in files in `runs`; what a correction says is in
the rule that offers it, and what has changed since an approval says a rule, KJ507.
"""
