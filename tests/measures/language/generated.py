"""Made-up years of returns, the same for the same seed, full of edges.

Days crowd around the ends of years and months, anniversaries and bank holidays; the
same thing stands in two years' returns, changed in the newer; anything may be missing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pyarrow as pa

from kinfold_measures.returns.columns import schema_of
from kinfold_measures.tables import BY_NAME

Row = dict[str, object]
AUTHORITIES = ("925", "926")
YEARS = (2022, 2023, 2024, 2025)
CHILDREN = 60
EDGES = (
    date(2021, 4, 1), date(2022, 3, 31), date(2022, 4, 1), date(2022, 12, 31),
    date(2023, 3, 31), date(2023, 4, 1), date(2023, 5, 8), date(2023, 12, 27),
    date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 1),
    date(2024, 8, 31), date(2025, 2, 28), date(2025, 3, 31),
)  # fmt: skip


def rows_made_up(seed: int) -> dict[str, list[Row]]:
    """Rows by table, as they stand in the returns: some of them in several."""
    chance = random.Random(seed)  # noqa: S311  (nobody must not guess it)
    rows: dict[str, list[Row]] = {}
    for number in range(CHILDREN):
        child = {"authority": chance.choice(AUTHORITIES), "child_id": f"C{number}"}
        born = date(2005, 4, 1) + timedelta(days=chance.randrange(7000))
        _tell(rows, chance, "person", {**child, "date_of_birth": born, "sex": "F"})
        for _ in range(chance.randrange(1, 5)):
            _need(rows, chance, child)
        if chance.random() < 0.6:
            _care(rows, chance, child)
    # by chances of their own, so that they change nothing of the returns
    own = random.Random(f"{seed}: practice")  # noqa: S311
    for number in range(CHILDREN):
        _practice(rows, own, f"C{number}", f"F{number // 2}")
    return rows


def made_up_tables(seed: int) -> dict[str, pa.Table]:
    """The same as tables."""
    return {
        name: pa.Table.from_pylist(
            [dict.fromkeys(BY_NAME[name].names) | row for row in given],
            schema=schema_of(BY_NAME[name]),
        )
        for name, given in rows_made_up(seed).items()
    }


def once(rows: list[Row], table: str) -> list[Row]:
    """Each thing as the newest return has it, by comparing every pair."""
    key = BY_NAME[table].key
    return [
        row
        for row in rows
        if not any(
            all(other[name] == row[name] for name in key)
            and other["return_year"] > row["return_year"]
            for other in rows
        )
    ]


def _day(chance: random.Random) -> date:
    if chance.random() < 0.3:
        return chance.choice(EDGES) + timedelta(days=chance.choice((-1, 0, 0, 1)))
    return EDGES[0] + timedelta(days=chance.randrange((EDGES[-1] - EDGES[0]).days))


def _after(chance: random.Random, day: date) -> date:
    """Some time after a day; often just so long that it matters."""
    lengths = (0, 14, 15, 21, 45, 91, 92, 93, 182, 183, 184, 365, 366, 730, 731)
    return day + timedelta(days=chance.choice((*lengths, chance.randrange(900))))


def _maybe(chance: random.Random, value: object, often: float = 0.8) -> object:
    return value if chance.random() < often else None


def _tell(
    rows: dict[str, list[Row]], chance: random.Random, table: str, row: Row
) -> None:
    """A row in a return; and perhaps again in a later one, its end by now another."""
    told = rows.setdefault(table, [])
    year = chance.choice(YEARS[:-1])
    told.append({**row, "return_year": year, "line": len(told)})
    if chance.random() < 0.4:
        later = dict(row)
        for end in ("end_date", "closure_date"):
            if end in later:
                later[end] = _maybe(chance, row[end], 0.5)
        told.append({**later, "return_year": year + 1, "line": len(told)})


def _need(rows: dict[str, list[Row]], chance: random.Random, child: Row) -> None:
    referred = _day(chance)
    inside = {**child, "episode": f"{child['child_id']}/{referred}"}
    closed = _maybe(chance, _after(chance, referred), 0.7)
    nothing = chance.choice((True, False, False, None))
    episode = {
        "referral_date": referred,
        "referral_source": _maybe(chance, chance.choice(("6", "2A", "3A", "1A"))),
        "primary_need": _maybe(chance, chance.choice(("N1", "N2", "N5"))),
        "closure_date": closed,
        "no_further_action": nothing,
        "transfer_conference_date": _maybe(chance, _after(chance, referred), 0.2),
    }
    _tell(rows, chance, "cin_episodes", inside | episode)
    for began in _some(chance, referred):
        named = {**inside, "assessment": f"{inside['episode']}/{began}"}
        days = {
            "start_date": began,
            "authorisation_date": _maybe(chance, _after(chance, began)),
        }
        _tell(rows, chance, "cin_assessments", named | days)
        for factor in chance.sample(("16A", "17A", "3B", "4A", "1A"), 2):
            _tell(rows, chance, "assessment_factors", {**named, "factor": factor})
    for began in _some(chance, referred):
        held = _maybe(chance, _after(chance, began))
        enquiry = {"start_date": began, "conference_date": held}
        _tell(rows, chance, "s47_enquiry", inside | enquiry)
        if held and chance.random() < 0.6:
            _plan(rows, chance, inside, held)


def _plan(
    rows: dict[str, list[Row]], chance: random.Random, inside: Row, made: object
) -> None:
    assert isinstance(made, date)
    named = {**inside, "plan": f"{inside['episode']}/{made}"}
    days = {"start_date": made, "end_date": _maybe(chance, _after(chance, made), 0.6)}
    _tell(rows, chance, "cp_plans", {**named, **days, "initial_category": "NEG"})
    reviewed = made
    for _ in range(chance.randrange(5)):
        reviewed += timedelta(days=chance.choice((91, 92, 93, 183, 184)))
        _tell(rows, chance, "cp_reviews", {**named, "review_date": reviewed})


def _care(rows: dict[str, list[Row]], chance: random.Random, child: Row) -> None:
    began, reason = _day(chance), "S"
    for _ in range(chance.randrange(1, 7)):
        ended = _maybe(chance, _after(chance, began), 0.9)
        goes_on = chance.random() < 0.7
        _tell(rows, chance, "cla_episodes", {
            **child,
            "start_date": began,
            "start_reason": reason,
            "legal_status": chance.choice(("C1", "C2", "V2", "V3")),
            "placement": _maybe(chance, chance.choice(("U1", "U4", "K2", "T0"))),
            "end_date": ended,
            "end_reason": None if ended is None else "X1" if goes_on else "E4A",
        })  # fmt: skip
        if not isinstance(ended, date):
            break
        began = ended if goes_on else ended + timedelta(days=chance.randrange(1, 500))
        reason = chance.choice(("P", "B", "L")) if goes_on else "S"
    for day in _some(chance, began):
        away = {"kind": chance.choice(("M", "M", "A")), "start_date": day}
        _tell(rows, chance, "missing", child | away)


def _practice(
    rows: dict[str, list[Row]], chance: random.Random, child_id: str, family: str
) -> None:
    """A child in Kinfold's own record; two share a family, and so its authority."""
    child: Row = {
        "authority": AUTHORITIES[int(family[1:]) % 2],
        "child_id": child_id,
        "family": family,
    }
    came = _day(chance)
    times = {"start_date": came, "end_date": _maybe(chance, _after(chance, came), 0.3)}
    _tell(rows, chance, "family_children", child | times)
    if chance.random() < 0.6:
        running = {**times, "status": chance.choice(("looked_after", "child_in_need"))}
        _tell(rows, chance, "service_statuses", child | running)
    for number in range(chance.randrange(5)):
        began = _after(chance, came)
        _tell(rows, chance, "network_people", {
            **child,
            "child_id": None,
            "member": f"{child_id}/{number}",
            "side": _maybe(chance, chance.choice(("maternal", "paternal", "both"))),
            "level": chance.choice((2, 3, 3, 5)),
            "start_date": began,
            "end_date": _maybe(chance, _after(chance, began), 0.3),
        })  # fmt: skip
    for number in range(chance.randrange(4)):
        _tell(rows, chance, "kinship_options", {
            **child,
            "child_id": _maybe(chance, child_id, 0.7),
            "option": f"{child_id}/{number}",
            "side": chance.choice(("maternal", "paternal", "both", "chosen")),
            "start_date": _after(chance, came),
        })  # fmt: skip
    for number in range(chance.randrange(4)):
        due = _after(chance, came)
        _tell(rows, chance, "child_voice", {
            **child,
            "session": f"{child_id}/{number}",
            "due_date": due,
            "answered_date": _maybe(chance, due + timedelta(chance.choice((-1, 0, 1)))),
        })  # fmt: skip


def _some(chance: random.Random, day: date) -> Iterator[date]:
    for _ in range(chance.randrange(3)):
        yield _after(chance, day)
