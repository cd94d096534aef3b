"""Rebuild what Kinfold vendors: govuk-frontend, type, icons and axe.

Run it only to take a new version, then look at the difference and commit it:

    uv run --no-project --with fonttools --with brotli python tools/vendor/vendor.py

Needs npm. Versions are pinned in package.json, their contents in package-lock.json;
SHA256SUMS is what a test compares the shipped files with.
"""

from __future__ import annotations

import hashlib
import importlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
STATIC = ROOT / "src/kinfold/platform/static/kinfold"
PDF_FONTS = ROOT / "src/kinfold/platform/pdf_fonts"
AXE = ROOT / "tests/vendor"
FONT = "atkinson-hyperlegible-next"
CROWN_MARKS = ("GDS Transport", "govuk-crest", "govuk-logotype", "url(")
FACES = {
    "Regular": ("400", "normal"),
    "Italic": ("400", "italic"),
    "Bold": ("700", "normal"),
    "BoldItalic": ("700", "italic"),
}


def install(work: Path) -> Path:
    """Copy the pins into `work` and install exactly them; return node_modules."""
    for name in ("package.json", "package-lock.json"):
        if (HERE / name).exists():
            shutil.copy(HERE / name, work / name)
    locked = (work / "package-lock.json").exists()
    command = ["npm", "ci" if locked else "install", "--ignore-scripts", "--no-audit"]
    subprocess.run(command, cwd=work, check=True)
    shutil.copy(work / "package-lock.json", HERE / "package-lock.json")
    return work / "node_modules"


def build_govuk(work: Path, modules: Path) -> None:
    """Compile our selection of govuk-frontend, and refuse anything of the Crown's."""
    shutil.copy(HERE / "govuk.scss", work / "govuk.scss")
    target = STATIC / "vendor/govuk-frontend.css"
    target.parent.mkdir(parents=True, exist_ok=True)
    compiler = ["node", str(modules / "sass/sass.js"), "--no-source-map"]
    options = ["--style=compressed", "--quiet-deps", "govuk.scss", str(target)]
    subprocess.run([*compiler, *options], cwd=work, check=True)
    css = target.read_text()
    found = [mark for mark in CROWN_MARKS if mark in css]
    if found:
        raise SystemExit(f"govuk-frontend.css holds {found}: mend govuk.scss")
    package = modules / "govuk-frontend"
    shutil.copy(HERE / "LICENSE-govuk-frontend.txt", target.parent)
    script = (package / "dist/govuk/govuk-frontend.min.js").read_text()
    script = re.sub(r"//# sourceMappingURL=.*\n?", "", script)
    (STATIC / "vendor/govuk-frontend.min.js").write_text(script)


def build_fonts(modules: Path) -> None:
    """Variable woff2 for the web; whole static TTF for the PDF maker."""
    web = STATIC / "fonts"
    web.mkdir(parents=True, exist_ok=True)
    variable = modules / f"@fontsource-variable/{FONT}"
    for part in ("latin", "latin-ext"):
        for style in ("normal", "italic"):
            name = f"{FONT}-{part}-wght-{style}.woff2"
            shutil.copy(variable / "files" / name, web / name)
    shutil.copy(variable / "LICENSE", web / "LICENSE-OFL.txt")
    PDF_FONTS.mkdir(parents=True, exist_ok=True)
    shutil.copy(variable / "LICENSE", PDF_FONTS / "LICENSE-OFL.txt")
    for face, (weight, style) in FACES.items():
        merge_face(modules / f"@fontsource/{FONT}/files", face, weight, style)


def merge_face(files: Path, face: str, weight: str, style: str) -> None:
    """Join the Latin and Latin Extended subsets of one face into one TTF."""
    # by name: fontTools is wanted by this script alone, never by Kinfold
    merge = importlib.import_module("fontTools.merge")
    fonts = importlib.import_module("fontTools.ttLib")
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for part in ("latin", "latin-ext"):
            name = f"{FONT}-{part}-{weight}-{style}.woff2"
            font: Any = fonts.TTFont(files / name, recalcTimestamp=False)
            font.flavor = None
            path = Path(folder) / f"{part}.ttf"
            font.save(path)
            parts.append(str(path))
        joined: Any = merge.Merger().merge(parts)
        # the same input gives the same bytes: keep the maker's dates
        joined.recalcTimestamp = False
        joined["head"].created = joined["head"].modified = font["head"].modified
        joined.save(PDF_FONTS / f"AtkinsonHyperlegibleNext-{face}.ttf")


def build_icons(modules: Path) -> None:
    """One sprite of the icons in icons.txt; `name=lucide-name` renames one."""
    lines = (HERE / "icons.txt").read_text().splitlines()
    wanted = sorted(line for line in lines if line and not line.startswith("#"))
    symbols = []
    for entry in wanted:
        name, _, original = entry.partition("=")
        source = (modules / f"lucide-static/icons/{original or name}.svg").read_text()
        drawing = source[source.index(">", source.index("<svg")) + 1 :]
        drawing = re.sub(r"\s*\n\s*", "", drawing.replace("</svg>", ""))
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>')
    folder = STATIC / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    sprite = "\n".join(
        ['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""]
    )
    (folder / "sprite.svg").write_text(sprite)
    shutil.copy(modules / "lucide-static/LICENSE", folder / "LICENSE-lucide.txt")


def copy_axe(modules: Path) -> None:
    """The accessibility checker: for the tests only, never shipped."""
    AXE.mkdir(parents=True, exist_ok=True)
    shutil.copy(modules / "axe-core/axe.min.js", AXE / "axe.min.js")
    shutil.copy(modules / "axe-core/LICENSE", AXE / "LICENSE-axe.txt")


def vendored_files() -> list[Path]:
    """Every vendored file, in a steady order."""
    folders = (STATIC / "vendor", STATIC / "fonts", STATIC / "icons", AXE)
    found = [path for folder in folders for path in folder.iterdir() if path.is_file()]
    found.remove(STATIC / "icons/mark.svg")  # our own drawing
    return sorted([*found, *PDF_FONTS.glob("Atkinson*.ttf")])


def write_checksums() -> None:
    """SHA256SUMS, in the form `sha256sum --check` reads from the repository's root."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT)}"
        for path in vendored_files()
    ]
    (HERE / "SHA256SUMS").write_text("\n".join(lines) + "\n")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        modules = install(work)
        build_govuk(work, modules)
        build_fonts(modules)
        build_icons(modules)
        copy_axe(modules)
    write_checksums()


if __name__ == "__main__":
    main()
