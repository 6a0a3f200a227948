"""Whatever the discounts come to: a price below the floor or beyond the role's limit is not to be had by oneself."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesdesk.domain.pricing import DiscountKind
from salesdesk.services.quotes import preview_deal
from salesdesk.services.schemes import DiscountEdit, change_discount, discount_values, discounts
from tests.services.selling_helpers import launched_building
from tests.support.office import House

FLOOR_PERCENT, LIMIT_MILLIONTHS = 96, 950_000
figures = st.one_of(
    st.tuples(st.just(DiscountKind.PERCENT), st.integers(900_000, 1_000_000)),
    st.tuples(st.just(DiscountKind.POINTS), st.integers(0, 99_999).map(lambda value: value + 1)),
    st.tuples(st.just(DiscountKind.SUM), st.integers(1, 30_000_000)),
    st.tuples(st.just(DiscountKind.UNIT_SUM), st.integers(1, 300_000)),
)


def test_nobody_agrees_alone_to_less_than_the_floor_or_their_limit(house: House) -> None:
    launched_building(house, "5#", floor_percent=FLOOR_PERCENT)
    unit_id, operator, control = house.unit_id("0301", "5#"), house.desk("operator"), house.desk("control")
    chosen = [row.id for row in operator.read(discounts) if row.scheme_id is None][:2]
    choices = replace(house.choices("商业贷款"), discount_ids=tuple(chosen))

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(figures, min_size=2, max_size=2))
    def holds(wanted: list[tuple[DiscountKind, int]]) -> None:
        for (kind, value), row_id in zip(wanted, chosen, strict=True):
            row = next(row for row in operator.read(discounts) if row.id == row_id)
            form = DiscountEdit(
                name=row.step.name, kind=kind, value=value, discount_id=row_id, seen=tuple(discount_values(row).items())
            )  # fmt: skip
            operator.perform(change_discount, form)
        made = control.read(preview_deal, unit_id, choices)
        working = made.working
        floor = working.list_total_fen * FLOOR_PERCENT // 100
        assert 0 <= working.total_fen <= working.list_total_fen
        assert working.off_fen == sum(line.off_fen for line in working.lines)
        within = working.ratio_millionths >= LIMIT_MILLIONTHS and working.total_fen >= floor
        assert made.allowed is (within or working.off_fen == 0)

    holds()
