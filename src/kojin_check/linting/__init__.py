"""What `kojin_check.lint` holds the checklists themselves against."""
