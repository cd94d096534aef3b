"""An authority's figures over the years beside England's and its neighbours'.

One strong line, its points grey, and two light ones that carry their names at the
end. A year with no figure is a mark on the axis, not a point and not a bridge; a break
in recording is a gap with a dotted line in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kinfold_core.drawing.scales import Scale, spread, ticks_to, year_ticks
from kinfold_core.drawing.svg import Drawing, Point
from kinfold_measures.breaks import Break, segments
from kinfold_measures.charts.room import Room
from kinfold_measures.findings import explanation, finding
from kinfold_measures.measure import in_label
from kinfold_measures.picture import Picture
from kinfold_measures.series import Series, Withheld


class Size(Enum):
    """Small among many; wide for a page; narrow for a page on a phone."""

    SMALL = Room("small", 262, 176, 12, 38, 90, 12, 34, 3, 4, 2)
    NARROW = Room("narrow", 262, 290, 12, 38, 90, 14, 38, 5, 4, 2.4)
    WIDE = Room("wide", 720, 380, 15, 56, 150, 18, 46, 5, 7, 3.2)


@dataclass(frozen=True, slots=True)
class _Plot:
    """The frame: the drawing, its scales and what goes in it."""

    picture: Picture
    room: Room
    drawing: Drawing
    x: Scale
    y: Scale

    def place(self, year: float, value: float) -> Point:
        return self.x.at(year), self.y.at(value)

    @property
    def shared_breaks(self) -> tuple[Break, ...]:
        """Breaks of all England; an authority's own do not touch the light lines."""
        return tuple(one for one in self.picture.breaks if one.area_code is None)

    @property
    def floor(self) -> float:
        return self.y.start

    @property
    def right(self) -> float:
        return self.x.end


def line_chart(picture: Picture, *, key: str, size: Size = Size.SMALL) -> str:
    """Draw the picture as SVG. `key` begins the ids of its title and description."""
    plot = _frame(picture, size.value)
    _axes(plot)
    _middle_half(plot)
    _breaks(plot)
    _target(plot)
    _series(plot, picture.england, "chart-england")
    _series(plot, picture.neighbours, "chart-neighbours")
    _own(plot)
    _absences(plot)
    _labels(plot)
    return plot.drawing.svg(
        key=key,
        title=finding(picture),
        description=description(picture),
        class_=f"chart-line chart-{plot.room.name}",
    )


def description(picture: Picture) -> str:
    """What someone who cannot see the picture is told; the table has every number."""
    first, last = picture.years[0], picture.years[-1]
    start = (
        f"Line chart of {picture.measure.title.lower()} in {picture.area.name}, "
        f"{first} to {last}."
    )
    return " ".join((start, *explanation(picture)))


def _frame(picture: Picture, room: Room) -> _Plot:
    drawing = Drawing(room.width, room.height, room.type_size)
    ticks = ticks_to(_highest(picture), room.steps)
    years = picture.years
    inset = room.dot + 2
    x = Scale(
        years[0], years[-1], room.left + inset, room.width - room.right - inset / 2
    )
    y = Scale(0, ticks[-1], room.height - room.bottom, room.top)
    return _Plot(picture, room, drawing, x, y)


def _highest(picture: Picture) -> float:
    """The highest number that is drawn."""
    drawn = [value for _, value in picture.series.shown()]
    drawn += [value for _, value in picture.england.shown()]
    drawn += [value for _, value in picture.neighbours.shown()]
    drawn += [value for _, _, value in _band(picture)]
    if picture.target:
        drawn.append(picture.target.value)
    return max(drawn, default=0.0)


def _band(picture: Picture) -> list[tuple[int, float, float]]:
    return [
        (year, middle.lower, middle.upper)
        for year, middle in zip(picture.years, picture.england_middles, strict=True)
        if isinstance(middle.lower, float) and isinstance(middle.upper, float)
    ]


def _axes(plot: _Plot) -> None:
    room, drawing = plot.room, plot.drawing
    left, right = room.left, room.width - room.right
    for tick in ticks_to(plot.y.high, room.steps):
        height = plot.y.at(tick)
        drawing.line((left, height), (right, height), "chart-grid")
        below = height + room.type_size * 0.35
        drawing.text((left - 6, below), f"{tick:,g}", "chart-tick", anchor="end")
    for year in year_ticks(plot.picture.years[0], plot.picture.years[-1], room.labels):
        at = (plot.x.at(year), plot.floor + room.type_size * 2.1)
        drawing.text(at, str(year), "chart-tick", anchor="middle")


