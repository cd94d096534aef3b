"""The ten authorities of the programme, and made-up streets in their real towns.

Codes are the Office for National Statistics' own. Postcodes end in a district that
Royal Mail has not given out, so that no letter can reach anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Place:
    """One authority: its name, how its address reads, its towns and postcode area."""

    name: str
    slug: str
    ons_code: str
    towns: tuple[str, ...]
    postcode_area: str
    areas: tuple[str, str]
    """Two parts of it, by which its teams are named."""


PLACES: Final = (
    Place("Bexley", "bexley", "E09000004", ("Erith", "Welling", "Sidcup", "Crayford", "Thamesmead", "Bexleyheath"), "DA", ("North Bexley", "South Bexley")),
    Place("Brent", "brent", "E09000005", ("Wembley", "Harlesden", "Kilburn", "Willesden", "Kingsbury", "Neasden"), "NW", ("Wembley", "Harlesden")),
    Place("Bristol", "bristol", "E06000023", ("Knowle West", "Hartcliffe", "Easton", "Lawrence Hill", "Southmead", "Lockleaze"), "BS", ("North Bristol", "South Bristol")),
    Place("Leicestershire", "leicestershire", "E10000018", ("Loughborough", "Hinckley", "Coalville", "Melton Mowbray", "Wigston", "Market Harborough"), "LE", ("Charnwood", "Hinckley")),
    Place("Lincolnshire", "lincolnshire", "E10000019", ("Lincoln", "Boston", "Grantham", "Skegness", "Gainsborough", "Spalding", "Louth", "Sleaford"), "LN", ("Lincoln", "Boston and Skegness")),
    Place("Norfolk", "norfolk", "E10000020", ("King's Lynn", "Great Yarmouth", "Thetford", "Dereham", "Norwich", "Cromer"), "NR", ("Great Yarmouth", "King's Lynn")),
    Place("Suffolk", "suffolk", "E10000029", ("Ipswich", "Lowestoft", "Bury St Edmunds", "Haverhill", "Stowmarket", "Felixstowe"), "IP", ("Ipswich", "Lowestoft")),
    Place("Wakefield", "wakefield", "E08000036", ("Wakefield", "Castleford", "Pontefract", "Ossett", "Normanton", "South Elmsall"), "WF", ("Wakefield Central", "Five Towns")),
    Place("West Sussex", "west-sussex", "E10000032", ("Crawley", "Worthing", "Bognor Regis", "Horsham", "Littlehampton", "Shoreham"), "RH", ("Crawley", "Worthing")),
    Place("Wokingham", "wokingham", "E06000041", ("Wokingham", "Woodley", "Earley", "Twyford", "Winnersh", "Finchampstead"), "RG", ("Woodley", "Wokingham Town")),
)  # fmt: skip
# ruff: noqa: E501  (one authority to a line)

STREETS: Final = (
    "Elm Row", "Dock Road", "Chapel Street", "Mill Lane", "Station Road", "Park View",
    "Church Close", "Orchard Way", "Garden Walk", "Canal Street", "Hawthorn Avenue",
    "Alder Court", "Larch Crescent", "Fountain Street", "Ropewalk", "Quarry Hill",
    "Bakers Yard", "Meadow Rise", "Tanners Lane", "Swift Close", "Heron Way",
    "Princes Road", "Foundry Terrace", "Windmill Drive", "Beech Grove", "Cherry Tree Lane",
)  # fmt: skip
SAFE_DISTRICT: Final = 99
"""No postcode area in England has a district 99 with homes in it."""
