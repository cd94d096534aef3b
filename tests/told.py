"""What the tests that passed have proved, counted: the last words of `./kinfold test`.

A test that is one of many of a kind says so with `record_property(TELLS, words)`, or
`(words, number)` when it goes through several. Only what has passed is counted.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

TELLS = "tells"
KEPT_IN = "KINFOLD_TOLD"
"""Names the file in which the whole suite gathers what its steps have told."""


def told_by(reports: list[pytest.TestReport]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for report in reports:
        for name, said in report.user_properties:
            if name == TELLS:
                words, number = (said, 1) if isinstance(said, str) else said
                counted[words] += number
    return counted


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if hasattr(config, "workerinput"):
        # whoever gave this worker its tests has their reports too
        return
    lines = [
        f"{number:,} {words} passed"
        for words, number in sorted(
            told_by(terminalreporter.stats.get("passed", [])).items()
        )
    ]
    for line in lines:
        terminalreporter.write_line(line)
    if lines and (kept := os.environ.get(KEPT_IN)):
        with Path(kept).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
