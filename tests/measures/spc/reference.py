"""The shared chart vectors, made with the reference packages in R."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "vectors"


def vectors(name: str) -> list[dict[str, Any]]:
    found = json.loads(gzip.decompress((FOLDER / f"{name}.json.gz").read_bytes()))
    return found["synthetic"] if isinstance(found, dict) else found


def table(name: str) -> list[dict[str, str]]:
    path = FOLDER / name
    raw = path.read_bytes()
    text = gzip.decompress(raw) if path.suffix == ".gz" else raw
    return list(csv.DictReader(text.decode().splitlines()))
