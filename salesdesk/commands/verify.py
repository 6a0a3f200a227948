"""``salesdesk verify``: whether anything that was sealed was changed since."""

from __future__ import annotations

import argparse
from pathlib import Path

from salesdesk.commands.desk import office_address, open_desk
from salesdesk.commands.telling import fail, tell
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.services.office import Office
from salesdesk.services.printed_seals import PrintedSeal, read_outside, read_printed
from salesdesk.services.seals import outside_name, verify


def verify_command(chosen: argparse.Namespace) -> int:
    """Checks every project that the person sees in full, or the one that was named; 1 when something is not sound."""
    address = office_address(chosen.db)
    try:
        typed = tuple(read_printed(text) for text in chosen.seal)
        office = open_desk(address, chosen.login)
        if office is None:
            raise BadInput(mark("There is no office at “{path}”."), path=address)
        try:
            sound = [_verified(office, name, typed, chosen.file) for name in _projects(office, chosen.project)]
        finally:
            office.close()
    except Refusal as reason:
        return fail(reason)
    return 0 if all(sound) else 1


def _projects(office: Office, wanted: str | None) -> list[str]:
    names = [project.name for project in office.projects]
    if wanted is None:
        return names
    if wanted not in names:
        raise BadInput(mark("There is no project “{name}” here; there are: {names}."), name=wanted,
                       names="、".join(names) or "—")  # fmt: skip
    return [wanted]


def _verified(office: Office, name: str, typed: tuple[PrintedSeal, ...], file: str | None) -> bool:
    office.enter(next(project.id for project in office.projects if project.name == name))
    outside = read_outside(Path(file), office.read(outside_name)) if file else ()
    verdict = office.read(verify, (*typed, *outside))
    words = tr("{project}: {seals} seals, {rows} rows not sealed yet, {printed} seals from outside compared.")
    tell(words.format(project=name, seals=verdict.seals, rows=verdict.unsealed, printed=len(typed) + len(outside)))
    for finding in verdict.findings:
        tell(f"  {finding.sentence}")
    if verdict.sound:
        tell(tr("  Nothing that was sealed was changed."))
    return verdict.sound
