"""How a row of the returns names its member."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.collectivite import Collectivite
from actgen.law import reference
from actgen.text.keys import cle, nearest, slug
from actgen.text.messages import enumerate_words, say

from ..epci_membres import epci_nomme
from ..territoires import sans_titre
from .codes import GC_RETOUR_LIGNE

_MONTRES = 5
_CODE = 5  # figures of an INSEE code: a spreadsheet drops the zero of « 01004 »


@dataclass(frozen=True, slots=True)
class Membres:
    """How a row names a member: by a code or a name; `inconnu` says why a name is none of them."""

    collectivites: tuple[Collectivite, ...]
    inconnu: Callable[[str, Location], Collectivite | Diagnostic]

    def trouver(self, nom: str, lieu: Location) -> Collectivite | Diagnostic:
        """The member of that name, acronym or code, be it named by its town hall."""
        court = sans_titre(nom)
        dits = {cle(nom), cle(court), nom.zfill(_CODE) if nom.isdecimal() else ""} - {""}
        trouves = {c.code: c for c in self.collectivites if dits & {cle(c.nom), cle(c.sigle), c.code}}
        if len(trouves) == 1:
            return next(iter(trouves.values()))
        if len(trouves) > 1:
            return GC_RETOUR_LIGNE.finding(
                say("Plusieurs membres s'appellent « {nom} ».", nom=nom),
                lieu,
                hint=say("Écrivez à la place le code INSEE ou le numéro SIREN : ")
                + ", ".join(trouves) + ".",
            )  # fmt: skip
        if (commune := self._de_la_liste_officielle(court)) is not None:
            return commune
        if (etablissement := epci_nomme(nom, self.collectivites)) is not None:
            return etablissement
        if proches := self._proches(court):
            return GC_RETOUR_LIGNE.finding(
                say("Aucun membre ne s'appelle « {nom} » : cette ligne n'est pas lue.", nom=nom),
                lieu,
                hint=say("Le nom le plus proche : « {proche} ».", proche=proches[0])
                if len(proches) == 1
                else say("Les noms les plus proches : ") + enumerate_words(proches) + ".",
            )
        return self.inconnu(nom, lieu)

    def _proches(self, nom: str) -> list[str]:
        """The members whose name has these words, at its head, or anywhere when no commune is named so.

        Else the one of nearest letters.
        """
        noms = [c.nom for c in self.collectivites]
        debut = slug(nom)
        en_tete = [each for each in noms if debut and slug(each).startswith(f"{debut}-")]
        ailleurs = any(cle(each.nom) == cle(nom) for each in self._de_ce_nom(nom))
        dedans = [each for each in noms if debut and not ailleurs and f"-{debut}-" in f"-{slug(each)}-"]
        proche = nearest(nom, noms)
        return (en_tete or dedans)[:_MONTRES] or ([proche] if proche else [])

    def _de_la_liste_officielle(self, nom: str) -> Collectivite | None:
        """The member that the official list bears under that name: « St-Eloy », or a missing article."""
        codes = {each.code for each in self._de_ce_nom(nom)}
        parmi = [membre for membre in self.collectivites if membre.code in codes]
        return parmi[0] if len(parmi) == 1 else None

    @staticmethod
    def _de_ce_nom(nom: str) -> list[reference.Commune]:
        trouve = reference.commune(nom)
        return [each for each in (trouve if isinstance(trouve, tuple) else (trouve,)) if each is not None]
