"""JSON Schema for editors, made from the models of the files and the checklists of a version."""
