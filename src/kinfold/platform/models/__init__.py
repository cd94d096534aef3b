from kinfold.platform.models.audit import AuditEvent, AuditLink
from kinfold.platform.models.authority import (
    Authority,
    Team,
    TeamMembership,
    Worker,
)
from kinfold.platform.models.bases import (
    AppendOnly,
    AuthorityOwned,
    FencedKey,
    HandedOn,
    HandedOnForGood,
    PlaceAppendOnly,
    PlaceOwned,
    ProgrammeAppendOnly,
    ProgrammeOwned,
    ProgrammeShelf,
)
from kinfold.platform.models.job import JobRun
from kinfold.platform.models.programme import (
    EarlierShown,
    Programme,
    ProgrammeAuthority,
    ProgrammeEvent,
    ProgrammeMember,
)
from kinfold.platform.models.said_by import SaidBy, said_by
from kinfold.platform.models.stored_file import StoredFile
from kinfold.platform.models.user import User

__all__ = [
    "AppendOnly",
    "AuditEvent",
    "AuditLink",
    "Authority",
    "AuthorityOwned",
    "EarlierShown",
    "FencedKey",
    "HandedOn",
    "HandedOnForGood",
    "JobRun",
    "PlaceAppendOnly",
    "PlaceOwned",
    "Programme",
    "ProgrammeAppendOnly",
    "ProgrammeAuthority",
    "ProgrammeEvent",
    "ProgrammeMember",
    "ProgrammeOwned",
    "ProgrammeShelf",
    "SaidBy",
    "StoredFile",
    "Team",
    "TeamMembership",
    "User",
    "Worker",
    "said_by",
]
