"""FRONT. ``python -m retold`` is the command line."""

from .cli import main

main()
