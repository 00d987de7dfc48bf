"""Whether the items were on an agenda, and on what lines: found by their objects.

Clerks reword an object between the convocation and the deliberation, so words are compared by what they
say (data/droit/ordre_du_jour.yaml). A line announces one item; a number only settles between likely lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from actgen.law.ordre_du_jour import vocabulaire
from actgen.model.convocation import LigneOrdreDuJour
from actgen.text.keys import radicaux, slug

_OF_RIGHT = re.compile(
    r"(?:designation|nomination|election)-(?:d-un-|du-|de-la-|d-une-)?secretaires?(?:-de-(?:la-)?seance)?"
    r"|(?:arret|approbation|adoption)(?:-et-signature)?-du-(?:proces-verbal|compte-rendu)(?:-.*)?"
)
_LIMIT = 500  # an object is compared whole: far longer than any that is written


class Place(IntEnum):
    """How an item is found on an agenda: not, on a line that may be of another affair, or on its own."""

    ABSENTE = 0
    DOUTEUSE = 1
    OBJET = 2


@dataclass(frozen=True, slots=True)
class Inscription:
    """Where an item stands on an agenda. `ligne`: its line; of an absent one, what bears its number instead.

    `deja`: the number of the item that this line announces already.
    """

    place: Place
    ligne: LigneOrdreDuJour | None = None
    deja: int | None = None

    @property
    def divers(self) -> bool:
        """Whether the line announces no affair (« questions diverses », « affaires urgentes »)."""
        return self.ligne is not None and fourre_tout(self.ligne.objet)


@dataclass(frozen=True, slots=True)
class Libelle:
    """An item as it is looked for: `objets` are the words that it is known by, empty ones left out."""

    numero: int
    objets: tuple[str, ...]


def inscriptions(
    libelles: Sequence[Libelle], lignes: Iterable[LigneOrdreDuJour], *, meme_seance: bool = True
) -> tuple[Inscription, ...]:
    """Where each item stands, in the same order.

    Word for word first, then the likeliest lines that are left. With `meme_seance`, a line may be seen to
    announce a second item, and a number makes a doubtful line of one that tells too little; from one session
    to another items are numbered anew, so that neither is told.
    """
    return _Appariement(libelles, tuple(lignes), meme_seance).resultat()


def fourre_tout(objet: str) -> bool:
    """Whether a line announces no affair: « Questions diverses », « Affaires urgentes »."""
    mots, dits = frozenset(radicaux(objet)), vocabulaire()
    return bool(mots & dits.qualificatifs) and mots <= dits.mots | dits.qualificatifs


def promet_des_decisions(objet: str) -> bool:
    """Whether such a line announces decisions all the same, without a word on what."""
    return fourre_tout(objet) and not vocabulaire().promet.isdisjoint(radicaux(objet))


def de_plein_droit(objet: str) -> bool:
    """Whether the law itself puts it at every session: the secretary, the minutes of the one before."""
    return _OF_RIGHT.fullmatch(_cle(objet)) is not None


def _cle(objet: str) -> str:
    return slug(objet, _LIMIT)


@dataclass(frozen=True, slots=True)
class _Mots:
    """What an object is made of: stems that say something, those among them that tell one affair, marks.

    `reperes`: numbers and letters (« lot 2 », « parcelle AB 12 », « salle B »), which tell two affairs apart
    but no affair by themselves.
    """

    tous: frozenset[str]
    propres: frozenset[str]
    reperes: frozenset[str]


def _mots(objet: str) -> _Mots:
    dits = vocabulaire()
    suite = f"-{'-'.join(radicaux(objet))}-"
    for autre, mot in dits.memes:
        suite = suite.replace(f"-{autre}-", f"-{mot}-")
    mots = frozenset(suite.strip("-").split("-")) - dits.vides - {""}
    reperes = frozenset(mot for mot in mots if mot.isdigit() or len(mot) == 1)
    return _Mots(mots - reperes, mots - reperes - dits.de_sorte, reperes)


@dataclass(frozen=True, slots=True, order=True)
class _Ressemblance:
    """How far two objects are alike, the best last: their place, their own words shared, all of them."""

    place: Place
    propres: int
    communs: int
    meme_numero: bool


def _ressemblance(objet: _Mots, ligne: _Mots, *, meme_numero: bool, meme_seance: bool) -> _Ressemblance:
    communs = objet.tous & ligne.tous
    propres = communs & objet.propres
    sure = meme_seance or bool(propres) or objet.tous == ligne.tous
    place = _place(objet, ligne, communs)
    place = place if sure else min(place, Place.DOUTEUSE)
    dit_peu = not objet.tous or len(ligne.tous) <= 1
    a_confirmer = meme_seance and meme_numero and (communs or dit_peu)
    if place is Place.ABSENTE and a_confirmer:
        place = Place.DOUTEUSE
    return _Ressemblance(place, len(propres), len(communs), meme_numero)


def _place(objet: _Mots, ligne: _Mots, communs: frozenset[str]) -> Place:
    """One within the other, or half of the words of the shorter, one of its own at least.

    A mark against another (« parcelle AB 12 », « AB 14 »), a sort of affair against another (« tarifs »,
    « travaux ») leave a doubt.
    """
    if not communs:
        return Place.ABSENTE
    reste, autre = objet.tous - ligne.tous, ligne.tous - objet.tous
    reperes_differents = objet.reperes - ligne.reperes and ligne.reperes - objet.reperes
    if not (reste and autre):
        return Place.DOUTEUSE if reperes_differents else Place.OBJET
    if not communs & objet.propres:
        return Place.ABSENTE
    moitie = 2 * len(communs) >= min(len(objet.tous), len(ligne.tous))
    d_une_autre_sorte = reste - objet.propres and autre - ligne.propres
    if moitie and not d_une_autre_sorte and not reperes_differents:
        return Place.OBJET
    return Place.DOUTEUSE if moitie or not d_une_autre_sorte else Place.ABSENTE


class _Appariement:
    """Each item with a line, each line with one item."""

    def __init__(
        self, libelles: Sequence[Libelle], lignes: tuple[LigneOrdreDuJour, ...], meme_seance: bool
    ) -> None:
        self.libelles, self.lignes, self.meme_seance = libelles, lignes, meme_seance
        self.trouves: dict[int, Inscription] = {}
        self.prises: dict[int, int] = {}  # rank of the line → number of its item

    def resultat(self) -> tuple[Inscription, ...]:
        self._mot_pour_mot()
        proches = sorted(self._proches(), key=lambda each: each[0], reverse=True)
        for ressemblance, rang, ligne in proches:
            if rang not in self.trouves and ligne not in self.prises:
                self._apparier(rang, ligne, ressemblance.place)
        for ressemblance, rang, ligne in proches if self.meme_seance else ():
            if rang not in self.trouves and ressemblance.place is Place.OBJET:
                self.trouves[rang] = Inscription(Place.DOUTEUSE, self.lignes[ligne], self.prises[ligne])
        return tuple(self.trouves.get(rang) or self._absente(rang) for rang in range(len(self.libelles)))

    def _apparier(self, rang: int, ligne: int, place: Place) -> None:
        self.trouves[rang] = Inscription(place, self.lignes[ligne])
        if not fourre_tout(self.lignes[ligne].objet):
            self.prises[ligne] = self.libelles[rang].numero

    def _mot_pour_mot(self) -> None:
        cles = [_cle(ligne.objet) for ligne in self.lignes]
        for rang, libelle in enumerate(self.libelles):
            voulus = {_cle(objet) for objet in libelle.objets if objet}
            egales = [n for n, cle in enumerate(cles) if cle in voulus and n not in self.prises]
            if egales:
                self._apparier(rang, min(egales, key=lambda n: self._ecart(rang, n)), Place.OBJET)

    def _ecart(self, rang: int, ligne: int) -> bool:
        return self.lignes[ligne].numero != self.libelles[rang].numero

    def _proches(self) -> Iterator[tuple[_Ressemblance, int, int]]:
        """The likely pairs of what is left."""
        lignes = {
            n: _mots("" if fourre_tout(each.objet) else each.objet)
            for n, each in enumerate(self.lignes)
            if n not in self.prises
        }
        for rang, libelle in enumerate(self.libelles):
            if rang in self.trouves:
                continue
            objets = [_mots(objet) for objet in libelle.objets if objet] or [_mots("")]
            for n, ligne in lignes.items():
                meme = self.meme_seance and not self._ecart(rang, n)
                found = max(
                    _ressemblance(each, ligne, meme_numero=meme, meme_seance=self.meme_seance)
                    for each in objets
                )
                if found.place is not Place.ABSENTE:
                    yield found, rang, n

    def _absente(self, rang: int) -> Inscription:
        """What bears its number, if that announces nothing else."""
        restent = (each for n, each in enumerate(self.lignes) if n not in self.prises)
        numero = self.libelles[rang].numero
        return Inscription(Place.ABSENTE, next((each for each in restent if each.numero == numero), None))
