"""Made-up words and numbers for the design page. Nobody here is real."""

from __future__ import annotations

from kinfold.platform.components import (
    Cell,
    Column,
    Figure,
    Rating,
    SummaryRow,
    Table,
    TimelineEntry,
)

COLOURS = (
    ("ink", "Words"),
    ("muted", "Quiet words"),
    ("action", "Links and buttons"),
    ("worried", "Worried"),
    ("well", "Working well"),
    ("needs", "Needs to happen"),
    ("attention", "Attention"),
    ("error", "To mend"),
)
RATINGS = (
    Rating("Mum", 4, "He has stopped before, then started again.", "2 March"),
    Rating("Amina Bello", 5, "Nan is there most nights.", "2 March"),
    Rating("School", 5, "", "4 March"),
    Rating("Nan", 7, "I would not leave them if I was worried.", "2 March"),
)
SUMMARY = (
    SummaryRow("Name", "Amira Okafor-Hale, known as Mimi", "#change-name"),
    SummaryRow("Born", "14 May 2017, 9 years old", "#change-born"),
    SummaryRow("Languages", "English, some Igbo with Nan", "#change-languages"),
    SummaryRow("Interpreter", ""),
)
TIMELINE = (
    TimelineEntry(
        "Core group met at school",
        "Thursday 14 March, in 3 days",
        datetime="2026-03-14",
        icon="calendar",
        tone="needs",
    ),
    TimelineEntry(
        "Nan took the children for the night",
        "Sunday 3 March",
        datetime="2026-03-03",
        text="Dad had been drinking. Mum rang Nan before he came home.",
        by="said by Mum",
        icon="sprout",
        tone="well",
    ),
    TimelineEntry(
        "Police were called to the flat",
        "Saturday 2 March, 22:40",
        datetime="2026-03-02T22:40",
        text="Dad pushed Mum in the kitchen. Kai was in her arms and was not hurt.",
        by="police report",
        icon="circle-alert",
        tone="worried",
    ),
)
FAMILIES = Table(
    caption="Families Amina works with",
    columns=(
        Column("Family"),
        Column("Where things stand"),
        Column("Last seen"),
        Column("Children", is_number=True),
    ),
    rows=(
        (
            Cell("Okafor-Hale", url="#okafor-hale"),
            Cell("Plan being built", tone="needs", icon="footprints"),
            "Tuesday 12 March",
            "2",
        ),
        (
            Cell("Marsh", url="#marsh"),
            Cell("Working well", tone="well", icon="sprout"),
            "Friday 8 March",
            "3",
        ),
        (
            Cell("Lindqvist", url="#lindqvist"),
            Cell("Nobody has visited yet", tone="attention", icon="clock"),
            "Not yet",
            "1",
        ),
    ),
)
YEARS = ("2019", "2020", "2021", "2022", "2023", "2024", "2025")
SHARES = (22.6, 22.1, 21.9, 22.4, 21.8, 22.3, 22.0)
NUMBERS = Table(
    caption="Referrals within 12 months of an earlier one",
    columns=(Column("Year to March"), Column("Per cent", is_number=True)),
    rows=tuple((year, f"{share}%") for year, share in zip(YEARS, SHARES, strict=True)),
    is_caption_shown=False,
)


def _line(width: int = 640, height: int = 190, every: int = 1) -> str:
    """A small line, drawn as the measures draw theirs: classes, no styles."""
    step = (width - 90) / (len(SHARES) - 1)
    points = [
        (20 + step * index, height - 50 - (share - 21.5) * (height - 80) / 1.5)
        for index, share in enumerate(SHARES)
    ]
    path = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    years = "".join(
        f'<text class="chart-tick" x="{x:.0f}" y="{height - 8}" '
        f'text-anchor="middle" font-size="14">{year}</text>'
        for (x, _), year in list(zip(points, YEARS, strict=True))[::every]
    )
    last_x, last_y = points[-1]
    return (
        f'<svg class="chart" viewBox="0 0 {width} {height}" role="img" '
        'aria-label="The share of referrals that came again, 2019 to 2025">'
        f'<line class="chart-grid" x1="10" y1="{height - 30}" x2="{width - 10}" '
        f'y2="{height - 30}"/><polyline class="chart-own" fill="none" '
        f'points="{path}"/>{years}'
        f'<circle class="chart-dot-last" cx="{last_x:.0f}" cy="{last_y:.0f}" r="5"/>'
        f'<text class="chart-label-own" x="{last_x + 12:.0f}" y="{last_y + 5:.0f}" '
        f'font-size="16">{SHARES[-1]}%</text></svg>'
    )


FIGURE = Figure(
    title="About one referral in five still comes again within a year",
    svg=_line(),
    sentence="The share has stayed between 21.8% and 22.6% since 2019, which is no "
    "more than chance would give.",
    table=NUMBERS,
    source="Made-up numbers, for this page only",
    definition_url="#what-this-counts",
    notes=("2020 was counted differently: see the definition.",),
)
MULTIPLES = tuple(
    Figure(
        title=title,
        svg=_line(320, 170, every=3),
        sentence=sentence,
        table=NUMBERS,
        source="Made-up numbers",
    )
    for title, sentence in (
        ("Repeat plans have not changed", "Between 18% and 21% since 2019."),
        ("Visits in time have held", "Nine in ten, every year."),
        ("Fewer workers have left", "15% left in 2019 and 11% in 2025."),
    )
)
