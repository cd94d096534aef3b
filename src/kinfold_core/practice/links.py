"""What somebody typed that may become a link: an address of the web, or of Kinfold."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

# "//" and "/\" lead to another site
_OWN_PAGE: Final = re.compile(r"/(?:[\w.~%-][\w./~?=&%#+:,@-]*)?")


def may_become_link(url: str) -> bool:
    """Whether it leads to where it says, to be opened by whoever reads it."""
    return is_on_the_web(url) or is_own_page(url)


def is_on_the_web(url: str) -> bool:
    """An address that begins with https:// (or Https://, as a phone writes),
    without a space or a hidden character."""
    try:
        parts = urlsplit(url)
    except ValueError:  # as of "https://[", which is no host
        return False
    is_plain = url[:8].lower() == "https://" and url.isprintable() and " " not in url
    return is_plain and bool(parts.hostname)


def is_own_page(url: str) -> bool:
    """Whether it looks like a page of Kinfold. Whether there is one is not asked."""
    return _OWN_PAGE.fullmatch(url) is not None
