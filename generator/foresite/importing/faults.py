"""What is wrong with a table or its map."""

from __future__ import annotations


class ImportFaultError(Exception):
    """What is wrong with a table or its map, in a sentence."""
