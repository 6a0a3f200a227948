"""First tables of customers, schemes and holds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "source_channel",
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "parent_id"],
            ["source_channel.project_id", "source_channel.id"],
            name=op.f("fk_source_channel_project_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_source_channel_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_channel")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_source_channel_project_id_id")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_source_channel_project_id_name")),
    )
    op.create_index(op.f("ix_source_channel_project_id"), "source_channel", ["project_id"], unique=False)
    op.create_table(
        "customer",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("referrer", sa.String(length=120), nullable=False),
        sa.Column("level", sa.String(length=1), nullable=False),
        sa.Column("wish", sa.String(length=500), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("first_contact_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_contact_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_contact_on", sa.Date(), nullable=True),
        sa.Column("lost_reason", sa.String(length=300), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'company')", name=op.f("ck_customer_kind_known")),
        sa.CheckConstraint("level IN ('A', 'B', 'C', 'D')", name=op.f("ck_customer_level_known")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_customer_name_given")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_customer_created_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_customer_owner_id")),
        sa.ForeignKeyConstraint(
            ["project_id", "channel_id"],
            ["source_channel.project_id", "source_channel.id"],
            name=op.f("fk_customer_project_id_channel_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_customer_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_customer_project_id_id")),
    )
    op.create_index("ix_customer_owner", "customer", ["project_id", "owner_id", "id"], unique=False)
    op.create_index(op.f("ix_customer_project_id"), "customer", ["project_id"], unique=False)
    op.create_index("ix_customer_recent", "customer", ["project_id", "id"], unique=False)
    op.create_table(
        "customer_telephone",
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("reversed", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(number) BETWEEN 5 AND 20", name=op.f("ck_customer_telephone_number_sensible")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_customer_telephone_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "customer_id"],
            ["customer.project_id", "customer.id"],
            name=op.f("fk_customer_telephone_project_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_customer_telephone_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_telephone")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_customer_telephone_project_id_id")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_customer_telephone_project_id_number")),
    )
    op.create_index("ix_customer_telephone_customer", "customer_telephone", ["customer_id"], unique=False)
    op.create_index(op.f("ix_customer_telephone_project_id"), "customer_telephone", ["project_id"], unique=False)
    op.create_index("ix_customer_telephone_tail", "customer_telephone", ["project_id", "reversed"], unique=False)
    op.create_table(
        "customer_identity",
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('resident', 'travel_permit', 'passport', 'company')", name=op.f("ck_customer_identity_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "customer_id"],
            ["customer.project_id", "customer.id"],
            name=op.f("fk_customer_identity_project_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_customer_identity_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_identity")),
        sa.UniqueConstraint(
            "project_id", "customer_id", "kind", name=op.f("uq_customer_identity_project_id_customer_id_kind")
        ),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_customer_identity_project_id_id")),
    )
    op.create_index(op.f("ix_customer_identity_project_id"), "customer_identity", ["project_id"], unique=False)
    op.create_table(
        "customer_name_key",
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "customer_id"],
            ["customer.project_id", "customer.id"],
            name=op.f("fk_customer_name_key_project_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_customer_name_key_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_name_key")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_customer_name_key_project_id_id")),
    )
    op.create_index("ix_customer_name_key_customer", "customer_name_key", ["customer_id"], unique=False)
    op.create_index(op.f("ix_customer_name_key_project_id"), "customer_name_key", ["project_id"], unique=False)
    op.create_index(
        "ix_customer_name_key_search", "customer_name_key", ["project_id", "key", "customer_id"], unique=False
    )
    op.create_table(
        "follow_up",
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('call_in', 'visit', 'call_out', 'message', 'dunning', 'other')",
            name=op.f("ck_follow_up_kind_known"),
        ),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_follow_up_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "customer_id"],
            ["customer.project_id", "customer.id"],
            name=op.f("fk_follow_up_project_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_follow_up_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_follow_up_project_id_id")),
    )
    op.create_index("ix_follow_up_customer", "follow_up", ["customer_id", "happened_at"], unique=False)
    op.create_index(op.f("ix_follow_up_project_id"), "follow_up", ["project_id"], unique=False)
    op.create_table(
        "money_item",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("klass", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "klass IN ('price', 'price_by_loan', 'collected', 'settlement', 'other')",
            name=op.f("ck_money_item_klass_known"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_money_item_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_item")),
        sa.UniqueConstraint("project_id", "code", name=op.f("uq_money_item_project_id_code")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_money_item_project_id_id")),
    )
    op.create_index(op.f("ix_money_item_project_id"), "money_item", ["project_id"], unique=False)
    op.create_table(
        "payment_scheme",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("loan_round_fen", sa.BigInteger(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('in_full', 'stages', 'commercial_loan', 'provident_fund', 'combined_loan')",
            name=op.f("ck_payment_scheme_kind_known"),
        ),
        sa.CheckConstraint("loan_round_fen > 0", name=op.f("ck_payment_scheme_loan_round_positive")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_payment_scheme_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_scheme")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_payment_scheme_project_id_id")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_payment_scheme_project_id_name")),
    )
    op.create_index(op.f("ix_payment_scheme_project_id"), "payment_scheme", ["project_id"], unique=False)
    op.create_table(
        "payment_scheme_line",
        sa.Column("scheme_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("klass", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("node", sa.String(length=60), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("day_kind", sa.String(length=10), nullable=False),
        sa.Column("share_millionths", sa.BigInteger(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("takes_rest", sa.Boolean(), nullable=False),
        sa.Column("less_earnest", sa.Boolean(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("gap_months", sa.Integer(), nullable=False),
        sa.Column("fixed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("day_kind IN ('calendar', 'working')", name=op.f("ck_payment_scheme_line_day_kind_known")),
        sa.CheckConstraint(
            "event IN ('subscription', 'contract', 'loan_approval', 'node', 'handover', 'settlement', 'fixed_date')",
            name=op.f("ck_payment_scheme_line_event_known"),
        ),
        sa.CheckConstraint(
            "klass IN ('price', 'price_by_loan', 'collected', 'settlement', 'other')",
            name=op.f("ck_payment_scheme_line_klass_known"),
        ),
        sa.CheckConstraint("amount_fen >= 0", name=op.f("ck_payment_scheme_line_amount_sensible")),
        sa.CheckConstraint("parts BETWEEN 1 AND 60", name=op.f("ck_payment_scheme_line_parts_sensible")),
        sa.CheckConstraint(
            "share_millionths BETWEEN 0 AND 1000000", name=op.f("ck_payment_scheme_line_share_sensible")
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "scheme_id"],
            ["payment_scheme.project_id", "payment_scheme.id"],
            name=op.f("fk_payment_scheme_line_project_id_scheme_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_payment_scheme_line_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_scheme_line")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_payment_scheme_line_project_id_id")),
        sa.UniqueConstraint("scheme_id", "seq", name=op.f("uq_payment_scheme_line_scheme_id_seq")),
    )
    op.create_index(op.f("ix_payment_scheme_line_project_id"), "payment_scheme_line", ["project_id"], unique=False)
    op.create_table(
        "discount",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("scheme_id", sa.BigInteger(), nullable=True),
        sa.Column("ground", sa.String(length=100), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'percent' OR value BETWEEN 1 AND 1000000", name=op.f("ck_discount_percent_sensible")
        ),
        sa.CheckConstraint("kind IN ('percent', 'points', 'sum', 'unit_sum')", name=op.f("ck_discount_kind_known")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_discount_value_sensible")),
        sa.ForeignKeyConstraint(
            ["project_id", "scheme_id"],
            ["payment_scheme.project_id", "payment_scheme.id"],
            name=op.f("fk_discount_project_id_scheme_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_discount_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discount")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_discount_project_id_id")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_discount_project_id_name")),
    )
    op.create_index(op.f("ix_discount_project_id"), "discount", ["project_id"], unique=False)
    op.create_table(
        "hold",
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.BigInteger(), nullable=True),
        sa.Column("release_reason", sa.String(length=300), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_hold_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "customer_id"],
            ["customer.project_id", "customer.id"],
            name=op.f("fk_hold_project_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "unit_id"], ["unit.project_id", "unit.id"], name=op.f("fk_hold_project_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_hold_project_id")),
        sa.ForeignKeyConstraint(["released_by"], ["person.id"], name=op.f("fk_hold_released_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_hold_project_id_id")),
    )
    op.create_index(op.f("ix_hold_project_id"), "hold", ["project_id"], unique=False)
    op.create_index(
        "uq_hold_live_per_unit",
        "hold",
        ["unit_id"],
        unique=True,
        postgresql_where=sa.text("released_at IS NULL"),
        sqlite_where=sa.text("released_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("hold")
    op.drop_table("discount")
    op.drop_table("payment_scheme_line")
    op.drop_table("payment_scheme")
    op.drop_table("money_item")
    op.drop_table("follow_up")
    op.drop_table("customer_name_key")
    op.drop_table("customer_identity")
    op.drop_table("customer_telephone")
    op.drop_table("customer")
    op.drop_table("source_channel")
