"""Alembic runs here, always on a connection that schema.py hands over with its transaction open."""

from alembic import context

from salesdesk.entities import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
