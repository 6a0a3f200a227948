"""Builds ``resources/fonts`` from the published fonts. The results are committed; this says how they came about.

Where the sources come from::

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3   # then unpack the .tgz: package/
    apt-get download fonts-lxgw-wenkai               # 1.250, then: dpkg-deb -x fonts-lxgw-wenkai_*.deb deb

and then::

    python installer/make_fonts.py package deb/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf

Three files come out, without hinting and without layout tables (figures then always stand in columns):

* NotoSansSC-Regular: everything but Hangul: all of Extension A too, and what it has above U+FFFF.
* NotoSansSC-Medium: GBK and the rest of the table of standard characters (通用规范汉字表, 2013).
* SalesDeskRare-Regular: the Han characters that Noto Sans SC lacks and LXGW WenKai has (𠮷 …). Renamed, because the
  licence reserves the name of the original.

The same sources give the same bytes.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
SOURCES = {
    "NotoSansSC_400Regular.ttf": "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    "NotoSansSC_500Medium.ttf": "b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a",
    "LXGWWenKai-Regular.ttf": "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
}
HAN_BLOCKS = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x33FFF),
)
HANGUL_BLOCKS = (
    (0x1100, 0x11FF),
    (0x3130, 0x318F),
    (0x3200, 0x321E),
    (0x3260, 0x327E),
    (0xAC00, 0xD7FF),
    (0xFFA0, 0xFFDC),
)
NEW_STANDARD = range(0x9FA6, 0xA000)
STANDARD_TABLE_IN_EXTENSION_A = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴"
    "䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)
RARE_FAMILY = "SalesDesk Rare"
RARE_POSTSCRIPT = "SalesDeskRare-Regular"


def within(code: int, blocks: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in blocks)


def is_gbk(code: int) -> bool:
    try:
        return bool(chr(code).encode("gbk"))
    except UnicodeEncodeError:
        return False


def characters(font: TTFont) -> set[int]:
    return {code for code in font.getBestCmap() if not within(code, HANGUL_BLOCKS)}


def medium_characters(font: TTFont) -> set[int]:
    wanted = {ord(ch) for ch in STANDARD_TABLE_IN_EXTENSION_A} | set(NEW_STANDARD)
    return {
        code
        for code in characters(font)
        if not within(code, HAN_BLOCKS) or is_gbk(code) or code in wanted or code > 0xFFFF
    }


def rare_characters(rare: TTFont, regular: TTFont) -> set[int]:
    return {code for code in set(rare.getBestCmap()) - set(regular.getBestCmap()) if within(code, HAN_BLOCKS)}


def load(path: Path) -> TTFont:
    """The font, once its bytes are the ones this script was written for."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != SOURCES[path.name]:
        raise SystemExit(
            f"{path}: another edition ({digest[:12]}); check its coverage and licence, then change SOURCES"
        )
    return TTFont(path, recalcTimestamp=False)


def subset(font: TTFont, codes: set[int]) -> None:
    options = Options(
        hinting=False,
        layout_features=[],
        name_IDs=["*"],
        notdef_outline=True,
        recalc_timestamp=False,
        drop_tables=["BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx", "DSIG"],
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def rename(font: TTFont) -> None:
    """Takes every name of the original away; copyright and licence stay."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 13, 14) and record.platformID == 3]
    for number, text in {
        1: RARE_FAMILY,
        2: "Regular",
        3: f"{RARE_POSTSCRIPT};1.000",
        4: RARE_FAMILY,
        5: "Version 1.000",
        6: RARE_POSTSCRIPT,
    }.items():
        table.setName(text, number, 3, 1, 0x409)


def licences(package: Path, rare: TTFont) -> None:
    """Writes each font's copyright and the SIL Open Font License beside it."""
    text = (package / "LICENSE_FONT").read_text(encoding="utf-8").replace("\r\n", "\n")
    body = text[text.index("This Font Software is licensed under") :].rstrip() + "\n"
    (FONTS / "OFL-NotoSansSC.txt").write_text(text.rstrip() + "\n", encoding="utf-8", newline="\n")
    head = (
        "SalesDesk Rare is a subset of LXGW WenKai 1.250 under another name.\n"
        "Copyright 2021-2023 LXGW (https://github.com/lxgw/LxgwWenKai), with Reserved Font Names “LXGW” and “霞鹜”\n"
        "Copyright 2020 The Klee Project Authors (https://github.com/fontworks-fonts/Klee)\n\n"
    )
    assert "LXGW" in (rare["name"].getDebugName(0) or "")
    (FONTS / "OFL-SalesDeskRare.txt").write_text(head + body, encoding="utf-8", newline="\n")


def main(package: Path, wenkai: Path) -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    regular = load(package / "400Regular" / "NotoSansSC_400Regular.ttf")
    medium = load(package / "500Medium" / "NotoSansSC_500Medium.ttf")
    rare = load(wenkai)
    licences(package, rare)
    subset(rare, rare_characters(rare, regular))
    rename(rare)
    subset(medium, medium_characters(medium))
    subset(regular, characters(regular))
    for font, name in (
        (regular, "NotoSansSC-Regular.ttf"),
        (medium, "NotoSansSC-Medium.ttf"),
        (rare, f"{RARE_POSTSCRIPT}.ttf"),
    ):
        font.save(FONTS / name)
        print(f"{name}: {len(font.getBestCmap()):,} characters, {(FONTS / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
