"""The things that a database consists of, by kind and name, and how two databases differ in them."""

from __future__ import annotations

from salesdesk.domain.findings import Finding, finding
from salesdesk.domain.i18n import mark

Things = dict[tuple[str, str], str]
"""What each thing says, by its kind and name."""

KIND_WORDS = {
    "table": mark("table"),
    "view": mark("view"),
    "column": mark("column"),
    "constraint": mark("constraint"),
    "index": mark("index"),
    "trigger": mark("trigger"),
    "function": mark("function"),
    "policy": mark("policy"),
    "right": mark("right"),
    "rule": mark("rule"),
    "type": mark("type"),
    "schema": mark("schema"),
    "extension": mark("extension"),
    "publication": mark("publication"),
    "default right": mark("default right"),
}
_LONGEST = 160


def compare(there: Things, wanted: Things) -> list[Finding]:
    """One finding for each thing that is missing, differs, or stands there though the program never made it."""
    found = list[Finding]()
    for kind, name in sorted(wanted.keys() - there.keys()):
        found.append(finding(mark("The {what} “{name}” is missing."), what=KIND_WORDS[kind], name=name))
    for kind, name in sorted(there.keys() - wanted.keys()):
        source = mark("The {what} “{name}” is there, but SalesDesk does not make it.")
        found.append(finding(source, what=KIND_WORDS[kind], name=name))
    for (kind, name), says in sorted(there.items()):
        if (should := wanted.get((kind, name), says)) != says:
            source = mark("The {what} “{name}” is not as SalesDesk makes it: it says “{found}” and not “{wanted}”.")
            was, want = _where_they_part(says, should)
            found.append(finding(source, what=KIND_WORDS[kind], name=name, found=was, wanted=want))
    return found


def _where_they_part(*texts: str) -> list[str]:
    """The two texts from a little before the first difference, short enough for a line."""
    one, other = plain = [" ".join(text.split()) for text in texts]
    parted = (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    start = max(0, next(parted, min(len(one), len(other))) - _LONGEST // 4)
    end = start + _LONGEST
    return [("…" if start else "") + text[start:end] + ("…" if len(text) > end else "") for text in plain]
