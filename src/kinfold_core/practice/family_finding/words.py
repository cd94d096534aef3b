"""The lists of Family Finding, each value with how it is said."""

from __future__ import annotations

from enum import StrEnum


class Worded(StrEnum):
    """A value that is kept, and `label`, how it is said."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Worded:
        made = str.__new__(cls, value)
        made._value_ = value
        made.label = label
        return made

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(one.value, one.label) for one in cls]


class Trigger(Worded):
    """Why looking begins now."""

    EDGE = "edge_of_care", "The child may have to leave home"
    IN_CARE = "in_care", "The child is in care"
    LEAVING = "leaving_care", "The child is leaving care"
    THIN = "thin_network", "Too few people stand by the child"


class Outcome(Worded):
    """Where the child stands when looking ends. None yet is said as plainly."""

    HOME = "home", "Home, with people around"
    KIN = "kin", "With family or friends"
    CONNECTED = "connected", "Living elsewhere, and connected for life"
    NONE_YET = "none_yet", "Nobody yet"


class Source(Worded):
    """Where a name came from."""

    KNOWN = "known", "In the child's life already"
    FILE = "file", "Reading the file"
    CHILD = "child", "The child"
    PARENT = "parent", "A parent"
    RELATIVE = "relative", "A relative or friend"
    RECORDS = "records", "Records or a people search"
    SOCIAL = "social", "Letters, photos or social media"
    ABROAD = "abroad", "A service abroad"
    OTHER = "other", "Somewhere else"


class Generation(Worded):
    """How many generations older than the child; "" when nobody knows yet."""

    GREAT = "3", "great-grandparents"
    GRAND = "2", "grandparents"
    PARENT = "1", "parents, aunts and uncles"
    OWN = "0", "the child's own"
    YOUNGER = "-1", "younger"


class Wish(Worded):
    """What the child says of somebody who was found."""

    YES = "yes", "Wants to see or hear from them"
    LATER = "later", "Not now, perhaps later"
    NO = "no", "No"


class SeenBy(Worded):
    """Who may be told that this person was found, as the child chose."""

    NETWORK = "network", "The family and the network may know"
    WORKERS = "workers", "Only the workers"


class Safety(Worded):
    """What a safety check of one person says."""

    CLEAR = "clear", "No worry is known"
    CAREFUL = "careful", "Only with a safe way, written here"
    NO_CONTACT = "no_contact", "No contact"


class Method(Worded):
    """How somebody was reached for."""

    PHONE = "phone", "Phone or video"
    LETTER = "letter", "Letter or card"
    MESSAGE = "message", "Text or other message"
    VISIT = "visit", "A visit"
    RELATIVE = "relative", "Through somebody of the family"


class Basis(Worded):
    """By what right a search was made. UK GDPR Article 6."""

    CONSENT = "consent", "Consent of those it is about"
    TASK = "public_task", "Our duty in law to look for family"
    COURT = "court", "A court has said so"
    VITAL = "vital", "Somebody's life or safety"


class Willing(Worded):
    """What somebody who was reached wants to be."""

    YES = "yes", "Wants to be part of it"
    MAYBE = "maybe", "Wants to think"
    NO = "no", "Does not want to"


class Tie(Worded):
    """What joins somebody to the child, as the child says it."""

    LOVE = "love", "Love"
    BLOOD = "blood", "Blood"
    SPIRIT = "spirit", "Spirit: faith, culture, what we share"


class Often(Worded):
    """How much the child and they are in touch now."""

    OFTEN = "often", "often"
    SOMETIMES = "sometimes", "sometimes"
    NEVER = "never", "not now"


class Whereabouts(Worded):
    """Where somebody is now, as the child knows it; "" when the child does not say."""

    HERE = "here", "I know where they are"
    LOST = "lost", "We lost each other"
    WANTED = "wanted", "Please find them"
    DIED = "died", "They have died"


class Felt(Worded):
    """How it was to live somewhere, as the child says; "" when nothing is said."""

    GOOD = "good", "A good time"
    MIXED = "mixed", "Good and hard"
    HARD = "hard", "A hard time"


class Moment(Worded):
    """When a picture of the child's people was made."""

    BEFORE = "before", "Before we looked"
    DURING = "during", "On the way"
    AFTER = "after", "After"


class Permanence(Worded):
    """What a plan is in law."""

    HOME = "home", "At home with a parent"
    SGO = "sgo", "Special guardianship"
    CAO = "cao", "Child arrangements order"
    KINSHIP = "kinship_foster", "Fostered by family or friends"
    ADOPTION = "adoption", "Adoption"
    FOSTER = "foster", "Long-term fostering"
    OTHER = "other", "Something else"
    NOT_IN_LAW = "none", "Nothing in law changes"


class Sure(Worded):
    """A yes, a no, or nobody knows."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Nobody knows yet"
