"""How long before the session its convocation leaves: the ordinary notice, or what takes its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from actgen.facts.seance import EtatSeance, NatureSeance
from actgen.law.calendar import jours_francs
from actgen.law.regimes import Delai
from actgen.text.dates import date_chiffres
from actgen.text.grammar import pluriel

from .seance import FiguresSeance
from .seconde import Obstacle


def delai_ordinaire(figures: FiguresSeance) -> Delai:
    """The notice of a convocation of this session, were it the first: ordinary, or of an installation."""
    premiere = figures.seance.nature is NatureSeance.INSTALLATION
    return figures.regime.delai_installation if premiere else figures.regime.delai


def delai_de_convocation(figures: FiguresSeance) -> Delai:
    """The notice that this session is held to.

    The interval of the general law takes the place of the ordinary notice for a second convocation, which
    local law does not give; one that was too short, for a session that had its quorum, spared nothing: it
    is held to the ordinary notice.
    """
    ordinaire, seconde = delai_ordinaire(figures), figures.quorum.seconde
    if seconde is None or not seconde.requis or _sans_effet(figures):
        return ordinaire
    article = figures.regime.seconde.article
    return replace(ordinaire, jours_francs=seconde.requis, ecart=seconde.requis + 1, article=article)


def ecart_dit(figures: FiguresSeance, envoi: date) -> str:
    """How long before the session it left, in the days that the law of the place counts."""
    jour = figures.seance.date
    if envoi >= jour:
        return "le jour même de la séance" if envoi == jour else "après la séance"
    francs = jours_francs(envoi, jour)
    if delai_de_convocation(figures).en_francs:
        return f"{francs} {pluriel(francs, 'jour franc', 'jours francs')}"
    ecart = (jour - envoi).days
    return f"{ecart} {pluriel(ecart, 'jour', 'jours')} avant la séance, dont {francs} en jours francs"


def exigence_dite(figures: FiguresSeance) -> str:
    """What the law asks for, in its own words: clear days, or days before the session in local law."""
    delai = delai_de_convocation(figures)
    if delai.en_francs:
        return f"il en faut {delai.jours_francs}"
    return f"il en faut {delai.ecart} au moins"


def limite_d_envoi(figures: FiguresSeance) -> date:
    """The last day to send it, without urgency: the day after is too late."""
    ecart, seconde = delai_ordinaire(figures).ecart, figures.quorum.seconde
    if seconde is not None and seconde.requis:
        ecart = min(ecart, seconde.requis + 1)
    return figures.seance.date - timedelta(days=ecart)


def limite_prudente(figures: FiguresSeance) -> str:
    """« par prudence, le 11/06/2023 », where the doctrine counts clear days that the text does not name."""
    delai = delai_de_convocation(figures)
    if delai.en_francs:
        return ""
    prudente = figures.seance.date - timedelta(days=delai.jours_francs + 1)
    return f"par prudence, le {date_chiffres(prudente)}"


def limite_dite(figures: FiguresSeance) -> str:
    """« au plus tard le 12/06/2023 (par prudence, le 11/06/2023) »."""
    prudence = limite_prudente(figures)
    return f"au plus tard le {date_chiffres(limite_d_envoi(figures))}" + (
        f" ({prudence})" if prudence else ""
    )


def refusee_pour_le_quorum(figures: FiguresSeance) -> bool:
    """Whether an item was decided without the quorum that its second convocation does not spare."""
    return any(point.quorum.refuse_a_la_seconde for point in figures.points if point.decide)


def _sans_effet(figures: FiguresSeance) -> bool:
    seconde = figures.quorum.seconde
    courte = seconde is not None and seconde.obstacle is Obstacle.DELAI
    return courte and figures.etat is not EtatSeance.A_TENIR and not refusee_pour_le_quorum(figures)
