"""Opening a project and setting it up: permits, accounts, settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.errors import BadInput, NotAllowed, Refusal, StaleEdit
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import MATRIX, PERMISSION_WORDS, OfficeRole, Permission
from salesdesk.domain.settings import DEFAULTS, LONGEST_TEXT, SETTINGS, ProjectSettings, Setting
from salesdesk.domain.stale import Newer
from salesdesk.repository.projects import AccountRow, PermitRow, ProjectHead, Projects, open_project
from salesdesk.repository.schemes import Schemes
from salesdesk.repository.work import Work
from salesdesk.services.edits import Seen, change_row
from salesdesk.services.office import Form
from salesdesk.services.starting_schemes import STARTING_DISCOUNTS, STARTING_SCHEMES
from salesdesk.services.typed import checked_text, needed_text, plain_text

CHANNELS = ("自然到访", "老客户介绍", "户外广告", "抖音", "微信公众号", "中介渠道", "网络平台", "其他")
LONGEST_NAME = 100
LONGEST_ACCOUNT = 60
Roles = tuple[tuple[int | None, OfficeRole], ...]


@dataclass(frozen=True, kw_only=True)
class NewProject(Form):
    """A project to be opened; ``like_project`` lends its people."""

    company: str
    region: str
    name: str
    city: str = ""
    like_project: int | None = None
    four_eyes: bool = True


def may_open_projects(
    permissions: frozenset[Permission], roles: Roles, granted: Mapping[OfficeRole, frozenset[Permission]] = MATRIX
) -> bool:
    """Whether a person may open a project: by what they may do where they stand; before the first project, by a role
    for the whole house, which is all that there is then."""
    house_wide = {role for project_id, role in roles if project_id is None}
    anywhere = permissions or frozenset().union(*(granted.get(role, frozenset()) for role in house_wide))
    return Permission.PROJECT_WRITE in anywhere


def open_new_project(work: Work, form: NewProject) -> int:
    """Opens a project with its books, money items, channels and the usual schemes; its id."""
    me = work.people.me()
    if me is None or not may_open_projects(work.actor.permissions, me.roles, work.people.granted()):
        what = tr(PERMISSION_WORDS[Permission.PROJECT_WRITE])
        raise NotAllowed(mark("Your role may not {what}."), what=what)
    company, region, name = (plain_text(value) for value in (form.company, form.region, form.name))
    for value, field in ((company, "company"), (region, "region")):
        if not 0 < len(value) <= LONGEST_NAME:
            raise BadInput(mark("A name of up to {n} characters is missing here."), n=LONGEST_NAME, field=field)
    if not 0 < len(name) <= LONGEST_NAME:
        raise BadInput(mark("A project needs a name of up to {n} characters."), n=LONGEST_NAME, field="name")
    city = checked_text(form.city, LONGEST_NAME, "city")
    project_id = open_project(work.connection, company, region, name, city, form.like_project)
    projects = Projects(work.connection, project_id)
    usual = ProjectSettings()
    projects.furnish(
        work.today, f"{usual.text('receipt.prefix')}{project_id:02d}", usual.number("receipt.digits"), CHANNELS
    )
    if not form.four_eyes:
        projects.set("four_eyes", False)
    schemes = Schemes(work.connection, project_id)
    ids = {scheme.name: schemes.add(scheme, sort) for sort, scheme in enumerate(STARTING_SCHEMES, 1)}
    for sort, (step, scheme_name) in enumerate(STARTING_DISCOUNTS, 1):
        schemes.add_discount(step, ids.get(scheme_name or ""), None, None, sort)
    work.touched.everything = True
    return project_id


_ACCOUNT_NEEDS = mark("An account needs its name, its bank and its number.")


@dataclass(frozen=True, kw_only=True)
class NewAccount(Form):
    name: str
    bank: str
    number: str
    supervised: bool


def add_account(work: Work, form: NewAccount) -> int:
    """A bank account that money is received on."""
    work.require(Permission.PROJECT_WRITE)
    name, bank = _account_names(form)
    number = needed_text(form.number, LONGEST_ACCOUNT, "number", _ACCOUNT_NEEDS)
    return work.projects.add_account(name, bank, number, form.supervised)


@dataclass(frozen=True, kw_only=True)
class AccountEdit(Form):
    """An account as it shall be called from now on; its number stays. ``seen`` is what the form was filled from."""

    account_id: int
    name: str
    bank: str
    supervised: bool
    seen: Seen


def account_values(row: AccountRow) -> dict[str, object]:
    """The fields of an account that may be changed, in the order of the form."""
    return {"name": row.name, "bank": row.bank, "supervised": row.supervised}


def change_account(work: Work, form: AccountEdit) -> int:
    """Changes an account; receipts that were given keep what was printed. Its id.

    Raises:
        StaleEdit: somebody else changed it meanwhile; nothing was overwritten.
    """
    work.require(Permission.PROJECT_WRITE)
    name, bank = _account_names(form)
    values = {"name": name, "bank": bank, "supervised": form.supervised}
    change_row(work, "receiving_account", form.account_id, values, form.seen)
    work.touched.everything = True
    return form.account_id


def _account_names(form: NewAccount | AccountEdit) -> tuple[str, str]:
    """Who holds the account, as agreement and contract name it, and at which bank."""
    return (
        needed_text(form.name, LONGEST_NAME, "name", _ACCOUNT_NEEDS),
        needed_text(form.bank, LONGEST_NAME, "bank", _ACCOUNT_NEEDS),
    )


@dataclass(frozen=True, kw_only=True)
class NewPermit(Form):
    """A presale permit and the units it is for; no units named: all of the project that have none yet."""

    number: str
    issued_on: date
    account_id: int | None
    unit_ids: tuple[int, ...] = ()


def add_permit(work: Work, form: NewPermit) -> int:
    """Enters a presale permit and puts units on it."""
    work.require(Permission.PROJECT_WRITE)
    number = needed_text(form.number, LONGEST_NAME, "number", mark("A permit needs its number."))
    if form.issued_on > work.today:
        raise BadInput(mark("The permit's date lies in the future."), field="issued_on")
    permit_id = work.projects.add_permit(number, form.issued_on, form.account_id)
    work.units.set_permit(form.unit_ids or work.units.without_permit(), permit_id)
    return permit_id


@dataclass(frozen=True, kw_only=True)
class PermitEdit(Form):
    """A permit's date and account as they shall be; its number and its units stay. ``seen`` as in `AccountEdit`."""

    permit_id: int
    issued_on: date
    supervised_account_id: int | None
    seen: Seen


