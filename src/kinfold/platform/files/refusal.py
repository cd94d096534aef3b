from __future__ import annotations


class FileRefused(ValueError):
    """A file that cannot be taken. The message says what is wrong and what to do."""
