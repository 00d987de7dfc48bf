"""How the meeting is called and held: its agenda, the installation of a council, a session by video."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import JOURS, date_longue
from actgen.base.text.grammar import compte
from actgen.base.text.keys import slug
from actgen.base.text.messages import phrase, shorten
from actgen.council.facts.seance import NatureSeance, Organe
from actgen.council.facts.vote import Scrutin
from actgen.council.figures.actes import objet
from actgen.council.figures.comptes import LONGUEUR, vote_du_budget
from actgen.council.figures.ordre_du_jour import (
    AgendaMatch,
    Inscription,
    de_plein_droit,
    fourre_tout,
    promet_des_decisions,
    sans_ligne,
)
from actgen.council.figures.seance import FiguresPoint, FiguresSeance, cgct_du_conseil
from actgen.council.kinds.catalogue import Catalogue
from actgen.law.citations import cgct
from actgen.law.natures import NatureElection
from actgen.law.regimes import Appreciation, premiere_reunion, seance_a_distance

# the first meeting after a general renewal

CONV_INSTALLATION = rule("CONV-INSTALLATION")


def check_delai(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """When the notice would be too short for any other session: why it isn't for this one."""
    seance, regime = figures.seance, figures.regime
    envoi = seance.convocation.envoyee_le
    if not _installation(figures) or envoi is None or seance.convocation.urgence:
        return
    ordinaire, premiere = regime.delai, regime.delai_installation
    suffit = premiere.appreciation(envoi, seance.date) is Appreciation.CONFORME
    if suffit and ordinaire.appreciation(envoi, seance.date) is not Appreciation.CONFORME:
        yield CONV_INSTALLATION.tell(
            "Séance d'installation : {n} suffisent pour une commune, au lieu de {ordinaire}.",
            seance.convocation.lieu_envoi,
            article=cgct(premiere.article),
            n=compte(premiere.jours_francs, "jour franc", "jours francs"),
            ordinaire=ordinaire.jours_francs,
        )


