"""The fonts: what they cover, what falls back, what is told to be missing."""

from __future__ import annotations

from functools import lru_cache

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.resource_files import resource
from salesdesk.printing.fonts import MEDIUM, MISSING, RARE, REGULAR, missing_characters, printable, runs, text_width

NOTO_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf")
STANDARD_TABLE_ABOVE_FFFF = (
    "𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴"
    "𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂"
    "𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶"
)


@lru_cache
def _font(name: str) -> TTFont:
    return TTFont(resource(f"fonts/{name}"))


def _gbk() -> set[int]:
    """Every character of GBK but the private ones and ≒, which Noto Sans SC does not have."""
    pairs = (bytes([high, low]) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF) if low != 0x7F)
    found = {ord(text) for pair in pairs if len(text := pair.decode("gbk", "ignore")) == 1}
    return {code for code in found - {ord("≒")} if code > 0x7F and not 0xE000 <= code < 0xF900}


@pytest.mark.parametrize("name", NOTO_FILES)
def test_both_weights_have_all_of_gbk_and_the_signs_of_papers(name: str) -> None:
    known = set(_font(name).getBestCmap())
    assert not _gbk() - known
    assert not {ord(ch) for ch in "¥￥㎡·—…“”〓①²°×−✓"} - known


def test_a_name_of_the_table_of_standard_characters_always_prints() -> None:
    assert missing_characters(STANDARD_TABLE_ABOVE_FFFF + "䶮㛃𬭎𠮷" + "".join(map(chr, range(0x9FA6, 0x9FEB)))) == ""


@pytest.mark.parametrize("name", NOTO_FILES)
def test_figures_are_all_one_width_so_that_sums_stand_in_columns(name: str) -> None:
    font = _font(name)
    assert len({font["hmtx"][font.getBestCmap()[ord(figure)]][0] for figure in "0123456789"}) == 1


def test_the_two_weights_are_one_family_for_qt() -> None:
    weights = {}
    for name in NOTO_FILES:
        font = _font(name)
        family = font["name"].getDebugName(16) or font["name"].getDebugName(1)
        weights[font["OS/2"].usWeightClass] = family
    assert weights == {400: "Noto Sans SC", 500: "Noto Sans SC"}


def test_the_reserved_names_of_the_rare_fonts_original_are_gone() -> None:
    shown = [
        str(record) for record in _font("SalesDeskRare-Regular.ttf")["name"].names if record.nameID not in (0, 13, 14)
    ]
    assert not [text for text in shown if "LXGW" in text or "霞鹜" in text or "Klee" in text]


def test_fonts_without_hinting_lie_beside_their_licence() -> None:
    for name in (*NOTO_FILES, "SalesDeskRare-Regular.ttf"):
        assert not {"fpgm", "cvt "} & set(_font(name).keys())
    for licence in ("OFL-NotoSansSC.txt", "OFL-SalesDeskRare.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in resource(f"fonts/{licence}").read_text("utf-8")


def test_text_that_one_font_has_is_one_run() -> None:
    assert runs("林晓岚 ¥1,234.50", MEDIUM) == [(MEDIUM, "林晓岚 ¥1,234.50")]


def test_a_character_that_the_bold_weight_lacks_comes_from_the_regular_one() -> None:
    assert runs("林㐀", MEDIUM) == [(MEDIUM, "林"), (REGULAR, "㐀")]


def test_a_character_that_noto_lacks_comes_from_the_rare_font() -> None:
    assert runs("𠮷野", REGULAR) == [(RARE, "𠮷"), (REGULAR, "野")]


def test_a_character_that_no_font_has_is_printed_as_the_printers_mark_and_told() -> None:
    assert runs("林😀", REGULAR) == [(REGULAR, f"林{MISSING}")]
    assert missing_characters("林😀岚😀\ue000") == "😀\ue000"


def test_line_ends_become_blanks_and_marks_without_a_shape_go() -> None:
    assert printable("林\n晓\t岚\u200b葛\U000e0100") == "林 晓 岚葛"


def test_width_adds_up_over_fonts() -> None:
    assert text_width("𠮷林", REGULAR, 10) == pytest.approx(20)


@given(st.text(max_size=40))
def test_whatever_is_typed_every_drawn_character_has_a_glyph(text: str) -> None:
    drawn = runs(text, MEDIUM)
    assert all(missing_characters(part) == "" for _, part in drawn)
    assert len("".join(part for _, part in drawn)) == len(printable(text))
