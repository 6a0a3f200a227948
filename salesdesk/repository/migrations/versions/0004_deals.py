"""First tables of orders and their terms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sale_order",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("consultant_id", sa.BigInteger(), nullable=True),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("terms_version", sa.Integer(), nullable=False),
        sa.Column("reserved_on", sa.Date(), nullable=True),
        sa.Column("subscribed_on", sa.Date(), nullable=True),
        sa.Column("contract_due_on", sa.Date(), nullable=True),
        sa.Column("contracted_on", sa.Date(), nullable=True),
        sa.Column("contract_number", sa.String(length=60), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("filing_number", sa.String(length=60), nullable=True),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.String(length=300), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(stage = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f("ck_sale_order_cancelled_at_set")
        ),
        sa.CheckConstraint(
            "stage IN ('draft', 'reserved', 'cancelled') OR terms_version > 0",
            name=op.f("ck_sale_order_terms_published"),
        ),
        sa.CheckConstraint(
            "stage IN ('draft', 'reserved', 'subscribed', 'contracted', 'filed', 'handed_over', 'cancelled')",
            name=op.f("ck_sale_order_stage_known"),
        ),
        sa.ForeignKeyConstraint(["consultant_id"], ["person.id"], name=op.f("fk_sale_order_consultant_id")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_sale_order_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "customer_id"],
            ["customer.project_id", "customer.id"],
            name=op.f("fk_sale_order_project_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "unit_id"], ["unit.project_id", "unit.id"], name=op.f("fk_sale_order_project_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_sale_order_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sale_order")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_sale_order_project_id_id")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_sale_order_project_id_number")),
    )
    op.create_index("ix_sale_order_consultant", "sale_order", ["project_id", "consultant_id"], unique=False)
    op.create_index("ix_sale_order_customer", "sale_order", ["customer_id"], unique=False)
    op.create_index(op.f("ix_sale_order_project_id"), "sale_order", ["project_id"], unique=False)
    op.create_index("ix_sale_order_unit", "sale_order", ["unit_id"], unique=False)
    op.create_index(
        "uq_sale_order_live_per_unit",
        "sale_order",
        ["unit_id"],
        unique=True,
        postgresql_where=sa.text("stage <> 'cancelled'"),
        sqlite_where=sa.text("stage <> 'cancelled'"),
    )
    op.create_index(
        "uq_sale_order_project_id_contract_number",
        "sale_order",
        ["project_id", "contract_number"],
        unique=True,
        postgresql_where=sa.text("contract_number IS NOT NULL AND stage <> 'cancelled'"),
        sqlite_where=sa.text("contract_number IS NOT NULL AND stage <> 'cancelled'"),
    )
    op.create_index(
        "uq_sale_order_project_id_filing_number",
        "sale_order",
        ["project_id", "filing_number"],
        unique=True,
        postgresql_where=sa.text("filing_number <> '' AND stage <> 'cancelled'"),
        sqlite_where=sa.text("filing_number <> '' AND stage <> 'cancelled'"),
    )
    op.create_table(
        "order_terms",
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("scheme_id", sa.BigInteger(), nullable=False),
        sa.Column("price_list_id", sa.BigInteger(), nullable=False),
        sa.Column("list_total_fen", sa.BigInteger(), nullable=False),
        sa.Column("list_unit_price_fen", sa.BigInteger(), nullable=False),
        sa.Column("area_cm2", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.String(length=10), nullable=False),
        sa.Column("total_fen", sa.BigInteger(), nullable=False),
        sa.Column("unit_price_fen", sa.BigInteger(), nullable=False),
        sa.Column("bank", sa.String(length=100), nullable=False),
        sa.Column("loan_months", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("basis IN ('gross', 'inner', 'home')", name=op.f("ck_order_terms_basis_known")),
        sa.CheckConstraint(
            "total_fen > 0 AND total_fen <= list_total_fen", name=op.f("ck_order_terms_total_within_list")
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_order_terms_version_positive")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_order_terms_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "order_id"],
            ["sale_order.project_id", "sale_order.id"],
            name=op.f("fk_order_terms_project_id_order_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "price_list_id"],
            ["price_list.project_id", "price_list.id"],
            name=op.f("fk_order_terms_project_id_price_list_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "scheme_id"],
            ["payment_scheme.project_id", "payment_scheme.id"],
            name=op.f("fk_order_terms_project_id_scheme_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "unit_id"], ["unit.project_id", "unit.id"], name=op.f("fk_order_terms_project_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_order_terms_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_terms")),
        sa.UniqueConstraint("order_id", "version", name=op.f("uq_order_terms_order_id_version")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_order_terms_project_id_id")),
    )
    op.create_index(op.f("ix_order_terms_project_id"), "order_terms", ["project_id"], unique=False)
    op.create_table(
        "order_buyer",
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("identity_masked", sa.String(length=40), nullable=False),
        sa.Column("telephone", sa.String(length=30), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_order_buyer_name_given")),
        sa.CheckConstraint("share BETWEEN 1 AND 10000", name=op.f("ck_order_buyer_share_sensible")),
        sa.ForeignKeyConstraint(
            ["project_id", "customer_id"],
            ["customer.project_id", "customer.id"],
            name=op.f("fk_order_buyer_project_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "terms_id"],
            ["order_terms.project_id", "order_terms.id"],
            name=op.f("fk_order_buyer_project_id_terms_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_order_buyer_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_buyer")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_order_buyer_project_id_id")),
        sa.UniqueConstraint("terms_id", "seq", name=op.f("uq_order_buyer_terms_id_seq")),
    )
    op.create_index(op.f("ix_order_buyer_project_id"), "order_buyer", ["project_id"], unique=False)
    op.create_table(
        "buyer_identity",
        sa.Column("buyer_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "buyer_id"],
            ["order_buyer.project_id", "order_buyer.id"],
            name=op.f("fk_buyer_identity_project_id_buyer_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_buyer_identity_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buyer_identity")),
        sa.UniqueConstraint("project_id", "buyer_id", name=op.f("uq_buyer_identity_project_id_buyer_id")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_buyer_identity_project_id_id")),
    )
    op.create_index(op.f("ix_buyer_identity_project_id"), "buyer_identity", ["project_id"], unique=False)
    op.create_table(
        "order_consultant",
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("share BETWEEN 1 AND 10000", name=op.f("ck_order_consultant_share_sensible")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_order_consultant_person_id")),
        sa.ForeignKeyConstraint(
            ["project_id", "terms_id"],
            ["order_terms.project_id", "order_terms.id"],
            name=op.f("fk_order_consultant_project_id_terms_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_order_consultant_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_consultant")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_order_consultant_project_id_id")),
        sa.UniqueConstraint("terms_id", "person_id", name=op.f("uq_order_consultant_terms_id_person_id")),
    )
    op.create_index(op.f("ix_order_consultant_project_id"), "order_consultant", ["project_id"], unique=False)
    op.create_table(
        "working_line",
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("discount_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("ground", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("base_fen", sa.BigInteger(), nullable=False),
        sa.Column("off_fen", sa.BigInteger(), nullable=False),
        sa.Column("after_fen", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "discount_id"],
            ["discount.project_id", "discount.id"],
            name=op.f("fk_working_line_project_id_discount_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "terms_id"],
            ["order_terms.project_id", "order_terms.id"],
            name=op.f("fk_working_line_project_id_terms_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_working_line_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_line")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_working_line_project_id_id")),
        sa.UniqueConstraint("terms_id", "seq", name=op.f("uq_working_line_terms_id_seq")),
    )
    op.create_index(op.f("ix_working_line_project_id"), "working_line", ["project_id"], unique=False)
    op.create_table(
        "due_item",
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("klass", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("node", sa.String(length=60), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("day_kind", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("share_millionths", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "event IN ('subscription', 'contract', 'loan_approval', 'node', 'handover', 'settlement', 'fixed_date')",
            name=op.f("ck_due_item_event_known"),
        ),
        sa.CheckConstraint(
            "klass IN ('price', 'price_by_loan', 'collected', 'settlement', 'other')",
            name=op.f("ck_due_item_klass_known"),
        ),
        sa.CheckConstraint("day_kind IN ('calendar', 'working')", name=op.f("ck_due_item_day_kind_known")),
        sa.CheckConstraint(
            "amount_fen > 0 OR (klass = 'settlement' AND amount_fen < 0)", name=op.f("ck_due_item_amount_positive")
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "order_id"],
            ["sale_order.project_id", "sale_order.id"],
            name=op.f("fk_due_item_project_id_order_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "terms_id"],
            ["order_terms.project_id", "order_terms.id"],
            name=op.f("fk_due_item_project_id_terms_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_due_item_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_item")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_due_item_project_id_id")),
        sa.UniqueConstraint("terms_id", "seq", name=op.f("uq_due_item_terms_id_seq")),
    )
    op.create_index("ix_due_item_due", "due_item", ["project_id", "due_on"], unique=False)
    op.create_index("ix_due_item_order", "due_item", ["order_id"], unique=False)
    op.create_index(op.f("ix_due_item_project_id"), "due_item", ["project_id"], unique=False)
    op.create_table(
        "quote",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("total_fen", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_quote_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "customer_id"],
            ["customer.project_id", "customer.id"],
            name=op.f("fk_quote_project_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "unit_id"], ["unit.project_id", "unit.id"], name=op.f("fk_quote_project_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_quote_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_quote_project_id_id")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_quote_project_id_number")),
    )
    op.create_index(op.f("ix_quote_project_id"), "quote", ["project_id"], unique=False)
    op.create_table(
        "paper",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("data_sha256", sa.String(length=64), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_paper_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "order_id"],
            ["sale_order.project_id", "sale_order.id"],
            name=op.f("fk_paper_project_id_order_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_paper_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_paper_project_id_id")),
    )
    op.create_index("ix_paper_order", "paper", ["order_id"], unique=False)
    op.create_index(op.f("ix_paper_project_id"), "paper", ["project_id"], unique=False)


def downgrade() -> None:
    op.drop_table("paper")
    op.drop_table("quote")
    op.drop_table("due_item")
    op.drop_table("working_line")
    op.drop_table("order_consultant")
    op.drop_table("buyer_identity")
    op.drop_table("order_buyer")
    op.drop_table("order_terms")
    op.drop_table("sale_order")
