"""A child's story: made with the parents, agreed, read, and kept by the child."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.axe import EVERYTHING, OF_COLOUR, violations
from tests.journeys.steps import Child, Somebody

AMINA, JUDE = "amina@lincolnshire.example", "jude@lincolnshire.example"
Enter = Callable[[str], Somebody]
NAMES = iter(
    (
        "Ormathwaite",
        "Birkrigg",
        "Colwithson",
        "Dungeonby",
        "Elterson",
        "Fusedale",
        "Grizehurst",
        "Hawkswick",
        "Ireleth",
        "Jenkincrag",
    )
)
TITLE = "Why Amina comes to see us"
WORDS = "This is Perpetua. You live with Mum. Mum loves you very much."


@pytest.fixture
def amina(enter: Enter) -> Somebody:
    """Amina, at the story that she has just begun for Perpetua."""
    name = next(NAMES)
    amina = enter(AMINA)
    amina.opens("/families/new/details/")
    amina.writes_down(name, Child("Perpetua", name, "2019"), Child("Edwina", name, ""))
    amina.sees(re.compile("is with you$"))
    amina.turns_to("Child's voice")
    amina.sees("The children have no story yet")
    amina.presses("Begin the story")
    amina.writes("What is the story called?", TITLE)
    amina.presses("Begin the story")
    amina.is_at(TITLE)
    return amina


def story_of(somebody: Somebody) -> str:
    return re.sub(r"[?#].*", "", somebody.page.url)


def writes_and_makes_the_first_frame(amina: Somebody) -> None:
    amina.follows("Write the words of 1, Who we are")
    amina.writes("The words", WORDS)
    amina.writes("What is in the picture?", "Perpetua and her mum by the house.")
    amina.presses("Save the words")
    amina.sees(WORDS)
    amina.follows("Draw the picture of 1, Who we are", first=True)
    amina.follows("Make the picture from a list of parts")
    amina.chooses("Where is it?", "Outside")
    for number, part, place in (
        (1, "House", "On the right"),
        (2, "Child", "On the left"),
    ):
        amina.chooses("What", part, of=f"Part {number}")
        amina.chooses("Where", place, of=f"Part {number}")
    amina.presses("Save the picture")
    amina.sees("Outside: a calm child on the left; a house on the right.")
    amina.follows("Back to the story")


def test_a_story_goes_from_first_words_to_the_copy_that_is_the_childs(
    amina: Somebody, has_script: bool
) -> None:
    story = story_of(amina)
    writes_and_makes_the_first_frame(amina)
    amina.presses("It is agreed")
    amina.sees(re.compile("What Edwina says of it is not written down"))
    amina.opens(story)
    amina.follows("Write down what they say: Edwina")
    amina.chooses("What do they say of the story as it is now?", "Agrees")
    amina.presses("Keep it")
    amina.presses("It is agreed")
    amina.sees("The story is agreed. It can be read to the child")
    amina.presses("Read it together")
    amina.follows("Begin")
    amina.sees(WORDS)
    amina.opens(story)
    amina.follows("It was read to Perpetua")
    amina.writes("Where?", "On the sofa at Nan's")
    amina.writes("Who read it?", "Edwina")
    amina.writes("What did the child say or show?", "So it was not me.")
    amina.presses("Keep it")
    amina.sees("So it was not me.")
    amina.follows("Their own copy: Perpetua")
    amina.writes("Where does the child keep it?", "In a tin under the bed")
    amina.presses("Keep it")
    amina.sees(re.compile("Has the small book, kept: In a tin under the bed"))
    steps = amina.page.locator("[aria-current=step]")
    expect(steps).to_have_text("In use")


def test_axe_finds_nothing_on_any_page_of_a_story(amina: Somebody) -> None:
    story, page = story_of(amina), amina.page
    amina.follows("Write the words of 1, Who we are")
    amina.writes("The words", WORDS)
    frame = story_of(amina)
    amina.presses("Save the words")
    amina.sees(re.compile("^Saved"))
    draw(amina, f"{frame}draw/", "child")
    found = {}
    for address in (
        story, f"{story}edit/", f"{story}say/", f"{story}read/", f"{story}copy/",
        f"{story}together/", f"{story}together/?page=1", f"{story}frames/add/",
        frame, f"{frame}draw/", f"{frame}parts/", f"{frame}drafts/?one=1&other=2",
    ):  # fmt: skip
        for width, height in ((1280, 900), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            amina.opens(address)
            for scheme, rules in (("light", EVERYTHING), ("dark", OF_COLOUR)):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                found[f"{address[-30:]} {width} {scheme}"] = violations(page, rules)
    assert {where: what for where, what in found.items() if what} == {}


def saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_have_text(re.compile("^Saved"))


def draw(somebody: Somebody, address: str, part: str) -> None:
    somebody.opens(address)
    somebody.page.locator(f"[data-part={part}]").click()
    saved(somebody.page)


def on_paper(page: Page) -> list[str]:
    """What is on the paper, as it is read out."""
    parts = page.locator("[data-paper] [role=button]")
    return [str(part.get_attribute("aria-label")) for part in parts.all()]


@pytest.fixture
def paper(amina: Somebody) -> str:
    amina.follows("Draw the picture of 1, Who we are", first=True)
    return story_of(amina)


def test_what_is_drawn_without_a_network_is_there_when_it_returns(
    amina: Somebody, paper: str
) -> None:
    page = amina.page
    page.route("**/picture/", lambda route: route.abort())
    page.locator("[data-part=house]").click()
    expect(page.locator("[data-saved]")).to_have_text(re.compile("kept on this device"))
    # as if the browser had been closed before the network came back
    amina.opens(paper)
    expect(page.locator("[data-paper] [role=button]")).to_have_count(1)
    page.unroute("**/picture/")
    saved(page)
    assert page.evaluate("Object.keys(localStorage).length") == 0
    amina.presses("Done")
    expect(
        page.get_by_role("img", name=re.compile("A house in the middle"))
    ).to_be_visible()


def test_a_tool_waits_for_the_script_that_does_what_it_says(
    amina: Somebody, paper: str
) -> None:
    page = amina.page
    held: list[Route] = []
    page.route("**/picture*.js", lambda route: held.append(route))
    page.goto(paper, wait_until="commit")
    tools = page.locator("[data-waits]")
    expect(tools).to_have_count(2)
    assert tools.evaluate_all("all => all.every(one => one.inert)")
    held[0].continue_()
    page.locator("[data-part=house]").click()
    saved(page)


def test_a_picture_is_made_with_the_keyboard_alone_and_taken_back(
    amina: Somebody, paper: str
) -> None:
    page = amina.page
    # the page came by a press, which waits for no script, and a key waits for nothing
    page.wait_for_load_state()
    part = page.locator("[data-part=child]")
    expect(part).to_be_visible()
    part.focus()
    page.keyboard.press("Enter")
    page.locator("[data-paper] [role=button]").focus()
    for _ in range(40):
        page.keyboard.press("ArrowLeft")
    assert on_paper(page) == ["Child, happy, on the left"]
    page.keyboard.press("Delete")
    assert on_paper(page) == []
    page.keyboard.press("Control+z")
    assert on_paper(page) == ["Child, happy, on the left"]
    saved(page)


def test_two_who_draw_at_once_see_both_pictures_and_choose(
    enter: Enter, amina: Somebody, paper: str
) -> None:
    jude = enter(JUDE)
    jude.opens(paper)
    draw(amina, paper, "house")
    jude.page.locator("[data-part=tree]").click()
    jude.sees("Amina Begum drew in this picture while you did")
    jude.presses("Keep mine")
    saved(jude.page)
    amina.opens(paper)
    assert on_paper(amina.page) == ["Tree, in the middle"]
    amina.opens(paper.replace("draw/", "drafts/"))
    amina.sees("Changed the picture")


def test_a_line_is_drawn_with_a_pen_rubbed_out_and_put_back(
    amina: Somebody, paper: str
) -> None:
    page = amina.page
    page.get_by_role("button", name="Draw", exact=True).click()
    there = page.locator("[data-paper] svg")
    there.scroll_into_view_if_needed()
    box = there.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 60, y)
    page.mouse.down()
    page.mouse.move(x, y + 5)
    page.mouse.move(x + 60, y)
    page.mouse.up()
    lines = page.locator("[data-paper] path[data-index]")
    expect(lines).to_have_count(1)
    page.get_by_role("button", name="Rub out").click()
    page.mouse.click(x, y + 3)
    expect(lines).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(lines).to_have_count(1)
    saved(page)
