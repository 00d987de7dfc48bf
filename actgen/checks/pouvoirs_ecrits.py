"""Proxies as they are written: between two members, dated, given by someone who is not there."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.personne import Membre
from actgen.facts.seance import Pouvoir, SensMouvement
from actgen.figures.pouvoirs import pouvoirs_ecrits
from actgen.figures.seance import FiguresSeance
from actgen.rules import rule
from actgen.text.dates import date_chiffres
from actgen.text.elision import elision
from actgen.text.lists import enumeration_avec
from actgen.text.messages import phrase
from actgen.text.numbers import cardinal

from .outils import cgct, nomme

_L2121_20 = cgct("L2121-20")

POUV_MEMBRE = rule("POUV-MEMBRE")
POUV_AUTO = rule("POUV-AUTO")
POUV_MANDANT_PRESENT = rule("POUV-MANDANT-PRESENT")
POUV_ECRIT = rule("POUV-ECRIT")
POUV_DATE = rule("POUV-DATE")


def check_membres(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Giver and holder hold a seat that day; of a substitute who sits for a member, it is less sure."""
    sieges = _suppleants_qui_siegent(figures)
    for pouvoir in pouvoirs_ecrits(figures.seance):
        for membre in (pouvoir.mandant, pouvoir.mandataire):
            if nomme(membre, sieges):
                yield _d_un_suppleant(pouvoir, membre)
            elif not nomme(membre, figures.en_exercice):
                yield POUV_MEMBRE.finding(
                    phrase(
                        "Le pouvoir {mandant} à {mandataire} : {nom} n'était pas en exercice ce jour-là.",
                        mandant=elision("de", pouvoir.mandant.nom_complet),
                        mandataire=pouvoir.mandataire.nom_complet,
                        nom=membre.nom_complet,
                    ),
                    pouvoir.lieu,
                    membre.lieu,
                    hint=phrase("Vérifiez les noms et les dates de mandat."),
                )


def _suppleants_qui_siegent(figures: FiguresSeance) -> list[Membre]:
    """Substitutes who took the seat of a member, from the opening or on arriving."""
    absences = (absence.suppleant for absence in figures.seance.absents or ())
    arrives = (m.membre for m in figures.seance.mouvements if m.membre.titulaire)
    return [membre for membre in (*absences, *arrives) if membre is not None]


def _d_un_suppleant(pouvoir: Pouvoir, membre: Membre) -> Diagnostic:
    """From memory (art. L. 5211-6 CGCT): a warning, and the voice is counted."""
    return POUV_MEMBRE.finding(
        phrase(
            "Le pouvoir {mandant} à {mandataire} : {nom} siège à la place {titulaire} ; qu'un suppléant "
            "puisse donner ou recevoir un pouvoir est à vérifier.",
            mandant=elision("de", pouvoir.mandant.nom_complet),
            mandataire=pouvoir.mandataire.nom_complet,
            nom=membre.nom_complet,
            titulaire=elision("de", membre.titulaire),
        ),
        pouvoir.lieu,
        membre.lieu,
        hint=phrase(
            "Une réponse ministérielle (Assemblée nationale, question 49337) ne voit rien qui l'interdise ; "
            "aucun texte ne le dit : à confirmer. Le vote est compté avec ce pouvoir."
        ),
        severity=Severity.WARNING,
    )


