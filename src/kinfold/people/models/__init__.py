from kinfold.people.models.contact import ContactDetail
from kinfold.people.models.home import Address, Household, Residence
from kinfold.people.models.merge import PersonMerge
from kinfold.people.models.name import NameKey, PersonName
from kinfold.people.models.reference import ExternalReference
from kinfold.people.models.relationship import Relationship
from kinfold.people.models.separation import Separation

__all__ = [
    "Address",
    "ContactDetail",
    "ExternalReference",
    "Household",
    "NameKey",
    "PersonMerge",
    "PersonName",
    "Relationship",
    "Residence",
    "Separation",
]
