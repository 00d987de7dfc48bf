"""The fields that the kind of an item's act declares: written, within bounds, and adding up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.facts.champs import Champ, ChampEcrit, Equilibre, TypeChamp
from actgen.figures.champs import Desequilibre, desequilibres
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.rules import rule
from actgen.text.amounts import euros
from actgen.text.dates import date_chiffres
from actgen.text.grammar import pluriel
from actgen.text.messages import phrase, say
from actgen.text.numbers import nombre
from actgen.text.typography import typeset

from .outils import cgct

CHAMP_ABSENT = rule("CHAMP-ABSENT")
CHAMP_BORNES = rule("CHAMP-BORNES")
CHAMP_EQUILIBRE = rule("CHAMP-EQUILIBRE")

_COMPTES = {
    TypeChamp.TEXTE: ("signe", "signes"),
    TypeChamp.TEXTE_LONG: ("signe", "signes"),
    TypeChamp.LISTE: ("élément", "éléments"),
    TypeChamp.LIGNES: ("ligne", "lignes"),
}


def _champs(figures: FiguresSeance) -> Iterator[tuple[FiguresPoint, ChampEcrit]]:
    """The declared fields of every item that was not put aside."""
    for point in figures.points:
        if point.point.abandon is None:
            for ecrit in point.point.champs.values():
                yield point, ecrit


def check_obligatoires(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What is needed and not written: a warning before the vote, when a blank may still be printed."""
    for point, ecrit in _champs(figures):
        severity = None if point.delibere else Severity.WARNING
        if ecrit.champ.obligatoire and ecrit.manque:
            yield _absent(point, ecrit.champ, ecrit.champ.nom, "", ecrit.lieu, severity)
        for rang, ligne in enumerate(ecrit.lignes, start=1):
            for colonne in ecrit.champ.colonnes:
                if colonne.obligatoire and ligne.valeurs.get(colonne.nom) is None:
                    ou = phrase(", ligne {rang} de « {nom} »", rang=rang, nom=ecrit.champ.nom)
                    yield _absent(point, colonne, colonne.nom, ou, ligne.lieu, severity)


def _absent(
    point: FiguresPoint, champ: Champ, nom: str, ou: str, lieu: Location | None, severity: Severity | None
) -> Diagnostic:
    exemple = champ.exemple[0] if champ.exemple and champ.type is not TypeChamp.LIGNES else "…"
    return CHAMP_ABSENT.finding(
        phrase(
            "Point {n}{ou} : il manque la rubrique « {nom} » ({quoi}).",
            n=point.point.numero,
            ou=ou,
            nom=nom,
            quoi=typeset(champ.question or champ.titre),
        ),
        lieu,
        hint=phrase("Écrivez, par exemple, « {ligne} ».", ligne=f"{nom}: {exemple}"),
        point=point.point.numero,
        severity=severity,
    )


