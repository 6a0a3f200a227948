"""The server dies while the office sells: ``python -m tests.drills.server_dies``.

Desks reserve homes and take deposits on a primary that waits for any one of two standbys. The primary is killed, one
standby is promoted with one command, and the desks find it by themselves, for their address names all three. Then it
is counted: what was acknowledged is there, nothing is there twice, no number is missing. The old primary comes back,
and no desk goes to it.
"""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass, field

import sqlalchemy as sa

from salesdesk.domain.errors import DatabaseLost, Refusal
from salesdesk.repository.database import Database, open_postgres
from salesdesk.repository.postgres.setup import init_server
from salesdesk.services.cashier import Payment, take_payment
from salesdesk.services.office import Office, signed_in
from salesdesk.services.reservations import Reservation, reserve
from salesdesk.services.rows import EntryLine, Tender
from tests.bench._server import REALM, free_units, put_on_sale, seller
from tests.drills._cluster import Cluster, Node, three_nodes
from tests.support.office import PASSWORD, House, add_people, furnish

DESKS, BEFORE, AFTER = 32, 3, 3
DEPOSIT = 500_000


@dataclass
class Log:
    """What the desks were told: the receipts with their orders, and when."""

    receipts: list[tuple[int, int]] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, order: int, receipt: int) -> None:
        with self.lock:
            self.receipts.append((order, receipt))
            self.moments.append(time.monotonic())


@dataclass(frozen=True)
class Outcome:
    """What the drill showed."""

    acknowledged: int
    lost: int
    doubled: int
    gaps: int
    unknown: int
    pause_seconds: float
    promote_seconds: float
    old_refused: str
    new_found: bool
    refused: tuple[str, ...]

    @property
    def good(self) -> bool:
        return (self.lost, self.doubled, self.gaps, bool(self.old_refused), self.new_found) == (0, 0, 0, True, True)


def office_on(cluster: Cluster, homes: int) -> House:
    superuser_url = cluster.primary.url(database=REALM)
    init_server(superuser_url)
    engine = sa.create_engine(superuser_url, poolclass=sa.pool.NullPool)
    add_people(Database(engine), REALM)
    engine.dispose()
    house = House("postgresql", f"postgresql://127.0.0.1:{cluster.primary.port}/{REALM}", REALM, superuser_url)
    furnish(house)
    put_on_sale(house, homes)
    return house


def address_of(*nodes: Node) -> str:
    """All hosts, the first one preferred."""
    return f"postgresql://{','.join(f'127.0.0.1:{node.port}' for node in nodes)}/{REALM}"


def at_work(desk: Office, units: list[int], customer: int, log: Log, day: object) -> None:
    """One desk sells its homes, one after another."""
    for unit in units:
        try:
            order = desk.perform(reserve, Reservation(unit_id=unit, customer_id=customer))
            payment = Payment(
                order_id=order, lines=(EntryLine("deposit", "price", DEPOSIT),),
                tenders=(Tender("card", DEPOSIT, "6222"),), payer="韩若溪", received_on=day, meant_twice=True,  # type: ignore[arg-type]
            )  # fmt: skip
            log.note(order, desk.perform(take_payment, payment))
        except Refusal as reason:
            with log.lock:
                log.refused.append(str(reason))


def play(desks: int = DESKS) -> Outcome:
    """The whole drill."""
    with three_nodes() as cluster:
        house = office_on(cluster, desks * (BEFORE + AFTER))
        login, _ = seller(house)
        customer, units, day = house.customer(login="control"), free_units(house), house.today
        everywhere = address_of(*cluster.nodes)
        project = house.project_id
        house.close()
        offices = [desk_at(everywhere, login, project) for _ in range(desks)]
        log = Log()
        each = [units[place::desks][: BEFORE + AFTER] for place in range(desks)]
        threads = [
            threading.Thread(target=at_work, args=(office, mine, customer, log, day))
            for office, mine in zip(offices, each, strict=True)
        ]
        for thread in threads:
            thread.start()
        cluster.wait(lambda: len(log.receipts) >= desks * BEFORE, 300)
        killed = time.monotonic()
        cluster.kill(cluster.primary)
        begun = time.monotonic()
        primary = cluster.promote()
        promoted = time.monotonic() - begun
        for thread in threads:
            thread.join(300)
        for office in offices:
            office.close()
        cluster.start(cluster.primary)
        refused, found = old_server(cluster, primary, login, offices[0])
        return counted(primary, log, killed, promoted, refused, found)


