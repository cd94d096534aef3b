"""Rebuild the typefaces that let a PDF hold the scripts families write in.

Run it only to take a new version, then look at the difference and commit it:

    uv run --no-project --with fonttools --with brotli \
        python tools/vendor/pdf_scripts.py

The body face (Atkinson Hyperlegible Next) knows Latin only. These Noto faces stand
behind it. `coverage.json` says which characters any shipped face can draw, so that a
page can say in words what it could not print instead of showing empty boxes.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "src/kinfold/platform/pdf_fonts"
SCRIPTS = FONTS / "scripts"
SUMS = HERE / "pdf_scripts.sha256"
# package: version, and the subset of it that holds the script
PACKAGES = {
    "noto-sans": ("5.3.0", ("cyrillic", "cyrillic-ext", "greek", "vietnamese")),
    "noto-sans-arabic": ("5.3.0", ("arabic",)),
    "noto-sans-bengali": ("5.3.0", ("bengali",)),
    "noto-sans-devanagari": ("5.3.0", ("devanagari",)),
    "noto-sans-ethiopic": ("5.3.0", ("ethiopic",)),
    "noto-sans-gujarati": ("5.3.0", ("gujarati",)),
    "noto-sans-gurmukhi": ("5.3.0", ("gurmukhi",)),
    "noto-sans-hebrew": ("5.3.0", ("hebrew",)),
    "noto-sans-tamil": ("5.3.0", ("tamil",)),
    "noto-emoji": ("5.3.2", ("emoji",)),
}
WEIGHTS = {"400": "Regular", "700": "Bold"}
FAMILY_NAME_IDS = (1, 16)


def fetch(package: str, version: str) -> bytes:
    """The package as published, compared with the sum kept beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"@fontsource/{package}@{version}"
        subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True)
        data = next(Path(folder).glob("*.tgz")).read_bytes()
    line = f"{hashlib.sha256(data).hexdigest()}  {package}-{version}.tgz"
    known = SUMS.read_text().splitlines() if SUMS.exists() else []
    if known and line not in known:
        raise SystemExit(f"{package} {version} is not what it was: {line}")
    if not known:
        _NEW_SUMS.append(line)
    return data


_NEW_SUMS: list[str] = []


def convert(package: str, version: str, subsets: tuple[str, ...]) -> None:
    """Write each subset and weight as a plain TrueType face under a name of its own."""
    with tarfile.open(fileobj=io.BytesIO(fetch(package, version))) as archive:
        for subset in subsets:
            for weight, style in WEIGHTS.items():
                if package == "noto-emoji" and weight != "400":
                    continue
                name = f"package/files/{package}-{subset}-{weight}-normal.woff2"
                member = archive.extractfile(name)
                if member is None:
                    raise SystemExit(f"{name} is not in the package")
                font = TTFont(io.BytesIO(member.read()))
                font.flavor = None
                family = f"Noto {subset.replace('-', ' ').title()}"
                for record in font["name"].names:
                    if record.nameID in FAMILY_NAME_IDS:
                        record.string = family
                font.save(SCRIPTS / f"Noto-{subset}-{style}.ttf")


def coverage() -> list[list[int]]:
    """Every character that some shipped face draws, as inclusive ranges."""
    drawn: set[int] = set()
    for path in FONTS.rglob("*-Regular.ttf"):
        drawn |= set(TTFont(path).getBestCmap())
    ranges: list[list[int]] = []
    for code in sorted(drawn):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ranges


def main() -> None:
    SCRIPTS.mkdir(parents=True, exist_ok=True)
    for package, (version, subsets) in PACKAGES.items():
        convert(package, version, subsets)
    if _NEW_SUMS:
        SUMS.write_text("\n".join(sorted(_NEW_SUMS)) + "\n")
    (FONTS / "coverage.json").write_text(json.dumps(coverage()) + "\n")


if __name__ == "__main__":
    main()
