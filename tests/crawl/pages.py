"""Reading a page as a crawler does: where it leads and what it can be sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what it holds."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    @property
    def shape(self) -> tuple[str, frozenset[str]]:
        return self.method, frozenset(self.fields) | self.files


class Page(HTMLParser):
    """Links and forms of one page."""

    def __init__(self, url: str, text: str) -> None:
        super().__init__()
        self.url, self.links, self.forms = url, set[str](), list[Form]()
        self.open: Form | None = None
        self.select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attrs}
        if tag == "a" and "href" in held:
            self._link(held["href"])
        elif tag == "form":
            action = urldefrag(urljoin(self.url, held.get("action", ""))).url
            self.open = Form(action, held.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open and held.get("name"):
            self._field(tag, held)
        elif self.open and tag == "option" and self.select:
            self._option(self.open, held)

    def _field(self, tag: str, held: dict[str, str]) -> None:
        if self.open is None:
            return
        name = held["name"]
        if held.get("type") == "file":
            self.open.files.add(name)
            return
        self.select = name if tag == "select" else ""
        if held.get("type") in {"checkbox", "radio"} and "checked" not in held:
            self.open.fields.setdefault(name, held.get("value", "on"))
        else:
            self.open.fields[name] = held.get("value", "")

    def _option(self, form: Form, held: dict[str, str]) -> None:
        if "selected" in held or not form.fields[self.select]:
            form.fields[self.select] = held.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""

    def _link(self, href: str) -> None:
        url = urldefrag(urljoin(self.url, href)).url
        if not urlsplit(url).netloc and url.startswith("/"):
            self.links.add(url)
