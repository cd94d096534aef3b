from kinfold.people.models.access import EmergencyAccess, RestrictedName
from kinfold.people.models.contact import ContactDetail
from kinfold.people.models.family import (
    Allocation,
    Family,
    FamilyMember,
    ServiceStatus,
)
from kinfold.people.models.home import Address, Household, Residence
from kinfold.people.models.intake import ImportFinding, PeopleImport
from kinfold.people.models.merge import PersonMerge
from kinfold.people.models.person import NameKey, Person, PersonName
from kinfold.people.models.reference import ExternalReference
from kinfold.people.models.relationship import Relationship

__all__ = [
    "Address",
    "Allocation",
    "ContactDetail",
    "EmergencyAccess",
    "ExternalReference",
    "Family",
    "FamilyMember",
    "Household",
    "ImportFinding",
    "NameKey",
    "PeopleImport",
    "Person",
    "PersonMerge",
    "PersonName",
    "Relationship",
    "Residence",
    "RestrictedName",
    "ServiceStatus",
]
