"""What names an act: its object, its number; and its covering dates.

Number schemes are written by the commune with the words below between braces.

The running number of acts over a year, and the sessions that meet in time.

A chain of numbers is anchored where a file writes `premier_numero`; from there each session begins where the
one before it ended. Without an anchor, or past a session whose acts can't be counted, nothing is guessed.

What the rows of a declared table add up to, once: for the checks and for the acts alike.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import takewhile
from typing import Any

from msgspec import Struct

from actgen.base.text.keys import sans_accents
from actgen.base.text.typography import typeset
from actgen.council.facts.annee import Arret, Soumis, Voisine
from actgen.council.facts.champs import Champ, ChampEcrit, Ligne
from actgen.council.facts.collectivite import MOT_DU_RANG, emploie_le_rang
from actgen.council.facts.seance import NatureSeance, Point, Seance
from actgen.council.facts.types_de_champ import TYPES, TypeChamp
from actgen.council.kinds.declaration import objet_selon
from actgen.council.kinds.manifest import Kind
from actgen.law.regimes import dernier_renouvellement

_ENTRE_DEUX = timedelta(
    days=14
)  # the second round, then the first session: the council of before sits no more
_UNE_FAUTE_DE_FRAPPE = timedelta(days=10)


class Suite(Struct, frozen=True):
    """The number that follows those of the sessions before, and the last of these sessions."""

    attendu: int
    derniere: Voisine


def points_numerotes(points: Iterable[Point]) -> tuple[Point, ...]:
    """The items that take a number, in the order in which they were dealt with."""
    return tuple(point for point in points if point.acte and not point.abandon)


def suite(seance: Seance) -> Suite | None:
    """The first number to expect from the sessions before; None when they don't tell."""
    attendu: int | None = None
    derniere: Voisine | None = None
    for voisine in precedentes(seance):
        debut = voisine.premier if voisine.premier is not None else attendu
        attendu = None if debut is None or voisine.points is None else debut + len(voisine.points)
        derniere = voisine
    return Suite(attendu, derniere) if attendu is not None and derniere is not None else None


def precedentes(seance: Seance) -> tuple[Voisine, ...]:
    """The sessions of the year before this one; two at one hour don't follow each other."""
    ici = _when(seance.date, seance.heure)
    return tuple(each for each in seance.annee.voisines if _when(each.date, each.heure) < ici)


def soumissions(seance: Seance) -> tuple[tuple[Voisine, Soumis], ...]:
    """The later sessions to which the minutes of this one were put, adopted or not."""
    return tuple(
        (voisine, soumis)
        for voisine in seance.annee.proches
        for soumis in voisine.soumis
        if soumis.seance == seance.date and voisine.date > seance.date
    )


def arrets(seance: Seance) -> tuple[tuple[Voisine, Soumis], ...]:
    """Those of them that adopted these minutes."""
    return tuple(each for each in soumissions(seance) if each[1].adopte)


def arrets_ecrits(seance: Seance) -> tuple[tuple[date, Arret], ...]:
    """The earlier sessions whose own file says that this one adopted their minutes, by their days."""
    return tuple(
        (voisine.date, voisine.arret)
        for voisine in seance.annee.proches
        if voisine.arret is not None and voisine.arret.le == seance.date
    )


def a_la_place_de(seance: Seance, jour: date) -> date | None:
    """The day of an earlier session that may be meant by one on which the workspace holds none.

    None too where it held none yet in those times: these sessions were not written with actgen.
    """
    jours = frozenset(each.date for each in seance.annee.proches if each.date < seance.date)
    if not jours or jour in jours or jour >= seance.date:
        return None
    proche = min(sorted(jours), key=lambda each: abs(each - jour))
    return proche if jour > min(jours) or proches(proche, jour) else None


def proches(jour: date, autre: date) -> bool:
    """Whether one day may be a slip of typing for the other."""
    return abs(jour - autre) <= _UNE_FAUTE_DE_FRAPPE


def _jours_soumis(seance: Seance) -> Iterator[date]:
    """The days of the earlier sessions of whose minutes this one tells."""
    yield from (each.seance for each in seance.proces_verbaux_precedents)
    champs = (point.champs.get("seance_du") for point in seance.points)
    yield from (each.valeur for each in champs if each is not None and isinstance(each.valeur, date))


def doublures(seance: Seance) -> tuple[Voisine, ...]:
    """The other files that tell of the same hour of the same day."""
    return tuple(each for each in seance.annee.voisines if meme_seance(seance, each))


def numeros_doubles(seance: Seance) -> tuple[tuple[Voisine, str], ...]:
    """The sessions that give a number of this one's acts too, and the first of these numbers.

    None by a scheme that counts the acts of the year: their numbers follow each other.
    """
    regle = seance.collectivite.numerotation
    if emploie_le_rang(regle):
        return ()
    siens = frozenset(numero(seance, point) for point in points_numerotes(seance.points))
    autres = (each for each in seance.annee.voisines if siens and not meme_seance(seance, each))
    found = ((each, _double(regle, each, siens)) for each in autres)
    return tuple((voisine, double) for voisine, double in found if double)


