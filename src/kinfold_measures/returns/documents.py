"""An XML file as a stream of its parts. It opens nothing outside and holds one part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from lxml import etree

from kinfold_measures.returns.refusal import Refused, refusal

_LETTERS: Final = (
    etree.ErrorTypes.ERR_INVALID_ENCODING,
    etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
)


def local(element: etree._Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def root_of(path: Path) -> str:
    """The name of the outermost element; "" where the file is no XML."""
    with path.open("rb") as file:
        begun = etree.iterparse(
            file, events=("start",), resolve_entities=False, no_network=True
        )
        try:
            _, element = next(begun)
        except etree.XMLSyntaxError:
            return ""
        return local(element)


def parts_of(
    path: Path, names: tuple[str, ...]
) -> Iterator[tuple[int, etree._Element]]:
    """How far it is, and each element of these names as it comes.

    What was handed on is forgotten.

    Raises:
        Refused: the file breaks off, is no XML, or has a document type.
    """
    try:
        with path.open("rb") as file:
            for element in _elements(file, path, names):
                yield file.tell(), element
                element.clear()
                while (before := element.getprevious()) is not None:
                    before.getparent().remove(before)
    except etree.XMLSyntaxError as error:
        found = f"the file breaks off here, or is no XML: {error.msg}"
        if error.code in _LETTERS:
            found = f"letters that are not in the encoding the file says: {error.msg}"
        mend = "Export the file again as XML in UTF-8; nothing of it was kept"
        where = error.lineno or 0
        raise Refused(
            refusal(path.name, where, found, "a whole XML file", mend)
        ) from error


def _elements(
    file: BinaryIO, path: Path, names: tuple[str, ...]
) -> Iterator[etree._Element]:
    stream = etree.iterparse(
        file,
        tag=tuple(f"{{*}}{name}" for name in names),
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
        # nothing outside the file is opened, and nothing inside is blown up
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    for number, (_, element) in enumerate(stream):
        # it stands before everything else, so it is there with the first or never
        if number == 0 and element.getroottree().docinfo.doctype:
            found = "a document type, which could open or swell what is not there"
            mend = "Take the DOCTYPE out; the return has none"
            raise Refused(refusal(path.name, 1, found, "no DOCTYPE", mend))
        yield element
