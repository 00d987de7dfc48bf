"""Names as people write them → members of the roster.

A name is found by all its words, whatever accents, capitals and hyphens; with a civility or without;
by the surname alone when one member only bears it, or one only with that civility; by its words in
another order, which is told; by their office, for the mayor or the president. Whoever left, or came
later, names nobody that day as long as a member in office is meant by the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.grammar import Genre
from actgen.base.text.keys import cle, nearest, sans_accents
from actgen.base.text.messages import enumerate_words, say
from actgen.base.text.numbers import ordinal_lettres
from actgen.council.facts.personne import Fonction, Membre
from actgen.reading.syntax_advice import LONG_DASHES

from .phrases.presence import split_civility

MEMBRE_INCONNU = rule("MEMBRE-INCONNU")
MEMBRE_AMBIGU = rule("MEMBRE-AMBIGU")
MEMBRE_HORS_MANDAT = rule("MEMBRE-HORS-MANDAT")


_FONCTION = re.compile(
    r"(?:l[ea] |l['’])?(?:(?P<rang>premiere?|seconde?|\w+ieme|\d+)(?:er|ere|re|eme|e)? )?"
    r"(?P<titre>maire|presidente?|adjointe?|vice[- ]presidente?|conseillere?|doyenne?)(?: au maire)?"
    r"(?P<suite> (?:delegu|charge|d[eu]s? |d').*)?"
)
"""An office without accent or capital."""
_ORDINAUX = {sans_accents(ordinal_lettres(n)): n for n in range(1, 31)} | {
    "premiere": 1,
    "second": 2,
    "seconde": 2,
}
_RANGS = {Fonction.ADJOINT: "adjoint", Fonction.VICE_PRESIDENT: "vice-president"}
_TRES_PROCHE = 0.85
_SORTANT = re.compile(r"\bsortante?\b|\bancien(?:ne)? (?:maire|president)", re.IGNORECASE)
# A name struck out: between tildes or in tags, with the strokes that word processors lay over each letter, or
# said to be. Its words would still name its member.
_RAYE = re.compile(
    r"~~|<(?:s|del|strike)>|[\u0335-\u0338]|\((?:nom\s+)?(?:ray|barr|biff|ratur)[ée]e?s?\)", re.IGNORECASE
)


class Tableau(Struct, dict=True):
    """The roster of a session. Findings gather here; a name that isn't found gives None."""

    membres: tuple[Membre, ...]
    en_exercice: frozenset[int] = frozenset()
    findings: list[Diagnostic] = field(default_factory=list)
    hors_bureau: frozenset[int] = frozenset()  # in office in the council, when its Bureau meets
    fonctions: Mapping[str, Membre] = field(default_factory=dict)  # by title, whom « le maire » names

    def find(self, nom: str, lieu: Location) -> Membre | None:
        """The member that this name designates; a name that is struck out designates nobody."""
        if _RAYE.search(nom):
            self.findings.append(_struck(nom, lieu))
            return None
        trouves = self._find(nom)
        if not trouves and (trouves := self._reversed(nom)):
            self.findings.append(_reversed(nom, trouves[0], lieu))
        if trouves and _fonction(nom) and cle(trouves[0].nom_complet) != cle(split_civility(nom)[1]):
            self.findings.append(_name_or_office(nom, trouves[0], lieu))
            return None
        if len(trouves) > 1:
            self.findings.append(_ambiguous(nom, trouves, lieu))
            return None
        if not trouves and (fonction := self.fonctions.get(_fonction(nom))):
            return fonction
        if not trouves:
            self.findings.append(self._unknown(nom, lieu))
            return None
        membre = trouves[0]
        if membre.rang not in self.en_exercice:
            hors = _outside_bureau if membre.rang in self.hors_bureau else _out_of_term
            self.findings.append(hors(membre, lieu))
            return None
        return membre

    def tell_outsider(self, nom: str, lieu: Location) -> None:
        """Someone from outside the council; said when the name is nearly a member's."""
        proche = nearest(nom, [m.nom_complet for m in self.membres], _TRES_PROCHE)
        if proche:
            self.findings.append(
                MEMBRE_INCONNU.finding(
                    say("« {nom} » sera écrit comme une personne extérieure au conseil.", nom=nom),
                    lieu,
                    hint=say("S'il s'agit de {proche}, corrigez le nom.", proche=proche),
                    severity=Severity.WARNING,
                )
            )

    def knows(self, nom: str) -> bool:
        """Whether exactly one member is so named (no finding is made)."""
        return len(self.who(nom)) == 1

    def who(self, nom: str) -> tuple[Membre, ...]:
        """All whom this name may designate (no finding is made)."""
        return self._find(nom) or self._reversed(nom)

    def _find(self, nom: str) -> tuple[Membre, ...]:
        civilite, propre = split_civility(nom)
        voulu = cle(propre)
        trouves = self._whole_words.get(voulu, ()) or self._surnames.get(voulu, ())
        trouves = tuple(m for m in trouves if m.rang in self.en_exercice) or trouves
        if civilite and len(trouves) > 1:
            return tuple(m for m in trouves if m.civilite in ("", civilite)) or trouves
        return trouves

    def _reversed(self, nom: str) -> tuple[Membre, ...]:
        """The one member in office whose name has the same words: lists of town halls say NOM Prénom."""
        trouves = self._by_words.get(_words(split_civility(nom)[1]), ())
        return trouves if len(trouves) == 1 else ()

    @cached_property
    def _by_words(self) -> dict[str, tuple[Membre, ...]]:
        la = (membre for membre in self.membres if membre.rang in self.en_exercice)
        return _by_key((_words(membre.nom_complet), membre) for membre in la)

    @cached_property
    def _whole_words(self) -> dict[str, tuple[Membre, ...]]:
        return _by_key((membre.nom_complet, membre) for membre in self.membres)

    @cached_property
    def _surnames(self) -> dict[str, tuple[Membre, ...]]:
        return _by_key((membre.nom, membre) for membre in self.membres if membre.prenom)

    def _unknown(self, nom: str, lieu: Location) -> Diagnostic:
        if _fonction(nom):
            return MEMBRE_INCONNU.finding(
                say("Une fonction n'est pas un nom : rien ne dit qui est « {nom} ».", nom=nom),
                lieu,
                hint=say("Écrivez le prénom et le nom de ce membre."),
            )
        if _SORTANT.search(sans_accents(nom)):
            return MEMBRE_INCONNU.finding(
                say("Aucun membre ne s'appelle « {nom} ».", nom=nom),
                lieu,
                hint=say(
                    "Qui ouvre la séance sans en être membre s'écrit sous « ouverte_par » : « {nom} »."
                    " Sous « presidence » s'écrit le membre qui l'a présidée ensuite.",
                    nom=nom,
                ),
            )
        proche = nearest(nom, [m.nom_complet for m in self.membres])
        suite = say(" Le nom le plus proche : {proche}.", proche=proche) if proche else ""
        return MEMBRE_INCONNU.finding(
            say("Aucun membre ne s'appelle « {nom} ».", nom=nom) + suite,
            lieu,
            hint=(
                say("Le tiret d'une liste est le trait d'union du clavier : « - Prénom NOM ».")
                if nom[:1] in LONG_DASHES
                else say("Corrigez le nom, ou ajoutez ce membre au fichier de la collectivité.")
            ),
        )


