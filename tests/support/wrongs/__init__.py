"""Wrong things that the database refuses by itself, each with the guard that stops it: what `test_guards` tries.

A wrong is tried as the person who would have the right to everything else about it. Names of triggers differ between
the databases where one splits what the other holds in one.
"""

from tests.support.wrongs.after_contract import AFTER_CONTRACT
from tests.support.wrongs.customers import CUSTOMERS
from tests.support.wrongs.money import MONEY
from tests.support.wrongs.offers import OFFERS
from tests.support.wrongs.orders import ORDERS, TERMS
from tests.support.wrongs.papers import PAPERS
from tests.support.wrongs.requests import REQUESTS
from tests.support.wrongs.roles import ROLES
from tests.support.wrongs.units import PRICES, UNITS
from tests.support.wrongs.wrong import Wrong

WRONGS = (*ORDERS, *TERMS, *MONEY, *OFFERS, *UNITS, *PRICES, *CUSTOMERS, *PAPERS, *REQUESTS, *AFTER_CONTRACT, *ROLES)

__all__ = ["WRONGS", "Wrong"]
