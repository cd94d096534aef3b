"""What the pages of commitments read, and the room they are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from kinfold.commitments.forms import Asks
from kinfold.commitments.guards import guards_of
from kinfold.commitments.selectors import commitments_of
from kinfold.networks.selectors import Blocks, blocks_of, closed_roles_of, network_of
from kinfold.networks.views.frame import Room
from kinfold.planning.selectors import dangers_of, rules_of, sources_of
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.records.presenters.tabs import NETWORK_TAB
from kinfold.vocabulary.selectors import pack_of_family
from kinfold_core import phrases
from kinfold_core.access import Action
from kinfold_core.practice.commitments import CommitmentRow
from kinfold_core.practice.cover import Guard
from kinfold_core.practice.family_plan import ToAnswer
from kinfold_core.practice.network import Network
from kinfold_core.practice.vocabulary import Concept, Pack, label

ROOM = Room(
    home="commitments:commitments",
    label="Who does what",
    page="commitments.page",
    form="commitments.form",
    tab=NETWORK_TAB,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A family with its network, its dangers and what everybody was asked."""

    ground: Ground
    network: Network
    rows: tuple[CommitmentRow, ...]
    dangers: tuple[ToAnswer, ...]
    guards: Mapping[UUID, Guard]
    blocks: Blocks
    pack: Pack

    @property
    def names(self) -> dict[UUID, str]:
        return {one.id: one.name for one in self.network.people}

    @property
    def child_names(self) -> list[str]:
        """Every name of every child: what a text message leaves out."""
        return [
            name
            for member in self.ground.facts.members
            if member.part in {"child", "unborn"}
            for name in (
                member.person.given_names,
                member.person.family_name,
                member.person.known_as,
            )
        ]

    @property
    def labels(self) -> dict[UUID, str]:
        return {one.id: one.label for one in self.dangers}

    def row(self, commitment_id: UUID) -> CommitmentRow:
        """One commitment of this family.

        Raises:
            NotFound: there is no such one.
        """
        for row in self.rows:
            if row.id == commitment_id:
                return row
        raise NotFound("commitment")


def desk_of(
    request: ViewerRequest, family_id: UUID, action: Action = Action.OPEN_FAMILY
) -> Desk:
    """All of it, for a family the viewer may do `action` with. At most 19 queries.

    Raises:
        NotFound: no such family in the viewer's authority.
        RecordRefused: it is not open to this viewer for this.
    """
    viewer = request.viewer
    ground = ground_of(viewer, family_id, action)
    network = network_of(viewer, family_id)
    pack = pack_of_family(viewer, family_id)
    blocks = blocks_of(viewer, family_id)
    return Desk(
        ground=ground,
        network=network,
        rows=commitments_of(viewer, family_id),
        dangers=dangers_of(viewer, family_id, pack),
        guards=guards_of(
            network,
            sources_of(viewer, family_id),
            closed_roles_of(viewer, family_id),
            blocks,
        ),
        blocks=blocks,
        pack=pack,
    )


def asks_of(request: ViewerRequest, desk: Desk) -> Asks:
    """What a form about this family can offer. One query."""
    here = sorted(desk.network.here, key=lambda one: one.name.casefold())
    rules = rules_of(request.viewer, desk.ground.family.pk)
    return Asks(
        people=[
            (
                str(one.id),
                f"{one.name} ({one.relationship})" if one.relationship else one.name,
            )
            for one in here
        ],
        dangers=[
            (str(one.id), f"{phrases.capital(one.label)}: {one.text}")
            for one in desk.dangers
        ],
        rules=[(str(key), phrases.shortened(text, 110)) for key, text in rules.items()],
        statements=label(desk.pack, Concept.DANGER).many,
    )
