"""What the rules on groups share: gravity by the state of the text, words of their messages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from actgen.diagnostics import Severity
from actgen.facts.groupement import Groupement, MembreGroupement
from actgen.text.dates import date_chiffres
from actgen.text.lists import enumeration


def tant_que_projet(groupement: Groupement) -> Severity | None:
    """A warning while the text may still be completed; the code's own gravity once it is approved."""
    return Severity.WARNING if groupement.approuvee_le is None else None


def sans_doute(groupement: Groupement) -> tuple[MembreGroupement, ...]:
    """The members but those that stay pending until something is mended, which is told apart."""
    return tuple(membre for membre in groupement.membres if not membre.a_corriger)


def noms(membres: Iterable[MembreGroupement]) -> str:
    """« Daoulas, Hanvec et Irvillac »."""
    return enumeration(membre.collectivite.nom for membre in membres)


def noms_dates(membres: Iterable[tuple[MembreGroupement, date]]) -> str:
    """« Daoulas (05/06/2023) et Hanvec (06/06/2023) »."""
    return enumeration(f"{membre.collectivite.nom} ({date_chiffres(jour)})" for membre, jour in membres)