def _double(regle: str, voisine: Voisine, siens: Container[str]) -> str:
    """The first number of that session that is given here too; empty when none is."""
    autres = (numero_de(regle, voisine.date, point) for point in voisine.points or ())
    return next((each for each in autres if each in siens), "")


def dit_par_les_autres(seance: Seance) -> tuple[object, ...]:
    """All that figures and rules take of the other sessions: told the same, this one is the same.

    Nothing else than this module looks at the year of a session for them. It is what a session that was
    looked at before is kept by, when another one changes.
    """
    compte, annee = emploie_le_rang(seance.collectivite.numerotation), seance.annee
    suivant = suite(seance) if compte else None
    return (
        suivant and (suivant.attendu, suivant.derniere.date, suivant.derniere.fichier),
        annee.illisibles if compte and not seance.premier_numero_ecrit else (),
        tuple((each.date, each.fichier, double) for each, double in numeros_doubles(seance)),
        tuple(each.fichier for each in doublures(seance)),
        tuple((each.date, each.fichier, soumis) for each, soumis in soumissions(seance)),
        arrets_ecrits(seance),
        tuple(a_la_place_de(seance, jour) for jour in _jours_soumis(seance)),
        seance_suivante(seance),
        (avant := siegeait_avant(seance)) and (avant.date, avant.fichier),
    )


def siegeait_avant(seance: Seance) -> Voisine | None:
    """The last session before the general renewal of the same list of members, if nothing tells of a new one.

    A municipal council whose members all sit as they did: none came in since, and none was installed.
    """
    ici, renouvele = seance.collectivite, dernier_renouvellement(seance.date)
    if not ici.est_commune or renouvele is None or seance.nature is NatureSeance.INSTALLATION:
        return None
    if any(membre.depuis and membre.depuis >= renouvele for membre in ici.membres):
        return None
    autres = [each for each in seance.annee.proches if each.date <= seance.date]
    if seance.date <= renouvele + _ENTRE_DEUX or any(e.installation and e.date >= renouvele for e in autres):
        return None
    return max((e for e in autres if e.date < renouvele), key=lambda each: each.date, default=None)


def seance_suivante(seance: Seance) -> date | None:
    """The day of the first session told of that came after it and dealt with anything; None: none is yet."""
    suivantes = (each.date for each in seance.annee.proches if each.date > seance.date and each.points != ())
    return min(suivantes, default=None)


def _when(jour: date, heure: time | None) -> tuple[date, time]:
    return jour, heure or time.min


def meme_seance(seance: Seance, voisine: Voisine) -> bool:
    """Whether both files tell of one hour of one day; an hour that is not written may be that one."""
    if voisine.date != seance.date:
        return False
    return voisine.heure == seance.heure or None in (voisine.heure, seance.heure)


class Groupe(Struct, frozen=True):
    """The rows that share one value of a column, in the order of the file; `valeur` as it is printed."""

    valeur: str
    lignes: tuple[Ligne, ...]


def total(lignes: Iterable[Ligne], colonne: Champ) -> Any:
    """What a column adds up to, in its type; an empty cell counts for nothing."""
    valeurs: Iterable[Any] = (ligne.valeurs.get(colonne.nom) for ligne in lignes)
    return sum((each for each in valeurs if each is not None), start=TYPES[colonne.type].zero)


def compte(lignes: tuple[Ligne, ...], colonne: Champ, table: Champ) -> bool:
    """Whether a column can be added up: no cell that must be there lacks, nor every figure of the rows."""
    if not lignes:
        return not table.obligatoire
    if colonne.obligatoire:
        return all(ligne.valeurs.get(colonne.nom) is not None for ligne in lignes)
    return any(ligne.valeurs.get(each.nom) is not None for ligne in lignes for each in table.sommes)


def groupes(ecrit: ChampEcrit, par: str) -> tuple[Groupe, ...]:
    """The rows by the value of a column, in the order of its choices, else of the file."""
    colonne = next(each for each in ecrit.champ.colonnes if each.nom == par)
    valeurs = dict.fromkeys(_text(ligne, par) for ligne in ecrit.lignes)
    rangs = {choix: rang for rang, choix in enumerate(colonne.choix)}
    ordre = sorted(valeurs, key=lambda valeur: rangs.get(valeur, len(rangs)))
    return tuple(
        Groupe(valeur, tuple(ligne for ligne in ecrit.lignes if _text(ligne, par) == valeur))
        for valeur in ordre
    )


def _text(ligne: Ligne, colonne: str) -> str:
    valeur = ligne.valeurs.get(colonne)
    return valeur if isinstance(valeur, str) else ""


