"""A notice is a hint: whoever forges one makes others look again, under their own rights, and sees nothing by it."""

from __future__ import annotations

from salesdesk.domain.permissions import OfficeRole
from salesdesk.repository.notices import read_notice
from tests.support.yard import Yard, run, stranger

CHANNEL = "SELECT channel FROM project WHERE id = %(project)s"


def test_where_a_projects_notices_go_by_is_known_to_its_people_alone(yard: Yard) -> None:
    channel = yard.asked(CHANNEL)
    assert len(channel) >= 16
    for role in OfficeRole:
        assert yard.attempt(stranger(role), CHANNEL).rows == ()
    assert yard.asked(CHANNEL, "consultant") == channel
    bare = "ALTER TABLE project DISABLE ROW LEVEL SECURITY"
    assert yard.without(bare, stranger(OfficeRole.MANAGER), CHANNEL).rows == ((channel,),)


def test_whoever_listens_elsewhere_hears_nothing_of_a_project(yard: Yard) -> None:
    """No channel is heard without its name, and what is heard names rows, never what stands in them."""
    channel = yard.asked(CHANNEL)
    with yard.connect(stranger(OfficeRole.MANAGER)) as deaf, yard.connect("manager") as ear:
        for name in ("project", "sd", str(yard.day.project), f"project_{yard.day.project}"):
            deaf.execute(f'LISTEN "{name}"')
        ear.execute(f'LISTEN "{channel}"')
        assert run(deaf, "SELECT pg_listening_channels()").rows != ()
        with yard.connect("consultant") as desk:
            desk.execute("UPDATE customer SET wish = '四房' WHERE id = %(customer)s", yard.ids)
        heard = [notice.payload for notice in ear.notifies(timeout=5, stop_after=1)]
        assert heard == [f"customers:{yard.ids['customer']} "]
        assert [notice.payload for notice in deaf.notifies(timeout=0)] == []


def test_a_forged_notice_shows_nobody_a_row(yard: Yard) -> None:
    """The consultant is told of a colleague's customer, looks, and finds nothing."""
    channel = yard.asked(CHANNEL)
    with yard.connect("consultant") as ear, yard.connect("cashier") as forger:
        ear.execute(f'LISTEN "{channel}"')
        for payload in (f"customers:{yard.ids['other']}", "orders:1; DROP TABLE receipt", "x" * 7_000, ""):
            assert run(forger, "SELECT pg_notify(%(channel)s, %(said)s)", {"channel": channel, "said": payload}).went
        heard = list(ear.notifies(timeout=5, stop_after=4))
        assert len(heard) == 4
        for notice in heard:
            told = read_notice(notice.payload)
            looked = ear.execute("SELECT id FROM customer WHERE id = ANY(%s)", [list(told.customers)]).fetchall()
            assert looked == []
            assert told.everything or told.customers == {yard.ids["other"]}
    too_long = run(yard.session("cashier"), "SELECT pg_notify(%(channel)s, repeat('x', 8000))", {"channel": channel})
    assert too_long.code == "22023"
