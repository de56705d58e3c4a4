"""A case on the ward's forms, to be printed: one format a file. What stands where is decided in `filled_form`."""
