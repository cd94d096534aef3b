"""An address made from what is known, sealed when it is hidden."""

from __future__ import annotations

import json
from uuid import UUID

from kinfold.people.details import AddressDetails
from kinfold.people.keys import address_key, tidy_postcode
from kinfold.people.models import Address
from kinfold.people.sealing import seal
from kinfold.records.errors import CannotDo


def address_from(details: AddressDetails, *, authority_id: UUID) -> Address:
    """An address, not saved; sealed when it is hidden. The bulk path uses it too."""
    lines = details.lines.strip()
    postcode = tidy_postcode(details.postcode)
    address = Address(authority_id=authority_id, is_hidden=details.is_hidden)
    if details.is_hidden:
        words = json.dumps({"lines": lines, "postcode": postcode, "uprn": details.uprn})
        address.sealed = seal(words, table="address", row_id=address.pk)
        return address
    address.lines, address.postcode, address.uprn = lines, postcode, details.uprn
    address.address_key = address_key(lines, postcode)
    return address


def address_for(details: AddressDetails, *, authority_id: UUID) -> Address:
    """The address of that place: the one on record, or a new row.

    A hidden one is always a new row, so that nobody learns who else lives there.

    Raises:
        CannotDo: neither a line nor a postcode.
    """
    if not (details.lines.strip() or details.postcode.strip()):
        raise CannotDo("Enter at least the first line or the postcode", "lines")
    made = address_from(details, authority_id=authority_id)
    if not details.is_hidden and made.postcode:
        standing = Address.objects.filter(
            authority_id=authority_id,
            address_key=made.address_key,
            is_hidden=False,
            lines=made.lines,
        ).first()
        if standing:
            return standing
    made.save(force_insert=True)
    return made
