"""The language of the desk: English sources in the code, Chinese on screen and paper.

Sources are looked up when they are shown, never at import, so that one process can change language.
Catalogues lie in ``resources/translations/<language>/*.po``, one file an area, compiled together into
``salesdesk.mo`` by ``dev.py i18n``.
"""

from __future__ import annotations

import gettext as _gettext

from salesdesk.domain.resource_files import resource

DEFAULT_LANGUAGE = "zh_CN"
LANGUAGES = ("zh_CN", "zh_TW", "en")

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def use_language(code: str) -> None:
    """Speak ``code`` from now on; an unknown code or a missing catalogue speaks English."""
    global _catalogue, _language
    _language = code if code in LANGUAGES else "en"
    compiled = resource(f"translations/{_language}/salesdesk.mo")
    if _language == "en" or not compiled.exists():
        _catalogue = _gettext.NullTranslations()
        return
    with compiled.open("rb") as file:
        _catalogue = _gettext.GNUTranslations(file)


def current_language() -> str:
    return _language


def tr(source: str) -> str:
    """The sentence in the language of the desk; the source itself where there is none."""
    return _catalogue.gettext(source) if source else ""


def trn(singular: str, plural: str, count: int) -> str:
    return _catalogue.ngettext(singular, plural, count)


def mark(source: str) -> str:
    """Marks a source for extraction where it is data; it is translated by `tr` when shown."""
    return source
