"""Make the pictures in docs/screens/ from a running Kinfold.

    python tools/screens.py http://localhost:8000 [--only WORD,WORD] [--out FOLDER]

Signs in as the demo's people; docs/how-to/screens.md says what it needs.
"""

from __future__ import annotations

import argparse
import base64
import io
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from screen import ANALYST, SIGN_IN, WORKER, Screen
from screen_list import (
    MEASURE,
    MEETING,
    RETURN,
    SCREENS,
    SHOWN,
    SHOWN_FAMILY,
    WALL,
)

from kinfold_measures.made_census import write_census

ROOT = Path(__file__).resolve().parents[1]
LONGEST_PICTURE = 2400
LARGEST_BYTES = 150_000
PRINT_DOTS_PER_INCH = 80
WAIT_MILLISECONDS = 8_000
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to look at a page."""

    name: str
    width: int
    height: int
    scheme: str = "light"


WALL_KIND = "projector"
KINDS = (
    Kind("phone", 390, 844),
    Kind("desktop", 1280, 900),
    Kind("dark", 1280, 900, "dark"),
    Kind(WALL_KIND, 1920, 1080),
)


def main() -> int:
    """Make what was asked for; 1 when a page could not be reached."""
    wanted = arguments()
    screens = [s for s in SCREENS if any(w in s.name for w in wanted.only.split(","))]
    wanted.out.mkdir(parents=True, exist_ok=True)
    failed = []
    with chromium(wanted.browser) as browser:
        if any(screen.path == "/imports/" for screen in screens):
            import_once(browser, wanted)
        if any(screen.name.startswith("meeting") for screen in screens):
            meet_once(browser, wanted)
        if any(screen.path.startswith("/measures/") for screen in screens):
            follow_once(browser, wanted)
        if any("/returns/" in screen.path for screen in screens):
            return_once(browser, wanted)
        people = sorted({screen.user for screen in screens})
        for user in people:
            theirs = [screen for screen in screens if screen.user == user]
            failed += visit(browser, user, theirs, wanted)
    write_index(wanted.out)
    for name, problem in failed:
        print(f"{name}: {problem}", file=sys.stderr)
    return 1 if failed else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "base", help="where Kinfold answers, e.g. http://localhost:8000"
    )
    parser.add_argument(
        "--password",
        default="harbour kite and paper boats",
        help="the demo people's password",
    )
    parser.add_argument("--only", default="", help="only names that hold one of these")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/screens")
    browsers = map(shutil.which, ("chromium-headless-shell", "chromium"))
    parser.add_argument("--browser", default=next(filter(None, browsers), "chromium"))
    return parser.parse_args()


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=CHROMIUM_OPTIONS
        )
        yield browser
        browser.close()


def visit(
    browser: Browser, user: str, screens: list[Screen], wanted: argparse.Namespace
) -> list[tuple[str, str]]:
    """Sign in once, then take each page in each kind; say which could not be."""
    session = browser.new_context()
    failed = []
    if user:
        sign_in(session, wanted.base, user, wanted.password)
    state = session.storage_state()
    session.close()
    for kind in KINDS:
        context = browser.new_context(
            storage_state=state,
            viewport={"width": kind.width, "height": kind.height},
            color_scheme="dark" if kind.scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(WAIT_MILLISECONDS)
        for screen in screens:
            if kind.name == WALL_KIND and not screen.on_wall:
                continue
            if kind.scheme == "dark" and not screen.in_dark:
                continue
            try:
                take(context, screen, kind, wanted)
            except Exception as problem:  # noqa: BLE001  one page must not stop the rest
                failed.append((f"{screen.name} ({kind.name})", str(problem)))
        context.close()
    return failed


def sign_in(context: BrowserContext, base: str, user: str, password: str) -> None:
    """Through the page that people use.

    Raises:
        RuntimeError: the page did not let this person in.
    """
    page = context.new_page()
    page.goto(base + SIGN_IN)
    page.fill("input[name=login]", user)
    page.fill("input[name=password]", password)
    page.click("main form[action*='sign-in'] button[type=submit]")
    page.wait_for_load_state()
    if SIGN_IN in page.url:
        raise RuntimeError(f"{user} could not sign in: {page.title()}")
    page.close()


def import_once(browser: Browser, wanted: argparse.Namespace) -> None:
    """Hand in a small made-up extract with faults in it, unless one was before."""
    context = browser.new_context()
    sign_in(context, wanted.base, ANALYST, wanted.password)
    page = context.new_page()
    page.goto(f"{wanted.base}/imports/")
    if not page.locator("main .table a[href^='/imports/']").count():
        page.set_input_files(
            "main input[type=file]",
            {
                "name": "made-up-extract.zip",
                "mimeType": "application/zip",
                "buffer": extract(),
            },
        )
        page.click("main form button[type=submit]")
        page.wait_for_load_state()
        page.wait_for_timeout(WAIT_MILLISECONDS)
    context.close()


def follow_once(browser: Browser, wanted: argparse.Namespace) -> None:
    """Follow three measures and write down two changes, unless some are followed."""
    context = browser.new_context()
    sign_in(context, wanted.base, ANALYST, wanted.password)
    page = context.new_page()
    page.goto(f"{wanted.base}/measures/")
    if not page.locator("main figure").count():
        for code, aim in (
            (MEASURE, "18"),
            ("plan.repeat", "20"),
            ("care.starting_rate", ""),
        ):
            page.goto(f"{wanted.base}/measures/choose/{code}/")
            side = "most" if aim else "none"
            page.check(f"main input[name=side][value={side}]")
            page.fill("main input[name=aim]", aim)
            page.fill("main input[name=why]", "Improvement board, 4 March")
            page.click("main form button[type=submit]")
        for kind, day, words in (
            ("forms", "March 2018", "New assessment form in all teams"),
            ("training", "June 2018", "Two days of training, all teams"),
        ):
            page.goto(f"{wanted.base}/measures/changes/add/")
            page.check(f"main input[name=kind][value={kind}]")
            page.fill("main input[name=day]", day)
            page.fill("main input[name=words]", words)
            page.click("main form button[type=submit]")
    context.close()


def return_once(browser: Browser, wanted: argparse.Namespace) -> None:
    """Hand in a made-up census, unless a return was; then its measures are counted."""
    context = browser.new_context()
    sign_in(context, wanted.base, ANALYST, wanted.password)
    page = context.new_page()
    page.goto(f"{wanted.base}/returns/")
    if not page.locator(RETURN).count():
        with tempfile.TemporaryDirectory() as folder:
            census = Path(folder) / "CIN_2025.xml"
            write_census(census, 400)
            page.set_input_files("main input[type=file]", census)
            page.click("main form button[type=submit]")
            page.wait_for_load_state()
        page.wait_for_timeout(4 * WAIT_MILLISECONDS)
    context.close()


def meet_once(browser: Browser, wanted: argparse.Namespace) -> None:
    """Begin a meeting of the family, for its wall, unless one is under way."""
    context = browser.new_context()
    sign_in(context, wanted.base, WORKER, wanted.password)
    page = context.new_page()
    page.goto(wanted.base + SHOWN)
    follow(page, (SHOWN_FAMILY,), wanted.base)
    page.goto(f"{page.url}meetings/")
    follow(page, (MEETING,), wanted.base)
    if not page.locator(WALL).count():
        page.goto(page.url.split("meetings/")[0] + "meetings/start/")
        page.get_by_label("Family meeting").check()
        for name in ("Leanne", "Nan Jo"):
            page.get_by_label(name, exact=True).select_option(label="In the room")
        page.get_by_role("button", name="Start the meeting").click()
        page.locator(WALL).first.wait_for()
    context.close()


def extract() -> bytes:
    """The tests' extract, with a date in every third line that cannot be read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted((ROOT / "tests/intake/ssd").glob("*.csv")):
            lines = path.read_text(encoding="utf-8").splitlines()
            for number in range(2, len(lines), 3):
                lines[number] = re.sub(r"20\d\d-\d\d-\d\d", "31/02/2019", lines[number])
            archive.writestr(path.name, "\n".join(lines) + "\n")
    return packed.getvalue()