class Desequilibre(Struct, frozen=True):
    """Two sums that should be the same and are not, for one group of rows (`groupe` empty: all of them)."""

    groupe: str
    gauche: Decimal
    droite: Decimal
    lignes: tuple[Ligne, ...]


def desequilibres(ecrit: ChampEcrit) -> tuple[Desequilibre, ...]:
    """Where a table that must balance does not."""
    regle = ecrit.champ.equilibre
    if regle is None:
        return ()
    parts = groupes(ecrit, regle.par) if regle.par else (Groupe("", ecrit.lignes),)
    colonnes = {each.nom: each for each in ecrit.champ.colonnes}
    gauche, droite = colonnes[regle.gauche], colonnes[regle.droite]
    comptes = (
        Desequilibre(part.valeur, total(part.lignes, gauche), total(part.lignes, droite), part.lignes)
        for part in parts
    )
    return tuple(each for each in comptes if each.gauche != each.droite)


_HORS_ACTES = re.compile(r"[^A-Z0-9_]")
IDENTIFIANT = re.compile(
    r"(?P<departement>[0-9A-Z]{3})-(?P<siren>\d{9})-(?P<jour>\d{8})-(?P<numero>.+)-(?P<nature>[A-Z]{2})"
)
"""The identifier that @ctes gives to an act: « 068-216800722-20221215-2022_12_15_09-DE »."""
NATURE = "DE"  # of deliberations, unless their kind says otherwise
NATURES = (NATURE, "BF")
"""Those under which what a council decides is received: a budget is a document of its own."""
INCONNU = "…"
"""Stands in an object for what is not known yet."""
_RANG_INCONNU = "…"  # NUMERO-RANG refuses the acts that would bear it


def objet(point: Point, kind: Kind | None) -> str:
    """The object of an item: as typed, or as its kind words it."""
    texte = point.objet
    if not texte and kind is not None:
        texte = _avec_les_champs(kind.objet, point)
        texte = texte.replace("{groupement.objet}", point.groupement.objet if point.groupement else INCONNU)
    return typeset(texte)


def _avec_les_champs(texte: str, point: Point) -> str:
    """The words of a kind with the fields that they name: "Subvention à {beneficiaire}"."""
    valeurs = {nom: ecrit.valeur for nom, ecrit in point.champs.items()}
    texte = objet_selon(texte, lambda nom: valeurs.get(nom) is not None)
    for nom, ecrit in point.champs.items():
        texte = texte.replace(f"{{{nom}}}", dite(ecrit.champ.type, ecrit.valeur))
    return texte


def dite(genre: TypeChamp, valeur: object) -> str:
    """A value within a sentence; what is not known yet leaves its place."""
    dit = TYPES[genre].dit
    return INCONNU if valeur is None or dit is None else dit(valeur)


def numero(seance: Seance, point: Point) -> str:
    """The number of an item's act by the commune's own scheme: "2022-12-15-09"."""
    return numero_de(seance.collectivite.numerotation, seance.date, point.numero, _rank(seance, point))


def _rank(seance: Seance, point: Point) -> int | None:
    """Its place among the acts of the year, those of the session in the order of the evening."""
    if seance.premier_numero is None:
        return None
    avant = (each.numero for each in points_numerotes(seance.points))
    return seance.premier_numero + sum(1 for _ in takewhile(lambda n: n != point.numero, avant))


def numero_de(regle: str, jour: date, point: int, rang: int | None = None) -> str:
    """The number that a scheme gives to that item of a session of that day."""
    valeurs = {
        "date": jour.isoformat(),
        "annee": f"{jour.year:04}",
        "mois": f"{jour.month:02}",
        "jour": f"{jour.day:02}",
        "point": f"{point:02}",
        MOT_DU_RANG: _RANG_INCONNU if rang is None else f"{rang:03}",
    }
    texte = regle
    for mot, valeur in valeurs.items():
        texte = texte.replace(f"{{{mot}}}", valeur)
    return texte


def numero_actes(numero: str) -> str:
    """The number as @ctes takes it: "2022-12-15-09" gives "2022_12_15_09"; its length is not looked at."""
    return _HORS_ACTES.sub("_", sans_accents(numero).upper())


def departement_actes(seance: Seance) -> str:
    """The département in three characters: « 068 », « 02A », « 974 »."""
    return seance.collectivite.departement.code.zfill(3)


def identifiant_actes(seance: Seance, point: Point, nature: str = NATURE) -> str:
    """The identifier that @ctes will give to an item's act; empty as long as the SIREN isn't known."""
    siren = seance.collectivite.siren
    if not siren:
        return ""
    parts = (departement_actes(seance), siren, f"{seance.date:%Y%m%d}", numero_actes(numero(seance, point)))
    return "-".join((*parts, nature))


def matiere(point: Point, kind: Kind | None) -> str:
    """The matter of @ctes: that of the item, else of its kind; empty when neither tells."""
    return point.matiere or (kind.matiere if kind is not None else "")
