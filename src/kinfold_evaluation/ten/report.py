"""The study as a report, from its results alone: nothing is reckoned again.

It says what the data say. The sentence of each outcome is `page.sentence`, so that the
page, the paper and the document cannot part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kinfold_evaluation.chance import p_words
from kinfold_evaluation.pictures.answers import (
    assignments_of,
    event_study_of,
    forest_of_units,
    forest_of_ways,
    interval_words,
    mixed_units,
    paths_of,
)
from kinfold_evaluation.pictures.picture import plain, signed, to
from kinfold_evaluation.registry.checklists import UNANSWERED, filled
from kinfold_evaluation.registry.protocol import Protocol
from kinfold_evaluation.report.parts import (
    Figure,
    Part,
    Report,
    Section,
    SideBySide,
    Table,
    Words,
)
from kinfold_evaluation.report.strength import Design, Rung, strength_of
from kinfold_evaluation.ten.page import LEVEL, TITLES, Answers, raised_of, sentence

Results = Mapping[str, Answers]

NO_PICTURE: Final = "No picture can be drawn: "


def report(
    protocol: Protocol,
    results: Results,
    deviations: Sequence[Mapping[str, Any]],
    further: Sequence[Section] = (),
) -> Report:
    """The whole study.

    Args:
        results: as `registry.study.run` gives them and `results.json` keeps them.
        deviations: each with `at`, `done` and `why`, from the book.
        further: what was asked afterwards, shown after everything that was promised.
    """
    raised = raised_of(results)
    said = {key: _flat(value) for key, value in protocol.said.items()}
    return Report(
        said["title"],
        said["question"],
        f"Made by ./kinfold evaluate ten-authorities --report from results.json. "
        f"Protocol {protocol.digest}. Data {protocol.data.name}, SHA-256 "
        f"{protocol.data_hash}.",
        (
            _in_front(said, results, raised),
            _strength(results, raised, protocol.said),
            _deviations(deviations),
            *(_outcome(name, results[name], raised) for name in results),
            *further,
            _checklists(protocol, results, len(deviations)),
            _data(protocol, results),
        ),
    )


def _flat(words: object) -> str:
    return " ".join(str(words).split())


def _in_front(
    said: Mapping[str, str], results: Results, raised: Mapping[str, float]
) -> Section:
    """What it shows, before anything that could be read as more."""
    return Section(
        "what",
        "What it shows",
        (
            Words(honest(results, raised), is_strong=True),
            Words(said["question"]),
            Words(said["population"]),
            Words(f"How it is led. {said.get('led_by', '')}"),
            Words(f"Who answers for it: {said['written_by']}."),
            _overview(results, raised),
        ),
    )


def honest(results: Results, raised: Mapping[str, float]) -> str:
    """The paragraph in front: what was found, and what could not have been."""
    told = [name for name in raised if raised[name] <= LEVEL]
    if told:
        names = "; ".join(TITLES[name][0].lower() for name in told)
        found = (
            f"Of {len(raised)} primary outcomes {len(told)} differ by more than chance "
            f"when all are looked at: {names}."
        )
    else:
        found = (
            f"None of the {len(raised)} primary outcomes differs by more than chance. "
            "That is not proof that nothing changed."
        )
    missed = "; ".join(
        f"{TITLES[name][0].lower()}, "
        f"{plain(results[name]['power']['after']['smallest_effect'])} {TITLES[name][1]}"
        for name in raised
    )
    return (
        f"{found} This design would often have missed effects smaller than these: "
        f"{missed}. All other outcomes are described, and by the protocol not judged."
    )


def _overview(results: Results, raised: Mapping[str, float]) -> Table:
    return Table(
        "All outcomes: how much more or less than one would expect",
        ("outcome", "effect", "95 % interval", "p", "p, all", "could be seen"),
        tuple(
            (
                f"{TITLES[name][0]}, {TITLES[name][1]}",
                signed(answers["main"]["att"]),
                interval_words(answers["main"]),
                p_words(answers["main"]["p_value"]),
                p_words(raised[name]) if name in raised else "not judged",
                plain(answers["power"]["after"]["smallest_effect"]),
            )
            for name, answers in results.items()
        ),
    )


def strength(
    results: Results, raised: Mapping[str, float], said: Mapping[str, Any]
) -> tuple[Rung, ...]:
    """The ladders, from who was treated, when, and beside whom.

    Args:
        said: the protocol, which says whether who began first was drawn by lot.
    """
    design = next(iter(results.values()))["main"]["design"]
    starts = design["starts"]
    told = [results[name]["main"] for name, p in raised.items() if p <= LEVEL]
    hoped = sum(_is_hoped(main) for main in told)
    return strength_of(
        Design(
            # what is asked of starts is refused where nothing was seen before them
            has_before=bool(starts),
            # where starts differ, those that begin later stand beside the first
            has_beside=design["units"] > len(design["treated"]) or len(starts) > 1,
            is_dealt=_is_dealt(said),
            found=hoped,
            primary=len(raised),
            harmed=len(told) - hoped,
        )
    )


def _is_dealt(said: Mapping[str, Any]) -> bool:
    """Whether the analysis that leads rests on an order that was drawn by lot."""
    return any(
        one["name"] == "main" and "--orders" in one.get("options", ())
        for one in said["analyses"]
    )


def _is_hoped(main: Mapping[str, Any]) -> bool:
    return bool((main["att"] < 0) == (main["better"] == "lower"))


def _strength(
    results: Results, raised: Mapping[str, float], said: Mapping[str, Any]
) -> Section:
    rungs = strength(results, raised, said)
    return Section(
        "strength",
        "How strong evidence of this kind is",
        (
            Words("Told from the design and from what was found, not chosen by us."),
            Table(
                "Three ladders",
                ("ladder", "level", "why"),
                tuple((one.ladder, one.level, one.reason) for one in rungs),
            ),
        ),
    )


def _deviations(deviations: Sequence[Mapping[str, Any]]) -> Section:
    if not deviations:
        parts: tuple[Part, ...] = (Words("Nothing was done otherwise."),)
    else:
        rows = tuple((one["at"][:10], one["done"], one["why"]) for one in deviations)
        parts = (
            Words("All that the registry has."),
            Table("Deviations", ("day", "done otherwise", "why"), rows),
        )
    return Section("deviations", "Otherwise than promised", parts)


def _outcome(name: str, answers: Answers, raised: Mapping[str, float]) -> Section:
    title, unit = TITLES[name]
    return Section(
        name.replace("_", "-"),
        title,
        (Words(sentence(name, answers, raised), is_strong=True),),
        tuple(_pictured(name, title, unit, answers)),
    )


def _pictured(name: str, title: str, unit: str, answers: Answers) -> Iterator[Section]:
    """One section for each question that can be put to an outcome."""
    key = name.replace("_", "-")

    def inside(part: str, heading: str, *parts: Part) -> Section:
        return Section(f"{key}-{part}", heading, parts)

    ways = forest_of_ways(
        answers, key=f"{key}-f", title=f"{title}: every way of asking", unit=unit
    )
    yield inside("ways", "Every way of asking", Figure(ways))
    dealt = assignments_of(
        answers["main"],
        key=f"{key}-a",
        title=f"{title}: had others been in the project",
        unit=unit,
    )
    yield inside("chance", "What chance does", Figure(dealt))
    if path := answers.get("path"):
        yield inside("path", "Year by year", _path(path, key, title, unit))
    if each := answers.get("each, pooled"):
        yield inside("each", "Each authority", _each(each, key, title, unit))
    if mixed := answers.get("each by its mix"):
        yield inside(
            "mix", "Each authority beside its mix", *_mixed(mixed, key, title, unit)
        )
    if doubted := answers.get("trends not parallel"):
        yield inside("doubt", "Were trends not parallel", *_doubted(doubted, unit))


def _why_not(answer: Mapping[str, Any]) -> Words | None:
    why = answer.get("cannot_be_answered")
    return Words(f"{NO_PICTURE}{why}") if why else None


def _path(answer: Mapping[str, Any], key: str, title: str, unit: str) -> Part:
    return _why_not(answer) or Figure(
        event_study_of(answer, key=f"{key}-p", title=f"{title}, by year", unit=unit)
    )


def _each(answer: Mapping[str, Any], key: str, title: str, unit: str) -> Part:
    return _why_not(answer) or Figure(
        forest_of_units(
            answer, key=f"{key}-u", title=f"{title}: each authority", unit=unit
        )
    )


def _mixed(
    answer: Mapping[str, Any], key: str, title: str, unit: str
) -> Iterator[Part]:
    if why := _why_not(answer):
        yield why
        return
    for note in answer["notes"]:
        yield Words(note)
    units = mixed_units(answer)
    rows = tuple(
        (
            one["unit"],
            signed(one["att"]),
            f"{one['rank']} of {one['of']}",
            plain(one["pre_rmspe"]),
            _without_one(one["leave_one_out"]),
        )
        for one in units
    )
    table = Table(
        f"{title}: each authority beside its mix",
        (
            "authority",
            f"effect, {unit}",
            "rank by the ratio of gaps since to gaps before",
            "how far off before",
            "with one of its mix left out",
        ),
        rows,
    )
    yield SideBySide(paths_of(answer, key=f"{key}-m", title=title, unit=unit), table)
    if untold := [one for one in answer.get("units", ()) if one not in units]:
        yield Table(
            f"{title}: authorities that more mixes than one are exactly like",
            ("authority", "why there is no effect"),
            tuple((one["unit"], one["cannot_be_answered"]) for one in untold),
        )


def _without_one(left_out: Mapping[str, float]) -> str:
    effects = list(left_out.values())
    return to(min(effects), max(effects)) if effects else "nobody to leave out"


def _doubted(answer: Mapping[str, Any], unit: str) -> Iterator[Part]:
    if why := _why_not(answer):
        yield why
        return
    yield Words(
        "Below nought and above: the 95 % interval, were trends to part so much. A "
        "jump of 1 is as far as they parted before the start."
    )
    for of, caption in (
        ("relative_magnitude", "Trends may jump, times as far as before"),
        ("smoothness", "Trends may bend, by so much a year"),
    ):
        if answer[of] is None:  # its note says why
            yield from map(Words, answer["notes"])
            continue
        rows = tuple(
            (plain(one["bound"]), to(one["low"], one["high"])) for one in answer[of]
        )
        yield Table(caption, ("bound", f"95 % interval, {unit}"), rows)


def _checklists(protocol: Protocol, results: Results, deviations: int) -> Section:
    every = filled(protocol, results, deviations)
    tables = []
    for checklist in dict.fromkeys(one.item.checklist for one in every):
        some = [one for one in every if one.item.checklist == checklist]
        answered = sum(one.is_answered for one in some)
        tables.append(
            Table(
                f"{checklist}: {answered} of {len(some)} answered",
                ("item", "answer"),
                tuple(
                    (f"{one.item.number}. {one.item.asks}", one.answer) for one in some
                ),
            )
        )
    return Section(
        "checklists",
        "Reporting checklists",
        (
            Words(
                "Items in our own short words; read them beside the lists themselves. "
                "An answer is what was written down, not a verdict that the item is "
                f"met. What the protocol does not say stands as “{UNANSWERED}”."
            ),
            *tables,
        ),
    )


def _data(protocol: Protocol, results: Results) -> Section:
    main = next(iter(results.values()))["main"]
    return Section(
        "data",
        "The data, and how to run it again",
        (
            Words(
                f"Every figure is of {protocol.data.name}, SHA-256 "
                f"{protocol.data_hash}, made of England's published figures by "
                "./kinfold evaluate ten-authorities --panel. The protocol's hash is "
                f"{protocol.digest}; chance is drawn from seed {main['seed']}. "
                "./kinfold evaluate ten-authorities runs all of it again and compares "
                "every answer."
            ),
        ),
    )
