"""England's authorities as tiles of one size: one for each with duties for children.

Our own drawing. Each has its place roughly where it lies and three letters of our own,
so that a small borough is read as easily as a large county. A colour is never alone:
each look has a mark, and the legend and the table say it in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kinfold_core.drawing.svg import Drawing

_GROUND: Final = """\
.   .   .   .   .   .   NBL NCT NTY STY .   .   .
.   .   .   .   .   .   DUR GAT SUN HPL .   .   .
.   .   .   .   CUM WFU DAR NYK STK MID RED .   .
.   .   .   BPL LAN BWD ROC BRA LDS YRK ERY .   .
.   .   .   WIG BOL BUR OLD CAL KIR WKF NLI HUL .
.   .   SEF KNO SHN SAL MAN TAM BNY ROT DON NEL .
.   .   LIV HAL WAR TRA SPT DBS SHE NGM NTS LIN NFK
.   .   WIR CWC CHE STF STO DBY LCS RUT PET CBS SFK
.   .   .   TEL WLV WAL BIR LEI NNH BDF CBE HRT ESS
.   .   .   SHR DUD SAN COV WNH MKY LUT ENF WFO RDB
.   .   .   HEF WOR SOL WRK BKM HRW BNT HGY HCK HAV
.   .   .   .   GLO RDG OXF EAL BRE CAM ISL NEW BAR
.   .   .   BRS SGL SWI WMA SLO HIL WMR COL TOW SOU
.   .   .   NSM BNS WBK WOK HOU HMF KCH SWK GRN THU
.   .   .   DEV SOM WIL HAM BRC RIC WAN LAM LEW BEX
.   CON .   PLY TOR DOR STN SRY KIN MER CRO BRO MED
SCI .   .   .   .   BCP IOW POR WSX SUT BHO ESX KEN
"""

_CODES: Final = """\
E06000001 HPL E06000002 MID E06000003 RED E06000004 STK E06000005 DAR
E06000006 HAL E06000007 WAR E06000008 BWD E06000009 BPL E06000010 HUL
E06000011 ERY E06000012 NEL E06000013 NLI E06000014 YRK E06000015 DBY
E06000016 LEI E06000017 RUT E06000018 NGM E06000019 HEF E06000020 TEL
E06000021 STO E06000022 BNS E06000023 BRS E06000024 NSM E06000025 SGL
E06000026 PLY E06000027 TOR E06000030 SWI E06000031 PET E06000032 LUT
E06000033 SOU E06000034 THU E06000035 MED E06000036 BRC E06000037 WBK
E06000038 RDG E06000039 SLO E06000040 WMA E06000041 WOK E06000042 MKY
E06000043 BHO E06000044 POR E06000045 STN E06000046 IOW E06000047 DUR
E06000049 CHE E06000050 CWC E06000051 SHR E06000052 CON E06000053 SCI
E06000054 WIL E06000055 BDF E06000056 CBE E06000057 NBL E06000058 BCP
E06000059 DOR E06000060 BKM E06000061 NNH E06000062 WNH E06000063 CUM
E06000064 WFU E06000065 NYK E06000066 SOM E08000001 BOL E08000002 BUR
E08000003 MAN E08000004 OLD E08000005 ROC E08000006 SAL E08000007 SPT
E08000008 TAM E08000009 TRA E08000010 WIG E08000011 KNO E08000012 LIV
E08000013 SHN E08000014 SEF E08000015 WIR E08000017 DON E08000018 ROT
E08000021 NCT E08000022 NTY E08000023 STY E08000024 SUN E08000025 BIR
E08000026 COV E08000027 DUD E08000028 SAN E08000029 SOL E08000030 WAL
E08000031 WLV E08000032 BRA E08000033 CAL E08000034 KIR E08000035 LDS
E08000036 WKF E08000037 GAT E08000038 BNY E08000039 SHE E09000001 COL
E09000002 BAR E09000003 BNT E09000004 BEX E09000005 BRE E09000006 BRO
E09000007 CAM E09000008 CRO E09000009 EAL E09000010 ENF E09000011 GRN
E09000012 HCK E09000013 HMF E09000014 HGY E09000015 HRW E09000016 HAV
E09000017 HIL E09000018 HOU E09000019 ISL E09000020 KCH E09000021 KIN
E09000022 LAM E09000023 LEW E09000024 MER E09000025 NEW E09000026 RDB
E09000027 RIC E09000028 SWK E09000029 SUT E09000030 TOW E09000031 WFO
E09000032 WAN E09000033 WMR E10000003 CBS E10000007 DBS E10000008 DEV
E10000011 ESX E10000012 ESS E10000013 GLO E10000014 HAM E10000015 HRT
E10000016 KEN E10000017 LAN E10000018 LCS E10000019 LIN E10000020 NFK
E10000024 NTS E10000025 OXF E10000028 STF E10000029 SFK E10000030 SRY
E10000031 WRK E10000032 WSX E10000034 WOR
"""
"""ONS codes of today, each with the letters it has on the ground."""

RECODED_SINCE: Final = MappingProxyType(
    {"E08000016": "E08000038", "E08000019": "E08000039"}
)
"""Barnsley and Sheffield until 2025: the older code finds the same tile."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One authority's place: columns from the west, rows from the north."""

    code: str
    letters: str
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Look:
    """One kind of tile.

    Attributes:
        class_: a class of the style sheet: `tile-plain`, `tile-faint`, `tile-half`,
            `tile-strong`, `tile-own` or `tile-out`.
        words: what it means, for the legend.
        mark: one or two letters under the tile's own, and on a phone alone in the tile;
            it says without colour what the colour says.
    """

    class_: str
    words: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Room:
    name: str
    side: float
    type_size: float
    has_letters: bool


