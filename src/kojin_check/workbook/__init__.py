"""Forms to be filled in with Excel: a case laid out on sheets, written as a workbook, and read back.

`form` says what stands where, `writing` makes the workbook. Back again, `container` opens it, `cells` says what a
cell holds, `reading` finds the places of the case again, and `changes` compares them with a case. What a workbook
says becomes YAML before it is checked, so that nothing is read in two ways. The libraries for workbooks are an
extra: `writing` and `container` import them, and nothing else does.
"""
