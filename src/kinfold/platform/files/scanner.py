"""Asking ClamAV about a file, when one is set up (`KINFOLD_CLAMD`).

Speaks clamd's INSTREAM over a socket. Source: clamd(8), "INSTREAM".
"""

from __future__ import annotations

import socket
from typing import BinaryIO

from django.conf import settings

CHUNK = 262_144
WITHIN_SECONDS = 60


class ScannerFailed(OSError):
    """The scanner could not be asked, or did not answer as it should."""


def is_set_up() -> bool:
    return bool(settings.KINFOLD_CLAMD)


def is_clean(bytes_: BinaryIO) -> bool:
    """Whether clamd finds nothing in the bytes.

    Raises:
        ScannerFailed: no answer, or one that is neither OK nor FOUND. Nobody may
            take that for "clean".
    """
    try:
        with _connected(settings.KINFOLD_CLAMD) as clamd:
            clamd.sendall(b"zINSTREAM\0")
            while chunk := bytes_.read(CHUNK):
                clamd.sendall(len(chunk).to_bytes(4, "big") + chunk)
            clamd.sendall(bytes(4))
            answer = clamd.recv(4096).rstrip(b"\0\n")
    except OSError as error:
        raise ScannerFailed("The virus scanner could not be reached") from error
    if answer.endswith(b"FOUND"):
        return False
    if answer.endswith(b"OK"):
        return True
    raise ScannerFailed("The virus scanner gave no clear answer")


def _connected(address: str) -> socket.socket:
    """`unix:/run/clamd.sock`, or `host:port`."""
    if address.startswith("unix:"):
        own = socket.socket(socket.AF_UNIX)
        own.settimeout(WITHIN_SECONDS)
        own.connect(address.removeprefix("unix:"))
        return own
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=WITHIN_SECONDS)
