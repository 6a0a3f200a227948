"""First tables of money in and out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "receipt_book",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("prefix", sa.String(length=20), nullable=False),
        sa.Column("digits", sa.Integer(), nullable=False),
        sa.Column("first_no", sa.BigInteger(), nullable=False),
        sa.Column("next_no", sa.BigInteger(), nullable=False),
        sa.Column("open_day", sa.Date(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('receipt', 'refund', 'opening')", name=op.f("ck_receipt_book_kind_known")),
        sa.CheckConstraint("digits BETWEEN 3 AND 12", name=op.f("ck_receipt_book_digits_sensible")),
        sa.CheckConstraint("next_no > 0", name=op.f("ck_receipt_book_next_no_positive")),
        sa.CheckConstraint("first_no > 0", name=op.f("ck_receipt_book_first_no_positive")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_receipt_book_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_book")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_receipt_book_project_id_id")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_receipt_book_project_id_name")),
        sa.UniqueConstraint("project_id", "prefix", name=op.f("uq_receipt_book_project_id_prefix")),
    )
    op.create_index(op.f("ix_receipt_book_project_id"), "receipt_book", ["project_id"], unique=False)
    op.create_table(
        "receipt",
        sa.Column("book_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("total_fen", sa.BigInteger(), nullable=False),
        sa.Column("payer", sa.String(length=200), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'reversal') = (reverses_id IS NOT NULL)", name=op.f("ck_receipt_reversal_names_entry")
        ),
        sa.CheckConstraint("kind <> 'receipt' OR total_fen > 0", name=op.f("ck_receipt_receipt_positive")),
        sa.CheckConstraint("kind <> 'refund' OR total_fen < 0", name=op.f("ck_receipt_refund_negative")),
        sa.CheckConstraint("kind IN ('receipt', 'refund', 'reversal', 'transfer')", name=op.f("ck_receipt_kind_known")),
        sa.CheckConstraint("length(payer) > 0", name=op.f("ck_receipt_payer_given")),
        sa.CheckConstraint("total_fen <> 0 OR kind IN ('transfer', 'reversal')", name=op.f("ck_receipt_total_given")),
        sa.CheckConstraint("kind <> 'transfer' OR total_fen = 0", name=op.f("ck_receipt_transfer_moves")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_receipt_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "account_id"],
            ["receiving_account.project_id", "receiving_account.id"],
            name=op.f("fk_receipt_project_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "book_id"],
            ["receipt_book.project_id", "receipt_book.id"],
            name=op.f("fk_receipt_project_id_book_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "order_id"],
            ["sale_order.project_id", "sale_order.id"],
            name=op.f("fk_receipt_project_id_order_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "reverses_id"],
            ["receipt.project_id", "receipt.id"],
            name=op.f("fk_receipt_project_id_reverses_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "unit_id"], ["unit.project_id", "unit.id"], name=op.f("fk_receipt_project_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_receipt_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("book_id", "number", name=op.f("uq_receipt_book_id_number")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_receipt_project_id_id")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_receipt_reverses_id")),
    )
    op.create_index("ix_receipt_day", "receipt", ["project_id", "business_day"], unique=False)
    op.create_index("ix_receipt_order", "receipt", ["order_id"], unique=False)
    op.create_index(op.f("ix_receipt_project_id"), "receipt", ["project_id"], unique=False)
    op.create_table(
        "receipt_line",
        sa.Column("receipt_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("klass", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "klass IN ('price', 'price_by_loan', 'collected', 'settlement', 'other')",
            name=op.f("ck_receipt_line_klass_known"),
        ),
        sa.CheckConstraint("amount_fen <> 0", name=op.f("ck_receipt_line_amount_given")),
        sa.ForeignKeyConstraint(
            ["project_id", "receipt_id"],
            ["receipt.project_id", "receipt.id"],
            name=op.f("fk_receipt_line_project_id_receipt_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_receipt_line_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_line")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_receipt_line_project_id_id")),
        sa.UniqueConstraint("receipt_id", "seq", name=op.f("uq_receipt_line_receipt_id_seq")),
    )
    op.create_index(op.f("ix_receipt_line_project_id"), "receipt_line", ["project_id"], unique=False)
    op.create_table(
        "receipt_tender",
        sa.Column("receipt_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "method IN ('cash', 'card', 'transfer', 'cheque', 'loan', 'wechat', 'alipay')",
            name=op.f("ck_receipt_tender_method_known"),
        ),
        sa.CheckConstraint("amount_fen <> 0", name=op.f("ck_receipt_tender_amount_given")),
        sa.ForeignKeyConstraint(
            ["project_id", "receipt_id"],
            ["receipt.project_id", "receipt.id"],
            name=op.f("fk_receipt_tender_project_id_receipt_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_receipt_tender_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_tender")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_receipt_tender_project_id_id")),
        sa.UniqueConstraint("receipt_id", "seq", name=op.f("uq_receipt_tender_receipt_id_seq")),
    )
    op.create_index(op.f("ix_receipt_tender_project_id"), "receipt_tender", ["project_id"], unique=False)
    op.create_table(
        "receipt_void",
        sa.Column("receipt_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_receipt_void_reason_given")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_receipt_void_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "receipt_id"],
            ["receipt.project_id", "receipt.id"],
            name=op.f("fk_receipt_void_project_id_receipt_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_receipt_void_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_void")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_receipt_void_project_id_id")),
        sa.UniqueConstraint("receipt_id", name=op.f("uq_receipt_void_receipt_id")),
    )
    op.create_index(op.f("ix_receipt_void_project_id"), "receipt_void", ["project_id"], unique=False)
    op.create_table(
        "receipt_print",
        sa.Column("receipt_id", sa.BigInteger(), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("data_sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_receipt_print_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "receipt_id"],
            ["receipt.project_id", "receipt.id"],
            name=op.f("fk_receipt_print_project_id_receipt_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_receipt_print_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_print")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_receipt_print_project_id_id")),
        sa.UniqueConstraint("receipt_id", "copy_no", name=op.f("uq_receipt_print_receipt_id_copy_no")),
    )
    op.create_index(op.f("ix_receipt_print_project_id"), "receipt_print", ["project_id"], unique=False)


def downgrade() -> None:
    op.drop_table("receipt_print")
    op.drop_table("receipt_void")
    op.drop_table("receipt_tender")
    op.drop_table("receipt_line")
    op.drop_table("receipt")
    op.drop_table("receipt_book")
