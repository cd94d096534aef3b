"""England's authorities as tiles: each once, and every look with its words."""

import csv
import gzip
from collections import Counter
from pathlib import Path

from kinfold_core.drawing.england import (
    COLUMNS,
    ROWS,
    TILES,
    Look,
    england,
    tile_of,
    tiles_called,
)
from kinfold_measures.areas import ENDED, RECODED

PUBLISHED = Path(__file__).parents[2] / "data/england/la_year_long.csv.gz"
OWN = Look("tile-own", "uses the approach", "T")
OTHER = Look("tile-plain", "not in the programme")


def _drawn(looks: dict[str, Look]) -> tuple[str, str]:
    return england(
        looks,
        OTHER,
        legend=(OWN, OTHER),
        key="map",
        title="England",
        description="A tile for each authority.",
    )


def test_every_authority_of_the_published_figures_has_a_tile_of_its_own() -> None:
    with gzip.open(PUBLISHED, "rt", encoding="utf-8") as file:
        published = {row["la_code"] for row in csv.DictReader(file)}
    ended = ENDED.keys() | RECODED.keys()
    today = {RECODED.get(code, code) for code in published if code[0] == "E"}
    places = Counter((tile.column, tile.row) for tile in TILES.values())
    letters = Counter(tile.letters for tile in TILES.values())

    assert {code for code in today - ended if code[:3] in _SERVICES} == set(TILES)
    assert set(places.values()) == set(letters.values()) == {1}
    assert (len(TILES), COLUMNS, ROWS) == (153, 13, 17)


_SERVICES = {"E06", "E08", "E09", "E10"}


def test_an_older_code_finds_the_same_tile_and_an_ended_one_none() -> None:
    assert tile_of("E08000016") == tile_of("E08000038")
    assert tile_of("E10000006") is None


def test_a_name_finds_its_tile_as_registered_and_as_said() -> None:
    for name in ("Bristol, City of", "Bristol", "bristol"):
        assert tiles_called(name) == (TILES["E06000023"],)
    assert tiles_called("St Helens") == tiles_called("St. Helens")
    assert tiles_called("Herefordshire") == (TILES["E06000019"],)
    # the council of that name has ended; its town lies in another one
    assert tiles_called("Bournemouth") == ()
    assert [one.letters for one in tiles_called("Cumbria")] == ["CUM", "WFU"]


def test_the_map_lies_as_england_does() -> None:
    north, south = TILES["E06000057"], TILES["E06000052"]
    east, west = TILES["E10000020"], TILES["E08000012"]

    assert north.row < south.row
    assert west.column < east.column


def test_a_mark_says_without_colour_what_a_colour_says() -> None:
    wide, narrow = _drawn({"E10000020": OWN, "E10000006": OWN})

    for drawing in (wide, narrow):
        assert drawing.count('class="tile-own"') == 2  # the tile, and in the legend
        assert drawing.count(">T<") == 2
        assert "uses the approach" in drawing
    assert ">NFK<" in wide
    assert ">NFK<" not in narrow
