"""First tables of buildings, units and prices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "phase",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_phase_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_phase_project_id_id")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_phase_project_id_name")),
    )
    op.create_index(op.f("ix_phase_project_id"), "phase", ["project_id"], unique=False)
    op.create_table(
        "building",
        sa.Column("phase_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("handover_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "phase_id"], ["phase.project_id", "phase.id"], name=op.f("fk_building_project_id_phase_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_building_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_building")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_building_project_id_id")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_building_project_id_name")),
    )
    op.create_index(op.f("ix_building_project_id"), "building", ["project_id"], unique=False)
    op.create_table(
        "entrance",
        sa.Column("building_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("mark", sa.String(length=50), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "building_id"],
            ["building.project_id", "building.id"],
            name=op.f("fk_entrance_project_id_building_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_entrance_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entrance")),
        sa.UniqueConstraint("project_id", "building_id", "name", name=op.f("uq_entrance_project_id_building_id_name")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_entrance_project_id_id")),
    )
    op.create_index(op.f("ix_entrance_project_id"), "entrance", ["project_id"], unique=False)
    op.create_table(
        "building_gap",
        sa.Column("entrance_id", sa.BigInteger(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("floor_to", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("position_to", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=50), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "entrance_id"],
            ["entrance.project_id", "entrance.id"],
            name=op.f("fk_building_gap_project_id_entrance_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_building_gap_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_building_gap")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_building_gap_project_id_id")),
    )
    op.create_index(op.f("ix_building_gap_project_id"), "building_gap", ["project_id"], unique=False)
    op.create_table(
        "receiving_account",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("bank", sa.String(length=100), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("supervised", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_receiving_account_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receiving_account")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_receiving_account_project_id_id")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_receiving_account_project_id_number")),
    )
    op.create_index(op.f("ix_receiving_account_project_id"), "receiving_account", ["project_id"], unique=False)
    op.create_table(
        "presale_permit",
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("supervised_account_id", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "supervised_account_id"],
            ["receiving_account.project_id", "receiving_account.id"],
            name=op.f("fk_presale_permit_project_id_supervised_account_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_presale_permit_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presale_permit")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_presale_permit_project_id_id")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_presale_permit_project_id_number")),
    )
    op.create_index(op.f("ix_presale_permit_project_id"), "presale_permit", ["project_id"], unique=False)
    op.create_table(
        "unit",
        sa.Column("building_id", sa.BigInteger(), nullable=False),
        sa.Column("entrance_id", sa.BigInteger(), nullable=False),
        sa.Column("permit_id", sa.BigInteger(), nullable=True),
        sa.Column("number", sa.String(length=50), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("floor_to", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("layout", sa.String(length=50), nullable=False),
        sa.Column("aspect", sa.String(length=20), nullable=False),
        sa.Column("gross_cm2", sa.BigInteger(), nullable=False),
        sa.Column("inner_cm2", sa.BigInteger(), nullable=True),
        sa.Column("shared_cm2", sa.BigInteger(), nullable=True),
        sa.Column("surveyed_gross_cm2", sa.BigInteger(), nullable=True),
        sa.Column("surveyed_inner_cm2", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("sale_state", sa.String(length=20), nullable=False),
        sa.Column("mortgaged", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("change_pending", sa.Boolean(), nullable=False),
        sa.Column("price_pending", sa.Boolean(), nullable=False),
        sa.Column("restriction_note", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('home', 'shop', 'storage', 'parking')", name=op.f("ck_unit_kind_known")),
        sa.CheckConstraint(
            "sale_state IN ('unlaunched', 'available', 'held', 'reserved', 'subscribed', 'contracted', 'filed', 'handed_over')",
            name=op.f("ck_unit_sale_state_known"),
        ),
        sa.CheckConstraint("floor_to >= floor", name=op.f("ck_unit_floors_in_order")),
        sa.CheckConstraint("gross_cm2 > 0", name=op.f("ck_unit_gross_positive")),
        sa.CheckConstraint("length(number) > 0", name=op.f("ck_unit_number_given")),
        sa.ForeignKeyConstraint(
            ["project_id", "building_id"],
            ["building.project_id", "building.id"],
            name=op.f("fk_unit_project_id_building_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "entrance_id"],
            ["entrance.project_id", "entrance.id"],
            name=op.f("fk_unit_project_id_entrance_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "permit_id"],
            ["presale_permit.project_id", "presale_permit.id"],
            name=op.f("fk_unit_project_id_permit_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_unit_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint(
            "project_id",
            "building_id",
            "entrance_id",
            "number",
            name=op.f("uq_unit_project_id_building_id_entrance_id_number"),
        ),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_unit_project_id_id")),
    )
    op.create_index(op.f("ix_unit_project_id"), "unit", ["project_id"], unique=False)
    op.create_table(
        "unit_launch",
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("direction", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("direction IN ('launch', 'withdraw')", name=op.f("ck_unit_launch_direction_known")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_unit_launch_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "unit_id"], ["unit.project_id", "unit.id"], name=op.f("fk_unit_launch_project_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_unit_launch_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_launch")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_unit_launch_project_id_id")),
    )
    op.create_index(op.f("ix_unit_launch_project_id"), "unit_launch", ["project_id"], unique=False)
    op.create_index("ix_unit_launch_unit", "unit_launch", ["unit_id", "id"], unique=False)
    op.create_table(
        "unit_state_change",
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("old_state", sa.String(length=20), nullable=False),
        sa.Column("new_state", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_unit_state_change_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "unit_id"],
            ["unit.project_id", "unit.id"],
            name=op.f("fk_unit_state_change_project_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_unit_state_change_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_state_change")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_unit_state_change_project_id_id")),
    )
    op.create_index(op.f("ix_unit_state_change_project_id"), "unit_state_change", ["project_id"], unique=False)
    op.create_index("ix_unit_state_change_unit", "unit_state_change", ["unit_id", "id"], unique=False)
    op.create_table(
        "price_list",
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attachment_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_price_list_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "attachment_id"],
            ["attachment.project_id", "attachment.id"],
            name=op.f("fk_price_list_project_id_attachment_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_price_list_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_list")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_price_list_project_id_id")),
        sa.UniqueConstraint("project_id", "version_no", name=op.f("uq_price_list_project_id_version_no")),
    )
    op.create_index(op.f("ix_price_list_project_id"), "price_list", ["project_id"], unique=False)
    op.create_table(
        "price_list_line",
        sa.Column("price_list_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("total_fen", sa.BigInteger(), nullable=False),
        sa.Column("unit_price_fen", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.String(length=10), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("basis IN ('gross', 'inner', 'home')", name=op.f("ck_price_list_line_basis_known")),
        sa.CheckConstraint("total_fen > 0", name=op.f("ck_price_list_line_total_positive")),
        sa.ForeignKeyConstraint(
            ["project_id", "price_list_id"],
            ["price_list.project_id", "price_list.id"],
            name=op.f("fk_price_list_line_project_id_price_list_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "unit_id"],
            ["unit.project_id", "unit.id"],
            name=op.f("fk_price_list_line_project_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_price_list_line_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_list_line")),
        sa.UniqueConstraint("price_list_id", "unit_id", name=op.f("uq_price_list_line_price_list_id_unit_id")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_price_list_line_project_id_id")),
    )
    op.create_index(op.f("ix_price_list_line_project_id"), "price_list_line", ["project_id"], unique=False)
    op.create_index("ix_price_list_line_unit", "price_list_line", ["unit_id"], unique=False)
    op.create_table(
        "unit_floor_price",
        sa.Column("price_list_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("floor_total_fen", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("floor_total_fen > 0", name=op.f("ck_unit_floor_price_floor_positive")),
        sa.ForeignKeyConstraint(
            ["project_id", "price_list_id"],
            ["price_list.project_id", "price_list.id"],
            name=op.f("fk_unit_floor_price_project_id_price_list_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "unit_id"],
            ["unit.project_id", "unit.id"],
            name=op.f("fk_unit_floor_price_project_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_unit_floor_price_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_floor_price")),
        sa.UniqueConstraint("price_list_id", "unit_id", name=op.f("uq_unit_floor_price_price_list_id_unit_id")),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_unit_floor_price_project_id_id")),
    )
    op.create_index(op.f("ix_unit_floor_price_project_id"), "unit_floor_price", ["project_id"], unique=False)
    op.create_table(
        "price_list_signature",
        sa.Column("price_list_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_price_list_signature_created_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "price_list_id"],
            ["price_list.project_id", "price_list.id"],
            name=op.f("fk_price_list_signature_project_id_price_list_id"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_price_list_signature_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_list_signature")),
        sa.UniqueConstraint(
            "price_list_id", "created_by", name=op.f("uq_price_list_signature_price_list_id_created_by")
        ),
        sa.UniqueConstraint("project_id", "id", name=op.f("uq_price_list_signature_project_id_id")),
    )
    op.create_index(op.f("ix_price_list_signature_project_id"), "price_list_signature", ["project_id"], unique=False)


def downgrade() -> None:
    op.drop_table("price_list_signature")
    op.drop_table("unit_floor_price")
    op.drop_table("price_list_line")
    op.drop_table("price_list")
    op.drop_table("unit_state_change")
    op.drop_table("unit_launch")
    op.drop_table("unit")
    op.drop_table("presale_permit")
    op.drop_table("receiving_account")
    op.drop_table("building_gap")
    op.drop_table("entrance")
    op.drop_table("building")
    op.drop_table("phase")
