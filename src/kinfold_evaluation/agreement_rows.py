"""What is compared on each panel we hold. Reference numbers are others', with where
they stand; ours are reckoned here."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from kinfold_evaluation.added_up import WAYS, added_up
from kinfold_evaluation.agreement import Compared
from kinfold_evaluation.agreement_predictors import by_predictors
from kinfold_evaluation.augmented import augmented_control
from kinfold_evaluation.bent_trends import bent, seen
from kinfold_evaluation.clusters import clustered, corrected
from kinfold_evaluation.event_study import EventStudy
from kinfold_evaluation.fixed_effects import Fit, fit
from kinfold_evaluation.imputation import imputed
from kinfold_evaluation.interrupted import Model, interrupted_series
from kinfold_evaluation.jumping_trends import jumped
from kinfold_evaluation.matching import Likeness, balanced, chances, likeness, nearest
from kinfold_evaluation.panel import NEVER, Columns, Panel, read_panel
from kinfold_evaluation.people import People, read_people
from kinfold_evaluation.pooling import Spread, pooled
from kinfold_evaluation.staggered import before_together, staggered
from kinfold_evaluation.sun_abraham import sun_abraham
from kinfold_evaluation.synthetic import synthetic_control
from kinfold_evaluation.synthetic_difference import synthetic_difference
from kinfold_evaluation.two_groups import Estimator

Rows = Iterator[Compared]
Row = dict[str, str]


def reckoned(panels: Path) -> Rows:
    """Every number, panel by panel. `panels` is the folder they are in."""
    for part in (
        _counties,
        _california,
        by_predictors,
        _castle,
        _medicaid,
        _sicily,
        _jobs,
        _vaccine,
        _wages,
        _bench,
    ):
        yield from part(panels)


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _counties(panels: Path) -> Rows:
    """Callaway and Sant'Anna's own example, minimum wages and teenagers' work."""
    name, package = "mpdta.csv", "R did 2.1.1"
    columns = Columns("countyreal", "year", "lemp", cohort="first.treat")
    panel = read_panel(panels / name, columns)
    rows = [
        row
        for row in _read(panels / "ref_mpdta_R_did.csv")
        if row["base"] == "varying" and row["att"] != "NA"
    ]
    estimators: tuple[Estimator, ...] = ("reg", "ipw", "dr")
    for estimator in estimators:
        told = staggered(panel, estimator=estimator)
        ours = {(f"{e.cohort:g}", f"{e.time:g}"): e for e in told.effects}
        mine = [r for r in rows if (r["est"], r["type"]) == (estimator, "attgt")]
        apart = [
            max(
                abs(ours[r["g"], r["t"]].effect - float(r["att"])),
                abs(ours[r["g"], r["t"]].error - float(r["se"])),
            )
            for r in mine
        ]
        what = f"furthest apart of {len(mine)} effects and errors by cohort and year"
        yield Compared(name, f"{what}, {estimator}", max(apart), 0, 1e-8, package)
    yield from _averages(panel, [row for row in rows if row["est"] == "dr"])
    effect = sun_abraham(panel).since[0]
    yield Compared(
        name, "Sun and Abraham", effect, -0.0399512751551772, 1e-9, "fixest, sunab"
    )
    effect = imputed(panel).overall.effect
    yield Compared(
        name, "imputation", effect, -0.0477099182784519, 1e-9, "R etwfe 0.6.2"
    )


def _averages(panel: Panel, rows: list[Row]) -> Rows:
    name, package = "mpdta.csv", "R did 2.1.1"
    told = staggered(panel)
    for way in WAYS:
        (row,) = (one for one in rows if one["type"] == f"{way}_overall")
        average = added_up(told, way).overall
        yield Compared(
            name, f"{way} effect", average.effect, float(row["att"]), 1e-6, package
        )
        why = ""
        if way == "group":
            why = (
                "R's package reads the sizes of cohorts from the wrong places; by its "
                "own formula, and by resampling, ours is right (ADR 37)"
            )
        yield Compared(
            name, f"{way} error", average.error, float(row["se"]), 1e-6, package, why
        )
    trend = before_together(told)
    p_value = float("nan") if trend is None else trend.p_value
    yield Compared(
        name, "p of all before", p_value, 0.16812, 1e-5, f"{package}, README"
    )