def take(
    context: BrowserContext, screen: Screen, kind: Kind, wanted: argparse.Namespace
) -> None:
    """One picture, and the print sheet once, with the desktop's."""
    page = context.new_page()
    page.goto(wanted.base + screen.path)
    follow(page, screen.follow, wanted.base)
    if screen.tail:
        page.goto(page.url + screen.tail)
    follow(page, screen.then, wanted.base)
    if screen.name != "not-found" and page.title().startswith("We cannot find"):
        raise RuntimeError(f"no page at {page.url}")
    require_styles(page)
    page.evaluate("document.fonts.ready")
    still_bottom_bar(page)
    picture = page.screenshot(full_page=True)
    keep(context, picture, wanted.out / f"{screen.name}-{kind.name}.webp")
    if kind.name == "desktop":
        print_sheet(page, wanted.out / f"{screen.name}-print.webp")
        if screen.pdf:
            address = page.locator(screen.pdf).first.get_attribute("href")
            document = context.request.get(f"{wanted.base}{address}").body()
            first_page(context, document, wanted.out / f"{screen.name}-pdf.webp")
    page.close()
    print(f"{screen.name} {kind.name}", flush=True)


def follow(page: Page, links: tuple[str, ...], base: str) -> None:
    """Followed, not pressed: some links open in place where script runs."""
    for link in links:
        address = page.locator(link).first.get_attribute("href")
        page.goto(f"{base}{address}")


