"""The texts of agreement and contract as the office writes them; until it does, the delivered ones.

The office's text belongs to the project, so that every desk prints the same; who changed it stands in the history. A
text with a fault is neither stored nor printed: the line and the reason are named. A desk may bring a delivered text of
its own in a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark
from salesdesk.domain.permissions import Permission
from salesdesk.domain.stale import LastEdit
from salesdesk.repository.projects import TEXT_PREFIX
from salesdesk.repository.work import Work
from salesdesk.services.desk_settings import data_folder
from salesdesk.services.office import Form

if TYPE_CHECKING:
    from salesdesk.printing.office_text import TextProblem

TEXTS = ("subscription_agreement", "contract_draft")
TEXT_WORDS = {TEXTS[0]: mark("Subscription agreement"), TEXTS[1]: mark("Contract draft")}
LONGEST_TEXT = 60_000


def text_path(name: str) -> Path:
    """Where a desk's own delivered text lies (or would lie)."""
    return data_folder() / "texts" / f"{name}.zh.txt"


def delivered_text(name: str) -> str:
    """The text that an office begins with: that of the desk's file, else the shipped one."""
    from salesdesk.printing.office_text import shipped_text

    path = text_path(name)
    return path.read_text(encoding="utf-8-sig") if path.exists() else shipped_text(name)


def problems_of_text(source: str) -> tuple[TextProblem, ...]:
    """Every fault of a text, line by line."""
    from salesdesk.printing.office_text import check_text

    if len(source) > LONGEST_TEXT:
        from salesdesk.printing.office_text import TextProblem

        reason = BadInput(mark("A text has up to {n} characters."), n=LONGEST_TEXT)
        return (TextProblem(source.count("\n") + 1, reason),)
    return tuple(check_text(source))


def office_text(work: Work, name: str) -> str:
    """The text that papers are printed from, checked.

    Raises:
        Refusal: it has a fault: which line, and why.
    """
    own = work.projects.text(name)
    source = delivered_text(name) if own is None else own
    for problem in problems_of_text(source):
        file = str(text_path(name)) if own is None else name
        raise Refusal(mark("The text “{file}” cannot be printed. {problem}"), file=file, problem=str(problem))
    return source


@dataclass(frozen=True)
class OfficeText:
    """A text with what it was delivered as; ``edit`` is who changed it last, as far as the person may know."""

    name: str
    source: str
    delivered: str
    edit: LastEdit | None

    @property
    def changed(self) -> bool:
        return self.source != self.delivered


def office_texts(work: Work) -> tuple[OfficeText, ...]:
    """Every text of the office."""
    ids = work.projects.setting_ids(tuple(TEXT_PREFIX + name for name in TEXTS))
    found = list[OfficeText]()
    for name in TEXTS:
        own, delivered, row_id = work.projects.text(name), delivered_text(name), ids.get(TEXT_PREFIX + name)
        edit = work.edits.last("project_setting", row_id, ("value",)).get("value") if row_id else None
        found.append(OfficeText(name, delivered if own is None else own, delivered, edit))
    return tuple(found)


@dataclass(frozen=True)
class TextFieldRow:
    """A field or a filter of the list beside the editor; ``snippet`` is what is put into the text for it."""

    group: str
    name: str
    kind: str
    note: str
    snippet: str


def field_rows() -> tuple[TextFieldRow, ...]:
    """The fields that a text may name, by group, and the filters that may follow one."""
    from salesdesk.printing.text_fields import FIELDS, FILTERS

    kinds = {"text": "文字", "money": "金额", "area": "面积", "date": "日期", "percent": "百分比", "list": "列表"}
    fields = [
        TextFieldRow(one.name.partition(".")[0], one.name, kinds[one.kind.value], one.note, one.snippet)
        for one in FIELDS
    ]
    filters = [TextFieldRow("过滤", f"|{one.name}", "", one.note, f"|{one.name}") for one in FILTERS]
    return (*fields, *filters)


@dataclass(frozen=True, kw_only=True)
class TextEdit(Form):
    """A text as it shall be printed from now on; ``seen`` is what the editor was filled from."""

    name: str
    source: str
    seen: str


def save_text(work: Work, form: TextEdit) -> bool:
    """Stores the office's text; whether it differs from the delivered one.

    Raises:
        BadInput: the text has a fault: the first is named with its line.
        Refusal: another desk changed it meanwhile; nothing was overwritten.
    """
    work.require(Permission.SETTINGS_WRITE)
    if form.name not in TEXTS:
        raise BadInput(mark("There is no such setting: {name}."), name=form.name)
    for problem in problems_of_text(form.source):
        raise BadInput(mark("The text cannot be printed. {problem}"), problem=str(problem), field="source")
    delivered = delivered_text(form.name)
    if not work.projects.set_from(TEXT_PREFIX + form.name, form.seen, form.source, delivered):
        raise Refusal(mark("Another desk has changed this text meanwhile. Copy yours, go back and open it again."))
    work.touched.everything = True
    return form.source != delivered
