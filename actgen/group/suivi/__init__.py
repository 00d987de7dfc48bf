"""The follow-up of a group in files: a page to read and print, a workbook, and a table for spreadsheets.

The table has the headings of the returns, to be held against them; what is doubtful isn't in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actgen.base.diagnostics import Diagnostic
from actgen.base.records import replace
from actgen.base.text.dates import date_longue
from actgen.base.text.keys import slug
from actgen.base.text.typography import typeset
from actgen.checks.groupements.adhesion import check_tardifs
from actgen.checks.groupements.annexe_1 import (
    check_annees,
    check_arretee,
    check_representants,
    check_signatures,
    trop_tot_pour_signer,
)
from actgen.checks.groupements.avenant import (
    check_accords,
    check_dates,
    check_montants,
    check_parts,
    check_signataires,
    decisions_attendues,
)
from actgen.checks.groupements.convention import check_duree, check_procedure
from actgen.checks.groupements.coordonnateur import reserves
from actgen.council.facts.groupement import EtatGroupement, Groupement
from actgen.council.figures.groupements import etat
from actgen.council.figures.suivi import Suivi
from actgen.session.writing.plan import OutputFile

from ..attendus import signatures_attendues
from ..dossier import Dossier
from .page import alert, page
from .tableau import tableau, tableau_a_tenir

__all__ = ["alert", "au_jour", "files_of_suivi", "name_of_group", "returns_to_keep", "with_annexe_1"]

_ACTE = "suivi"
_REGLES = (
    check_signatures,
    check_representants,
    check_annees,
    check_arretee,
    trop_tot_pour_signer,
    check_tardifs,
    check_duree,
    check_procedure,
    check_dates,
    check_montants,
    check_parts,
    check_signataires,
    check_accords,
)


def files_of_suivi(
    suivi: Suivi, findings: Sequence[Diagnostic] = (), jour: date | None = None
) -> tuple[OutputFile, ...]:
    """The three files. `findings`: what keeps members pending, told on the page. `jour`: that of the run."""
    from .classeur import classeur  # the library of workbooks takes 150 ms

    groupement = suivi.etat.groupement
    nom = name_of_group(groupement)
    titre, au = f"Suivi du groupement\u00a0: {nom}", au_jour(suivi.etat, jour)
    racine = f"suivi-{slug(groupement.nom_d_usage or groupement.nom, 40) or 'groupement'}"
    if groupement.avenant is not None:
        racine += f"-avenant-{groupement.avenant.numero}"
    return (
        OutputFile(f"{racine}.html", page(suivi, titre, au[:1].upper() + au[1:], findings), _ACTE),
        OutputFile(f"{racine}.xlsx", classeur(suivi, f"{titre} ({au})"), _ACTE),
        OutputFile(f"{racine}.csv", tableau(suivi), _ACTE),
    )


def returns_to_keep(groupement: Groupement, suffix: str) -> bytes | None:
    """A table of returns with the members' names, as a workbook or a CSV; None for another suffix."""
    match suffix.lower():
        case ".csv":
            return tableau_a_tenir(groupement.membres)
        case ".xlsx":
            from .classeur import classeur_a_tenir  # the library of workbooks takes 150 ms

            return classeur_a_tenir(groupement.membres, name_of_group(groupement))
    return None


def with_annexe_1(lu: Dossier, au: date | None = None) -> Dossier:
    """The dossier with what its annexe 1 shows: signed too early, a wrong year, left out by its day, late.

    With what is wrong with its contract whatever councils answer, what is wrong with the amendment under way,
    and what keeps anything from being signed, such as a coordinator that has refused. `au`: the day from
    which it is seen, which a consultation may have reached without the signatures that it needs.
    """
    if lu.groupement is None:
        return lu
    jour = lu.groupement.annexe_1_arretee_au or date.max
    found = [finding for rule in _REGLES for finding in rule(lu.groupement, jour)]
    found += (*decisions_attendues(etat(lu.groupement)), *signatures_attendues(lu.groupement, au))
    return replace(lu, findings=(*lu.findings, *reserves(lu.groupement), *found))


def name_of_group(groupement: Groupement) -> str:
    """What the group is called in a title."""
    nom = groupement.nom_d_usage or groupement.objet
    return typeset(nom if groupement.avenant is None else f"{nom}, {groupement.nom_du_texte}")


def au_jour(etat: EtatGroupement, jour: date | None = None) -> str:
    """« état au 31 janvier 2023 », else as at `jour`, that of a run, or « avec tout ce qui est connu »."""
    au = etat.au or jour
    return f"état au {date_longue(au, jour=False)}" if au else "avec tout ce qui est connu"
