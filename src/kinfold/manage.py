"""`python -m kinfold.manage COMMAND`: Django's commands with the right login.

Commands that change the schema or write for many authorities at once log in as the
owner of the tables. Everything else logs in as the web application does, behind the
same fences.
"""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

AS_OWNER = frozenset(
    {
        "migrate", "makemigrations", "sqlmigrate", "showmigrations", "createcachetable",
        "fences", "world", "england_load", "audit", "dbshell", "demo_users",
    }
)  # fmt: skip


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinfold.config.settings.demo")
    if len(sys.argv) > 1 and sys.argv[1] in AS_OWNER:
        os.environ.setdefault("KINFOLD_AS_OWNER", "1")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
