"""Whether the items were on an agenda, and on what lines: found by their objects.

Clerks reword an object between the convocation and the deliberation, so words are compared by what they
say (data/droit/ordre_du_jour.yaml). A line announces one item; a number only settles between likely lines.

What two objects say, and whether they are of one affair: words compared by what they say.

The words are those of data/droit/ordre_du_jour.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import IntEnum

from msgspec import Struct

from actgen.base.text.keys import radicaux, slug
from actgen.council.facts.convocation import LigneOrdreDuJour
from actgen.law.ordre_du_jour import vocabulaire

_DETAIL = re.compile(r"\s*[:;,+]\s*|\s[–—-]\s|\set\s")  # after it, another object may be named
_COLLE = re.compile(r"(?<=[^\W\d_]{2})(?=\d)")  # « DM2 », « AB12 »
_ANNEE = re.compile(r"(?:19|20)\d\d")


class AgendaMatch(IntEnum):
    """How an item is found on an agenda: not, on a line that may be of another affair, or on its own."""

    ABSENTE = 0
    DOUTEUSE = 1
    OBJET = 2


class Mots(Struct, frozen=True):
    """What an object is made of: stems that say something, those among them that tell one affair, marks.

    `annees` and `reperes` (« lot 2 », « parcelle AB 12 », « salle B ») tell two affairs apart but no affair
    by themselves. `operations`: what is done (a sale, a tariff); `sens`: whether that ends, changes,
    begins or asks for it; `detail`: what a colon adds; `suite`: the stems that say something, in their order.
    """

    tous: frozenset[str]
    propres: frozenset[str]
    reperes: frozenset[str]
    annees: frozenset[str]
    operations: frozenset[str]
    sens: frozenset[str]
    detail: frozenset[str]
    suite: tuple[str, ...]


def lus(objet: str) -> Mots:
    """What an object says."""
    dits = vocabulaire()
    objet = _COLLE.sub(" ", objet)
    suite = f"-{'-'.join(radicaux(objet))}-"
    for autre, mot in dits.memes:
        suite = suite.replace(f"-{autre}-", f"-{mot}-")
    radicaux_dits = suite.strip("-").split("-")
    mots = frozenset(radicaux_dits) - dits.vides - {""}
    annees = frozenset(mot for mot in mots if _ANNEE.fullmatch(mot))
    reperes = frozenset(mot for mot in mots - annees if mot.isdigit() or len(mot) == 1)
    tous = mots - reperes - annees
    _, *suivants = _DETAIL.split(objet, maxsplit=1)
    return Mots(
        tous,
        tous - dits.de_sorte,
        reperes,
        annees,
        operations=frozenset(dits.operations[mot] for mot in tous if mot in dits.operations),
        sens=frozenset(dits.sens[mot] for mot in radicaux_dits if mot in dits.sens),
        detail=lus(suivants[0]).tous if suivants else frozenset(),
        suite=tuple(mot for mot in radicaux_dits if mot in tous),
    )


def place_de(objet: Mots, ligne: Mots) -> AgendaMatch:
    """One within the other, or half of the words of the shorter, two of their own at least.

    A mark against another (« parcelle AB 12 », « AB 14 »), a sort of affair against another (« tarifs »,
    « travaux »), one word shared beside others that differ leave a doubt.
    """
    communs = objet.tous & ligne.tous
    if not communs:
        return AgendaMatch.ABSENTE
    reste, autre, propres = objet.tous - ligne.tous, ligne.tous - objet.tous, communs & objet.propres
    plus_de_reperes = objet.tous == ligne.tous and _adds(objet, ligne)
    autre_affaire = plus_de_reperes or _contradicts(objet, ligne) or _other_sense(objet, ligne)
    if not (reste and autre):
        return AgendaMatch.DOUTEUSE if autre_affaire else AgendaMatch.OBJET
    if not propres:
        return AgendaMatch.ABSENTE
    moitie = 2 * len(communs) >= min(len(objet.tous), len(ligne.tous))
    d_une_autre_sorte = reste - objet.propres and autre - ligne.propres
    if moitie and len(propres) > 1 and not d_une_autre_sorte and not autre_affaire:
        return AgendaMatch.OBJET
    return AgendaMatch.DOUTEUSE if moitie or not d_une_autre_sorte else AgendaMatch.ABSENTE


def _contradicts(objet: Mots, ligne: Mots) -> bool:
    """Whether each bears a year, or a mark, that the other has not."""
    paires = ((objet.annees, ligne.annees), (objet.reperes, ligne.reperes))
    return any(a - b and b - a for a, b in paires)


def _adds(objet: Mots, ligne: Mots) -> bool:
    """Whether the item is of more marks than the line: « AB 12 et 13 », « AB 12 »."""
    return bool(ligne.reperes and objet.reperes - ligne.reperes)


def _other_sense(objet: Mots, ligne: Mots) -> bool:
    """Whether one ends what the other doesn't, changes what the other begins, or the item asks for money.

    To ask is no other affair than a line that names what for: « Subvention pour l’école ».
    """
    paires = ((objet, ligne), (ligne, objet))
    finit = any("fin" in a.sens and b.sens.isdisjoint({"fin", "changement"}) for a, b in paires)
    change = any("changement" in a.sens - b.sens and "début" in b.sens for a, b in paires)
    demande = "demande" in objet.sens - ligne.sens and objet.propres.isdisjoint(ligne.tous)
    return finit or change or demande


def meme_affaire(objet: Mots, ligne: Mots) -> bool:
    """Whether two objects are surely one affair: the same words, or the same beginning and what completes it.

    A complement is no operation, and nothing that a colon or a comma adds; one general word is no beginning.
    Any other word more leaves a doubt.
    """
    if (
        objet.reperes != ligne.reperes
        or _contradicts(objet, ligne)
        or not objet.sens ^ ligne.sens <= {"début"}
    ):
        return False
    ignores = vocabulaire().de_repere if objet.reperes else frozenset()
    if objet.tous - ignores == ligne.tous - ignores:
        return True
    court, long = sorted((objet, ligne), key=lambda each: len(each.suite))
    debut = len(court.suite)
    return (
        bool(court.propres)
        and (debut > 1 or bool(court.operations))
        and court.suite == long.suite[:debut]
        and long.detail <= court.tous
        and vocabulaire().agissants.isdisjoint(long.suite[debut:])
    )


_SECRETARY = re.compile(
    r"(?:designation|nomination|election)-(?:d-un-|du-|de-la-|d-une-)?secretaires?(?:-de-(?:la-)?seance)?"
)
_OF_RIGHT = re.compile(
    rf"{_SECRETARY.pattern}"
    r"|(?:arret|approbation|adoption)(?:-et-signature)?-du-(?:proces-verbal|compte-rendu)(?:-.*)?"
    r"|proces-verbal-de-la-(?:derniere-)?seance(?:-.*)?"
)
# its order, or what is taken off: never what would be added, which the convocation had to announce
_POINTS = (
    r"(?:du-|des-|de-|d-un-)(?:points?-)?(?:n(?:o|os|umeros?)?-)?\d+"
    r"(?:-(?:et|a|avec)-(?:du-|le-)?(?:point-)?(?:n(?:o)?-)?\d+)*"
)
_OF_THE_AGENDA = re.compile(
    r"(?:modification|changement|interversion|inversion)-(?:de-|dans-)?l-ordre"
    r"(?:-du-jour|-(?:de-passage-|d-examen-)?des-points)(?:-de-la-(?:presente-)?seance)?"
    rf"|(?:echange|interversion|inversion|permutation|retrait|report)-{_POINTS}(?:-de-l-ordre-du-jour)?"
    r"|(?:retrait|report)-d-un-point(?:-de-l-ordre-du-jour)?"
)
_MOVES = re.compile(r"(?!.*\b(?:ajout|inscri|complet)).*\b(?:ordre-du-jour|points?)\b.*")
_LIMIT = 500  # an object is compared whole: far longer than any that is written


class Inscription(Struct, frozen=True):
    """Where an item stands on an agenda. `ligne`: its line; of an absent one, what bears its number instead.

    `deja`: the number of the item that this line announces already. `certaine`: an absent one can't be
    what a line that is left says in other words.
    """

    place: AgendaMatch
    ligne: LigneOrdreDuJour | None = None
    deja: int | None = None
    certaine: bool = False

    @property
    def divers(self) -> bool:
        """Whether the line announces no affair (« questions diverses », « affaires urgentes »)."""
        return self.ligne is not None and fourre_tout(self.ligne.objet)


class Libelle(Struct, frozen=True):
    """An item as it is looked for: `objets` are the words that it is known by, empty ones left out."""

    numero: int
    objets: tuple[str, ...]


def inscriptions(
    libelles: Sequence[Libelle],
    lignes: Iterable[LigneOrdreDuJour],
    *,
    meme_seance: bool = True,
    non_saisis: Collection[int] = (),
) -> tuple[Inscription, ...]:
    """Where each item stands, in the same order.

    Word for word first, then the likeliest lines that are left. With `meme_seance`, a line may be seen to
    announce a second item, and a number makes a doubtful line of one that tells too little; from one session
    to another items are numbered anew, so that neither is told, and what is not said in the same words
    leaves a doubt. `non_saisis`: numbers of items that the file leaves out, whose lines are theirs.
    """
    return _Appariement(libelles, tuple(lignes), meme_seance, non_saisis).resultat()


def fourre_tout(objet: str) -> bool:
    """Whether a line announces no affair: « Questions diverses », « Affaires urgentes »."""
    mots, dits = frozenset(radicaux(objet)), vocabulaire().fourre_tout
    paroles = bool(mots & dits["paroles"]) and mots <= (dits["mots"] - dits["promet"]) | dits["paroles"]
    return paroles or (bool(mots & dits["qualificatifs"]) and mots <= dits["mots"] | dits["qualificatifs"])


def promet_des_decisions(objet: str) -> bool:
    """Whether such a line announces decisions all the same, without a word on what."""
    return fourre_tout(objet) and not vocabulaire().fourre_tout["promet"].isdisjoint(radicaux(objet))


def designe_le_secretaire(objet: str) -> bool:
    """Whether an item is the designation of who keeps the minutes."""
    return _SECRETARY.fullmatch(_key(objet)) is not None


def de_plein_droit(objet: str) -> bool:
    """Whether the law itself puts it at every session: the secretary, the minutes of the one before."""
    return _OF_RIGHT.fullmatch(_key(objet)) is not None


def sans_ligne(objet: str, decisions: Iterable[str] = ()) -> bool:
    """Whether an item needs no line of the agenda: it is of right, or about that agenda and nothing else."""
    du_jour = _OF_THE_AGENDA.fullmatch(_key(objet)) is not None
    return de_plein_droit(objet) or (du_jour and all(_MOVES.fullmatch(_key(each)) for each in decisions))


def _key(objet: str) -> str:
    return slug(objet, _LIMIT)


class _Ressemblance(Struct, frozen=True, order=True):
    """How far two objects are alike, the best last: their place, their own words shared, all of them."""

    place: AgendaMatch
    propres: int
    communs: int
    meme_numero: bool


def _likeness(objet: Mots, ligne: Mots, *, meme_numero: bool, meme_seance: bool) -> _Ressemblance:
    communs = objet.tous & ligne.tous
    place = place_de(objet, ligne)
    if not (meme_seance or meme_affaire(objet, ligne)):
        place = min(place, AgendaMatch.DOUTEUSE)
    dit_peu = not objet.tous or len(ligne.tous) <= 1
    a_confirmer = meme_seance and meme_numero and (communs or dit_peu)
    if place is AgendaMatch.ABSENTE and a_confirmer:
        place = AgendaMatch.DOUTEUSE
    return _Ressemblance(place, len(communs & objet.propres), len(communs), meme_numero)


class _Appariement:
    """Each item with a line, each line with one item."""

    def __init__(
        self,
        libelles: Sequence[Libelle],
        lignes: tuple[LigneOrdreDuJour, ...],
        meme_seance: bool,
        non_saisis: Collection[int],
    ) -> None:
        self.libelles, self.lignes, self.meme_seance = libelles, lignes, meme_seance
        self.non_saisis = non_saisis
        self.trouves: dict[int, Inscription] = {}
        self.prises: dict[int, int] = {}  # rank of the line → number of its item

    def resultat(self) -> tuple[Inscription, ...]:
        self._word_for_word()
        proches = sorted(self._near(), key=lambda each: each[0], reverse=True)
        for ressemblance, rang, ligne in proches:
            if rang not in self.trouves and ligne not in self.prises:
                self._match_up(rang, ligne, ressemblance.place)
        for ressemblance, rang, ligne in proches if self.meme_seance else ():
            if rang not in self.trouves and ressemblance.place is AgendaMatch.OBJET:
                self.trouves[rang] = Inscription(AgendaMatch.DOUTEUSE, self.lignes[ligne], self.prises[ligne])
        return tuple(self.trouves.get(rang) or self._absent(rang) for rang in range(len(self.libelles)))

    def _match_up(self, rang: int, ligne: int, place: AgendaMatch) -> None:
        self.trouves[rang] = Inscription(place, self.lignes[ligne])
        if not fourre_tout(self.lignes[ligne].objet):
            self.prises[ligne] = self.libelles[rang].numero

    def _word_for_word(self) -> None:
        cles = [_key(ligne.objet) for ligne in self.lignes]
        for rang, libelle in enumerate(self.libelles):
            voulus = {_key(objet) for objet in libelle.objets if objet}
            egales = [n for n, cle in enumerate(cles) if cle in voulus and n not in self.prises]
            if egales:
                self._match_up(rang, min(egales, key=lambda n: self._gap(rang, n)), AgendaMatch.OBJET)

    def _gap(self, rang: int, ligne: int) -> bool:
        return self.lignes[ligne].numero != self.libelles[rang].numero

    def _near(self) -> Iterator[tuple[_Ressemblance, int, int]]:
        """The likely pairs of what is left."""
        lignes = {
            n: lus("" if fourre_tout(each.objet) else each.objet)
            for n, each in enumerate(self.lignes)
            if n not in self.prises
        }
        for rang, libelle in enumerate(self.libelles):
            if rang in self.trouves:
                continue
            objets = _all_words(libelle)
            for n, ligne in lignes.items():
                meme = self.meme_seance and not self._gap(rang, n)
                found = max(
                    _likeness(each, ligne, meme_numero=meme, meme_seance=self.meme_seance) for each in objets
                )
                if found.place is not AgendaMatch.ABSENTE:
                    yield found, rang, n

    def _absent(self, rang: int) -> Inscription:
        """What bears its number, if that announces nothing else."""
        restent = (each for n, each in enumerate(self.lignes) if n not in self.prises)
        numero = self.libelles[rang].numero
        du_numero = next((each for each in restent if each.numero == numero), None)
        return Inscription(AgendaMatch.ABSENTE, du_numero, certaine=self._foreign(rang))

    def _foreign(self, rang: int) -> bool:
        """Whether no line is left that may be this item in other words: each is surely another's."""
        sures = [each.ligne for each in self.trouves.values() if each.place is AgendaMatch.OBJET]
        objets = _all_words(self.libelles[rang])
        return all(
            any(ligne is each for each in sures)
            or fourre_tout(ligne.objet)
            or ligne.numero in self.non_saisis
            or any(_another_operation(objet, lus(ligne.objet)) for objet in objets)
            for ligne in self.lignes
        )


def _all_words(libelle: Libelle) -> list[Mots]:
    return [lus(objet) for objet in libelle.objets if objet] or [lus("")]


def _another_operation(objet: Mots, ligne: Mots) -> bool:
    return bool(objet.operations and ligne.operations) and objet.operations.isdisjoint(ligne.operations)
