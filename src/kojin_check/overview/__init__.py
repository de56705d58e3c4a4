"""How `kojin_check.status` shows all cases at once."""
