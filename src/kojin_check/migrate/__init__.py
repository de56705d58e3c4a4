"""Cases carried over to another version of the checklists, and to the next year, by editing their text."""
