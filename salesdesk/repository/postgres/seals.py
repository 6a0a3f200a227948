"""Closing a business day on PostgreSQL: who inserts a seal names the day, and the database does the rest.

The books are locked first, so that no receipt of the day is on its way; what else is not committed yet is covered by
the next seal.
"""

from __future__ import annotations

from collections.abc import Iterator

from salesdesk.repository.postgres.plpgsql import NEWEST, TODAY, definer, refuse, trigger
from salesdesk.repository.seal_sums import unsealed_sql


def seal_guards() -> Iterator[str]:
    over_rows = (
        "encode(sha256(convert_to(COALESCE(string_agg(table_name || ':' || row_id || ':' || sha256, E'\\n' "
        "ORDER BY table_name COLLATE \"C\", row_id), ''), 'UTF8')), 'hex')"
    )
    facts = "concat_ws('|', NEW.project_id, NEW.number, NEW.day, NEW.rows, NEW.previous_sha256, over_rows)"
    yield definer(
        "sd_seal_closes()",
        "trigger",
        "DECLARE last seal%ROWTYPE; over_rows text; BEGIN "
        + NEWEST
        # Policies are asked after this: what this says of a project elsewhere must be what they would say.
        + "IF app_person() IS NOT NULL AND NOT COALESCE(NEW.project_id = ANY(my_projects('receipt.write')), false) "
        "THEN RAISE EXCEPTION 'new row violates row-level security policy for table \"seal\"' "
        "USING ERRCODE = '42501'; END IF;"
        "PERFORM 1 FROM receipt_book WHERE project_id = NEW.project_id ORDER BY id FOR UPDATE;"
        + refuse("day_ahead", f"NEW.day > {TODAY}")
        + refuse("day_closed", "EXISTS (SELECT 1 FROM receipt_book WHERE project_id = NEW.project_id AND open_day > NEW.day)")
        + "SELECT * INTO last FROM seal WHERE project_id = NEW.project_id ORDER BY number DESC LIMIT 1;"
        "NEW.number := COALESCE(last.number, 0) + 1; NEW.previous_sha256 := COALESCE(last.sha256, '');"
        "UPDATE receipt_book SET open_day = NEW.day + 1 WHERE project_id = NEW.project_id;"
        + unsealed_sql("NEW.project_id", "NEW.number", postgres=True)
        + f"; SELECT COUNT(*), {over_rows} INTO NEW.rows, over_rows FROM sealed_row "
        "WHERE project_id = NEW.project_id AND seal_number = NEW.number;"
        f"NEW.sha256 := encode(sha256(convert_to({facts}, 'UTF8')), 'hex'); RETURN NEW; END",
        also="SET timezone = 'UTC' SET datestyle = 'ISO'",
    )  # fmt: skip
    # After the stamps: the seal's own row is covered by the next one, through its audit.
    yield trigger("seal_closes", "BEFORE INSERT ON seal")
