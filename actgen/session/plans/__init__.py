"""The acts of a session, each with what to do with it or why it is not written; one module a family."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from actgen.session.plans.a_faire import plan_a_faire
from actgen.session.plans.before import ON_REQUEST, plan_before
from actgen.session.plans.certificates import plan_certificates
from actgen.session.plans.conventions import plan_conventions
from actgen.session.plans.deliberations import plan_deliberations
from actgen.session.plans.desk import Desk
from actgen.session.plans.lists import plan_lists
from actgen.session.plans.minutes import plan_minutes
from actgen.session.plans.publications import donnees_absentes
from actgen.session.result import ActPlan

__all__ = ["ON_REQUEST", "PLANNERS", "Desk", "plan_acts"]

Planner = Callable[[Desk], Iterator[ActPlan]]

PLANNERS: tuple[Planner, ...] = (
    plan_before,
    plan_deliberations,
    plan_conventions,
    plan_lists,
    plan_minutes,
    plan_certificates,
)
"""In the order in which a clerk uses the acts."""

_OF_A_MODEL: tuple[tuple[str, Planner], ...] = (
    ("deliberation", plan_deliberations),
    ("convention", plan_conventions),
)


def plan_acts(desk: Desk) -> tuple[ActPlan, ...]:
    """Every act of the session, then the page that tells what to do with them.

    Of a model, what the council will adopt, or what is asked for by name of it, the convention being one for
    all: the rest is its own to call, to tell and to post.
    """
    if desk.figures.seance.modele:
        return tuple(
            plan for family, plans in _OF_A_MODEL if family in (desk.only or {family}) for plan in plans(desk)
        )
    plans = desk.with_blanks_told_once(tuple(plan for planner in PLANNERS for plan in planner(desk)))
    desk.findings.extend(donnees_absentes(desk, plans))
    return (*plans, *plan_a_faire(desk, plans))
