"""How results are shown: one folder a subject (findings, form, status, diff, case_diff, checklists, rules), one file a format.

`formats` is the registry of all of them, and `terminal` what is shown to people at one is set with. What is shown is
computed below; here it only gets words, tables and markup. The command line stands above.
"""