def check_jour(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A day of the week on which the law holds no first meeting."""
    seance, regle = figures.seance, premiere_reunion(figures.seance.date)
    if not _installation(figures) or regle.permet(seance.date):
        return
    yield CONV_INSTALLATION.tell(
        "Séance d'installation du {jour} : après le renouvellement général, elle se tient du {premier} au "
        "{dernier} qui suivent le tour de scrutin décisif.",
        seance.lieux.get("date"),
        hint="Vérifiez la date ; une élection partielle suit d'autres règles.",
        severity=Severity.INFO,
        article=cgct(regle.article),
        jour=date_longue(seance.date),
        premier=JOURS[regle.premier_jour - 1],
        dernier=JOURS[regle.dernier_jour - 1],
    )


def _installation(figures: FiguresSeance) -> bool:
    seance = figures.seance
    return seance.nature is NatureSeance.INSTALLATION and seance.collectivite.est_commune


# sessions held at a distance

EPCI_TELECONF = rule("EPCI-TELECONF")
_URGENCE = "commune"  # the windows of 2020 to 2022 were the same for all councils
_SECRET = "un scrutin secret"
_BUDGET = "le vote du budget primitif"
_EXECUTIF = "l’élection du président et du bureau"
_ORGANISME = "la désignation de représentants à un organisme extérieur (art. L. 2121-33)"
_ELUS = {
    NatureElection.EXECUTIF_EPCI: _EXECUTIF,
    NatureElection.DELEGUES_SYNDICAT: (
        "l’élection de délégués à un établissement public de coopération intercommunale"
    ),
    NatureElection.AUTRE: _ORGANISME,
}
_DITE = re.compile(r"^elections?-.*\b(?:presidente?|bureau)s?\b")


def check_distance(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Whether this body may meet at a distance that day; then, on what."""
    seance = figures.seance
    if not seance.a_distance:
        return
    genre, propre = seance.collectivite.genre.value, not seance.collectivite.est_syndicat
    permise = seance_a_distance(seance.date, genre, fiscalite_propre=propre)
    urgence = permise is None and seance_a_distance(seance.date, _URGENCE) is not None
    if seance.organe is Organe.BUREAU or (permise is None and not urgence):
        yield _interdite(figures)
    elif urgence or seance.collectivite.est_commune:
        yield EPCI_TELECONF.tell(
            "Séance par visioconférence : permise alors par les règles de l'urgence sanitaire, à confirmer.",
            seance.lieux.get("a_distance"),
            severity=Severity.INFO,
            article=permise.texte if permise else "",
        )
    else:
        assert permise is not None, "an EPCI that nothing allows was told above"
        yield EPCI_TELECONF.tell(
            "Séance par visioconférence : le procès-verbal et les délibérations le disent.",
            seance.lieux.get("a_distance"),
            hint="Les votes y ont lieu au scrutin public, et le procès-verbal donne le nom des votants : "
            "écrivez-les à chaque vote.",
            severity=Severity.INFO,
            article=permise.texte,
        )
        # items that the same article keeps for a meeting in one room
        for point in figures.points:
            quoi, sur = ("", False) if point.point.abandon else _exclu(point)
            if quoi:
                yield EPCI_TELECONF.tell(
                    "Point {n} : {quoi} n'a pas lieu par visioconférence{doute}.",
                    point.point.lieu,
                    figures.seance.lieux.get("a_distance"),
                    hint="Reportez ce point à une séance tenue en un seul lieu.",
                    severity=None if sur else Severity.WARNING,
                    point=point.point.numero,
                    quoi=quoi,
                    doute="" if sur else ", à confirmer",
                )


def _interdite(figures: FiguresSeance) -> Diagnostic:
    seance = figures.seance
    if seance.collectivite.est_commune:
        suite = phrase("cette possibilité n'est donnée qu'aux conseils d'EPCI, pas à un conseil municipal.")
    elif seance.organe is Organe.BUREAU:
        suite = phrase("cette possibilité est donnée au conseil d'un EPCI, pas à son bureau.")
    else:
        suite = phrase("rien ne le permettait ce jour-là.")
    return EPCI_TELECONF.tell(
        "Séance du {jour} tenue par visioconférence : {suite}",
        seance.lieux.get("a_distance"),
        hint="Si la réunion s'est tenue en un seul lieu, retirez « a_distance ».",
        article="" if seance.collectivite.est_commune else None,
        jour=seance.date,
        suite=suite,
    )


def _exclu(point: FiguresPoint) -> tuple[str, bool]:
    """What an item does that needs one room, and whether that is sure: by its keys, else by its words."""
    ecrit = point.point
    if ecrit.vote is not None and ecrit.vote.scrutin is Scrutin.SECRET and point.decide:
        return _SECRET, True
    if point.nature_election in _ELUS:
        sur = ecrit.election in _ELUS or point.nature_election is NatureElection.EXECUTIF_EPCI
        return _ELUS[point.nature_election], sur and point.nature_election is not NatureElection.AUTRE
    budget = vote_du_budget(ecrit)
    if budget is not None:
        return _BUDGET, budget
    return (_EXECUTIF if _DITE.search(slug(ecrit.objet, LONGUEUR)) else ""), False


# what the council decided was on the agenda of the convocation

CONV_ODJ = rule("CONV-ODJ")


_PASSER_OUTRE = "écrivez-le à « derogations », puis relancez avec --override CONV-ODJ"


def check_ordre_du_jour(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Each item decided against the lines of the agenda; an agenda that isn't written tells nothing.

    What the law puts at every session (its secretary, the minutes of the one before) needs no line,
    nor does a change of the agenda itself.
    """
    for point in figures.votes:
        titre, inscrit = _title(point, catalogue), point.inscription
        if inscrit is None or sans_ligne(titre, point.point.decisions):
            continue
        if inscrit.divers:
            yield _divers(point, titre, inscrit, figures)
        elif inscrit.place is AgendaMatch.ABSENTE:
            # an item that no line announces; the line of its number is shown, for a reader may know
            # better. It is a doubt as long as a line is left that may tell it in other words
            ligne, certaine = inscrit.ligne, inscrit.certaine
            yield CONV_ODJ.finding(
                phrase(
                    "Le point {n} « {objet} » "
                    + ("ne figure pas à" if certaine else "ne se reconnaît dans aucune ligne de")
                    + " l'ordre du jour de la convocation",
                    n=point.point.numero,
                    objet=shorten(titre),
                )
                + (
                    phrase(", dont la ligne {n} est « {ligne} »", n=ligne.numero, ligne=shorten(ligne.objet))
                    if ligne
                    else ""
                )
                + phrase("." if certaine else " : à confirmer."),
                point.point.lieu,
                ligne.lieu if ligne else figures.seance.convocation.lieux.get("ordre_du_jour"),
                hint=phrase(
                    "Relisez la convocation telle qu'elle est partie. "
                    + _issue(inscrit)
                    + " ; sinon, la décision est à reprendre à une séance dont la convocation l'annonce."
                ),
                point=point.point.numero,
                severity=None if certaine else Severity.WARNING,
                article=_article(figures),
            )
        elif inscrit.place is AgendaMatch.DOUTEUSE:
            yield _douteux(point, titre, inscrit, figures)


ODJ_SANS_POINT = rule("ODJ-SANS-POINT")


def check_sans_point(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A line that was sent and is no item of the session: nothing would say what became of it.

    It is told of the item alone where the line may announce that in other words.
    """
    convocation = figures.seance.convocation
    places = [point.inscription for point in figures.points if point.inscription is not None]
    douteux = any(each.place is AgendaMatch.ABSENTE and not each.certaine for each in places)
    if convocation.envoyee_le is None or douteux:
        return
    dites = [each.ligne for each in places]
    for ligne in convocation.ordre_du_jour or ():
        attendue = not (fourre_tout(ligne.objet) or de_plein_droit(ligne.objet))
        if attendue and ligne.numero not in figures.seance.points_non_saisis and ligne not in dites:
            yield ODJ_SANS_POINT.tell(
                "La ligne {n} de l'ordre du jour envoyé, « {ligne} », n'est pas un point de la séance : "
                "rien ne dira ce qu'elle est devenue.",
                ligne.lieu,
                hint="Ajoutez ce point ; s'il n'a pas été traité, notez qu'il est retiré ou reporté.",
                n=ligne.numero,
                ligne=shorten(ligne.objet),
            )


def check_fourre_tout(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Before the session, a line that announces no affair: nothing will be decided under it.

    It is a warning where decisions are meant: the line says so, or an act is prepared under it.
    """
    if figures.constatee:
        return
    for ligne in figures.seance.convocation.ordre_du_jour or ():
        if not fourre_tout(ligne.objet):
            continue
        prepares = [
            point
            for point in figures.points
            if point.inscription is not None and point.inscription.ligne is ligne and point.point.acte
        ]
        yield CONV_ODJ.tell(
            "La ligne {n} « {ligne} » n'annonce aucune affaire : {rien}.",
            ligne.lieu,
            *(point.point.lieu for point in prepares),
            hint="{a_nommer}",
            severity=Severity.WARNING if prepares or promet_des_decisions(ligne.objet) else Severity.INFO,
            article=_article(figures),
            n=ligne.numero,
            ligne=shorten(ligne.objet),
            rien=phrase("« {objet} » ne peut pas s'y décider", objet=shorten(_title(prepares[0], catalogue)))
            if prepares
            else phrase("rien ne peut s'y décider"),
            a_nommer=_to_name(figures),
        )


def _to_name(figures: FiguresSeance) -> str:
    if figures.seance.convocation.envoyee_le is None:
        return phrase("Nommez à la convocation chaque affaire à décider, avant de l'envoyer.")
    return phrase(
        "Une affaire à décider se nomme : envoyez une convocation complétée tant que le délai le permet, ou "
        "inscrivez l'affaire à la séance suivante."
    )


def _title(point: FiguresPoint, catalogue: Catalogue) -> str:
    return objet(point.point, catalogue.get(point.point.acte) if point.point.acte else None)


def _issue(inscrit: Inscription) -> str:
    if not inscrit.certaine:
        return "Si une ligne annonçait l'affaire en d'autres mots, écrivez-le à « derogations »"
    if inscrit.ligne:
        return f"Si cette ligne annonçait l'affaire, {_PASSER_OUTRE}"
    return "Si une ligne y manque ici, recopiez-la"


def _douteux(point: FiguresPoint, titre: str, inscrit: Inscription, figures: FiguresSeance) -> Diagnostic:
    """An item whose line may be of another affair, or is that of another item already."""
    ligne = inscrit.ligne
    assert ligne is not None, "a doubtful item has its line"
    deja = (
        phrase("qui annonce déjà le point {n}", n=inscrit.deja)
        if inscrit.deja is not None
        else phrase("qui annonce peut-être une autre affaire")
    )
    return CONV_ODJ.tell(
        "Le point {n} « {objet} » est pris pour la ligne {rang} de la convocation, « {ligne} », {deja} : à "
        "confirmer.",
        point.point.lieu,
        ligne.lieu,
        hint="Si cette ligne annonçait {aussi}ce point, écrivez-le à « derogations ». Sinon, la décision "
        "est à reprendre à une séance dont la convocation l'annonce.",
        point=point.point.numero,
        severity=Severity.WARNING,
        article=_article(figures),
        objet=shorten(titre),
        rang=ligne.numero,
        ligne=shorten(ligne.objet),
        deja=deja,
        aussi="" if inscrit.deja is None else "aussi ",
    )


def _divers(point: FiguresPoint, titre: str, inscrit: Inscription, figures: FiguresSeance) -> Diagnostic:
    ligne = inscrit.ligne
    return CONV_ODJ.tell(
        "Le point {n} « {objet} » est décidé sous la ligne « {ligne} » de la convocation : les conseillers "
        "n'en étaient pas prévenus, à confirmer.",
        point.point.lieu,
        ligne.lieu if ligne else None,
        hint="Sous une telle ligne, on informe ; une décision attend une prochaine séance.",
        point=point.point.numero,
        severity=Severity.WARNING,
        article=_article(figures),
        objet=shorten(titre),
        ligne=shorten(ligne.objet) if ligne else "",
    )


def _article(figures: FiguresSeance) -> str:
    return cgct("L2541-2") if figures.regime.alsace_moselle else cgct_du_conseil(figures, "L2121-10")
