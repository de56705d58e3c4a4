"""Cases carried over to another version of the checklists by editing their text."""
