"""An office on a PostgreSQL server of its own, large enough to measure on, and pgbench as the limit."""

from __future__ import annotations

import contextlib
import os
import re
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlalchemy as sa

from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.database import Database
from salesdesk.repository.postgres.setup import init_server
from salesdesk.services.launches import Launch, launch
from salesdesk.services.office import Office
from salesdesk.services.price_lists import Signature, sign_price_list
from salesdesk.services.projects import NewPermit, add_permit
from salesdesk.services.unit_import import UnitImport, import_units
from tests.support.office import PASSWORD, House, add_people, furnish, rows_of
from tests.support.postgres import PostgresServer, find_programs, running_server

REALM = "office"
FLOORS = range(1, 31)
HOMES_A_BUILDING = 60


@contextlib.contextmanager
def office_on_server(homes: int) -> Iterator[tuple[House, PostgresServer]]:
    """The office of the tests with at least so many homes more on sale."""
    with running_server() as server:
        superuser_url = server.superuser_url(REALM)
        init_server(superuser_url)
        engine = sa.create_engine(superuser_url, poolclass=sa.pool.NullPool)
        add_people(Database(engine), REALM)
        engine.dispose()
        address = f"postgresql://{server.host}:{server.port}/{REALM}"
        house = House("postgresql", address, REALM, superuser_url)
        furnish(house)
        with contextlib.closing(house):
            put_on_sale(house, homes)
            with house.as_owner.execution_options(isolation_level="AUTOCOMMIT").connect() as owner:
                owner.exec_driver_sql("VACUUM ANALYZE")
            yield house, server


def put_on_sale(house: House, homes: int) -> None:
    """As many homes more, in new buildings, priced and launched."""
    operator = house.desk("operator")
    names = [f"{100 + number}座" for number in range(-(-homes // HOMES_A_BUILDING))]
    rows = tuple(row for name in names for row in rows_of(name, FLOORS))
    imported = operator.perform(import_units, UnitImport(rows=rows, source="压测"))
    house.desk("manager").perform(sign_price_list, Signature(price_list_id=imported["price_list"]))
    operator.perform(add_permit, NewPermit(number="压测一号", issued_on=house.today, account_id=None))
    cells = operator.read(lambda work: work.units.board())
    operator.perform(launch, Launch(unit_ids=tuple(cell.unit_id for cell in cells if cell.building in set(names))))


def free_units(house: House) -> list[int]:
    """Units that can be had now, in the order of their ids."""
    cells = house.desk("operator").read(lambda work: work.units.board())
    return sorted(cell.unit_id for cell in cells if cell.state == "available")


def seller(house: House) -> tuple[str, Office]:
    """Somebody who sells and takes money, at one desk."""
    login = house.newcomer(OfficeRole.SALES_CONTROL, OfficeRole.CASHIER)
    return login, house.another_desk(login)


def pgbench(
    server: PostgresServer, login: str, script: str, *, clients: int = 1, times: int = 1, **values: int
) -> float:
    """Transactions a second of pgbench with this script, each client so many times, signed in as this person."""
    words = [str(find_programs() / "pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-j", str(min(2, clients))]
    words += ["-t", str(times), "-h", server.host, "-p", str(server.port), "-U", f"{login}@{REALM}"]
    words += [part for name, value in values.items() for part in ("-D", f"{name}={value}")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "script.sql"
        path.write_text(script, "utf-8")
        environment = {**os.environ, "PGPASSWORD": PASSWORD}
        done = subprocess.run([*words, "-f", str(path), REALM], env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found = re.search(r"tps = ([\d.]+) \(without", done.stdout)
    assert found is not None, done.stdout
    return float(found.group(1))


def in_turn(rounds: int, *acts: Callable[[], float]) -> list[float]:
    """The median of each, measured in turn, since others may use the machine."""
    measured: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds):
        for kept, act in zip(measured, acts, strict=True):
            kept.append(act())
    return [statistics.median(kept) for kept in measured]


def line(words: str, value: str, limit: str, held: bool, remark: str = "") -> bool:
    """One figure beside its limit."""
    print(f"{'ok  ' if held else 'MISS'} {words:52} {value:>12}   limit {limit:>10}   {remark}", flush=True)
    return held