def check_auto(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Giver and holder are two persons."""
    for pouvoir in pouvoirs_ecrits(figures.seance):
        if pouvoir.mandant.nom_complet == pouvoir.mandataire.nom_complet and not pouvoir.sans_mandataire:
            yield POUV_AUTO.finding(
                phrase(
                    "Le pouvoir de {nom} désigne {nom} : nul ne se donne pouvoir à soi-même.",
                    nom=pouvoir.mandant.nom_complet,
                ),
                pouvoir.lieu,
                hint=phrase("Lisez sur le pouvoir signé le nom de celui qui le reçoit."),
            )


def check_mandataires(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """All the proxies whose holder nobody tells, in one finding: who votes for their givers isn't known."""
    sans = [pouvoir for pouvoir in pouvoirs_ecrits(figures.seance) if pouvoir.sans_mandataire]
    if not sans:
        return
    mandants = enumeration_avec("de", (pouvoir.mandant.nom_complet for pouvoir in sans))
    yield POUV_ECRIT.finding(
        phrase("Le pouvoir {mandants} ne nomme personne.", mandants=mandants)
        if len(sans) == 1
        else phrase("Les pouvoirs {mandants} ne nomment personne.", mandants=mandants),
        *(pouvoir.lieu for pouvoir in sans),
        hint=phrase(
            "Lisez sur le pouvoir signé qui le reçoit, puis écrivez « pouvoir à Prénom NOM ». S'il ne nomme "
            "personne, cette voix ne peut pas être comptée : écrivez « excusé » ou « absent »."
        ),
        severity=Severity.ERROR,
    )


def check_arrivees(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A proxy given on arriving."""
    for mouvement in figures.seance.mouvements:
        if mouvement.sens is SensMouvement.ARRIVEE and mouvement.pouvoir is not None:
            yield POUV_MANDANT_PRESENT.finding(
                phrase(
                    "{mandant} arrive et donne pourtant pouvoir à {mandataire}.",
                    mandant=mouvement.membre.nom_complet,
                    mandataire=mouvement.pouvoir.mandataire.nom_complet,
                ),
                mouvement.lieu,
                hint=phrase(
                    "Arrivé, il vote lui-même : ôtez « pouvoir à … » de la phrase. Parti, écrivez « part »."
                ),
            )


def check_dates(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """All the undated proxies in one finding: the law asks for a writing, a holder and a session."""
    pouvoirs = [pouvoir for pouvoir in pouvoirs_ecrits(figures.seance) if not pouvoir.sans_mandataire]
    sans_date = [pouvoir for pouvoir in pouvoirs if pouvoir.date is None]
    if sans_date:
        premier = sans_date[0].mandataire.nom_complet
        yield POUV_ECRIT.finding(
            phrase("{sujet} : la loi ne l'exige pas.", sujet=_sujet(len(sans_date), len(pouvoirs))),
            *(pouvoir.lieu for pouvoir in sans_date),
            hint=phrase(
                "Si le pouvoir signé porte une date, écrivez par exemple « pouvoir {a} du JJ/MM/AAAA ».",
                a=elision("à", premier),
            ),
        )


def _sujet(sans_date: int, tous: int) -> str:
    if tous == 1:
        return "Le pouvoir n’est pas daté"
    if sans_date == tous:
        return f"Les {cardinal(tous)} pouvoirs ne sont pas datés"
    if sans_date == 1:
        return f"Un des {cardinal(tous)} pouvoirs n’est pas daté"
    return f"{cardinal(sans_date).capitalize()} des {cardinal(tous)} pouvoirs ne sont pas datés"


def check_posterieurs(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A proxy dated after the session for which it was used."""
    jour = figures.seance.date
    for pouvoir in pouvoirs_ecrits(figures.seance):
        if pouvoir.date is not None and pouvoir.date > jour:
            yield _posterieur(pouvoir, date_chiffres(pouvoir.date), date_chiffres(jour))


def _posterieur(pouvoir: Pouvoir, date: str, jour: str) -> Diagnostic:
    return POUV_DATE.finding(
        phrase(
            "Le pouvoir {mandant} est daté du {date}, après la séance du {jour}.",
            mandant=elision("de", pouvoir.mandant.nom_complet),
            date=date,
            jour=jour,
        ),
        pouvoir.lieu,
        hint=phrase("Lisez la date sur le pouvoir signé."),
    )


RULES = (check_membres, check_mandataires, check_auto, check_arrivees, check_dates, check_posterieurs)