def require_styles(page: Page) -> None:
    """On a busy machine a style sheet can be lost on the way, and the page looks odd.

    Raises:
        RuntimeError: one did not come; take the picture again.
    """
    lost = page.evaluate(
        "[...document.querySelectorAll('link[rel=stylesheet]')]"
        ".map(link => link.href).filter(address => "
        "performance.getEntriesByName(address)[0]?.responseStatus !== 200)"
    )
    if lost:
        raise RuntimeError(f"came without its style: {', '.join(lost)}")


def still_bottom_bar(page: Page) -> None:
    """Stretch the window over the page, so that what is fixed stands at its foot."""
    height = page.evaluate("document.documentElement.scrollHeight")
    size = page.viewport_size
    if size:
        page.set_viewport_size(
            {"width": size["width"], "height": min(height, LONGEST_PICTURE)}
        )


def print_sheet(page: Page, path: Path) -> None:
    """The first A4 page as it would be printed."""
    document = page.pdf(format="A4", prefer_css_page_size=True)
    first_page(page.context, document, path)


def first_page(context: BrowserContext, document: bytes, path: Path) -> None:
    """The first page of a PDF as a picture, where pdftoppm is installed."""
    if not shutil.which("pdftoppm"):
        return
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "page.pdf"
        pdf.write_bytes(document)
        options = ["-r", str(PRINT_DOTS_PER_INCH), "-f", "1", "-l", "1", "-png"]
        command = ["pdftoppm", *options, str(pdf), str(pdf.with_suffix(""))]
        subprocess.run(command, check=True)
        first = next(Path(folder).glob("*.png"))
        keep(context, first.read_bytes(), path)


def write_index(folder: Path) -> None:
    """README.md beside the pictures: each page and the ways it was taken."""
    lines = [
        "# Screens",
        "",
        "Made by `./kinfold screens` from the made-up world; docs/how-to/screens.md",
        "says how. Every family here is made up.",
        "",
        "| Page | Phone | Desktop | Dark | Projector | On paper | PDF |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for screen in SCREENS:
        cells = []
        for kind in ("phone", "desktop", "dark", WALL_KIND, "print", "pdf"):
            name = f"{screen.name}-{kind}.webp"
            cells.append(f"[{kind}]({name})" if (folder / name).exists() else "")
        lines.append(f"| {screen.title} | {' | '.join(cells)} |")
    (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


# The browser is the one picture tool at hand: it draws the screenshot and writes WebP.
TO_WEBP = """async ([png, longest, quality]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = Math.min(image.height, longest);
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


def keep(context: BrowserContext, picture: bytes, path: Path) -> None:
    """Cut what is too long, and lower the quality until the file is small enough."""
    page = context.new_page()
    png = base64.b64encode(picture).decode()
    for quality in (0.75, 0.6, 0.45, 0.3):
        webp = page.evaluate(TO_WEBP, [png, LONGEST_PICTURE, quality])
        path.write_bytes(base64.b64decode(webp))
        if path.stat().st_size <= LARGEST_BYTES:
            break
    page.close()


if __name__ == "__main__":
    raise SystemExit(main())