def desk_at(address: str, login: str, project: int) -> Office:
    office = signed_in(open_postgres(f"{address}?realm={REALM}", login, PASSWORD))
    office.enter(project)
    office.patience = 120.0
    return office


def old_server(cluster: Cluster, primary: Node, login: str, office: Office) -> tuple[str, bool]:
    """The old primary is back, and first in the address: a desk that met the new one goes past it, or nowhere."""
    assert office.database.servers is not None
    met = office.database.servers.known_timeline
    order = [cluster.primary, *(node for node in cluster.nodes if node is not cluster.primary)]
    new = open_postgres(f"{address_of(*order)}?realm={REALM}", login, PASSWORD, met)
    with new.reading() as connection:
        port = connection.exec_driver_sql("SELECT inet_server_port()").scalar_one()
    new.close()
    refused = ""
    try:
        open_postgres(f"{address_of(cluster.primary, cluster.primary)}?realm={REALM}", login, PASSWORD, met).close()
    except DatabaseLost as reason:
        refused = str(reason)
    return refused, port == primary.port


def counted(primary: Node, log: Log, killed: float, promoted: float, refused: str, found: bool) -> Outcome:
    engine = sa.create_engine(primary.url(database=REALM).replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as owner:
        there = {row[0]: row[1] for row in owner.execute(sa.text("SELECT id, order_id FROM receipt"))}
        twice = owner.execute(
            sa.text("SELECT count(*) FROM (SELECT order_id FROM receipt GROUP BY 1 HAVING count(*) > 1) d")
        ).scalar_one()
        sold = owner.execute(
            sa.text("SELECT count(*) FROM (SELECT unit_id FROM sale_order WHERE stage NOT IN ('draft', 'cancelled') "
                    "GROUP BY 1 HAVING count(*) > 1) d")
        ).scalar_one()  # fmt: skip
        gaps = owner.execute(
            sa.text("SELECT coalesce(max(number), 0) - count(*) FROM receipt WHERE book_id = 1")
        ).scalar_one()
    engine.dispose()
    lost = sum(there.get(receipt) != order for order, receipt in log.receipts)
    after = [moment for moment in log.moments if moment > killed]
    before = [moment for moment in log.moments if moment <= killed]
    pause = min(after) - max(before) if after and before else float("inf")
    unknown = len(there) - len(log.receipts)
    return Outcome(
        len(log.receipts), lost, twice + sold, gaps, unknown, pause, promoted, refused, found, tuple(log.refused)
    )


def main() -> int:
    outcome = play()
    print(f"{DESKS} desks, three nodes, any one of two standbys confirms; the primary was killed (kill -9).")
    print(f"acknowledged receipts        {outcome.acknowledged}")
    print(f"of these lost                {outcome.lost}")
    print(f"doubled (receipts, homes)    {outcome.doubled}")
    print(f"gaps in the book             {outcome.gaps}")
    print(f"done without an answer       {outcome.unknown}")
    print(f"politely refused             {len(outcome.refused)}  {' '.join(sorted(set(outcome.refused)))}")
    print(f"promotion took               {outcome.promote_seconds:.1f} s")
    print(f"no desk was answered for     {outcome.pause_seconds:.1f} s")
    print(f"the old primary, back again  {outcome.old_refused or 'WAS USED'}")
    print(f"desks find the new one       {'yes' if outcome.new_found else 'NO'}")
    print("good" if outcome.good else "NOT GOOD")
    return 0 if outcome.good else 1


if __name__ == "__main__":
    sys.exit(main())
