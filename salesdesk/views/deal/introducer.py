"""Who introduced a deal: one line, typed to search by name or telephone, left empty for nobody."""

from __future__ import annotations

from collections.abc import Sequence

from salesdesk.domain.commission import SchemeFor
from salesdesk.domain.i18n import mark, tr
from salesdesk.services.rows import IntroducerRow
from salesdesk.views.kit.choice import ChoiceField

KIND_WORDS: dict[SchemeFor, str] = {SchemeFor.AGENCY: mark("Agency"), SchemeFor.REFERRER: mark("Person who refers")}


def introducer_words(kind: SchemeFor | None, name: str) -> str:
    """``安居分销　分销机构``; a dash for nobody."""
    return f"{name}　{tr(KIND_WORDS[kind])}" if kind is not None else "—"


def introducer_items(rows: Sequence[IntroducerRow]) -> list[tuple[int, str, str]]:
    """What a choice shows of them: id, words, and the contact to search by, which also tells two of one name apart."""
    names = [row.name for row in rows]

    def words(row: IntroducerRow) -> str:
        apart = names.count(row.name) > 1 and row.contact
        return introducer_words(row.kind, f"{row.name} {row.contact}" if apart else row.name)

    return [(row.id, words(row), row.contact) for row in rows]


class IntroducerChoice(ChoiceField):
    """The agencies and referrers in use."""

    def __init__(self) -> None:
        super().__init__(placeholder=tr("Agency or referrer, if any"))
        self.setAccessibleName(tr("Introduced by"))

    def set_rows(self, rows: Sequence[IntroducerRow]) -> None:
        self.set_items(introducer_items(rows))

    def introducer_id(self) -> int | None:
        key = self.key()
        return None if key is None else int(key)
