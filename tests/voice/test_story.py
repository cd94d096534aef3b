"""A story from an idea to the child's own copy, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.people.models import Relationship
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.errors import StaleWords
from kinfold.practice.selectors import ground_of
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.models import Family, FamilyMember
from kinfold.voice import actions
from kinfold.voice.errors import CannotAgree
from kinfold.voice.holding import details_of
from kinfold.voice.models import Frame, FrameRevision, Story, StoryReading
from kinfold.voice.selectors import says_needed, stories_of, story_for, story_of
from kinfold_core.pictures.picture import Picture, Placed
from kinfold_core.practice.story import FrameDetails, SayDetails, StoryDetails
from tests.factories.practice import make_family, make_person, named
from tests.factories.voice import HOME, give_to, make_story, read_to
from tests.voice.conftest import child_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Agree = Callable[[Story], None]


def standing(story: Story, by: Viewer) -> str:
    with as_viewer(by):
        return Story.objects.get(pk=story.pk).state


def write(by: Viewer, frame: Frame, **changes: object) -> Frame:
    with as_viewer(by):
        now = Frame.objects.select_related("story").get(pk=frame.pk)
        return actions.change_frame(
            family_id=now.story.family_id,
            story_id=now.story_id,
            frame_id=now.pk,
            details=replace(details_of(now), **changes),  # type: ignore[arg-type]
            version=now.version,
            by=by,
        )


def draw(by: Viewer, frame: Frame, picture: Picture, version: int) -> Frame:
    with as_viewer(by):
        story = Story.objects.get(pk=frame.story_id)
        return actions.draw_frame(
            family_id=story.family_id,
            story_id=story.pk,
            frame_id=frame.pk,
            picture=picture,
            version=version,
            by=by,
        )


def test_it_goes_from_an_idea_to_the_childs_own_copy(
    practitioner: Viewer, family: Family, everybody_agrees: Agree
) -> None:
    amira, kai = (child_of(practitioner, family, n) for n in ("Amira", "Kai"))
    with as_viewer(practitioner):
        idea = actions.begin_story(
            family_id=family.pk,
            details=StoryDetails(
                title="Fridays", purpose="worries", children=((kai, "Kai"),)
            ),
            by=practitioner,
        )
    assert standing(idea, practitioner) == "idea"
    story = make_story(practitioner, family)
    assert standing(story, practitioner) == "draft"
    everybody_agrees(story)
    assert standing(story, practitioner) == "agreed"
    read_to(practitioner, family, story, amira)
    give_to(practitioner, family, story, amira)
    assert standing(story, practitioner) == "read"
    read_to(practitioner, family, story, kai)
    give_to(practitioner, family, story, kai, form="not_yet", why_not="He wants Nan")
    assert standing(story, practitioner) == "read"
    give_to(practitioner, family, story, kai)
    assert standing(story, practitioner) == "in_use"


def test_its_next_version_follows_only_when_it_is_read(
    practitioner: Viewer, family: Family, story: Story, everybody_agrees: Agree
) -> None:
    kai = child_of(practitioner, family, "Kai")
    with as_viewer(practitioner), pytest.raises(CannotDo, match="still be changed"):
        actions.begin_next_version(
            family_id=family.pk, story_id=story.pk, by=practitioner
        )
    everybody_agrees(story)
    read_to(practitioner, family, story, kai)
    with as_viewer(practitioner):
        begun = [
            actions.begin_next_version(
                family_id=family.pk, story_id=story.pk, by=practitioner
            )
            for _ in range(2)
        ]
        assert begun[0] == begun[1]
        assert begun[0].frames.count() == 6
        assert begun[0].frames.order_by("position")[0].picture == (
            story.frames.order_by("position")[0].picture
        )
    assert standing(story, practitioner) == "read"
    with as_viewer(practitioner):
        found = story_of(practitioner, family.pk)
        assert found is not None
        assert (found.id, found.is_next_begun) == (story.pk, True)
    everybody_agrees(begun[0])
    read_to(practitioner, family, begun[0], kai)
    assert standing(story, practitioner) == "updated"
    with as_viewer(practitioner):
        now = story_of(practitioner, family.pk)
        assert now is not None
        assert (now.id, now.is_next_begun) == (begun[0].pk, False)


def test_every_parents_say_stands_before_the_child_hears_it(
    practitioner: Viewer, family: Family, story: Story
) -> None:
    here = {"family_id": family.pk, "story_id": story.pk, "by": practitioner}
    with as_viewer(practitioner):
        with pytest.raises(CannotAgree) as refused:
            actions.agree_story(**here)
        assert {f.rule for f in refused.value.findings} == {"R-WP3"}
        assert len(refused.value.findings) == 2
        dean, leanne = (named(practitioner, family, n) for n in ("Dean", "Leanne"))
        said = SayDetails(
            name="Leanne", person_id=leanne.person_id, part="parent", answer="agree",
            said_on=timezone.localdate(),
        )  # fmt: skip
        actions.say(**here, details=said)
        unsafe = replace(
            said, name="Dean", person_id=dean.person_id, answer="not_safe",
            why_not_asked="Leanne fears he would hurt her.",
        )  # fmt: skip
        actions.say(**here, details=unsafe)
        assert actions.agree_story(**here).state == "agreed"
    with pytest.raises(CannotDo, match="still a draft"):
        read_to(
            practitioner, family, make_story(practitioner, family, title="Another"),
            child_of(practitioner, family, "Kai"),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answer": "no"}, "words"),
        ({"answer": "changes", "words": "  "}, "words"),
        ({"answer": "not_safe"}, "why_not_asked"),
        ({"answer": "not_reached"}, "why_not_asked"),
        ({"name": " "}, "who"),
        ({"said_on": timezone.localdate() + timedelta(days=3)}, "said_on"),
    ],
)
def test_a_say_without_its_words_or_reason_is_asked_for(
    practitioner: Viewer,
    family: Family,
    story: Story,
    changes: dict[str, object],
    field: str,
) -> None:
    said = SayDetails(
        name="Dean", part="parent", answer="agree", said_on=timezone.localdate()
    )
    with as_viewer(practitioner), pytest.raises(CannotDo) as refused:
        actions.say(
            family_id=family.pk,
            story_id=story.pk,
            details=replace(said, **changes),  # type: ignore[arg-type]
            by=practitioner,
        )
    assert refused.value.field == field


def test_who_says_what_they_said_before_is_heard_again(
    practitioner: Viewer, lead: Viewer, family: Family, story: Story
) -> None:
    """Yes, no, and the same yes: the last word counts, and a double press is one."""
    with as_viewer(practitioner):
        leanne = named(practitioner, family, "Leanne")
    yes = SayDetails(
        name="Leanne", person_id=leanne.person_id, part="parent", answer="agree",
        said_on=timezone.localdate(),
    )  # fmt: skip
    no = replace(yes, answer="no", words="He is not the only one who shouts.")
    here = {"family_id": family.pk, "story_id": story.pk}
    with as_viewer(practitioner):
        for said in (no, yes, no, no):
            actions.say(**here, details=said, by=practitioner)
        says = story_for(practitioner, family.pk, story.pk).says
    assert [one.answer for one in says] == ["no", "agree", "no"]
    assert [one.answer for one in says if one.is_latest] == ["no"]
    with as_viewer(lead):
        for decided in ("not_yet", "may_tell", "not_yet", "not_yet"):
            actions.decide(**here, decided=decided, reason="So far", by=lead)
        found = story_for(lead, family.pk, story.pk).decisions
    assert [one.decided for one in found] == ["not_yet", "may_tell", "not_yet"]


def test_a_parent_on_a_restricted_record_is_not_named(
    practitioner: Viewer, family: Family
) -> None:
    """Who is safe because nobody knows of them is not asked for by name."""
    elsewhere = make_family(practitioner)
    kai = child_of(practitioner, family, "Kai")
    with as_viewer(practitioner):
        father = make_person(practitioner, "Marcus")
        FamilyMember.objects.create(
            authority_id=family.authority_id, family=elsewhere, person=father,
            part="adult", joined_on=timezone.localdate(),
        )  # fmt: skip
        Relationship.objects.create(
            authority_id=family.authority_id, person=father, other_id=kai,
            code="parent", has_parental_responsibility=True,
        )  # fmt: skip

    def asked() -> set[str]:
        with as_viewer(practitioner):
            ground = ground_of(practitioner, family.pk)
            found = says_needed(practitioner, ground, {kai})
            return {one.name for one in found}

    assert "Marcus" in asked()
    with as_viewer(practitioner):
        Family.objects.filter(pk=elsewhere.pk).update(is_restricted=True)
    assert asked() == {"Leanne", "Dean"}


def test_other_words_after_a_yes_need_the_parents_again(
    practitioner: Viewer,
    family: Family,
    story: Story,
    frame: Frame,
    everybody_agrees: Agree,
) -> None:
    everybody_agrees(story)
    write(practitioner, frame, alt_text="Amira, Kai and Mum by the house.")
    assert standing(story, practitioner) == "agreed"
    write(practitioner, frame, words="This is Amira and Kai and Nan.")
    assert standing(story, practitioner) == "draft"
    with as_viewer(practitioner), pytest.raises(CannotAgree) as refused:
        actions.agree_story(family_id=family.pk, story_id=story.pk, by=practitioner)
    assert "changed since Leanne saw it" in str(
        [f.message for f in refused.value.findings]
    )


def test_what_is_new_to_the_child_waits_for_a_manager(
    practitioner: Viewer,
    lead: Viewer,
    family: Family,
    story: Story,
    frame: Frame,
    everybody_agrees: Agree,
) -> None:
    write(practitioner, frame, is_new_to_child=True)
    with pytest.raises(CannotAgree) as refused:
        everybody_agrees(story)
    assert [f.rule for f in refused.value.findings] == ["R-WP4"]
    here = {"family_id": family.pk, "story_id": story.pk, "decided": "may_tell"}
    with as_viewer(practitioner), pytest.raises(RecordRefused):
        actions.decide(**here, reason="I think so", by=practitioner)
    with as_viewer(lead), pytest.raises(CannotDo, match="Say why"):
        actions.decide(**here, reason=" ", by=lead)
    with as_viewer(lead):
        actions.decide(**here, reason="She asks about him every week.", by=lead)
    everybody_agrees(story)
    assert standing(story, practitioner) == "agreed"


def test_words_that_a_child_heard_stay_and_the_child_may_still_draw(
    practitioner: Viewer,
    family: Family,
    story: Story,
    frame: Frame,
    everybody_agrees: Agree,
) -> None:
    everybody_agrees(story)
    read_to(practitioner, family, story, child_of(practitioner, family, "Amira"))
    with pytest.raises(CannotDo, match="next version"):
        write(practitioner, frame, words="Something else.")
    with as_viewer(practitioner):
        version = Frame.objects.get(pk=frame.pk).version
    drawn = draw(practitioner, frame, Picture("night"), version)
    assert drawn.picture["ground"] == "night"
    assert standing(story, practitioner) == "read"


def test_one_sitting_is_one_revision_and_another_hand_begins_a_new_one(
    practitioner: Viewer, story: Story, frame: Frame
) -> None:
    with as_viewer(practitioner):
        before = FrameRevision.objects.filter(frame=frame).count()
        version = Frame.objects.get(pk=frame.pk).version
    for x in (100, 200, 300):
        version = draw(
            practitioner, frame, Picture("room", (Placed("sun", x, 90),)), version
        ).version
    with as_viewer(practitioner):
        assert FrameRevision.objects.filter(frame=frame).count() == before
        Frame.objects.filter(pk=frame.pk).update(
            changed_at=timezone.now() - timedelta(minutes=11)
        )
    draw(practitioner, frame, HOME, version)
    with as_viewer(practitioner):
        kept = FrameRevision.objects.filter(frame=frame).latest("version")
        assert kept.picture["items"][0]["x"] == 300


def test_two_who_draw_and_two_who_write_are_told_of_each_other(
    practitioner: Viewer, story: Story, frame: Frame
) -> None:
    old = frame.version
    draw(practitioner, frame, Picture("room"), old)
    with pytest.raises(StaleWords) as stale:
        draw(practitioner, frame, Picture("night"), old)
    assert stale.value.standing.details == Picture("room")
    here = {"family_id": story.family_id, "story_id": story.pk, "frame_id": frame.pk}
    mine = FrameDetails(section="who_we_are", words="Hello Amira.")
    with as_viewer(practitioner):
        # the words were not touched while the picture was drawn
        actions.change_frame(**here, details=mine, version=old, by=practitioner)
        with pytest.raises(StaleWords):
            actions.change_frame(
                **here,
                details=replace(mine, words="Hello Kai."),
                version=old,
                by=practitioner,
            )


def test_a_double_press_does_a_thing_once(
    practitioner: Viewer, family: Family, story: Story, everybody_agrees: Agree
) -> None:
    kai = child_of(practitioner, family, "Kai")
    everybody_agrees(story)
    for _ in range(2):
        read_to(practitioner, family, story, kai)
    with as_viewer(practitioner):
        assert StoryReading.objects.count() == 1
        assert AuditEvent.objects.filter(action="story.read_to_child").count() == 1


def test_nothing_of_another_family_can_be_reached_through_this_one(
    practitioner: Viewer, family: Family, story: Story
) -> None:
    other = make_family(practitioner)
    foreign = child_of(practitioner, other, "Kai")
    with as_viewer(practitioner):
        with pytest.raises(NotFound):
            actions.agree_story(family_id=other.pk, story_id=story.pk, by=practitioner)
        with pytest.raises(NotFound):
            actions.begin_story(
                family_id=family.pk,
                details=StoryDetails(
                    title="x", purpose="worries", children=((foreign, "Kai"),)
                ),
                by=practitioner,
            )


def test_other_rooms_learn_in_four_queries_where_many_stories_stand(
    practitioner: Viewer, family: Family, story: Story, everybody_agrees: Agree
) -> None:
    amira = child_of(practitioner, family, "Amira")
    everybody_agrees(story)
    read_to(practitioner, family, story, amira)
    others = [make_family(practitioner) for _ in range(3)]
    for other in others[:2]:
        make_story(practitioner, other)
    with as_viewer(practitioner), CaptureQueriesContext(connection) as asked:
        found = stories_of(practitioner, [family.pk, *(o.pk for o in others)])
    assert len(asked) == 4
    assert found.keys() == {family.pk, others[0].pk, others[1].pk}
    mine = found[family.pk]
    assert (mine.state, mine.children) == ("read", ("Amira", "Kai"))
    assert set(mine.agreed_by) == {"Leanne", "Dean"}
    assert [(r.name, r.read_on) for r in mine.read_to] == [
        ("Amira", timezone.localdate())
    ]
    assert not mine.is_read_to_every_child