def permit_values(row: PermitRow) -> dict[str, object]:
    """The fields of a permit that may be changed, in the order of the form."""
    return {"issued_on": row.issued_on, "supervised_account_id": row.account_id}


def change_permit(work: Work, form: PermitEdit) -> int:
    """Changes a permit's date or account; its id.

    Raises:
        StaleEdit: somebody else changed it meanwhile; nothing was overwritten.
    """
    work.require(Permission.PROJECT_WRITE)
    if form.issued_on > work.today:
        raise BadInput(mark("The permit's date lies in the future."), field="issued_on")
    values = {"issued_on": form.issued_on, "supervised_account_id": form.supervised_account_id}
    change_row(work, "presale_permit", form.permit_id, values, form.seen)
    work.touched.everything = True
    return form.permit_id


@dataclass(frozen=True, kw_only=True)
class NewSetting(Form):
    """A setting as it shall be; ``seen`` is what it was when the form was filled, None where nobody looked."""

    name: str
    value: int | str | bool
    seen: int | str | bool | None = None


def change_setting(work: Work, form: NewSetting) -> bool:
    """Sets one setting of the project; who changed what stands in the history.

    Raises:
        StaleEdit: it is no longer what was seen; nothing was overwritten.
    """
    work.require(Permission.SETTINGS_WRITE)
    setting = next((s for s in SETTINGS if s.name == form.name), None)
    if setting is None or type(form.value) is not type(DEFAULTS[form.name]):
        raise BadInput(mark("There is no such setting: {name}."), name=form.name)
    _check_setting(setting, form.value)
    if setting.name == "four_eyes" and not form.value and work.people.open_logins() > 1:
        raise Refusal(mark("Four eyes can be off only in an office with a single login."))
    value = plain_text(form.value) if isinstance(form.value, str) else form.value
    if form.seen is None:
        work.projects.set(form.name, value)
    elif not work.projects.set_from(form.name, form.seen, value, setting.default):
        raise StaleEdit(newer_settings(work, {form.name: setting.default}))
    work.touched.everything = True
    return True


def newer_settings(work: Work, defaults: Mapping[str, int | str | bool]) -> Newer:
    """Settings as they stand now, by their names, with who changed each last."""
    now, ids = work.projects.settings().stored, work.projects.setting_ids(tuple(defaults))
    edits = {name: work.edits.last("project_setting", row_id, ("value",)) for name, row_id in ids.items()}
    return Newer(
        {name: now.get(name, default) for name, default in defaults.items()},
        edits={name: found["value"] for name, found in edits.items() if "value" in found},
    )


def _check_setting(setting: Setting, value: int | str | bool) -> None:
    if setting.choices and value not in setting.choices:
        raise BadInput(mark("“{value}” is not one of the choices."), value=value, field=setting.name)
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise BadInput(mark("At most {most} characters; these are {count}."), most=LONGEST_TEXT, count=len(value),
                       field=setting.name)  # fmt: skip
    if setting.unit is not None and not setting.least <= value <= setting.most:  # type: ignore[operator]
        raise BadInput(mark("“{value}” lies outside what this setting may be."), value=value, field=setting.name)


def project_head(work: Work) -> ProjectHead:
    return work.projects.head()


def permits(work: Work) -> list[PermitRow]:
    return work.projects.permits()


def accounts(work: Work) -> list[AccountRow]:
    return work.projects.accounts()


def settings(work: Work) -> ProjectSettings:
    return work.settings


def channels(work: Work) -> list[tuple[int, str, int | None]]:
    return work.projects.channels()
