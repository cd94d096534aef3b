"""England's authorities as tiles of one size: one for each with duties for children.

Our own drawing. Each has its place roughly where it lies and three letters of our own,
so that a small borough is read as easily as a large county. A colour is never alone:
each look has a mark, and the legend and the table say it in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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

_AREAS: Final = """\
E06000001 HPL Hartlepool
E06000002 MID Middlesbrough
E06000003 RED Redcar and Cleveland
E06000004 STK Stockton-on-Tees
E06000005 DAR Darlington
E06000006 HAL Halton
E06000007 WAR Warrington
E06000008 BWD Blackburn with Darwen
E06000009 BPL Blackpool
E06000010 HUL Kingston upon Hull, City of
E06000011 ERY East Riding of Yorkshire
E06000012 NEL North East Lincolnshire
E06000013 NLI North Lincolnshire
E06000014 YRK York
E06000015 DBY Derby
E06000016 LEI Leicester
E06000017 RUT Rutland
E06000018 NGM Nottingham
E06000019 HEF Herefordshire, County of
E06000020 TEL Telford and Wrekin
E06000021 STO Stoke-on-Trent
E06000022 BNS Bath and North East Somerset
E06000023 BRS Bristol, City of
E06000024 NSM North Somerset
E06000025 SGL South Gloucestershire
E06000026 PLY Plymouth
E06000027 TOR Torbay
E06000030 SWI Swindon
E06000031 PET Peterborough
E06000032 LUT Luton
E06000033 SOU Southend-on-Sea
E06000034 THU Thurrock
E06000035 MED Medway
E06000036 BRC Bracknell Forest
E06000037 WBK West Berkshire
E06000038 RDG Reading
E06000039 SLO Slough
E06000040 WMA Windsor and Maidenhead
E06000041 WOK Wokingham
E06000042 MKY Milton Keynes
E06000043 BHO Brighton and Hove
E06000044 POR Portsmouth
E06000045 STN Southampton
E06000046 IOW Isle of Wight
E06000047 DUR County Durham
E06000049 CHE Cheshire East
E06000050 CWC Cheshire West and Chester
E06000051 SHR Shropshire
E06000052 CON Cornwall
E06000053 SCI Isles of Scilly
E06000054 WIL Wiltshire
E06000055 BDF Bedford
E06000056 CBE Central Bedfordshire
E06000057 NBL Northumberland
E06000058 BCP Bournemouth, Christchurch and Poole
E06000059 DOR Dorset
E06000060 BKM Buckinghamshire
E06000061 NNH North Northamptonshire
E06000062 WNH West Northamptonshire
E06000063 CUM Cumberland
E06000064 WFU Westmorland and Furness
E06000065 NYK North Yorkshire
E06000066 SOM Somerset
E08000001 BOL Bolton
E08000002 BUR Bury
E08000003 MAN Manchester
E08000004 OLD Oldham
E08000005 ROC Rochdale
E08000006 SAL Salford
E08000007 SPT Stockport
E08000008 TAM Tameside
E08000009 TRA Trafford
E08000010 WIG Wigan
E08000011 KNO Knowsley
E08000012 LIV Liverpool
E08000013 SHN St. Helens
E08000014 SEF Sefton
E08000015 WIR Wirral
E08000017 DON Doncaster
E08000018 ROT Rotherham
E08000021 NCT Newcastle upon Tyne
E08000022 NTY North Tyneside
E08000023 STY South Tyneside
E08000024 SUN Sunderland
E08000025 BIR Birmingham
E08000026 COV Coventry
E08000027 DUD Dudley
E08000028 SAN Sandwell
E08000029 SOL Solihull
E08000030 WAL Walsall
E08000031 WLV Wolverhampton
E08000032 BRA Bradford
E08000033 CAL Calderdale
E08000034 KIR Kirklees
E08000035 LDS Leeds
E08000036 WKF Wakefield
E08000037 GAT Gateshead
E08000038 BNY Barnsley
E08000039 SHE Sheffield
E09000001 COL City of London
E09000002 BAR Barking and Dagenham
E09000003 BNT Barnet
E09000004 BEX Bexley
E09000005 BRE Brent
E09000006 BRO Bromley
E09000007 CAM Camden
E09000008 CRO Croydon
E09000009 EAL Ealing
E09000010 ENF Enfield
E09000011 GRN Greenwich
E09000012 HCK Hackney
E09000013 HMF Hammersmith and Fulham
E09000014 HGY Haringey
E09000015 HRW Harrow
E09000016 HAV Havering
E09000017 HIL Hillingdon
E09000018 HOU Hounslow
E09000019 ISL Islington
E09000020 KCH Kensington and Chelsea
E09000021 KIN Kingston upon Thames
E09000022 LAM Lambeth
E09000023 LEW Lewisham
E09000024 MER Merton
E09000025 NEW Newham
E09000026 RDB Redbridge
E09000027 RIC Richmond upon Thames
E09000028 SWK Southwark
E09000029 SUT Sutton
E09000030 TOW Tower Hamlets
E09000031 WFO Waltham Forest
E09000032 WAN Wandsworth
E09000033 WMR Westminster
E10000003 CBS Cambridgeshire
E10000007 DBS Derbyshire
E10000008 DEV Devon
E10000011 ESX East Sussex
E10000012 ESS Essex
E10000013 GLO Gloucestershire
E10000014 HAM Hampshire
E10000015 HRT Hertfordshire
E10000016 KEN Kent
E10000017 LAN Lancashire
E10000018 LCS Leicestershire
E10000019 LIN Lincolnshire
E10000020 NFK Norfolk
E10000024 NTS Nottinghamshire
E10000025 OXF Oxfordshire
E10000028 STF Staffordshire
E10000029 SFK Suffolk
E10000030 SRY Surrey
E10000031 WRK Warwickshire
E10000032 WSX West Sussex
E10000034 WOR Worcestershire
"""
"""ONS code of today, letters on the ground, and the name as it is registered."""

RECODED_SINCE: Final = MappingProxyType(
    {"E08000016": "E08000038", "E08000019": "E08000039"}
)
"""Barnsley and Sheffield until 2025: the older code finds the same tile."""


CUT_IN_TWO: Final = MappingProxyType(
    {
        "northamptonshire": ("north northamptonshire", "west northamptonshire"),
        "cumbria": ("cumberland", "westmorland and furness"),
    }
)
"""Counties that ended in 2021 and 2023, and what stands there now."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One authority's place: columns from the west, rows from the north."""

    code: str
    name: str
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
    ground = {
        letters: (column, row)
        for row, line in enumerate(_GROUND.splitlines())
        for column, letters in enumerate(line.split())
    }
    areas = (line.split(maxsplit=2) for line in _AREAS.splitlines())
    return {
        code: Tile(code, name, letters, *ground[letters])
        for code, letters, name in areas
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


def tiles_called(name: str) -> tuple[Tile, ...]:
    """An authority's tiles by its name, as registered or as said; none of no such one.

    "Bristol" is Bristol, City of, and "St Helens" is St. Helens. A county that was cut
    in two has both tiles.
    """
    now = CUT_IN_TWO.get(_plain(name), (_plain(name),))
    return tuple(_CALLED[one] for one in now if one in _CALLED)


def _plain(name: str) -> str:
    plain = " ".join(name.casefold().replace(".", "").split())
    return plain.removesuffix(", city of").removesuffix(", county of")


_CALLED: Final = MappingProxyType({_plain(one.name): one for one in TILES.values()})


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
    looked = tuple(sorted(placed.items(), key=lambda one: one[0]))
    wide, narrow = (
        _said(looked, others, tuple(legend), room, key, title, description)
        for room in (_WIDE, _NARROW)
    )
    return wide, narrow


@lru_cache(maxsize=64)  # it is asked for often, and changes when a look does
def _said(
    looked: tuple[tuple[str, Look], ...],
    others: Look,
    legend: tuple[Look, ...],
    room: _Room,
    key: str,
    title: str,
    description: str,
) -> str:
    return _drawn(dict(looked), others, legend, room).svg(
        key=f"{key}-{room.name}",
        title=title,
        description=description,
        class_=f"chart-tiles chart-{room.name}",
    )


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