def _california(panels: Path) -> Rows:
    """Taxed cigarettes (Abadie, Diamond, Hainmueller 2010), on the outcome alone."""
    name, package = "california_prop99.csv", "R synthdid 0.0.9"
    panel = read_panel(
        panels / name,
        Columns("State", "Year", "PacksPerCapita"),
        treated=["California"],
        since=1989,
    )
    yield Compared(name, "two-way", fit(panel).effect, -27.3491, 1e-4, package)
    told = synthetic_difference(panel)
    rows = {row["state"]: row for row in _read(panels / "ref_prop99_R_synthdid.csv")}
    early = "its solver stops early; ours is the exact optimum"
    yield Compared(
        name, "synthetic difference", told.effect, -15.6038, 0.01, package, early
    )
    placebos = zip(told.donors, told.placebo_effects, strict=True)
    apart = max(abs(e - float(rows[state]["sdid"])) for state, e in placebos)
    yield Compared(
        name, "furthest apart of 38 placebos", float(apart), 0, 0.12, package, early
    )
    for row in _read(panels / "ref_prop99_R_sdid_lambda.csv"):
        if float(row["lambda"]) > 0.01:
            ours = float(told.time_weights[int(row["year"]) - 1970])
            what = f"weight of {row['year']}"
            yield Compared(name, what, ours, float(row["lambda"]), 1e-3, package)
    own = synthetic_control(panel, "California").of_treated
    yield Compared(
        name, "synthetic control", own.effect, -19.6197, 0.15, package, early
    )
    yield Compared(
        name, "synthetic control", own.effect, -19.51363, 5e-5, "diff-diff 3.13"
    )
    solver = "its mix is found by SLSQP"
    for ridge, effect in ((1e2, -14.343384), (1e3, -16.755860), (1e4, -18.271030)):
        augmented = augmented_control(panel, "California", ridge=ridge).placed
        ours, what = augmented.of_treated.effect, f"augmented, ridge {ridge:g}"
        yield Compared(name, what, ours, effect, 1e-4, "pysyncon 1.7.0", solver)


def _castle(panels: Path) -> Rows:
    """Homicides and the right to shoot (Cheng, Hoekstra 2013)."""
    name = "castle.csv"
    columns = Columns("sid", "year", "l_homicide", cohort="effyear")
    panel = read_panel(panels / name, columns)
    fitted = fit(panel)
    errors, adjusted = clustered(fitted), corrected(fitted)
    sandwich, club = "R sandwich, pyfixest", "R clubSandwich"
    yield Compared(name, "two-way", fitted.effect, 0.069398, 1e-6, sandwich)
    for convention, error in (
        ("CR0", 0.054741),
        ("CR1", 0.055297),
        ("CR1 nested", 0.055860),
        ("CR1 full", 0.058592),
    ):
        ours = errors[convention].value
        yield Compared(name, f"error {convention}", ours, error, 1e-6, sandwich)
    yield Compared(name, "error CR2", adjusted.value, 0.056090, 1e-6, club)
    yield Compared(name, "its freedom", adjusted.freedom, 36.83, 5e-3, club)
    yield Compared(name, "its p", adjusted.p_value or 0.0, 0.2238, 5e-5, club)
    weighed = read_panel(panels / name, replace(columns, weights="popwt"))
    freedom = corrected(fit(weighed)).freedom
    yield Compared(name, "freedom, people weighed", freedom, 7.1, 0.05, club)
    effect = imputed(weighed).overall.effect
    stages = "did2s, its documentation"
    yield Compared(name, "imputation, people weighed", effect, 0.075142, 1e-6, stages)


