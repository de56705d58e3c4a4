"""Two versions of the checklists compared: items paired, changes named, and the cases that these touch.

How changes are shown is in `output.diff`; how cases are carried over is in `migrate`.
"""
