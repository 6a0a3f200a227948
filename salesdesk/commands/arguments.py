"""What may be typed after ``salesdesk``; the module of each command is imported when it is carried out."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from typing import Any

from salesdesk import __version__
from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import OfficeRole

LANGUAGES = ("zh_CN", "zh_TW", "en")
ONE_BUILDING = "1#"
"""What the only building of a list is called when the list does not say."""


def later(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """The command, imported at the moment it is needed."""

    def carry_out(chosen: argparse.Namespace) -> int:
        done: int = getattr(importlib.import_module(f"salesdesk.commands.{module}"), function)(chosen)
        return done

    return carry_out


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    made = argparse.ArgumentParser(
        prog="salesdesk", description=tr("Housing sales, from the price list to the receipt")
    )
    made.add_argument("--version", action="version", version=f"SalesDesk {__version__}")
    _common(made, default="")
    made.set_defaults(carry_out=later("start", "start_command"))
    commands = made.add_subparsers(metavar=tr("COMMAND"))
    _demo(_added(commands, "demo", tr("open the demo office, or play a day in it")))
    _import_units(_added(commands, "import-units", tr("read a price list into a project")))
    _database(_added(commands, "db", tr("set up an office's database on a server, or look at one")))
    _user(_added(commands, "user", tr("people who may sign in")))
    _backup(_added(commands, "backup", tr("make a backup of an office")))
    _restore(_added(commands, "restore", tr("make an office from a backup, where nothing is yet")))
    _drill(_added(commands, "restore-drill", tr("prove that an office can be restored from a backup")))
    _verify(_added(commands, "verify", tr("check that nothing sealed was changed")))
    return made


def _backup(command: argparse.ArgumentParser) -> None:
    command.add_argument("url", nargs="?", default="", metavar=tr("URL|FILE"))
    command.add_argument("--to", metavar=tr("DIR"), help=tr("the folder for backups; each gets a folder of its own"))
    command.add_argument("--key", metavar=tr("FILE"), help=tr("the public half of the key that opens it again"))
    days, weeks = tr("keep the newest of so many days"), tr("keep the newest of so many weeks")
    command.add_argument("--daily", type=int, default=0, metavar="N", help=days)
    command.add_argument("--weekly", type=int, default=0, metavar="N", help=weeks)
    timer = tr("only write a timer that does this every night, into this folder")
    command.add_argument("--install", metavar=tr("DIR"), help=timer)
    command.add_argument("--new-key", metavar=tr("FILE"), help=tr("only make a key, and its public half beside it"))
    command.set_defaults(carry_out=later("backup", "backup_command"))


def _restore(command: argparse.ArgumentParser) -> None:
    command.add_argument("backup", metavar=tr("BACKUP"), help=tr("the folder of the backup"))
    place = tr("the superuser's address of a database to be made, or a file to be made")
    command.add_argument("url", metavar=tr("URL|FILE"), help=place)
    command.add_argument("--key", metavar=tr("FILE"), help=tr("the key that opens it"))
    command.set_defaults(carry_out=later("backup", "restore_command"))


def _drill(command: argparse.ArgumentParser) -> None:
    command.add_argument("backup", metavar=tr("BACKUP"), help=tr("the folder of the backup"))
    command.add_argument("--key", metavar=tr("FILE"), help=tr("the key that opens it"))
    command.add_argument(
        "--paper", metavar=tr("FILE"), help=tr("where the protocol goes as PDF; else beside the backup")
    )
    command.set_defaults(carry_out=later("backup", "drill_command"))


def _verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("--project", metavar=tr("NAME"), help=tr("this one only"))
    seal = tr("a seal as printed on the day sheet, like 12:3f0a…; several times")
    command.add_argument("--seal", action="append", default=[], metavar="N:SHA256", help=seal)
    command.add_argument("--file", metavar=tr("FILE"), help=tr("the seals that the desk wrote outside the database"))
    command.set_defaults(carry_out=later("verify", "verify_command"))


def _added(commands: Any, name: str, words: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    _common(command, default=argparse.SUPPRESS)
    return command


def _common(command: argparse.ArgumentParser, default: str) -> None:
    """May stand before the command or after it; a default after it would undo what was said before."""
    office = tr("the office: a server's address or a file")
    command.add_argument("--db", default=default, metavar=tr("URL|FILE"), help=office)
    command.add_argument("--login", default=default, metavar=tr("NAME"), help=tr("who works"))
    command.add_argument("--lang", default=default, choices=LANGUAGES, help=tr("the language"))


def _demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("--tour", metavar=tr("DIR"), help=tr("play a day; pictures, papers and sheets go there"))
    command.add_argument("--prices", metavar=tr("FILE"), help=tr("the price list that the tour imports"))
    command.set_defaults(carry_out=later("demo", "demo_command"))


def _import_units(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar=tr("FILE"), help=tr("an .xlsx, .xls or .csv file"))
    command.add_argument("--project", required=True, metavar=tr("NAME"), help=tr("opened where there is none"))
    command.add_argument("--sheet", metavar=tr("NAME"), help=tr("the one sheet to read"))
    pairs = tr("a column assigned by hand, like 房号=B; several times")
    command.add_argument("--map", action="append", default=[], metavar=tr("FIELD=COLUMN"), help=pairs)
    command.add_argument("--where", metavar=tr("COLUMN=VALUE"), help=tr("only rows that hold this"))
    building = tr("for rows that name no building")
    command.add_argument("--building", default=ONE_BUILDING, metavar=tr("NAME"), help=building)
    command.add_argument("--dry-run", action="store_true", help=tr("store nothing"))
    command.set_defaults(carry_out=later("import_units", "import_units_command"))


def _database(command: argparse.ArgumentParser) -> None:
    acts = command.add_subparsers(metavar=tr("COMMAND"), required=True)
    init = _added(acts, "init", tr("make the database that the address names"))
    init.add_argument("url", metavar="URL", help=tr("with a login that may make databases and roles"))
    init.add_argument("--admin", metavar=tr("NAME"), help=tr("the login of whoever looks after the office"))
    init.add_argument("--name", metavar=tr("NAME"), help=tr("what they are called"))
    init.set_defaults(carry_out=later("server", "init_command"))
    signed = _added(acts, "certificate", tr("make the certificate by which desks know the server"))
    signed.add_argument("names", nargs="+", metavar=tr("HOST"), help=tr("the server's names, as addresses say them"))
    signed.add_argument("--to", required=True, metavar=tr("DIR"))
    signed.set_defaults(carry_out=later("server", "certificate_command"))
    login = _added(acts, "backup-login", tr("give the login that makes backups its password"))
    login.add_argument("url", metavar="URL", help=tr("with the superuser's login"))
    login.set_defaults(carry_out=later("backup", "backup_login_command"))
    status = _added(acts, "status", tr("say what a database is"))
    status.add_argument("url", nargs="?", default="", metavar=tr("URL|FILE"))
    status.set_defaults(carry_out=later("server", "status_command"))
    upgrade = _added(acts, "upgrade", tr("bring a database to this program's schema; nothing else does"))
    upgrade.add_argument("url", nargs="?", default="", metavar=tr("URL|FILE"), help=tr("with the superuser's login"))
    upgrade.set_defaults(carry_out=later("server", "upgrade_command"))
    check = _added(acts, "check", tr("compare a database with what it should be, and work out anew what it holds"))
    check.add_argument("url", nargs="?", default="", metavar=tr("URL|FILE"), help=tr("with the superuser's login"))
    check.set_defaults(carry_out=later("server", "check_command"))


def _user(command: argparse.ArgumentParser) -> None:
    acts = command.add_subparsers(metavar=tr("COMMAND"), required=True)
    listed = _added(acts, "list", tr("who may sign in, as what"))
    _in_project(listed, "list_command")
    add = _added(acts, "add", tr("add a person with a first password"))
    _login(add)
    add.add_argument("name", metavar=tr("NAME"))
    add.add_argument("--role", action="append", default=[], choices=list(OfficeRole), help=tr("several times"))
    _in_project(add, "add_command")
    for name, words in (("close", tr("close a leaver's login at once")), ("password", tr("set a new first password"))):
        act = _added(acts, name, words)
        _login(act)
        _in_project(act, f"{name}_command")
    _roles(_added(acts, "role", tr("give a role, or take it")))


def _roles(command: argparse.ArgumentParser) -> None:
    acts = command.add_subparsers(metavar=tr("COMMAND"), required=True)
    give, take = _added(acts, "give", tr("give a role")), _added(acts, "take", tr("take a role"))
    for act in (give, take):
        _login(act)
        act.add_argument("role", choices=list(OfficeRole), metavar=tr("ROLE"), help=" ".join(OfficeRole))
        act.add_argument("--house", action="store_true", help=tr("for the whole house and not for one project"))
    day = tr("DAY")
    give.add_argument("--from", dest="first", metavar=day, help=tr("the first day of standing in, like 2026-11-22"))
    give.add_argument("--to", dest="last", metavar=day, help=tr("the last day of standing in"))
    _in_project(give, "give_command")
    _in_project(take, "take_command")


def _login(command: argparse.ArgumentParser) -> None:
    command.add_argument("who", metavar=tr("LOGIN"))


def _in_project(command: argparse.ArgumentParser, function: str) -> None:
    command.add_argument("--project", metavar=tr("NAME"), help=tr("may be left out where there is only one"))
    command.set_defaults(carry_out=later("people", function))