def _medicaid(panels: Path) -> Rows:
    """Insurance (the example of HonestDiD's README): the effect in 2014."""
    name, printed = "ref_ehec_eventstudy_R.csv", "HonestDiD, README"
    rows = _read(panels / name)
    names = [row["term"] for row in rows]
    study = EventStudy(
        tuple(int(one[1:]) - 2014 for one in names),
        np.array([float(row["b"]) for row in rows]),
        np.array([[float(row[one]) for one in names] for row in rows]),
        1.96,
        clusters=38,
        treated=22,
    )
    here = seen(study, 0)
    grid = "theirs is searched on a grid"
    for bound, low, high in (
        (0.5, 0.0241, 0.0673),
        (1.0, 0.0171, 0.0720),
        (1.5, 0.00859, 0.0796),
        (2.0, -0.00107, 0.0883),
    ):
        ours = jumped(here, bound)
        for end, mine, theirs in (("low", ours.low, low), ("high", ours.high, high)):
            what = f"jumps {bound:g}, {end}"
            yield Compared(name, what, mine, theirs, 1.5e-3, printed, grid)
    for bound, low, high in (
        (0.00, 0.0259, 0.0607),
        (0.01, 0.0132, 0.0787),
        (0.02, 0.00286, 0.0907),
        (0.03, -0.00714, 0.101),
        (0.04, -0.0171, 0.111),
        (0.05, -0.0271, 0.121),
    ):
        ours = bent(here, bound)
        for end, mine, theirs in (("low", ours.low, low), ("high", ours.high, high)):
            # Three digits are printed, the last of 0.101 being a thousandth.
            tolerance = 5e-4 if theirs > 0.1 else 2e-4
            what = f"bends {bound:g}, {end}"
            yield Compared(name, what, mine, theirs, tolerance, printed)


def _sicily(panels: Path) -> Rows:
    """A ban on smoking, and hearts (Lopez Bernal, Cummins, Gasparrini 2017)."""
    name, package = "sicily.csv", "R glm, the tutorial's code"
    rows = _read(panels / name)
    times = [float(row["time"]) for row in rows]
    cases = np.array([float(row["aces"]) for row in rows])
    people = np.array([float(row["stdpop"]) for row in rows])
    for what, season, convention, ratio, low, high in (
        ("ban", 0, "Poisson", 0.894377, 0.864686, 0.925086),
        ("ban", 0, "quasi-Poisson", 0.894377, 0.839189, 0.953193),
        ("ban and seasons", 12, "quasi-Poisson", 0.885072, 0.839401, 0.933227),
    ):
        model = Model(family="counts", change="level", season=season)
        told = interrupted_series(times, cases, 37, model, people)
        ends = np.exp(told.coefficient("change of level", convention).interval)
        ours = (float(np.exp(told.values[2])), float(ends[0]), float(ends[1]))
        for part, mine, theirs in zip(
            ("ratio", "low", "high"), ours, (ratio, low, high), strict=True
        ):
            title = f"{what}, {convention}, {part}"
            yield Compared(name, title, mine, theirs, 2e-6, package)


def _jobs(panels: Path) -> Rows:
    """A jobs programme (LaLonde 1986): how like the groups are, before and after."""
    name, vignette = "lalonde_matchit.csv", "MatchIt, vignette"

    def people(covariates: str) -> People:
        return read_people(
            panels / name,
            treated="treat",
            outcome="re78",
            covariates=covariates.split(),
        )

    everybody = people("age educ race married nodegree re74 re75")
    before = likeness(everybody)
    matched = nearest(everybody, "propensity")
    after = likeness(everybody, matched.weights)
    for covariate, was, became in (
        ("age", -0.3094, 0.0718),
        ("educ", 0.0550, -0.1290),
        ("race: black", 1.7615, 1.0259),
        ("race: hispan", -0.3498, -0.6629),
        ("race: white", -1.8819, -0.7296),
        ("married", -0.8263, -0.0552),
        ("nodegree", 0.2450, 0.1546),
        ("re74", -0.7211, -0.0505),
        ("re75", -0.2903, -0.0257),
    ):
        for when, table, theirs in (("before", before, was), ("after", after, became)):
            ours = table[covariate].difference
            what = f"{covariate}, {when} matching"
            yield Compared(name, what, ours, theirs, 5e-5, vignette)
    chance = chances(everybody)
    mine = everybody.treated
    spread = chance[mine].std(ddof=1)
    taken = matched.weights > 0
    for when, kept, theirs in (
        ("before", np.ones(len(mine), dtype=bool), 1.7941),
        ("after", taken, 0.9740),
    ):
        gap = chance[mine & kept].mean() - chance[~mine & kept].mean()
        what = f"chance, {when} matching"
        yield Compared(name, what, float(gap / spread), theirs, 1e-4, vignette)
    ours = balanced(people("age educ married nodegree re74")).effective
    yield Compared(
        name, "entropy balancing, effective", ours, 252.12, 5e-3, "WeightIt, vignette"
    )
    yield from _run_once(after)