def _laid() -> dict[str, Tile]:
    words = _CODES.split()
    code_of = dict(zip(words[1::2], words[::2], strict=True))
    return {
        code_of[letters]: Tile(code_of[letters], letters, column, row)
        for row, line in enumerate(_GROUND.splitlines())
        for column, letters in enumerate(line.split())
        if letters != "."
    }


TILES: Final = MappingProxyType(_laid())
COLUMNS: Final = 1 + max(tile.column for tile in TILES.values())
ROWS: Final = 1 + max(tile.row for tile in TILES.values())

_WIDE: Final = _Room("wide", 46.0, 14.0, has_letters=True)
_NARROW: Final = _Room("narrow", 20.0, 12.0, has_letters=False)
_GAP: Final = 0.06
"""Between tiles, as a part of their side."""


def tile_of(code: str) -> Tile | None:
    """An authority's tile; None of one that has ended, or of a region."""
    return TILES.get(RECODED_SINCE.get(code, code))


def england(
    looks: Mapping[str, Look],
    others: Look,
    *,
    legend: Sequence[Look],
    key: str,
    title: str,
    description: str,
) -> tuple[str, str]:
    """The map for a page and for a phone, as SVG.

    Args:
        looks: by ONS code; what has no tile is not drawn, so name it in the table.
        others: the look of every authority that `looks` does not name.
        legend: the kinds of tile in the order told, each once.
        key: its own on the page; ids grow from it.
    """
    placed = {
        tile.code: look
        for code, look in looks.items()
        if (tile := tile_of(code)) is not None
    }
    wide, narrow = (
        _drawn(placed, others, legend, room).svg(
            key=f"{key}-{room.name}",
            title=title,
            description=description,
            class_=f"chart-tiles chart-{room.name}",
        )
        for room in (_WIDE, _NARROW)
    )
    return wide, narrow


def _drawn(
    placed: Mapping[str, Look], others: Look, legend: Sequence[Look], room: _Room
) -> Drawing:
    line = room.side
    height = ROWS * room.side + line * (len(legend) + 0.6)
    drawing = Drawing(COLUMNS * room.side, height, room.type_size)
    for tile in TILES.values():
        look = placed.get(tile.code, others)
        at = (tile.column * room.side, tile.row * room.side)
        _tile(drawing, room, at, tile.letters, look)
    down = ROWS * room.side + line * 0.6
    for look in legend:
        _tile(drawing, room, (0.0, down), "", look)
        middle = down + room.side / 2 + room.type_size * 0.35
        drawing.text((room.side * 1.3, middle), look.words, "chart-label")
        down += line
    return drawing


def _tile(
    drawing: Drawing, room: _Room, at: tuple[float, float], letters: str, look: Look
) -> None:
    gap = room.side * _GAP
    inner = room.side - 2 * gap
    corner = (at[0] + gap, at[1] + gap)
    drawing.box(corner, (inner, inner), look.class_, radius=gap * 2)
    across = at[0] + room.side / 2
    own = letters if room.has_letters else ""
    words = [one for one in (own, look.mark) if one]
    size = room.type_size
    down = at[1] + room.side / 2 + size * 0.35 - (len(words) - 1) * size * 0.6
    for one in words:
        drawing.text((across, down), one, f"{look.class_}-letters", anchor="middle")
        down += size * 1.2