def _words(nom: str) -> str:
    return cle(" ".join(sorted(cle(mot) for mot in re.findall(r"\w+", nom))))


def _reversed(nom: str, membre: Membre, lieu: Location) -> Diagnostic:
    return MEMBRE_INCONNU.finding(
        say("Le nom « {nom} » est lu « {membre} ».", nom=nom, membre=membre.nom_complet),
        lieu,
        hint=say("Un nom s'écrit comme dans le tableau du conseil, le prénom d'abord."),
        severity=Severity.INFO,
    )


def _struck(nom: str, lieu: Location) -> Diagnostic:
    return MEMBRE_INCONNU.finding(
        say("Le nom « {nom} » est rayé : actgen ne compte personne sous un nom rayé.", nom=nom),
        lieu,
        hint=say(
            "S'il était absent, écrivez-le sous « absents », sans rayure ; s'il était là, retirez-l'en, ou "
            "ôtez la rayure."
        ),
    )


def _by_key(nommes: Iterable[tuple[str, Membre]]) -> dict[str, tuple[Membre, ...]]:
    """Members by what all spellings of a name share; a long session names them a hundred times."""
    trouves: dict[str, tuple[Membre, ...]] = {}
    for nom, membre in nommes:
        trouves[cle(nom)] = (*trouves.get(cle(nom), ()), membre)
    return trouves


