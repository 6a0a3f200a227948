"""What follows on a contract: loans, steps, handover, construction nodes, commission."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "order_loan",
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("bank", sa.String(length=100), nullable=False),
        sa.Column("branch", sa.String(length=100), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("rate_millionths", sa.Integer(), nullable=False),
        sa.Column("repayment", sa.String(length=20), nullable=False),
        sa.Column("contract_number", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("item IN ('loan', 'provident_loan')", name=op.f("ck_order_loan_item_known")),
        sa.CheckConstraint(
            "repayment IN ('equal_payments', 'equal_principal')", name=op.f("ck_order_loan_repayment_known")
        ),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_order_loan_amount_positive")),
        sa.CheckConstraint("months BETWEEN 1 AND 480", name=op.f("ck_order_loan_months_sensible")),
        sa.CheckConstraint("rate_millionths BETWEEN 0 AND 240000", name=op.f("ck_order_loan_rate_sensible")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_order_loan_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "order_id"],
            ["sale_order.project_id", "sale_order.id"],
            name=op.f("fk_order_loan_project_id_order_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_order_loan_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_loan")),
        sa.UniqueConstraint("order_id", "item", name=op.f("uq_order_loan_order_id_item")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_order_loan_project_id_id")),
    )
    op.create_index(op.f("ix_order_loan_project_id"), "order_loan", ["project_id"], unique=False)
    op.create_table(
        "order_step",
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "step IN ('loan.papers_complete', 'loan.submitted', 'loan.approved', 'loan.signed', 'loan.paid_out', 'title.papers_complete', 'title.submitted', 'title.registered', 'title.deed_handed_over', 'handover.notified', 'handover.inspected', 'handover.keys')",
            name=op.f("ck_order_step_step_known"),
        ),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_order_step_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "order_id"],
            ["sale_order.project_id", "sale_order.id"],
            name=op.f("fk_order_step_project_id_order_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_order_step_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_step")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_order_step_project_id_id")),
    )
    op.create_index("ix_order_step_order", "order_step", ["order_id"], unique=False)
    op.create_index(op.f("ix_order_step_project_id"), "order_step", ["project_id"], unique=False)
    op.create_table(
        "handover_check",
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(item) > 0", name=op.f("ck_handover_check_item_given")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_handover_check_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "order_id"],
            ["sale_order.project_id", "sale_order.id"],
            name=op.f("fk_handover_check_project_id_order_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_handover_check_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_check")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_handover_check_project_id_id")),
    )
    op.create_index("ix_handover_check_order", "handover_check", ["order_id"], unique=False)
    op.create_index(op.f("ix_handover_check_project_id"), "handover_check", ["project_id"], unique=False)
    op.create_table(
        "construction_node",
        sa.Column("building_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_construction_node_name_given")),
        sa.ForeignKeyConstraint(
            ["project_id", "building_id"],
            ["building.project_id", "building.id"],
            name=op.f("fk_construction_node_project_id_building_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_construction_node_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_construction_node")),
        sa.UniqueConstraint(
            "project_id", "building_id", "name", name=op.f("uq_construction_node_project_id_building_id_name")
        ),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_construction_node_project_id_id")),
    )
    op.create_index(op.f("ix_construction_node_project_id"), "construction_node", ["project_id"], unique=False)
    op.create_table(
        "introducer",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("contact", sa.String(length=100), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('agency', 'referrer')", name=op.f("ck_introducer_kind_known")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_introducer_name_given")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_introducer_created_by")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_introducer_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introducer")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_introducer_project_id_id")),
        sa.UniqueConstraint(
            "project_id", "kind", "name", "contact", name=op.f("uq_introducer_project_id_kind_name_contact")
        ),
    )
    op.create_index(op.f("ix_introducer_project_id"), "introducer", ["project_id"], unique=False)
    op.create_table(
        "order_introducer",
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("introducer_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_order_introducer_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "introducer_id"],
            ["introducer.project_id", "introducer.id"],
            name=op.f("fk_order_introducer_project_id_introducer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "order_id"],
            ["sale_order.project_id", "sale_order.id"],
            name=op.f("fk_order_introducer_project_id_order_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_order_introducer_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_introducer")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_order_introducer_project_id_id")),
    )
    op.create_index("ix_order_introducer_order", "order_introducer", ["order_id"], unique=False)
    op.create_index(op.f("ix_order_introducer_project_id"), "order_introducer", ["project_id"], unique=False)
    op.create_table(
        "commission_scheme",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('consultant', 'agency', 'referrer')", name=op.f("ck_commission_scheme_kind_known")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_commission_scheme_created_by")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_commission_scheme_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commission_scheme")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_commission_scheme_project_id_id")),
        sa.UniqueConstraint(
            "project_id", "name", "valid_from", name=op.f("uq_commission_scheme_project_id_name_valid_from")
        ),
    )
    op.create_index(op.f("ix_commission_scheme_project_id"), "commission_scheme", ["project_id"], unique=False)
    op.create_table(
        "commission_waiver",
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_commission_waiver_reason_given")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_commission_waiver_created_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_commission_waiver_person_id")),
        sa.ForeignKeyConstraint(
            ["project_id", "order_id"],
            ["sale_order.project_id", "sale_order.id"],
            name=op.f("fk_commission_waiver_project_id_order_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_commission_waiver_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commission_waiver")),
        sa.UniqueConstraint("order_id", "person_id", name=op.f("uq_commission_waiver_order_id_person_id")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_commission_waiver_project_id_id")),
    )
    op.create_index(op.f("ix_commission_waiver_project_id"), "commission_waiver", ["project_id"], unique=False)
    op.create_table(
        "commission_entry",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("introducer_id", sa.BigInteger(), nullable=True),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("working", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(month) = 7", name=op.f("ck_commission_entry_month_given")),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (introducer_id IS NULL)", name=op.f("ck_commission_entry_one_earner")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_commission_entry_created_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_commission_entry_person_id")),
        sa.ForeignKeyConstraint(
            ["project_id", "introducer_id"],
            ["introducer.project_id", "introducer.id"],
            name=op.f("fk_commission_entry_project_id_introducer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "order_id"],
            ["sale_order.project_id", "sale_order.id"],
            name=op.f("fk_commission_entry_project_id_order_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_commission_entry_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commission_entry")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_commission_entry_project_id_id")),
        sa.UniqueConstraint(
            "project_id",
            "month",
            "introducer_id",
            "order_id",
            name=op.f("uq_commission_entry_project_id_month_introducer_id_order_id"),
        ),
        sa.UniqueConstraint(
            "project_id",
            "month",
            "person_id",
            "order_id",
            name=op.f("uq_commission_entry_project_id_month_person_id_order_id"),
        ),
    )
    op.create_index("ix_commission_entry_order", "commission_entry", ["order_id"], unique=False)
    op.create_index(op.f("ix_commission_entry_project_id"), "commission_entry", ["project_id"], unique=False)
