"""What `kojin_check.diff` finds between two versions of the checklists, and how it is shown."""