def _fonction(nom: str) -> str:
    """« 1 adjointe » for « Mme la première adjointe », « maire » for « M. le Maire »; "" for no office."""
    mots = sans_accents(split_civility(nom)[1]).casefold()
    dite = _FONCTION.fullmatch(" ".join(mots.split()))
    if dite is None:
        return ""
    rang = _ORDINAUX.get(dite["rang"] or "", dite["rang"] or "")
    return f"{rang} {dite['titre'].replace(' ', '-')}{dite['suite'] or ''}".strip()


def by_office(en_exercice: Iterable[Membre]) -> dict[str, Membre]:
    """Whom an office names, as `Tableau.fonctions` is asked: the mayor or president, deputies by rank."""
    membres = tuple(en_exercice)
    chefs = [membre for membre in membres if membre.fonction in (Fonction.MAIRE, Fonction.PRESIDENT)]
    nommes = dict.fromkeys(("maire", "president", "presidente"), chefs[0]) if len(chefs) == 1 else {}
    for membre in membres:
        if titre := _RANGS.get(membre.fonction):
            masculin, feminin = f"{membre.rang_fonction} {titre}", f"{membre.rang_fonction} {titre}e"
            nommes |= {masculin: membre} if membre.genre is not Genre.FEMININ else {}
            nommes |= {feminin: membre} if membre.genre is not Genre.MASCULIN else {}
    return nommes


def _name_or_office(nom: str, membre: Membre, lieu: Location) -> Diagnostic:
    """« M. le maire » where a member is called LE MAIRE: only the whole name tells."""
    return MEMBRE_AMBIGU.finding(
        say("« {nom} » peut désigner {membre} ou une fonction.", nom=nom, membre=membre.nom_complet),
        lieu,
        hint=say("Écrivez le prénom et le nom."),
    )


def _ambiguous(nom: str, trouves: Iterable[Membre], lieu: Location) -> Diagnostic:
    noms = enumerate_words([m.nom_complet for m in trouves], "et")
    return MEMBRE_AMBIGU.finding(
        say("Le nom « {nom} » désigne plusieurs membres : ", nom=nom) + noms + ".",
        lieu,
        hint=say("Écrivez le prénom et le nom."),
    )


def _outside_bureau(membre: Membre, lieu: Location) -> Diagnostic:
    return MEMBRE_HORS_MANDAT.finding(
        say("{nom} siège au conseil, mais n'est pas membre du bureau.", nom=membre.nom_complet),
        lieu,
        membre.lieu,
        hint=say("Corrigez ce nom, ou ajoutez-le à la rubrique « bureau » du fichier de la collectivité."),
    )


def _out_of_term(membre: Membre, lieu: Location) -> Diagnostic:
    return MEMBRE_HORS_MANDAT.finding(
        say("{nom} n'était pas en exercice le jour de la séance.", nom=membre.nom_complet),
        lieu,
        membre.lieu,
        hint=say("Vérifiez les dates de son mandat dans le fichier de la collectivité."),
    )