def _middle_half(plot: _Plot) -> None:
    """The middle half of England's authorities, in runs of following years."""
    band = _band(plot.picture)
    runs = segments(tuple((year, 0.0) for year, _, _ in band), plot.shared_breaks)
    edges = {year: (lower, upper) for year, lower, upper in band}
    for run in runs:
        years = [year for year, _ in run]
        over = [plot.place(year, edges[year][1]) for year in years]
        under = [plot.place(year, edges[year][0]) for year in reversed(years)]
        plot.drawing.area([*over, *under], "chart-band")


def _breaks(plot: _Plot) -> None:
    first, last = plot.picture.years[0], plot.picture.years[-1]
    for one in plot.picture.breaks:
        for year in one.starts():
            if first < year <= last:
                x = plot.x.at(year - 0.5)
                plot.drawing.line((x, plot.room.top), (x, plot.floor), "chart-break")


def _target(plot: _Plot) -> None:
    target = plot.picture.target
    if target is None:
        return
    height = plot.y.at(target.value)
    start = plot.x.at(target.first_year)
    plot.drawing.line((start, height), (plot.right, height), "chart-target")


def _series(plot: _Plot, series: Series, class_: str) -> None:
    for run in segments(series.shown(), plot.shared_breaks):
        if len(run) > 1:
            plot.drawing.path([plot.place(*point) for point in run], class_)
        else:
            plot.drawing.dot(plot.place(*run[0]), 1.5, f"{class_}-dot")


def _own(plot: _Plot) -> None:
    shown = plot.picture.series.shown()
    for run in segments(shown, plot.picture.breaks):
        if len(run) > 1:
            plot.drawing.path([plot.place(*point) for point in run], "chart-own")
    for point in shown[:-1]:
        plot.drawing.dot(plot.place(*point), plot.room.dot, "chart-dot")
    if shown:
        last = plot.place(*shown[-1])
        plot.drawing.dot(last, plot.room.dot + 1.2, "chart-dot-last")


def _absences(plot: _Plot) -> None:
    """A mark on the axis for each year without a number: square withheld, cross not."""
    reach = plot.room.dot + 0.8
    for year, why in plot.picture.series.absent():
        x, y = plot.x.at(year), plot.floor + plot.room.type_size * 0.62
        if isinstance(why, Withheld):
            corner = (x - reach, y - reach)
            plot.drawing.box(corner, (2 * reach, 2 * reach), "chart-withheld")
        else:
            for slope in (1, -1):
                start = (x - reach, y - slope * reach)
                plot.drawing.line(
                    start, (x + reach, y + slope * reach), "chart-missing"
                )


def _labels(plot: _Plot) -> None:
    """Each line's name and latest figure at its end, moved apart if they touch."""
    wanted = _label_words(plot.picture)
    if not wanted:
        return
    size = plot.room.type_size
    heights = spread(
        [plot.y.at(value) + size * 0.35 for _, value, _ in wanted],
        size * 1.2,
        plot.room.top + size * 0.5,
        plot.floor + size * 0.35,
    )
    x = plot.room.width - plot.room.right + 8
    for (words, _, class_), height in zip(wanted, heights, strict=True):
        plot.drawing.text((x, height), words, class_)


def _label_words(picture: Picture) -> list[tuple[str, float, str]]:
    """Words, the height they belong to, and class; own figure first."""
    labels = []
    last_year = picture.years[-1]
    own = picture.series.latest()
    if own:
        words = in_label(own[1], picture.measure)
        if own[0] < last_year:
            words = f"{words} in {own[0]}"
        labels.append((words, own[1], "chart-label-own"))
    for series, name in ((picture.england, "England"), (picture.neighbours, "Similar")):
        latest = series.latest()
        if latest and latest[0] == last_year:
            words = f"{name} {in_label(latest[1], picture.measure)}"
            labels.append((words, latest[1], "chart-label"))
    if picture.target:
        words = f"Aim {in_label(picture.target.value, picture.measure)}"
        labels.append((words, picture.target.value, "chart-label"))
    return labels
