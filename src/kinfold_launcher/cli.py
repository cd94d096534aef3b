"""The commands that can come through the door, and what each is for."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass

from kinfold_launcher.forward import FORWARDS
from kinfold_launcher.words import Problem, say

# What a shell reports for a process ended by Ctrl-C.
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Command:
    """One word after `./kinfold`: a module in `commands` with
    `run(arguments) -> exit code`, or, without one, a command that is forwarded."""

    name: str
    usage: str
    what: str
    module: str = ""
    # `--help` goes on to it: it has more to say than one line.
    explains_itself: bool = False

    @property
    def is_present(self) -> bool:
        """Whether this version has it; what it has not is not listed."""
        return bool(self.module) or FORWARDS[self.name].is_present()

    def run(self, arguments: list[str]) -> int:
        """Import the command's module only now, so that every other start is quick."""
        if not self.module:
            return FORWARDS[self.name].run(arguments)
        module = importlib.import_module(f"kinfold_launcher.commands.{self.module}")
        code: int = module.run(arguments)
        return code


COMMANDS = (
    Command(
        "up",
        "[--detach] [--port N] [--host ADDRESS] [--empty]",
        "set up what is missing and serve on http://localhost:8000",
        "up",
        explains_itself=True,
    ),
    Command("down", "[--all]", "stop everything, the database too", "down"),
    Command(
        "test",
        "[PATH | pytest's options | --spark]",
        "the whole suite, or only what pytest is told",
        "test",
    ),
    Command("check", "[--audit]", "style, types, import rules, templates", "check"),
    Command("fmt", "", "lay the source out as check wants it", "fmt"),
    Command(
        "backup", "[FILE]", "database and files in one file, while it runs", "backup"
    ),
    Command(
        "restore",
        "[--over | --drill] FILE",
        "put a backup back, or rehearse it, with the proof",
        "restore",
        explains_itself=True,
    ),
    Command("reset", "[--yes]", "throw the demo away and make it afresh", "reset"),
    Command(
        "doctor", "", "what is wrong with this machine, and how to mend it", "doctor"
    ),
    Command(
        "audit", "verify | heads", "prove that the record of who did what is whole"
    ),
    Command("world", "--families N --seed S", "make fictional families"),
    Command(
        "bench",
        "NAME [--json FILE]",
        "measure, each beside its floor; without a name, what there is to measure",
    ),
    Command("screens", "URL", "take the pictures in docs/screens"),
    Command(
        "measures", "...", "the measures, from the command line", explains_itself=True
    ),
    Command(
        "evaluate",
        "...",
        "the evaluations, from the command line",
        explains_itself=True,
    ),
    Command("manage", "...", "any command of the application (Django's)", "manage"),
    Command(
        "env",
        "[--test]",
        'print the variables for a shell: eval "$(./kinfold env --test)"',
        "env",
    ),
    Command(
        "upgrade-database",
        "",
        "to a new major version of PostgreSQL, in a copy",
        "upgrade_database",
    ),
    Command(
        "lock", "[--upgrade]", "write the lock files anew from pyproject.toml", "lock"
    ),
)


def main(arguments: list[str]) -> int:
    """Run one command. Exit code 0 done, 1 failed, 2 not understood."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        say(help_text())
        return 0
    name, *rest = arguments
    chosen = next((command for command in present() if command.name == name), None)
    if chosen is None:
        print(f"There is no command {name!r}.\n\n{help_text()}", file=sys.stderr)
        return 2
    if rest[:1] in (["-h"], ["--help"]) and not chosen.explains_itself:
        say(f"./kinfold {chosen.name} {chosen.usage}\n\n  {chosen.what}")
        return 0
    try:
        return chosen.run(rest)
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return problem.code
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        return 1
    except OSError as error:
        print(f"\n{_disk_or_other(error)}", file=sys.stderr)
        return 1


def present() -> list[Command]:
    """The commands that this version has."""
    return [command for command in COMMANDS if command.is_present]


def help_text() -> str:
    """One line for each command."""
    shown = [
        (f"{command.name} {command.usage}".strip(), command.what)
        for command in present()
    ]
    width = max(len(usage) for usage, _ in shown)
    lines = [f"  {usage:<{width}}  {what}" for usage, what in shown]
    return "\n".join(["./kinfold COMMAND", "", *lines])


def _disk_or_other(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno == 28:  # ENOSPC
        return (
            f"The disk is full{where}.\n"
            "  Free some space, or set KINFOLD_HOME to a folder on another disk."
        )
    return f"The system refused: {error.strerror or error}{where}."
