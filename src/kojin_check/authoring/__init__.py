"""What helps to write cases and checklists: guides, questions, schemas for editors."""
