"""``salesdesk backup``, ``restore`` and ``restore-drill``: an office on another disk, back again, and proved."""

from __future__ import annotations

import argparse
import getpass
import os
import shutil
import sys
from pathlib import Path

from salesdesk.commands.desk import PASSWORD_VARIABLE, office_address
from salesdesk.commands.telling import fail, tell
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.services.desk_settings import without_login


def backup_command(chosen: argparse.Namespace) -> int:
    """Makes a backup; or a key for them, or a timer that makes one every night."""
    try:
        if chosen.new_key:
            return _new_key(Path(chosen.new_key))
        if not chosen.to:
            raise BadInput(mark("Where to? --to names the folder for backups."))
        return _install(chosen) if chosen.install else _back_up(chosen)
    except Refusal as reason:
        return fail(reason)


def _back_up(chosen: argparse.Namespace) -> int:
    from salesdesk.services.backup_files import let_go
    from salesdesk.services.backups import make_backup

    to = Path(chosen.to)
    backup = make_backup(_address(chosen), to, _path(chosen.key), _password())
    size = sum(kept.bytes for kept in backup.manifest.files.values())
    tell(tr("Backup {name}: {bytes} bytes.").format(name=backup.folder, bytes=f"{size:,}"))
    if not backup.manifest.key:
        tell(tr("It is not locked; --key names the public half of a key, --new-key makes one."))
    if chosen.daily or chosen.weekly:
        for name in let_go(to, backup.manifest.office, chosen.daily, chosen.weekly):
            tell(tr("Removed the backup {name}.").format(name=name))
    return 0


def _new_key(path: Path) -> int:
    from salesdesk.services.locked_files import fingerprint, make_key, public_key

    public = make_key(path)
    tell(tr("Made the key {fingerprint}.").format(fingerprint=fingerprint(public_key(public))))
    tell(tr("“{path}” locks backups: it goes to the server.").format(path=public))
    tell(tr("“{path}” opens them: keep it elsewhere, twice. Without it no backup can be read.").format(path=path))
    return 0


def _install(chosen: argparse.Namespace) -> int:
    from salesdesk.services.backup_schedule import SECRETS, TIMER, Schedule, write_schedule

    to = Path(chosen.to).absolute()
    key = Path(chosen.key).absolute() if chosen.key else None
    schedule = Schedule(_program(), without_login(_address(chosen)), to, key, chosen.daily, chosen.weekly)
    for path in write_schedule(schedule, Path(chosen.install)):
        tell(tr("Wrote “{path}”.").format(path=path))
    tell(tr("Then, as root: copy both to /etc/systemd/system, write {variable}=… into {secrets}, and").format(
        variable=PASSWORD_VARIABLE, secrets=SECRETS))  # fmt: skip
    tell(f"  systemctl daemon-reload && systemctl enable --now {TIMER}")
    return 0


def restore_command(chosen: argparse.Namespace) -> int:
    """Restores a backup where nothing is yet."""
    from salesdesk.services.restores import restore

    try:
        done = restore(Path(chosen.backup), chosen.url, _path(chosen.key))
    except Refusal as reason:
        return fail(reason)
    manifest = done.backup.manifest
    tell(tr("Restored the office “{office}” as it was at {at}.").format(office=manifest.office, at=manifest.moment))
    for login, password in done.first_passwords.items():
        tell(tr("{login} signs in with the first password {password}").format(login=login, password=password))
    return 0


def drill_command(chosen: argparse.Namespace) -> int:
    """Restores a backup where nothing is, compares, and tells; 1 when it failed."""
    from salesdesk.services.backup_proofs import note_drill
    from salesdesk.services.drill_paper import text, write_pdf
    from salesdesk.services.restore_drill import restore_drill

    folder = Path(chosen.backup)
    try:
        protocol = restore_drill(folder, _path(chosen.key))
        for line in text(protocol):
            tell(line)
        paper = Path(chosen.paper) if chosen.paper else folder.with_name(f"{protocol.backup.name}.pdf")
        write_pdf(protocol, paper, getpass.getuser())
        tell(tr("The protocol is in “{path}”.").format(path=paper))
        if chosen.db:
            note_drill(office_address(chosen.db), protocol, _password())
            tell(tr("Noted down in the office."))
    except Refusal as reason:
        return fail(reason)
    return 0 if protocol.passed else 1


def backup_login_command(chosen: argparse.Namespace) -> int:
    """Gives the login that backups are made by its password."""
    from salesdesk.commands.people import first_password
    from salesdesk.services.server_setup import set_backup_login

    try:
        name = set_backup_login(chosen.url, first_password("sd_backup"))
    except Refusal as reason:
        return fail(reason)
    tell(tr("Backups are made by the login {name}.").format(name=name))
    return 0


def _address(chosen: argparse.Namespace) -> str:
    return office_address(chosen.url or chosen.db)


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None


def _password() -> str:
    """That of the login for backups; where it is not said, libpq looks into its own file of passwords."""
    return os.environ.get(PASSWORD_VARIABLE, "")


def _program() -> tuple[str, ...]:
    """How this program is called from elsewhere."""
    found = shutil.which("salesdesk")
    return (found,) if found else (sys.executable, "-m", "salesdesk")
