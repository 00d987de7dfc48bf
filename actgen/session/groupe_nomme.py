"""A group as a member's session names it: its file, and what came back, are the coordinator's."""

from __future__ import annotations

from collections.abc import Iterable

from actgen.diagnostics import Diagnostic, Scope, Severity
from actgen.facts.groupement import Groupement
from actgen.facts.membres_groupement import RETOURS_A_VERIFIER
from actgen.facts.retours import DU_COORDONNATEUR
from actgen.records import replace
from actgen.sources import SourceFault
from actgen.text.messages import say

_ABSENT = "FICHIER-ABSENT"
_DEMANDER = say(
    "Le fichier d'un groupement est tenu par son coordonnateur : demandez-le-lui, avec les textes qu'il "
    "nomme, et posez le tout dans le dossier « groupements » de votre espace de travail."
)
_DEMANDER_AUSSI = say(
    "Les fichiers qu'un groupement nomme viennent de son coordonnateur : demandez-lui celui-ci, et posez-le "
    "à côté du fichier du groupement."
)
_SANS_RETOURS = say(
    "Ce tableau reste chez le coordonnateur : ici, les autres membres sont comptés comme attendus. Si vous "
    "coordonnez ce groupement, corrigez son nom."
)


def a_demander(fault: SourceFault, *, dossier: bool) -> SourceFault:
    """Why the group's file can't be read, with the way to get it; `dossier`: there is a folder of groups."""
    if fault.code.name != _ABSENT:
        return fault
    return replace(fault, hint=f"{fault.hint} {_DEMANDER}" if dossier else _DEMANDER)


def dits_au_membre(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What a member is told of the group that it joins.

    What another commune sent back is its coordinator's affair: `status` and `batch` tell of it. Their table
    isn't sent to members: that it is not there keeps nothing from them.
    """
    return tuple(_dit_au_membre(finding) for finding in findings if finding.code not in DU_COORDONNATEUR)


def _dit_au_membre(finding: Diagnostic) -> Diagnostic:
    if _sans_tableau(finding):
        return replace(finding, severity=Severity.INFO, hint=_SANS_RETOURS)
    if finding.code == _ABSENT and _DEMANDER not in finding.hint:
        return replace(finding, hint=f"{finding.hint} {_DEMANDER_AUSSI}".lstrip())
    return finding


def sans_retours(groupement: Groupement, findings: Iterable[Diagnostic]) -> Groupement:
    """The group, all its members awaited where the table of returns isn't there: as councils approve it."""
    if not any(map(_sans_tableau, findings)):
        return groupement
    membres = (
        replace(membre, a_corriger="") if membre.a_corriger == RETOURS_A_VERIFIER else membre
        for membre in groupement.membres
    )
    return replace(groupement, membres=tuple(membres))


def _sans_tableau(finding: Diagnostic) -> bool:
    return finding.code == _ABSENT and finding.scope is Scope.ANSWERS
