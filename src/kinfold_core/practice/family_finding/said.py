"""What is said of people, pictures, plans and those who stay: our sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.people.relationships import Side
from kinfold_core.practice.family_finding.logs import (
    ConnectionPicture,
    DecidedRow,
    MeetingRow,
    OfferRow,
    PlacesPicture,
    ReachRow,
    SearchRow,
    StayRow,
)
from kinfold_core.practice.family_finding.measures import (
    MONTHS,
    Counts,
    due_of,
    months_after,
)
from kinfold_core.practice.family_finding.rows import EpisodeRow, FoundRow
from kinfold_core.practice.family_finding.typed import ConnectionLine, PlacePerson
from kinfold_core.practice.family_finding.words import (
    Basis,
    Generation,
    Often,
    Outcome,
    Safety,
    SeenBy,
    Source,
    Tie,
    Trigger,
    Whereabouts,
    Willing,
    Wish,
)

MARKS = {"safe": "felt safe with them", "unsafe": "did not feel safe with them"}
STRENGTH = ("0, broken", "1, thin", "2, good", "3, strong")
REACHED: dict[str, tuple[str, str]] = {
    Willing.YES: ("Wants to be part of it", "well"),
    Willing.MAYBE: ("Wants to think", "needs"),
    Willing.NO: ("Does not want to", "calm"),
}


def who_they_are(row: FoundRow) -> str:
    """ "uncle · parents, aunts and uncles"."""
    generation = Generation(row.generation).label if row.generation else ""
    return " · ".join(one for one in (row.relationship, generation) if one)


def known_of(row: FoundRow) -> tuple[str, ...]:
    """Where the name came from, and what else is known."""
    lines = [f"{Source(row.source).label}, {day_in_words(row.found_on)}."]
    if row.last_contact:
        lines.append(f"Last in touch: {row.last_contact}.")
    if row.is_verified:
        lines.append("It is certain that this is the right person.")
    if row.safety:
        words = phrases.as_sentence(row.safety_words)
        lines.append(f"Safety: {Safety(row.safety).label}. {phrases.capital(words)}")
    return tuple(lines)


def standing_of(
    row: FoundRow, reaches: Sequence[ReachRow], *, stays: bool
) -> tuple[str, str]:
    """Where somebody stands, in words and as a tone. What stops a contact is first."""
    replies = [one for one in reaches if one.is_reply]
    if row.is_vetoed:
        return "The child said no", "attention"
    if row.safety == Safety.NO_CONTACT:
        return "No contact", "attention"
    if row.question:
        return "Ask first who is meant", "attention"
    if stays:
        return "Stays for life", "well"
    if replies:
        return REACHED[replies[-1].how]
    return ("Contacted", "needs") if reaches else ("Found", "calm")


def child_says(episode: EpisodeRow, row: FoundRow) -> str:
    """The child's words of somebody, with the day, the age and who may know."""
    if row.wish_on is None:
        return ""
    age = f", at {row.wish_age}" if row.wish_age is not None else ""
    words = f": “{row.wish_words}”" if row.wish_words else ""
    return (
        f"{episode.child_name}, {day_in_words(row.wish_on)}{age}{words} "
        f"({Wish(row.wish).label}. {SeenBy(row.seen_by).label}.)"
    )


def reach_said(one: ReachRow) -> str:
    """Their words or ours, what they know and what they offer."""
    parts = [f"“{one.words}”"]
    if one.knows:
        parts.append(f"Knows: {phrases.as_sentence(one.knows)}")
    if one.offers:
        parts.append(f"Offers: {phrases.as_sentence(one.offers)}")
    return " ".join(parts)


def search_said(one: SearchRow) -> str:
    return (
        f"{phrases.as_sentence(one.result)} By what right: {Basis(one.basis).label}. "
        f"{phrases.as_sentence(one.basis_words)}"
    )


def moved(child: str, pictures: Sequence[ConnectionPicture]) -> str:
    """From the first picture to the newest; "" while there is one."""
    if len(pictures) < 2:
        return ""
    first, last = pictures[0].people, pictures[-1].people
    before = {one.name.casefold() for one in first}
    new = [one.name for one in last if one.name.casefold() not in before]
    said = (
        f"{child} named {people(len(first))} first, and {people(len(last))} now; "
        f"{strong(last)} of them strongly, where it was {strong(first)}."
    )
    return f"{said} New: {phrases.listed(new)}." if new else said


