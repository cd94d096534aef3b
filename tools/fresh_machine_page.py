"""Write docs/fresh-machine.md from the transcripts of tools/fresh-machine.sh.

python tools/fresh_machine_page.py root.txt user.txt > docs/fresh-machine.md
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

HEAD = """# On a machine with nothing but Debian, git and Python 3.11

Two transcripts of `tools/fresh-machine.sh`, which makes a minimal Debian 12 with
debootstrap, clones Kinfold into it and types the README's commands: once as root, once
as an ordinary user with no `sudo`. Two cores (a loop of ten million additions in
Python took 0.4 s). Times are in square brackets and include downloads. Long runs of
lines are cut and marked `...`; nothing else is changed.

To run it again:

```sh
sudo tools/fresh-machine.sh /tmp/fresh root > root.txt
sudo tools/fresh-machine.sh /tmp/fresh-user user > user.txt
python3 tools/fresh_machine_page.py root.txt user.txt > docs/fresh-machine.md
```
"""
# Lines of no use to a reader: every table of the proof, pytest's dots and its report.
CUT = re.compile(
    r"^  rows of public\.|^tests/.* \[ *\d+%\]|^tests/\S+ [.FsxE]*$|^[.FsxE]+ +\["
    r"|^src/\S+ +\d|^\s+\[\s*\d+%\]|^\d+\.\d+s (call|setup|teardown)"
    r"|^  fetched \d+ of|^Kinfold is starting"
)
TESTING = re.compile(
    r"^--- |^  (ok|FAILED) |^=+ .* in .*=+$|steps passed|^Ready to test"
    r"|^(FAILED|ERROR) |^Installing |^The environment|^  done in|^\[exit code"
)


def condensed(text: str) -> list[str]:
    """The transcript without what repeats itself, and with no folder of a machine."""
    lines: list[str] = []
    is_testing = False
    for line in re.sub(
        r"(/root|/home/stranger)/kinfold", "~/kinfold", text
    ).splitlines():
        if line.startswith("$ "):
            is_testing = line.startswith("$ ./kinfold test")
        wanted = not CUT.match(line)
        if is_testing and not line.startswith("$ "):
            wanted = bool(TESTING.match(line))
        if wanted:
            lines.append(line)
        elif lines and lines[-1] != "...":
            lines.append("...")
    return lines


def main(paths: list[str]) -> None:
    print(HEAD)
    for path in paths:
        lines = condensed(Path(path).read_text(encoding="utf-8"))
        who = "As root" if lines[0].startswith("root") else "As an ordinary user"
        print("\n".join([f"## {who}", "", "```text", *lines, "```", ""]))


if __name__ == "__main__":
    main(sys.argv[1:])
