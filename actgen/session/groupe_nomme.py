"""A group as a member's session names it: its file, and what came back, are the coordinator's."""

from __future__ import annotations

from collections.abc import Iterable

from actgen.base.diagnostics import Diagnostic, Scope, Severity
from actgen.base.records import replace
from actgen.base.text.messages import say
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.membres_groupement import RETOURS_A_VERIFIER
from actgen.council.facts.retours import DU_COORDONNATEUR
from actgen.reading.sources import SourceFault

_ABSENT = "FICHIER-ABSENT"
_ASK = say(
    "Le fichier d'un groupement est tenu par son coordonnateur : demandez-le-lui, avec les textes qu'il "
    "nomme, et posez le tout dans le dossier « groupements » de votre espace de travail."
)
_ASK_TOO = say(
    "Les fichiers qu'un groupement nomme viennent de son coordonnateur : demandez-lui celui-ci, et posez-le "
    "à côté du fichier du groupement."
)
_WITHOUT_RETURNS = say(
    "Ce tableau reste chez le coordonnateur : ici, les autres membres sont comptés comme attendus. Si vous "
    "coordonnez ce groupement, corrigez son nom."
)


def to_be_asked(fault: SourceFault, *, dossier: bool) -> SourceFault:
    """Why the group's file can't be read, with the way to get it; `dossier`: there is a folder of groups."""
    if fault.code.name != _ABSENT:
        return fault
    return replace(fault, hint=f"{fault.hint} {_ASK}" if dossier else _ASK)


def told_to_member(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What a member is told of the group that it joins.

    What another commune sent back is its coordinator's affair: `status` and `batch` tell of it. Their table
    isn't sent to members: that it is not there keeps nothing from them.
    """
    return tuple(_told_to_member(finding) for finding in findings if finding.code not in DU_COORDONNATEUR)


def _told_to_member(finding: Diagnostic) -> Diagnostic:
    if _lacks_table(finding):
        return replace(finding, severity=Severity.INFO, hint=_WITHOUT_RETURNS)
    if finding.code == _ABSENT and _ASK not in finding.hint:
        return replace(finding, hint=f"{finding.hint} {_ASK_TOO}".lstrip())
    return finding


def without_returns(groupement: Groupement, findings: Iterable[Diagnostic]) -> Groupement:
    """The group, all its members awaited where the table of returns isn't there: as councils approve it."""
    if not any(map(_lacks_table, findings)):
        return groupement
    membres = (
        replace(membre, a_corriger="") if membre.a_corriger == RETOURS_A_VERIFIER else membre
        for membre in groupement.membres
    )
    return replace(groupement, membres=tuple(membres))


def _lacks_table(finding: Diagnostic) -> bool:
    return finding.code == _ABSENT and finding.scope is Scope.ANSWERS