def _run_once(after: dict[str, Likeness]) -> Rows:
    """The two numbers of another run that ours do not have."""
    name = "lalonde_matchit.csv"
    other = (
        "MatchIt's printed vignette has our number; one run of MatchIt 4.5 gave the "
        "other, and why is not known"
    )
    for covariate, theirs in (("age", 0.0854), ("re74", -0.0780)):
        ours = after[covariate].difference
        what = f"{covariate}, after matching"
        yield Compared(name, what, ours, theirs, 1e-4, "MatchIt 4.5, run once", other)


def _vaccine(panels: Path) -> Rows:
    """Thirteen trials against tuberculosis (Colditz et al. 1994), log risk ratios."""
    name = "bcg.csv"
    parts = ("tpos", "tneg", "cpos", "cneg")
    rows = _read(panels / name)
    ill, well, ill_without, well_without = (
        np.array([float(row[part]) for row in rows]) for part in parts
    )
    treated, others = ill + well, ill_without + well_without
    ratios = list(np.log(ill / treated) - np.log(ill_without / others))
    errors = list(np.sqrt(1 / ill - 1 / treated + 1 / ill_without - 1 / others))
    printed = "Viechtbauer (2010), metafor"
    of_stata = "metafor's tests against Stata's metan"
    spreads: tuple[tuple[Spread, str, float, float, float], ...] = (
        ("reml", printed, -0.7145, 0.3132, 0.9222),
        ("dl", of_stata, -0.7141, 0.3088, 0.921173),
    )
    for spread, source, mean, between, share in spreads:
        told = pooled(ratios, errors, spread)
        yield Compared(name, f"mean, {spread}", told.value, mean, 5e-5, source)
        yield Compared(name, f"between, {spread}", told.between, between, 5e-5, source)
        yield Compared(name, f"I², {spread}", told.share_between, share, 5e-5, source)
    told = pooled(ratios, errors, "dl")
    yield Compared(name, "Q", told.heterogeneity, 152.2330, 5e-5, of_stata)
    ours = told.knapp_hartung.value
    theirs = 0.1806966283355474
    yield Compared(name, "Knapp-Hartung", ours, theirs, 1e-9, "statsmodels 0.15")


def _wages(panels: Path) -> Rows:
    """Laws that never were, on women's wages (Bertrand, Duflo, Mullainathan 2004)."""
    name, laws = "CPS.csv", 1_000
    panel = read_panel(panels / name, Columns("state", "year", "log_wage"))
    panel = panel.of_periods(0, panel.times.index(1999) + 1)
    random = np.random.Generator(np.random.Philox(2004))
    naive = clustered_too = 0
    for _ in range(laws):
        starts = np.full(len(panel.units), float(NEVER))
        chosen = random.choice(len(panel.units), 25, replace=False)
        starts[chosen] = float(random.integers(1985, 1996))
        fitted = fit(replace(panel, starts=starts))
        naive += abs(fitted.effect) > 1.96 * _as_if_unclustered(fitted)
        clustered_too += (clustered(fitted)["CR1"].p_value or 0.0) <= 0.05
    drawn = f"{laws:,} laws drawn, so within chance"
    paper, design = "Bertrand et al., 2004", "4,000 laws on the same panel"
    yield Compared(
        name, "rejected, rows independent", naive / laws, 0.45, 0.05, paper, drawn
    )
    yield Compared(
        name, "rejected, CR1", clustered_too / laws, 0.055, 0.02, design, drawn
    )


def _as_if_unclustered(fitted: Fit) -> float:
    kept = fitted.within
    units = int(kept.seen.any(axis=1).sum())
    freedom = kept.cell_count - kept.rank - units - 1
    variance = float((fitted.residual**2).sum()) / freedom
    return float(np.sqrt(variance / fitted.information))


def _bench(panels: Path) -> Rows:
    """Our own made-up panel: each package's convention of the same error."""
    name = "bench_panel_153x60.csv"
    panel: Panel = read_panel(panels / name, Columns("la", "q", "y", cohort="g"))
    errors = clustered(fit(panel))
    for convention, theirs, source in (
        ("CR1", 1.08007, "pyfixest, no correction"),
        ("CR1 nested", 1.08361, "R fixest"),
        ("CR1 full", 1.09276, "Stata's formula"),
    ):
        ours = errors[convention].value
        yield Compared(name, f"error {convention}", ours, theirs, 5e-6, source)
