"""Sentences in the language of the desk: every one that was translated is found, others are shown as they are."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from salesdesk.domain import i18n
from salesdesk.domain.i18n import current_language, mark, tr, trn, use_language
from tests.support import translations


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = current_language()
    yield
    use_language(before)


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A compiled catalogue of three sentences and one that is counted."""
    said = {("A",): ("甲",), ("Abc {n}",): ("甲乙 {n}",), ("Z",): ("末",), ("{n} home", "{n} homes"): ("{n} 套",)}
    path = tmp_path / "salesdesk.mo"
    path.write_bytes(translations.compiled(said, "zh_CN"))
    monkeypatch.setattr(i18n, "resource", lambda name: path if "zh_CN" in name else tmp_path / "none.mo")
    return path


def test_sentences_are_shown_in_the_language_and_others_as_they_are(catalogue: Path) -> None:
    use_language("zh_CN")
    assert [tr(source) for source in ("A", "Abc {n}", "Z", "B", "", "AA", "ZZ")] == [
        "甲", "甲乙 {n}", "末", "B", "", "AA", "ZZ",
    ]  # fmt: skip
    assert [trn("{n} home", "{n} homes", n) for n in (1, 2)] == ["{n} 套", "{n} 套"]
    assert trn("{n} floor", "{n} floors", 1) == "{n} floor"
    assert trn("{n} floor", "{n} floors", 2) == "{n} floors"
    assert mark("A") == "A"


@pytest.mark.parametrize("code", ["en", "fr", "zh_TW"])
def test_english_an_unknown_language_and_a_missing_catalogue_speak_english(catalogue: Path, code: str) -> None:
    use_language("zh_CN")
    use_language(code)
    assert tr("A") == "A"
    assert current_language() == ("zh_TW" if code == "zh_TW" else "en")


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_every_sentence_reads_as_gettext_reads_it(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = translations.catalogues()[translations.TRANSLATIONS / language / "salesdesk.mo"]
    path = tmp_path / "salesdesk.mo"
    path.write_bytes(compiled)
    monkeypatch.setattr(i18n, "resource", lambda name: path)
    use_language(language)
    plain = gettext.GNUTranslations(BytesIO(compiled))
    for source in translations.texts().said:
        if len(source) == 1:
            assert tr(source[0]) == plain.gettext(source[0])
        else:
            singular, several = source
            assert trn(singular, several, 2) == plain.ngettext(singular, several, 2)
