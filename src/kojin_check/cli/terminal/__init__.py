"""What all commands share: options in two languages, help, usage errors, exit codes, output that cannot lose a file.

No command lives here, and nothing that a command computes.
"""
