"""A verifier that is worked out at the desk is the one that libpq makes, for whatever is typed."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salesdesk.repository.scram import verifier_with
from tests.support.postgres import PostgresServer

TYPED = st.text(
    st.one_of(
        st.characters(min_codepoint=33, max_codepoint=126),
        st.sampled_from("春江花月夜号栋７Ａｂ②㎡Ⅳ\u00a0\u3000\u00ad\u200b\u202eßéﬁאب１한😀"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    min_size=1,
    max_size=24,
)


@pytest.fixture(scope="module")
def libpq(pg_server: PostgresServer) -> Iterator[psycopg.Connection]:
    with psycopg.connect(pg_server.superuser_url("postgres")) as connection:
        yield connection


@given(TYPED)
@example("Ａ１\u00adb")
@example("אבג")
@example("אb")
@example("\u3000 x")
@example("\u200bx")
@example("\u0340x")
def test_the_verifier_of_a_known_salt_is_the_servers(libpq: psycopg.Connection, password: str) -> None:
    made = libpq.pgconn.encrypt_password(password.encode(), b"yan", b"scram-sha-256").decode()
    salted = made[: made.rindex("$")]
    assert verifier_with(salted, password) == made
    assert verifier_with(salted, password + "x") != made
