"""Lets `python -m kojin_check` do what the command `kojin-check` does."""

from kojin_check.cli import main

if __name__ == "__main__":
    main()