def connection_said(one: ConnectionLine) -> tuple[str, ...]:
    """Who, side, what joins them, how strongly, how often, where, and the wish."""
    return (
        one.name,
        phrases.capital(Side(one.side).label) if one.side else "Not said",
        Tie(one.tie).label,
        STRENGTH[one.strength],
        phrases.capital(Often(one.often).label),
        Whereabouts(one.where).label if one.where else "Not said",
        one.wish or "None said",
    )


def places_said(child: str, picture: PlacesPicture) -> str:
    """How many places, with whom the child felt safe, and whom they want to see."""
    everybody = [one for place in picture.places for one in place.people]
    wanted = list(dict.fromkeys(one.name for one in everybody if one.wants_contact))
    said = [f"{child} lived in {_places(picture)}."]
    if safe := _safe(picture):
        said.append(f"Felt safe with {phrases.listed(safe)}.")
    if wanted:
        said.append(f"Wants to see {phrases.listed(wanted)} again.")
    return " ".join(said)


def places_moved(child: str, pictures: Sequence[PlacesPicture]) -> str:
    """From the first picture of places to the newest; "" while there is one."""
    if len(pictures) < 2:
        return ""
    first, last = pictures[0], pictures[-1]
    then, now = (people(len(_safe(one))) for one in (first, last))
    return (
        f"{child} told of {_places(first)} first, and of {_places(last)} now; felt "
        f"safe with {then} then, and with {now} now."
    )


def _places(picture: PlacesPicture) -> str:
    number = len(picture.places)
    return f"{number} {'place' if number == 1 else 'places'}"


def _safe(picture: PlacesPicture) -> list[str]:
    """With whom the child felt safe, each once."""
    everybody = [one for place in picture.places for one in place.people]
    return list(dict.fromkeys(one.name for one in everybody if one.mark == "safe"))


def was_there(one: PlacePerson) -> str:
    """ "Gran (felt safe with them, wants to see again)"."""
    marks = [MARKS[one.mark]] if one.mark else []
    if one.wants_contact:
        marks.append("wants to see again")
    return f"{one.name} ({', '.join(marks)})" if marks else one.name


def who_came(row: MeetingRow) -> str:
    staff = f" With them for their work: {phrases.listed(row.staff)}."
    return f"{phrases.listed(row.family)} came.{staff if row.staff else ''}"


def decided_said(row: DecidedRow) -> str:
    after = f"; if that cannot be, plan {row.fallback}" if row.fallback else ""
    return f"Plan {row.letter}{after}. {row.by}, {day_in_words(row.day)}"


def left_out_said(episode: EpisodeRow) -> str:
    """Whom the child said no to, for those who plan; "" for nobody."""
    names = [one.name for one in episode.people if one.is_vetoed]
    if not names:
        return ""
    listed = phrases.listed(names)
    return f"{episode.child_name} said no to {listed}: no plan counts on them."


def gap_said(row: OfferRow) -> str:
    """What is missing and who takes it on; "" when nothing is."""
    owner = f"{row.gap_owner} takes it on." if row.gap_owner else "Nobody owns it."
    return f"Missing: {phrases.as_sentence(row.gap)} {owner}" if row.gap else ""


def tested_said(row: OfferRow) -> str:
    """When and how it was looked at; "" when it was not."""
    if row.checked_on is None:
        return ""
    tried = "Tried, also on a hard day" if row.is_tested else "Not tried yet"
    return f"{day_in_words(row.checked_on)}: {phrases.as_sentence(row.words)} {tried}."


def stays_said(child: str, stays: Sequence[StayRow]) -> str:
    """How many stay for life, and how many of them are still there."""
    there = sum(one.is_active for one in stays)
    if not stays:
        return f"Nobody has said yet that they stay for {child}, whatever comes."
    number = "1 person stays" if len(stays) == 1 else f"{len(stays)} people stay"
    verb = "is" if there == 1 else "are"
    still = "" if there == len(stays) else f" {there} of them {verb} still there."
    return f"{number} for {child}, for life.{still}"


