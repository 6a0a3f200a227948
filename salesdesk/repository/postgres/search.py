"""Finding customers on PostgreSQL: one function of the tables' owner, which asks first whose customers may be seen.

Under the policies themselves the search would look at every customer: operators on text are asked after the policy,
and so without their index.
"""

from __future__ import annotations

from salesdesk.repository.postgres.plpgsql import definer

_HIGHEST = "chr(1114111)"
"""After everything that begins alike."""
_BY_INDEX = (
    "SET jit = off SET max_parallel_workers_per_gather = 0 SET plan_cache_mode = force_custom_plan "
    "SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off"
)
"""How many rows a text means depends on the text; and twenty rows are never found by reading all of a table."""
_OWN = "FROM customer c WHERE c.project_id = wanted_project AND c.owner_id = mine"
_NEWEST = "ORDER BY c.id DESC LIMIT most"
_KEY = "SELECT 1 FROM customer_name_key k WHERE k.customer_id = c.id AND"


def _begins(column: str, text: str) -> str:
    return f"{column} >= {text} AND {column} <= {text} || {_HIGHEST}"


def _among_own() -> dict[str, str]:
    """Somebody's own are a few hundred: they are looked through, each by its own keys."""
    telephone = f"({_begins('t.reversed', 'terms[1]')} OR {_begins('t.number', 'terms[2]')})"
    return {
        "telephone": f"SELECT c.id {_OWN} AND EXISTS (SELECT 1 FROM customer_telephone t "
        f"WHERE t.customer_id = c.id AND {telephone}) {_NEWEST}",
        "grams": f"SELECT c.id {_OWN} AND NOT EXISTS (SELECT 1 FROM unnest(terms) wanted "
        f"WHERE NOT EXISTS ({_KEY} k.key = wanted)) {_NEWEST}",
        "begins": f"SELECT c.id {_OWN} AND EXISTS (SELECT 1 FROM unnest(terms) wanted "
        f"WHERE EXISTS ({_KEY} {_begins('k.key', 'wanted')})) {_NEWEST}",
    }


def _among_all() -> dict[str, str]:
    """Of a million, an index gives the first few of what is asked; nothing is sorted that is not shown."""
    tail, head = (
        f"(SELECT t.customer_id FROM customer_telephone t WHERE t.project_id = wanted_project AND {_begins(column, term)} "
        f"ORDER BY {column} LIMIT 20 * most)"
        for column, term in (("t.reversed", "terms[1]"), ("t.number", "terms[2]"))
    )
    here = "FROM customer_name_key k WHERE k.project_id = wanted_project AND"
    exact = f"SELECT k.customer_id {here} k.key = wanted ORDER BY k.customer_id DESC LIMIT most"
    longer = (
        f"SELECT k.customer_id {here} k.key > wanted AND k.key <= wanted || {_HIGHEST} ORDER BY k.key LIMIT 5 * most"
    )
    return {
        "telephone": f"SELECT DISTINCT found.customer_id FROM ({tail} UNION ALL {head}) found "
        "ORDER BY found.customer_id DESC LIMIT most",
        "grams": f"SELECT k.customer_id {here} k.key = terms[1] AND NOT EXISTS (SELECT 1 FROM unnest(terms) wanted "
        "WHERE NOT EXISTS (SELECT 1 FROM customer_name_key o WHERE o.customer_id = k.customer_id AND o.key = wanted)) "
        "ORDER BY k.customer_id DESC LIMIT most",
        "begins": "SELECT best.id FROM (SELECT DISTINCT ON (found.id) found.id, found.place FROM ("
        f"SELECT e.customer_id AS id, 0 AS place FROM unnest(terms) wanted, LATERAL ({exact}) e UNION ALL "
        f"SELECT l.customer_id, 1 FROM unnest(terms) wanted, LATERAL ({longer}) l) found "
        "ORDER BY found.id, found.place) best ORDER BY best.place, best.id DESC LIMIT most",
    }


def search_function() -> str:
    """``customers_found``: the ids that a search means, the best first; ``terms`` are what `name_keys` makes of it."""
    branches = "".join(
        f"IF {whose} AND kind = '{kind}' THEN RETURN QUERY {query}; RETURN; END IF;"
        for whose, queries in (("mine IS NULL", _among_all()), ("mine IS NOT NULL", _among_own()))
        for kind, query in queries.items()
    )
    return definer(
        "customers_found(wanted_project bigint, kind text, terms text[], most integer)",
        "SETOF bigint",
        f"""DECLARE mine bigint; BEGIN
        IF NOT COALESCE(wanted_project = ANY(my_projects('customer.read_all')), false) THEN
            IF NOT COALESCE(wanted_project = ANY(my_projects('customer.write')), false) THEN RETURN; END IF;
            mine := app_person();
        END IF;
        most := LEAST(GREATEST(most, 1), 200);
        {branches} END""",
        volatility="STABLE",
        also=_BY_INDEX,
    )
