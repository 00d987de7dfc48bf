"""Names written in the costs of annexe 2 → members, headings, cases and services of the group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.collectivite import Collectivite
from actgen.facts.couts import Service
from actgen.facts.groupement import Groupement, MembreGroupement
from actgen.rules import rule
from actgen.text.keys import cle, nearest
from actgen.text.messages import enumerate_words, say

from .epci_membres import CONSEIL, epci_nomme

GC_COUTS = rule("GC-COUTS")

_MOST_COMPARED, _MOST_SHOWN = 200, 12
_OU = {"rubrique": "L’annexe 2", "cas": "Cette rubrique"}
_PLURIEL = {"rubrique": "rubriques", "cas": "cas"}


@dataclass(frozen=True, slots=True)
class Noms:
    """Finds what a name means; `mises_de_cote` are the headings left out for a fault of their own."""

    groupement: Groupement
    mises_de_cote: frozenset[str]
    lieu: Callable[..., Location]
    findings: list[Diagnostic]

    def ici(self, *suite: str | int) -> Location:
        """A place below « couts »."""
        return self.lieu("annexe_2", "couts", *suite)

    def faute(self, message: str, *suite: str | int, hint: str) -> None:
        """Something wrong at a place below « couts »."""
        self.findings.append(GC_COUTS.finding(message, self.ici(*suite), hint=hint))

    def membre(self, nom: str, *suite: str | int) -> str:
        """The code of the member of that name, initials or code; empty after a finding."""
        voulu = cle(nom)
        trouves = [membre for membre in self.groupement.membres if voulu in _noms(membre)]
        if len(trouves) == 1:
            return trouves[0].collectivite.code
        if trouves:
            codes = ", ".join(membre.collectivite.code for membre in trouves)
            self.faute(
                say("Plusieurs membres du groupement s'appellent « {nom} ».", nom=nom),
                *suite,
                hint=say("Écrivez le code de celui dont il s'agit : {codes}.", codes=codes),
            )
            return ""
        if (etablissement := epci_nomme(nom, self._collectivites())) is not None:
            return etablissement.code
        proche = nearest(nom, (membre.collectivite.nom for membre in self.groupement.membres))
        self.faute(
            say("Aucun membre du groupement ne s'appelle « {nom} ».", nom=nom),
            *suite,
            hint=say("Vouliez-vous dire « {proche} » ?", proche=proche)
            if proche
            else say("Corrigez ce nom, ou ajoutez ce membre à la rubrique « membres ».") + self._conseil(),
        )
        return ""

    def _collectivites(self) -> tuple[Collectivite, ...]:
        return tuple(membre.collectivite for membre in self.groupement.membres)

    def _conseil(self) -> str:
        return "" if all(each.est_commune for each in self._collectivites()) else f" {CONSEIL}"

    def service(self, nom: str | None, services: tuple[Service, ...], *ici: str | int) -> Service | None:
        """The service of that name; None without a name, or after a finding."""
        if nom is None:
            return None
        trouve = next((service for service in services if cle(service.nom) == cle(nom)), None)
        if trouve is None:
            self.faute(
                say("Aucun service de l'annexe 2 ne s'appelle « {nom} ».", nom=nom),
                *(*ici, "service"),
                hint=self._proche(nom, [service.nom for service in services], "services"),
            )
        return trouve

    def rang(self, nom: str, titres: Sequence[str], quoi: str, *ici: str | int) -> int | None:
        """The rank of the title, or of the only one that begins so."""
        cles = _cles(tuple(titres))
        exacts = [n for n, each in enumerate(cles) if each == cle(nom)]
        trouves = exacts or [n for n, each in enumerate(cles) if each.startswith(cle(nom))]
        if len(trouves) == 1:
            return trouves[0]
        if quoi == "rubrique" and cle(nom) in self.mises_de_cote:
            return None  # told where that heading is written
        self.faute(
            say("Plusieurs {quoi} commencent par « {nom} ».", quoi=_PLURIEL[quoi], nom=nom)
            if trouves
            else say("{ou} n'a pas de {quoi} « {nom} ».", ou=_OU[quoi], quoi=quoi, nom=nom),
            *(*ici, quoi),
            hint=self._proche(nom, titres, "rubriques"),
        )
        return None

    def _proche(self, nom: str, titres: Sequence[str], rubrique: str) -> str:
        if proche := nearest(nom, titres[:_MOST_COMPARED]):
            return say("Vouliez-vous dire « {proche} » ?", proche=proche)
        if any(titres) and len(titres) <= _MOST_SHOWN:
            return say("Choix possibles : {choix}.", choix=choix(titres))
        return say("Corrigez ce nom, ou ajoutez-le à « {rubrique} », dans l'annexe 2.", rubrique=rubrique)


@lru_cache(maxsize=8)
def _cles(titres: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(cle, titres))


def choix(titres: Iterable[str]) -> str:
    """The titles that a reader may choose from."""
    return enumerate_words(titre for titre in titres if titre)


def _noms(membre: MembreGroupement) -> set[str]:
    collectivite = membre.collectivite
    return {cle(nom) for nom in (collectivite.nom, collectivite.sigle, collectivite.code) if nom}
