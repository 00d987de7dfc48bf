"""The session among those of the year: one hour for one session, numbers that follow each other.

What another file tells may be its own slip: it warns here, and keeps no act of this session from being
written, unless the number that this file gives is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres, heure
from actgen.base.text.lists import enumeration, etendue
from actgen.base.text.messages import phrase, shorten
from actgen.council.facts.annee import Voisine
from actgen.council.facts.collectivite import emploie_le_rang
from actgen.council.figures.actes import (
    doublures,
    numero,
    numeros_doubles,
    points_numerotes,
    siegeait_avant,
    suite,
)
from actgen.council.figures.seance import FiguresSeance
from actgen.law.regimes import dernier_renouvellement

SEANCE_DOUBLE = rule("SEANCE-DOUBLE")
SEANCE_HORAIRE = rule("SEANCE-HORAIRE")
NUMERO_RANG = rule("NUMERO-RANG")
NUMERO_SUITE = rule("NUMERO-SUITE")
NUMERO_DOUBLE = rule("NUMERO-DOUBLE")
CONSEIL_RENOUVELE = rule("CONSEIL-RENOUVELE")


def check_renouvellement(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The council of before a general renewal, still taken for that of the day."""
    seance = figures.seance
    avant = siegeait_avant(seance)
    if avant is not None:
        yield CONSEIL_RENOUVELE.tell(
            "Le conseil est celui qui siégeait le {avant} ({fichier}), et les conseils municipaux ont été "
            "renouvelés le {le} : à confirmer.",
            seance.collectivite.lieu,
            hint="Prenez le fichier du conseil élu depuis. S'il n'a pas changé, écrivez à ses membres "
            "« depuis le », avec le jour de leur installation.",
            avant=avant.date,
            fichier=shorten(avant.fichier),
            le=dernier_renouvellement(seance.date),
        )


_LONGUE = 16 * 60  # minutes: the longest budget debates end before


def check_meme_heure(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Another file of the same body, the same day, at the same hour: a copy, or a slip of date."""
    seance = figures.seance
    doubles = doublures(seance)
    if doubles:
        yield SEANCE_DOUBLE.tell(
            "La séance du {jour} est déjà racontée par {fichiers}.",
            seance.lieux.get("date"),
            *_places(doubles),
            hint="Gardez un seul fichier et sortez l'autre du dossier, ou corrigez la date ou l'heure de "
            "l'un d'eux.",
            jour=seance.date,
            fichiers=_files(doubles),
        )


def check_duree(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Closed before it was opened: an hour was mistyped, or both were exchanged.

    A session may go on past midnight, and no debate lasts until the next noon: a closing that would make it
    longer than that comes before its opening.
    """
    ouverte, levee = figures.seance.heure, figures.seance.levee
    if ouverte is None or levee is None:
        return
    minutes = ((levee.hour - ouverte.hour) * 60 + levee.minute - ouverte.minute) % (24 * 60)
    if minutes > _LONGUE:
        yield SEANCE_HORAIRE.tell(
            "La séance, ouverte à {ouverte}, est levée à {levee}, avant d'être ouverte.",
            figures.seance.lieux.get("levee"),
            figures.seance.lieux.get("heure"),
            hint="Corrigez « heure » ou « levee » : elles sont peut-être inversées.",
            ouverte=heure(ouverte),
            levee=heure(levee),
        )


# the running number of the year


def check_rang(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Whether the first number is known; and whether a number that is written serves."""
    seance = figures.seance
    compte = emploie_le_rang(seance.collectivite.numerotation)
    if seance.premier_numero_ecrit and not compte:
        yield NUMERO_RANG.tell(
            "Le « premier_numero » est écrit, mais la règle « numero » ne compte pas dans l'année.",
            seance.lieux.get("premier_numero"),
            seance.collectivite.lieux.get("numero"),
            hint="Effacez « premier_numero », ou employez le mot « rang » dans la règle « numero ».",
            severity=Severity.WARNING,
        )
    if compte and seance.premier_numero is None and points_numerotes(seance.points):
        illisibles = seance.annee.illisibles
        motif = phrase(" : {fichier} ne se lit pas", fichier=shorten(illisibles[0])) if illisibles else ""
        yield NUMERO_RANG.tell(
            "On ne sait pas quel numéro porte la première délibération de cette séance{motif}.",
            seance.lieux.get("date"),
            hint="Écrivez-le à la rubrique « premier_numero » de la séance : 1 à la première de l'année, "
            "sinon celui qui suit son dernier acte.",
            motif=motif,
        )


def check_suite(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A first number that is written against the one that the sessions before give."""
    seance = figures.seance
    attendue = suite(seance)
    premier = seance.premier_numero
    if not emploie_le_rang(seance.collectivite.numerotation) or attendue is None or premier is None:
        return
    derniere, attendu = attendue.derniere, attendue.attendu
    if premier > attendu:
        vide = etendue(range(attendu, premier))
        dit = phrase(
            "Numéros sans délibération, après la séance du {jour} : {vide}.", jour="{jour}", vide=vide
        )
    elif premier < attendu and points_numerotes(seance.points):
        dit = phrase(
            "La séance du {jour} finit au numéro {fin} ; celle-ci reprend au {premier}.",
            jour="{jour}",
            fin=attendu - 1,
            premier=premier,
        )
    else:
        return
    yield NUMERO_SUITE.finding(
        dit.replace("{jour}", date_chiffres(derniere.date)),
        seance.lieux.get("premier_numero"),
        *_places([derniere]),
        hint=phrase("Écrivez « premier_numero: {attendu} », ou effacez cette ligne.", attendu=attendu),
        severity=Severity.ERROR if premier < attendu else None,
    )


def check_doubles(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A scheme without the day, or without the month, may give one number twice in the year."""
    seance = figures.seance
    doubles = dict(numeros_doubles(seance))
    if not doubles:
        return
    siens = {numero(seance, point): point for point in points_numerotes(seance.points)}
    premier, *autres = dict.fromkeys(doubles.values())
    jours = [voisine.date for voisine in doubles]
    numeros = enumeration(map(shorten, (premier, *autres)))
    yield NUMERO_DOUBLE.tell(
        ("Les numéros {numeros} sont aussi ceux " if autres else "Le numéro {numeros} est aussi celui ")
        + ("d’une délibération " if len(jours) == 1 and not autres else "de délibérations ")
        + "{enumeration}.",
        siens[premier].lieu,
        *(Location(voisine.fichier) for voisine in doubles),
        seance.collectivite.lieux.get("numero"),
        hint="Employez « date » ou « rang » dans la règle « numero » de la collectivité."
        if any(jour != seance.date for jour in jours)
        else "Continuez les numéros de l'autre séance, ou employez « rang » dans la règle « depuis le », "
        "numero » de la collectivité.",
        point=siens[premier].numero,
        numeros=numeros,
        enumeration=enumeration(f"du {date_chiffres(jour)}" for jour in jours),
    )


def _files(voisines: Sequence[Voisine]) -> str:
    premier = shorten(voisines[0].fichier)
    autres = len(voisines) - 1
    if not autres:
        return premier
    return (
        phrase("{premier} et {n} autres fichiers", premier=premier, n=autres)
        if autres > 1
        else (phrase("{premier} et un autre fichier", premier=premier))
    )


def _places(voisines: Sequence[Voisine]) -> tuple[Location, ...]:
    return tuple(Location(voisine.fichier) for voisine in voisines[:3])
