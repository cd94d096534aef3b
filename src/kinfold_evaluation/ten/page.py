"""The study on a page: what each outcome says, in a sentence and a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kinfold_evaluation.chance import p_words
from kinfold_evaluation.many_outcomes import holm
from kinfold_evaluation.pictures.answers import error_of, interval_of

Answers = Mapping[str, Any]

TITLES: Final = {
    "care_applications": ("Applications to the court for care", "of 10,000 children"),
    "referral_again": ("Referred again within a year", "in 100 referrals"),
    "plan_again": ("Plans for a child who had one before", "in 100 plans begun"),
    "care_started": ("Children starting to be looked after", "of 10,000 children"),
    "care_from_ten": ("Of those, aged ten and over", "in 100"),
    "need_two_years": ("In need for two years or more", "in 100 in need"),
    "assessed_in_time": ("Assessments within 45 days", "in 100"),
    "turnover": ("Social workers who left", "in 100"),
    "agency": ("Social workers from an agency", "in 100"),
    "caseload": ("Cases of a social worker", "cases"),
}
LEVEL: Final = 0.05
HEAD: Final = """# The ten-authority study

*Made by `./kinfold evaluate ten-authorities --write`; not written by hand.*

{question}

{population}

**How it is led.** {led_by} The protocol
([protocol.toml](../../studies/ten-authorities/protocol.toml)) was registered before
the run; the book ([registry.jsonl](../../studies/ten-authorities/registry.jsonl)) has
its hash, `{digest}`. It was made by {written_by}.

An effect is how much more (below nought: less) there was in the ten in 2019 and
2020 than the years before and the other authorities led one to expect. *p* is the
share of 10,000 other choices of ten authorities that show as much; "p, all" with all
primary outcomes looked at. "Could be seen" is the smallest effect that this design
finds in 80 of 100 samples.

Two further studies were registered after this one was read, and are exploratory: the
same ten in all years to 2025
([protocol](../../studies/ten-authorities/further/to-2025/protocol.toml)), and the ten
of the first project
([protocol](../../studies/ten-authorities/further/wave-one/protocol.toml)). They judge
nothing and confirm nothing; `./kinfold up` shows them under Studies.

"""


def page(said: Mapping[str, Any], digest: str, told: Mapping[str, Any]) -> str:
    """The whole study as Markdown."""
    words = {
        key: " ".join(str(said[key]).split())
        for key in ("question", "population", "led_by", "written_by")
    }
    results = told["results"]
    raised = raised_of(results)
    parts = [HEAD.format(digest=digest, **words), "\n".join(_overview(results, raised))]
    for deviation in told["deviations"]:
        parts.append(
            f"\n**Otherwise than promised** ({deviation['at'][:10]}). "
            f"{deviation['done']} *Why:* {deviation['why']}\n"
        )
    parts += ["\n".join(_outcome(name, results[name], raised)) for name in results]
    return "\n".join(parts)


def raised_of(results: Mapping[str, Answers]) -> dict[str, float]:
    """Holm's p-values of the primary outcomes."""
    primary = [
        name
        for name, answers in results.items()
        if answers["main"]["rank"] == "primary"
    ]
    values = holm([results[name]["main"]["p_value"] for name in primary])
    return dict(zip(primary, values.tolist(), strict=True))


def _overview(
    results: Mapping[str, Answers], raised: Mapping[str, float]
) -> Iterator[str]:
    yield "| outcome | unit | effect | 95 % interval | p | p, all | could be seen |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for name, answers in results.items():
        main, power = answers["main"], answers["power"]
        title, unit = TITLES[name]
        span, why = interval_of(main)
        interval = f"{span[0]:+.2f} to {span[1]:+.2f}" if span else why
        together = p_words(raised[name]) if name in raised else "not judged"
        seen = power["after"]["smallest_effect"]
        yield (
            f"| {title} | {unit} | {main['att']:+.2f} | {interval} | "
            f"{p_words(main['p_value'])} | {together} | {seen:.2f} |"
        )
    yield ""


def sentence(name: str, answers: Answers, raised: Mapping[str, float]) -> str:
    """What can be said of one outcome, and what could not have been seen."""
    main, power = answers["main"], answers["power"]["after"]
    effect = main["att"]
    _, unit = TITLES.get(name, (name, "in its own unit"))
    told = f"{abs(effect):.2f} {'more' if effect > 0 else 'fewer'} {unit}"
    could = (
        f"An effect of {power['smallest_effect']:.2f} would be seen in 80 of 100 "
        f"samples, one of {power['critical_effect']:.2f} in about half."
    )
    if name not in raised:
        return (
            f"Described, and by the protocol not judged: {told} than one would expect "
            f"(p {p_words(main['p_value'])} by itself). {could}"
        )
    judged = f"(p {p_words(raised[name])}, with all primary outcomes looked at)"
    if raised[name] > LEVEL:
        return (
            f"Not to be told from chance: {told} than one would expect {judged}. "
            f"{could}"
        )
    wanted = (effect < 0) == (main["better"] == "lower")
    hoped = "as hoped" if wanted else "which is not what was hoped"
    return f"There were {told} than one would expect, {hoped} {judged}. {could}"


def _outcome(name: str, answers: Answers, raised: Mapping[str, float]) -> Iterator[str]:
    title, unit = TITLES[name]
    yield f"## {title}"
    yield ""
    yield sentence(name, answers, raised)
    yield ""
    yield f"| analysis | effect, {unit} | error | p |"
    yield "|---|--:|--:|--:|"
    for analysis, answer in answers.items():
        if analysis != "power":
            yield _row(analysis, answer)
    yield ""
    doubted = answers["trends not parallel"]
    if "relative_magnitude_breaks_at" in doubted:
        yield _doubt(doubted)
        yield ""


def _row(analysis: str, answer: Answers) -> str:
    if "cannot_be_answered" in answer:
        return (
            f"| {analysis} | cannot be answered: {answer['cannot_be_answered']} | | |"
        )
    if "before" in answer:
        together = answer["before"] or {}
        p_value = p_words(together.get("p_value"))
        return f"| {analysis}: years before, all together | | | {p_value} |"
    effect = answer.get("att", answer.get("effect"))
    if effect is None:
        return f"| {analysis} | no effect: {' '.join(answer['notes'])} | | |"
    return (
        f"| {analysis} | {_figure(effect)} | {_figure(error_of(answer))} | "
        f"{p_words(answer.get('p_value'))} |"
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _doubt(answer: Answers) -> str:
    """How far trends may part before the interval takes in nought."""
    at = answer["relative_magnitude_breaks_at"]
    if not at:
        return (
            "Were trends as parallel as can be, the interval would take in nought "
            "already, so no doubt about them changes what is said."
        )
    return (
        f"The interval takes in nought once trends may jump {at:.2f} times as far as "
        "they did before."
    )
