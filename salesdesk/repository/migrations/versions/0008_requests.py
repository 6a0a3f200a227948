"""Requests and answers to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "request",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("needs", sa.String(length=100), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=True),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("target_unit_id", sa.BigInteger(), nullable=True),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("receipt_id", sa.BigInteger(), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.BigInteger(), nullable=True),
        sa.Column("closing_words", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("(kind = 'swap') = (target_unit_id IS NOT NULL)", name=op.f("ck_request_swap_names_target")),
        sa.CheckConstraint(
            "kind IN ('price', 'swap', 'cancellation', 'buyer_change', 'terms_change', 'postponement', 'area_settlement', 'area_correction', 'handover_back', 'refund', 'reversal', 'customer_correction', 'hold_extension', 'subscription_review', 'contract_review', 'opening_balance')",
            name=op.f("ck_request_kind_known"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('buyer_change', 'cancellation', 'postponement', 'swap', 'terms_change') OR (order_id IS NOT NULL AND unit_id IS NOT NULL)",
            name=op.f("ck_request_special_names"),
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'agreed', 'declined', 'withdrawn', 'done', 'undone')",
            name=op.f("ck_request_state_known"),
        ),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_request_reason_given")),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_request_closed_by")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_request_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "customer_id"],
            ["customer.project_id", "customer.id"],
            name=op.f("fk_request_project_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "order_id"],
            ["sale_order.project_id", "sale_order.id"],
            name=op.f("fk_request_project_id_order_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "receipt_id"],
            ["receipt.project_id", "receipt.id"],
            name=op.f("fk_request_project_id_receipt_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "target_unit_id"],
            ["unit.project_id", "unit.id"],
            name=op.f("fk_request_project_id_target_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "unit_id"], ["unit.project_id", "unit.id"], name=op.f("fk_request_project_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_request_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_request_project_id_id")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_request_project_id_number")),
    )
    op.create_index("ix_request_order", "request", ["order_id"], unique=False)
    op.create_index(op.f("ix_request_project_id"), "request", ["project_id"], unique=False)
    op.create_index("ix_request_state", "request", ["project_id", "state"], unique=False)
    op.create_index("ix_request_target", "request", ["target_unit_id"], unique=False)
    op.create_index("ix_request_unit", "request", ["unit_id"], unique=False)
    op.create_index(
        "uq_request_open_special",
        "request",
        ["order_id"],
        unique=True,
        postgresql_where=sa.text(
            "kind IN ('buyer_change', 'cancellation', 'postponement', 'swap', 'terms_change') AND state IN ('agreed', 'asked')"
        ),
        sqlite_where=sa.text(
            "kind IN ('buyer_change', 'cancellation', 'postponement', 'swap', 'terms_change') AND state IN ('agreed', 'asked')"
        ),
    )
    op.create_table(
        "request_price",
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("total_fen", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("total_fen > 0", name=op.f("ck_request_price_total_positive")),
        sa.ForeignKeyConstraint(
            ["project_id", "request_id"],
            ["request.project_id", "request.id"],
            name=op.f("fk_request_price_project_id_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "unit_id"], ["unit.project_id", "unit.id"], name=op.f("fk_request_price_project_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_request_price_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_price")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_request_price_project_id_id")),
        sa.UniqueConstraint("request_id", "unit_id", name=op.f("uq_request_price_request_id_unit_id")),
    )
    op.create_index(op.f("ix_request_price_project_id"), "request_price", ["project_id"], unique=False)
    op.create_index("ix_request_price_unit", "request_price", ["unit_id"], unique=False)
    op.create_table(
        "request_answer",
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("office_role", sa.String(length=30), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "office_role IN ('administrator', 'operator', 'consultant', 'sales_control', 'cashier', 'manager', 'customer_service', 'management', 'auditor')",
            name=op.f("ck_request_answer_office_role_known"),
        ),
        sa.CheckConstraint("agrees OR length(words) > 0", name=op.f("ck_request_answer_refusal_says_why")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_request_answer_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "request_id"],
            ["request.project_id", "request.id"],
            name=op.f("fk_request_answer_project_id_request_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_request_answer_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_answer")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_request_answer_project_id_id")),
        sa.UniqueConstraint("request_id", "created_by", name=op.f("uq_request_answer_request_id_created_by")),
        sa.UniqueConstraint("request_id", "office_role", name=op.f("uq_request_answer_request_id_office_role")),
    )
    op.create_index(op.f("ix_request_answer_project_id"), "request_answer", ["project_id"], unique=False)
    op.create_table(
        "request_identity",
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "request_id"],
            ["request.project_id", "request.id"],
            name=op.f("fk_request_identity_project_id_request_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_request_identity_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_identity")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_request_identity_project_id_id")),
        sa.UniqueConstraint("request_id", "seq", name=op.f("uq_request_identity_request_id_seq")),
    )
    op.create_index(op.f("ix_request_identity_project_id"), "request_identity", ["project_id"], unique=False)
