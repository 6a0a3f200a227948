"""A scheme's earlier version keeps its name; a discount may be tied to units."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("payment_scheme", sa.Column("former_name", sa.String(length=60), nullable=True))
    op.add_column("discount", sa.Column("only_for", sa.Text(), nullable=True))
