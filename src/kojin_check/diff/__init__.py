"""What changes: between two versions of the checklists, with the cases that this touches, and between two states of a case.

How changes are shown is in `output.diff` and `output.case_diff`; how cases are carried over is in `migrate`; which files
are two states of one case is found in `runs.case_review`.
"""
