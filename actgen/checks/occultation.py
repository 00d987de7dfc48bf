"""Data declared private: whether they can be hidden, and whether what they hide is private at all."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Location
from actgen.document.recherche import contient, trop_court
from actgen.facts.personne import DonneePrivee
from actgen.facts.seance import Seance
from actgen.figures.actes import numero
from actgen.figures.seance import FiguresSeance
from actgen.rules import rule
from actgen.text.dates import date_chiffres, date_longue
from actgen.text.keys import cle
from actgen.text.messages import phrase, say

OCCULTATION_COURTE = rule("OCCULTATION-COURTE")
OCCULTATION_PUBLIQUE = rule("OCCULTATION-PUBLIQUE")
_CHIFFRES = 3  # digits: fewer would be found in figures of votes, dates and numbers


def check_longueur(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A single sign would hide half of an act, and none at all would hide nothing."""
    for donnee, point in _declarees(figures.seance):
        if trop_court(donnee.texte):
            yield OCCULTATION_COURTE.finding(
                say("Donnée à occulter trop courte : « {donnee} ».", donnee=donnee.texte),
                donnee.lieu,
                hint=phrase("Écrivez au moins deux lettres ou chiffres, tels qu'ils sont dans l'acte."),
                point=point,
            )


def check_portee(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What would disappear and has to be read: an elected member, the commune, the date, the figures."""
    publics = tuple(_publics(figures))
    for donnee, point in _declarees(figures.seance):
        if trop_court(donnee.texte):
            continue
        touches = [(quoi, lieu) for quoi, texte, lieu in publics if contient(texte, donnee.texte)]
        if touches:
            quoi, lieu = touches[0]
            yield _finding(donnee, phrase("cacherait aussi {quoi}", quoi=quoi), point, lieu)
        elif cle(donnee.texte).isdigit() and len(cle(donnee.texte)) <= _CHIFFRES:
            yield _finding(donnee, phrase("cacherait aussi des chiffres de votes ou de dates"), point, None)


def _finding(donnee: DonneePrivee, effet: str, point: int | None, autre: Location | None) -> Diagnostic:
    return OCCULTATION_PUBLIQUE.finding(
        say("Occulter « {donnee} » ", donnee=donnee.texte) + effet + ".",
        donnee.lieu,
        autre,
        hint=phrase(
            "Écrivez-en davantage (le prénom avec le nom, l'adresse entière), ou retirez cette ligne si ce "
            "nom doit être publié."
        ),
        point=point,
    )


def _declarees(seance: Seance) -> Iterator[tuple[DonneePrivee, int | None]]:
    for donnee in seance.donnees_privees:
        yield donnee, None
    for point in seance.points:
        for donnee in point.donnees_privees:
            yield donnee, point.numero


def _publics(figures: FiguresSeance) -> Iterator[tuple[str, str, Location | None]]:
    """What it is, its words, its place: all that must be read in what is published."""
    seance = figures.seance
    for membre in seance.collectivite.membres:
        nom = membre.nom_complet
        yield phrase("le nom de {nom}, membre du conseil", nom=nom), nom, membre.lieu
        if membre.suppleant is not None:
            nom = membre.suppleant.nom_complet
            yield phrase("le nom de {nom}, membre suppléant du conseil", nom=nom), nom, membre.suppleant.lieu
    for secretaire in (*seance.secretaires, *seance.auxiliaires):
        yield "le nom du secrétaire de séance", secretaire.nom, secretaire.lieu
    yield "le nom de la collectivité", seance.collectivite.nom, None
    for jour in (date_longue(seance.date), date_chiffres(seance.date)):
        yield "la date de la séance", jour, None
    for point in seance.points:
        yield "le numéro d’une délibération", numero(seance, point), None


RULES = (check_longueur, check_portee)
