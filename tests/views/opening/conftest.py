"""See tests/views/selling_desks.py."""

from tests.views.selling_desks import desk_of, engine_kind

__all__ = ["desk_of", "engine_kind"]