def check_bornes(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Amounts, numbers and dates out of bounds; texts too long; too few or too many elements."""
    for point, ecrit in _champs(figures):
        if ecrit.manque:
            continue
        yield from _borne(point, ecrit.champ, ecrit.champ.nom, ecrit.valeur, ecrit.lieu)
        for ligne in ecrit.lignes:
            for colonne in ecrit.champ.colonnes:
                lieu = ligne.lieux.get(colonne.nom)
                yield from _borne(point, colonne, colonne.nom, ligne.valeurs.get(colonne.nom), lieu)


def _borne(
    point: FiguresPoint, champ: Champ, nom: str, valeur: object, lieu: Location | None
) -> Iterator[Diagnostic]:
    mesure = _mesure(valeur)
    if mesure is None:
        return
    trop_peu = champ.minimum is not None and mesure < champ.minimum  # type: ignore[operator]
    trop = champ.maximum is not None and mesure > champ.maximum  # type: ignore[operator]
    if trop_peu or trop:
        yield CHAMP_BORNES.finding(
            phrase(
                "Point {n} : « {nom} » vaut {valeur} ; il faut {borne} {mot}.",
                n=point.point.numero,
                nom=nom,
                valeur=_dit(champ, mesure),
                borne=_dit(champ, champ.minimum if trop_peu else champ.maximum),
                mot="au moins" if trop_peu else "au plus",
            ),
            lieu,
            hint=phrase("Corrigez la valeur ; la borne est celle que fixe la nature de l'acte."),
            point=point.point.numero,
        )


def _mesure(valeur: object) -> Decimal | date | None:
    """What is bounded of a value: itself, or how many signs or elements it has."""
    if isinstance(valeur, bool):
        return None
    if isinstance(valeur, Decimal | date):
        return valeur
    if isinstance(valeur, int):
        return Decimal(valeur)
    return Decimal(len(valeur)) if isinstance(valeur, str | tuple) else None


def _dit(champ: Champ, mesure: Decimal | date | None) -> str:
    assert mesure is not None
    if isinstance(mesure, date):
        return f"le {date_chiffres(mesure)}"
    if champ.type is TypeChamp.MONTANT:
        return euros(mesure)
    mots = _COMPTES.get(champ.type)
    if mots:
        return f"{nombre(mesure)} {pluriel(mesure, *mots)}"
    return f"{mesure:f}" if champ.type is TypeChamp.ANNEE else nombre(mesure)


def check_equilibres(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Two totals of a table that should be the same, for each group of rows."""
    for point, ecrit in _champs(figures):
        for ecart in desequilibres(ecrit):
            yield _desequilibre(point, ecrit, ecart)


def _desequilibre(point: FiguresPoint, ecrit: ChampEcrit, ecart: Desequilibre) -> Diagnostic:
    regle = ecrit.champ.equilibre
    assert regle is not None
    groupe = f", {ecart.groupe}" if ecart.groupe else ""
    difference = Decimal(ecart.gauche) - Decimal(ecart.droite)
    permis = regle.excedent == (regle.gauche if difference > 0 else regle.droite)
    return CHAMP_EQUILIBRE.finding(
        phrase(
            "Point {n}{groupe} : {gauche} de {a} pour {droite} de {b}, soit {ecart} {mot}.",
            n=point.point.numero,
            groupe=groupe,
            gauche=euros(Decimal(ecart.gauche)),
            a=_colonne(ecrit.champ, regle.gauche),
            droite=euros(Decimal(ecart.droite)),
            b=_colonne(ecrit.champ, regle.droite),
            ecart=euros(abs(difference)),
            mot=say("d'excédent, à confirmer" if permis else "d'écart"),
        ),
        *(lieu for ligne in ecart.lignes if (lieu := ligne.lieu) is not None),
        hint=_aide(regle, permis=permis),
        point=point.point.numero,
        severity=Severity.WARNING if permis else None,
        article=f"{cgct('L1612-6')} ; {cgct('L1612-7')}" if permis else None,
    )


def _aide(regle: Equilibre, *, permis: bool) -> str:
    """What the law of budgets looks at is the whole budget, once amended: the file doesn't hold it."""
    if permis:
        return phrase(
            "C'est le budget ainsi modifié qui est jugé : le fonctionnement peut être en excédent si "
            "l'investissement est en équilibre réel, résultats repris ; une commune peut aussi voter un "
            "investissement en excédent. Sinon, corrigez les montants."
        )
    couvert = " Si la section, votée en excédent, reste couverte, donnez ce motif sous « derogations »."
    return phrase(
        "Corrigez les montants, ou ajoutez la ligne qui manque." + (couvert if regle.excedent else "")
    )


def _colonne(champ: Champ, nom: str) -> str:
    """« dépenses »."""
    titre = next(colonne.titre for colonne in champ.colonnes if colonne.nom == nom)
    return titre[:1].lower() + titre[1:]


RULES = (check_obligatoires, check_bornes, check_equilibres)