def due_said(episode: EpisodeRow, row: StayRow, today: date) -> str:
    """When somebody is asked again, or that it is late; "" after the last time."""
    late = due_of(episode, row.found_id, row.agreed_on, today)
    if late:
        day = day_in_words(months_after(row.agreed_on, late))
        return f"Ask again: {late} months were over on {day}."
    asked = {one.month for one in row.answers}
    left = [month for month in MONTHS if month not in asked]
    if not left:
        return ""
    day = day_in_words(months_after(row.agreed_on, left[0]))
    return f"To be asked again on {day}, after {left[0]} months."


def connected_said(child: str, counts: Counts) -> str:
    """How many people the child names, before and now, as far as it is drawn."""
    if counts.before is None or counts.after is None:
        known = counts.known_before
        verb = "person was" if known == 1 else "people were"
        return f"{known} {verb} in {child}'s life when the looking began."
    return (
        f"{child} named {people(counts.before)} before, and names {counts.after} now."
    )


def measures_said(counts: Counts) -> list[tuple[str, str]]:
    """Every measure of design 5.2 with its number or day."""
    asked = [
        (f"Still there after {one.month} months, of those asked",
         f"{one.active} of {one.asked}" if one.asked else "Not asked")
        for one in counts.asked
    ]  # fmt: skip
    return [
        ("The safety screen was complete", _day(counts.screen_days)),
        ("People found, of those hoped for", f"{counts.identified} of {counts.target}"),
        ("In the child's life already", str(counts.known_before)),
        ("On the mother's side", str(counts.maternal)),
        ("On the father's side", str(counts.paternal)),
        ("Sources that gave names or were searched", str(counts.sources)),
        ("Searches", str(counts.searches)),
        (f"Person {counts.target} was found", _day(counts.target_days)),
        ("Contacted", str(counts.contacted)),
        ("Answered", str(counts.replied)),
        ("The first answer", _day(counts.reply_days)),
        ("Want to be part of it", str(counts.engaged)),
        ("Meetings", str(counts.meetings)),
        ("Of the family and friends at the largest meeting", str(counts.attending)),
        ("Plans, of those hoped for", f"{counts.plans} of {counts.target_plans}"),
        ("The decision", _decision(counts)),
        ("Offers looked at, of those made", f"{counts.rated} of {counts.offers}"),
        ("Gaps that nobody owns", str(counts.unowned)),
        ("Stay for life", str(counts.lifetime)),
        *asked,
        ("People on the child's picture before", _number(counts.before)),
        ("People on the child's picture after", _number(counts.after)),
    ]


def strong(everybody: Sequence[ConnectionLine]) -> int:
    return sum(one.strength == 3 for one in everybody)


def begun_said(row: EpisodeRow, days: int) -> str:
    """Why it began, who leads it and since when."""
    return (
        f"{Trigger(row.trigger).label}. {row.coordinator} leads the looking, "
        f"since {day_in_words(row.started_on)} (day {days})."
    )


def ended_said(row: EpisodeRow) -> str:
    """When it ended, where the child stands and why; "" while it runs."""
    if row.ended_on is None:
        return ""
    return (
        f"Ended on {day_in_words(row.ended_on)}: {Outcome(row.outcome).label}. "
        f"{phrases.as_sentence(row.ended_reason)}"
    )


def funnel_said(counts: Counts) -> list[tuple[str, int]]:
    """From those hoped for to those who stay, each with its number."""
    return [
        ("Hoped for", counts.target),
        ("Found", counts.identified),
        ("Want to be part of it", counts.engaged),
        ("What they offer holds, or its gap has an owner", counts.committed),
        ("Stay for life", counts.lifetime),
    ]


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _decision(counts: Counts) -> str:
    """ "Day 60: plan B; if that cannot be, plan A"."""
    plans = "; if that cannot be, ".join(f"plan {one}" for one in counts.decided_plans)
    return ": ".join(filter(None, (_day(counts.decision_days), plans)))


def _day(days: int | None) -> str:
    return "Not yet" if days is None else f"Day {days}"


def _number(number: int | None) -> str:
    return "Not drawn" if number is None else str(number)
