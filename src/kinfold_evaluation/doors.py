"""The doors of `./kinfold evaluate`: a word of its own, or one method on one file."""

from __future__ import annotations

from collections.abc import Sequence

from kinfold_evaluation import command
from kinfold_evaluation.registry import command as registry
from kinfold_evaluation.ten import command as ten


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 done, 2 when it cannot be answered."""
    if arguments[:1] == ["protocol"]:
        return registry.main(arguments[1:])
    if arguments[:1] == ["ten-authorities"]:
        return ten.main(arguments[1:])
    return command.main(arguments)
