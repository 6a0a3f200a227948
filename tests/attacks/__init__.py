"""Attacks: what somebody with psql and their own password runs into, on the server of the run and on the newest one.

Every attack goes over a plain connection of psycopg, signed in with the person's own password (`tests.support.yard`),
and is refused by the database itself. Every attack has a control: the rightful role, for whom the same statement goes,
or the guard, policy or grant taken away, without which the attack goes.

The claim ("Rules that must hold"), line by line:

=================================================== ==================================================================
who may touch which table and column                `test_every_cell`: each cell of role × table × verb, and column;
                                                    `test_screens`: matrix, screens, functions, roles
… and which project                                 `test_other_projects`: every table, every reference; rights that
                                                    are held elsewhere; guards that must not tell
… and whose customers, which floor price            `test_customers`: row by row; twelve ways to a floor price
below-floor or over-limit totals                    `test_sales`: a price beyond one's limit; who sets the limit
approver ≠ requester                                `test_sales`: own list, another's list, another's name, no
                                                    signature at all; `test_requests`: one's own, in another's name,
                                                    in a role that was not asked, agreed from the first moment
no change of a deal that nobody agreed to           `test_requests`: terms, unit, buyer, settlement, cancellation;
                                                    what was asked for, changed after the answer
no unit sold twice                                  `test_sales`: a second live order, an order moved to a sold unit
``unit.sale_state`` is written by nobody            `test_sales`: the state, the story, a unit entered as sold
state pairs                                         `tests.repository.test_guards`: every pair; `test_sales`: by
                                                    which desk
Σ due items = contract total                        `tests.repository.test_guards`: a fen more or less; `test_sales`:
                                                    what is owed, and for which order
money out ≤ money in, per order                     `test_money`: at once, in one statement, by reversal
receipts numbered without gaps, never changed       `test_money`: twelve changes, the counter, a new book
person, time, number, business day are stamped      `test_money`, `test_history`: forged stamps; `test_sessions`: the
                                                    clock and the calendar of a session
history is append-only                              `test_history`: written, changed, cut, in another's name; requests
permissions: logins and roles                       `test_people`: roles to oneself, closed logins, days that are
                                                    over
roles as sets of permissions                        `test_roles`: by others, one's own, rights that take two
                                                    people, the last administrator
functions with their owners' rights                 `test_functions`: forged arguments of every one that people may
                                                    call (`forged`); the others are called by nobody
sessions, shadows, settings                         `test_sessions`: SET ROLE, search_path, temporary things, policies
                                                    off, isolation, deferred questions, cursors
the server                                          `test_server`: programs, files, large objects, advisory locks, DDL,
                                                    other databases
what is not shown is not told either                `test_inference`: plans, counters, estimates, errors, refusals
notices are hints                                   `test_notices`
=================================================== ==================================================================

What is not claimed, and said by a test of its own: how many rows there are (`test_inference`), that somebody may make
others wait for as long as the limits of time allow (`test_sessions`, `test_server`), that whoever agrees prices learns
which they may agree (`test_customers`).
"""
