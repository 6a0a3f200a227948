"""``salesdesk db``: an office's database, made, brought up to date, compared with what it should be."""

from __future__ import annotations

import argparse
from pathlib import Path

from salesdesk.commands.desk import office_address, password_for
from salesdesk.commands.telling import fail, tell
from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.office_time import minute
from salesdesk.services.certificates import make_certificates
from salesdesk.services.database_check import check_office
from salesdesk.services.server_setup import FirstPerson, init_office_server, look_at_office, upgrade_office

MOST_TOLD = 200


def init_command(chosen: argparse.Namespace) -> int:
    """Makes the database of an office; the address names a login that may do that."""
    try:
        first = None
        if chosen.admin:
            first = FirstPerson(chosen.admin, chosen.name or chosen.admin, password_for(chosen.admin))
        realm = init_office_server(chosen.url, first)
    except Refusal as reason:
        return fail(reason)
    tell(tr("The office's database “{realm}” is ready.").format(realm=realm))
    if first is not None:
        tell(tr("{login} looks after it and changes the password at the first sign-in.").format(login=first.login))
    return 0


def status_command(chosen: argparse.Namespace) -> int:
    """Says what the database is."""
    try:
        found = look_at_office(office_address(chosen.url))
    except Refusal as reason:
        return fail(reason)
    tell(tr("Server: {server}").format(server=found.server))
    tell(tr("Office: {office}").format(office=found.office_id))
    words = tr("Schema: version {version}, for SalesDesk {program} and later")
    tell(words.format(version=found.schema, program=found.least_program))
    tell(tr("People: {people}; projects: {projects}").format(people=found.people, projects=found.projects))
    if found.tls is not None:
        tell(tr("TLS: on") if found.tls else tr("TLS: off; whatever desks send can be read on the network"))
    if found.proved is None:
        tell(tr("Backup: none was ever proved; `salesdesk restore-drill` proves one"))
    else:
        at = minute(found.proved.proved_at)
        tell(tr("Backup: {name} was proved {at}").format(name=found.proved.backup, at=at))
    return 0


def upgrade_command(chosen: argparse.Namespace) -> int:
    """Brings a database to this program's schema; only this command does."""
    try:
        done = upgrade_office(office_address(chosen.url))
    except Refusal as reason:
        return fail(reason)
    if done.before == done.after:
        tell(tr("The office “{office}” has schema version {version} already.").format(
            office=done.office_id, version=done.after))  # fmt: skip
    else:
        tell(tr("The office “{office}” was brought from schema version {before} to {version}.").format(
            office=done.office_id, before=done.before, version=done.after))  # fmt: skip
    tell(tr("Guards and rights were made anew."))
    return 0


def check_command(chosen: argparse.Namespace) -> int:
    """Compares the database with what it should be; 1 when something differs."""
    try:
        checked = check_office(office_address(chosen.url))
    except Refusal as reason:
        return fail(reason)
    tell(tr("Server: {server}").format(server=checked.server))
    if checked.tls is not None:
        tell(tr("TLS: on") if checked.tls else tr("TLS: off; whatever desks send can be read on the network"))
    if not checked.findings:
        tell(tr("The database is as it should be, and what it holds comes out the same when worked out anew."))
        return 0
    for one in checked.findings[:MOST_TOLD]:
        tell(f"  {one}")
    count = len(checked.findings)
    if count > MOST_TOLD:
        tell(tr("  … and {n} more").format(n=count - MOST_TOLD))
    tell(trn("{n} difference", "{n} differences", count).format(n=count))
    return 1


def certificate_command(chosen: argparse.Namespace) -> int:
    """Makes an authority of the office's own, and the server's certificate."""
    try:
        made = make_certificates(chosen.names, Path(chosen.to))
    except Refusal as reason:
        return fail(reason)
    tell(tr("“{path}” goes to every desk.").format(path=made.authority))
    tell(tr("“{path}” and “{key}” go to the server.").format(path=made.server, key=made.server_key))
    tell(tr("“{path}” signs further certificates: keep it elsewhere.").format(path=made.authority_key))
    return 0
