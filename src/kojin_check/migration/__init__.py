"""How `kojin_check.migrate` carries a case over by editing its text."""
