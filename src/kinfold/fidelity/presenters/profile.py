"""Profiles as pictures, tables and sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kinfold.fidelity.selectors.recorded import Profile
from kinfold.platform.components import Cell as TableCell
from kinfold.platform.components import Column, Figure, Link, SummaryRow, Table
from kinfold_measures.charts.profile import ProfileRow, profile_chart
from kinfold_measures.fidelity.elements import BY_CODE, ELEMENTS
from kinfold_measures.fidelity.export import SOURCE, Row
from kinfold_measures.fidelity.protected import EVERY_TEAM, Shown
from kinfold_measures.fidelity.quarters import quarter_words
from kinfold_measures.language.periods import Period
from kinfold_measures.series import Cell, Withheld

NOTHING = "–"
WITHHELD_NOTE = (
    "Withheld means that so few children are in it, or would be given away by it, that "
    "one could be told apart."
)
HOW_TO_READ = (
    "Full dot: the share of open families with whom it was used. Ring: of those, the "
    "share where it was also good. Short mark, where one is shown: use a year earlier."
)


def percent(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.0f}\u00a0%"
    return "Withheld" if isinstance(cell, Withheld) else NOTHING


def both_words(shown: Shown | None) -> str:
    """Used, and good of those: `56 %, 80 % good`."""
    if shown is None:
        return "Too few"
    if not isinstance(shown.used, float):
        return percent(shown.used)
    if not shown.used_families:
        return "0 %"
    good = percent(shown.good)
    return f"{percent(shown.used)}, {good.lower() if good == 'Withheld' else good} good"


def team_figure(profile: Profile, team: str) -> Figure:
    """The newest quarter of a team, element by element."""
    told = [
        (one, shown)
        for one in ELEMENTS
        if (shown := profile.at(profile.newest, team, one.code)) is not None
    ]
    name, when = profile.teams[team], quarter_words(profile.newest)
    title = f"{name}: what was recorded, {when}"
    sentence = _sentence([(one.title, shown) for one, shown in told])
    rows = [
        ProfileRow(
            one.title, shown.used, shown.good, _year_before(profile, team, one.code)
        )
        for one, shown in told
    ]
    drawn = [
        profile_chart(
            rows, key=f"profile{end}", title=title, description=sentence, narrow=narrow
        )
        for narrow, end in ((False, ""), (True, "-narrow"))
    ]
    return Figure(
        title=title,
        svg=f'<div class="chart-swap">{"".join(drawn)}</div>',
        sentence=sentence,
        table=Table(
            caption=title,
            columns=(
                Column("Element"),
                Column("Open families", is_number=True),
                Column("Used with", is_number=True),
                Column("Used", is_number=True),
                Column("Good, of those", is_number=True),
            ),
            rows=tuple(
                (
                    TableCell(one.title, url=element_url(one.code)),
                    str(shown.families) if shown.families else "Withheld",
                    _count(shown),
                    percent(shown.used),
                    percent(shown.good),
                )
                for one, shown in told
            ),
            is_caption_shown=False,
        ),
        source=f"Source: {SOURCE}.",
        notes=(HOW_TO_READ, WITHHELD_NOTE),
    )


def _count(shown: Shown) -> str:
    return "Withheld" if shown.used_families is None else str(shown.used_families)


def _year_before(profile: Profile, team: str, code: str) -> Cell | None:
    newest = profile.newest.ends_on
    for quarter in profile.quarters:
        if quarter.ends_on == newest.replace(year=newest.year - 1):
            shown = profile.at(quarter, team, code)
            return shown.used if shown else None
    return None


def _sentence(told: list[tuple[str, Shown]]) -> str:
    """What was used with most and with fewest families; what is withheld."""
    known = [
        (shown.used, title) for title, shown in told if isinstance(shown.used, float)
    ]
    withheld = len(told) - len(known)
    words = []
    if known:
        most = max(known, key=lambda one: one[0])
        fewest = [title for used, title in known if used == min(u for u, _ in known)]
        lowest = min(known, key=lambda one: one[0])[0]
        words.append(f"Used with most families: {most[1]} ({percent(most[0])}).")
        more = f" and {len(fewest) - 1} more" if len(fewest) > 1 else ""
        words.append(f"With fewest: {fewest[0]}{more} ({percent(lowest)}).")
    if withheld:
        words.append(f"{withheld} of {len(told)} elements are withheld.")
    return " ".join(words)


def teams_table(profile: Profile) -> Table:
    """Every element beside every team, in the newest quarter."""
    return Table(
        caption=f"Used, and good of those, {quarter_words(profile.newest)}",
        columns=(Column("Element"), *(Column(name) for name in profile.teams.values())),
        rows=tuple(
            (
                TableCell(one.title, url=element_url(one.code)),
                *(
                    both_words(profile.at(profile.newest, team, one.code))
                    for team in profile.teams
                ),
            )
            for one in ELEMENTS
        ),
    )


def quarters_table(profile: Profile, team: str) -> Table:
    """Every element of a team, quarter by quarter."""
    return Table(
        caption="Used, and good of those, quarter by quarter",
        columns=(
            Column("Element"),
            *(Column(quarter_words(one)) for one in profile.quarters),
        ),
        rows=tuple(
            (
                TableCell(one.title, url=element_url(one.code)),
                *(
                    both_words(profile.at(quarter, team, one.code))
                    for quarter in profile.quarters
                ),
            )
            for one in ELEMENTS
        ),
    )


def element_table(profile: Profile, code: str) -> Table:
    """One element, quarter by quarter, in every team."""
    return Table(
        caption=f"{BY_CODE[code].title}: used, and good of those",
        columns=(Column("Quarter"), *(Column(name) for name in profile.teams.values())),
        rows=tuple(
            (
                quarter_words(quarter),
                *(
                    both_words(profile.at(quarter, team, code))
                    for team in profile.teams
                ),
            )
            for quarter in reversed(profile.quarters)
        ),
        empty_text="No team has enough families to be shown.",
    )


def element_rows(code: str) -> tuple[SummaryRow, ...]:
    one = BY_CODE[code]
    return (
        SummaryRow("Used", one.used),
        SummaryRow("Good", one.good),
        SummaryRow("Rules behind it", one.rules),
        SummaryRow("What no database sees of it", one.unseen),
        SummaryRow("Version of this definition", f"{one.code}, version {one.version}"),
    )


def element_url(code: str) -> str:
    return reverse("fidelity:element", args=[code])


def team_links(profile: Profile) -> tuple[Link, ...]:
    return tuple(
        Link(name, reverse("fidelity:team", args=[team]))
        for team, name in profile.teams.items()
        if team != EVERY_TEAM
    )


def rows_to_take_away(profile: Profile) -> Iterator[Row]:
    for quarter in profile.quarters:
        for team, name in profile.teams.items():
            for one in ELEMENTS:
                shown = profile.at(quarter, team, one.code)
                if shown is not None:
                    yield Row(one.code, name, quarter, shown)


def quarter_choices(quarters: tuple[Period, ...]) -> list[tuple[str, str]]:
    return [(one.code, quarter_words(one)) for one in reversed(quarters)]
