"""What the papers of before a session rest on: the agenda, who convenes, the quorum that is announced.

Who convened, and by what means, out of the words of a convocation.

How long before the session its convocation leaves: the ordinary notice, or what takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from actgen.base.records import replace
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import pluriel
from actgen.base.text.keys import cle, slug
from actgen.base.text.patterns import pattern
from actgen.council.facts.convocation import LigneOrdreDuJour
from actgen.council.facts.personne import CHEFS, Fonction, Membre
from actgen.council.facts.seance import EtatSeance, NatureSeance
from actgen.council.figures.ordre_du_jour import AgendaMatch, Libelle, de_plein_droit, fourre_tout
from actgen.council.figures.quorum import Obstacle, nouvelle, premieres_inscriptions, seconde_convocation
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.calendar import jours_francs
from actgen.law.regimes import Delai

_CHEFS = frozenset({Fonction.MAIRE, Fonction.PRESIDENT, Fonction.ADJOINT, Fonction.VICE_PRESIDENT})
_AUTORITE = pattern(
    r"\b(?:maire|presidente?s?|adjointe?s?|prefete?|sous-prefete?|prefecture|suppleante?|remplacante?"
    r"|remplacement|delegation-speciale)\b"
)
_SERVICE = pattern(
    r"\b(?:secretariat|secretaire|services?|dgs|dga|dgsa|direction|directeur|directrice|cabinet|agente?|"
    r"administration)\b"
)
_AGENT = pattern(r"\badjointe?-(?:administrati(?:f|ve)|technique)\b")
_POUR = pattern(r"\b(?:pour|par-delegation-d[eu]|au-nom-de|sur-ordre-de|signee?-par)\b")
_ELECTRONIQUE = pattern(
    r"\b(?:courriels?|mails?|e-mails?|mels?|electroniques?|electroniquement|dematerialisee?s?|numeriques?"
    r"|plateforme|plate-forme|internet|tablettes?)\b"
)
_PAPIER = pattern(
    r"\b(?:papier|lettres?|courriers?|postale?s?|poste|plis?|main-propre|mains-propres|domicile|porteur|porte|"
    r"portage|remise?s?|distribuee?s?)\b"
)
_COURRIER_ELECTRONIQUE = pattern(r"\bcourriers?-electroniques?\b")


class Envoi(StrEnum):
    """The means of a convocation, as far as its words tell."""

    ELECTRONIQUE = "électronique"
    PAPIER = "papier"
    LES_DEUX = "les deux"
    INCONNU = "inconnu"


def envoi(mode: str) -> Envoi:
    """« courriel » is electronic, « courrier » is paper; both may be named."""
    mots = slug(mode, 500)
    electronique = _ELECTRONIQUE.search(mots) is not None
    papier = _PAPIER.search(_COURRIER_ELECTRONIQUE.sub("", mots)) is not None
    if electronique and papier:
        return Envoi.LES_DEUX
    if electronique:
        return Envoi.ELECTRONIQUE
    return Envoi.PAPIER if papier else Envoi.INCONNU


class Auteur(StrEnum):
    """Who convened: someone who may, a member whose quality isn't said, or someone else."""

    COMPETENT = "compétent"
    MEMBRE = "membre"
    AUTRE = "autre"


def membre_nomme(ecrit: str, membres: Iterable[Membre]) -> Membre | None:
    """The member whose name these words are, title aside; None when they say anything else."""
    voulu = cle(re.sub(r"^(?:m\.|mme|monsieur|madame)\s+", "", ecrit.strip(), flags=re.IGNORECASE))
    return next((m for m in membres if voulu in (cle(m.nom_complet), cle(m.nom))), None)


def auteur(ecrit: str, membres: Iterable[Membre]) -> Auteur:
    """Whether these words name the mayor or president, or who replaces them, by name or by office."""
    nomme = membre_nomme(ecrit, membres)
    if nomme is not None:
        return Auteur.COMPETENT if nomme.fonction in _CHEFS else Auteur.MEMBRE
    mots = _AGENT.sub("agent", slug(ecrit, 500))
    autorite, service = _AUTORITE.search(mots), _SERVICE.search(mots)
    if autorite is None:
        return Auteur.AUTRE
    if service is None or autorite.start() < service.start() or _POUR.search(mots):
        return Auteur.COMPETENT
    return Auteur.AUTRE


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


class Affaire(Struct, frozen=True):
    """A line of the agenda and the item of the file that it announces, if there is one."""

    ligne: LigneOrdreDuJour
    point: FiguresPoint | None

    @property
    def sans_expose(self) -> bool:
        """Whether nothing is to be explained: what the law puts at every session, « questions diverses »."""
        return de_plein_droit(self.ligne.objet) or fourre_tout(self.ligne.objet)


class Annonce(Struct, frozen=True):
    """What a second convocation may say of the quorum.

    `obstacle`: why it spares none; the missing reminder is no obstacle here, since the paper bears it.
    `nouveaux`: numbers of the items that the first convocation did not have, for which it is required.
    """

    article: str
    obstacle: Obstacle | None
    nouveaux: tuple[int, ...]

    @property
    def sans_quorum(self) -> bool:
        return self.obstacle is None


def affaires(figures: FiguresSeance) -> tuple[Affaire, ...]:
    """The lines of the agenda; of the items when no agenda is written."""
    lignes = figures.seance.convocation.ordre_du_jour
    if lignes is None:
        return tuple(
            Affaire(LigneOrdreDuJour(each.point.numero, each.objet, lieu=each.point.lieu), each)
            for each in figures.points
        )
    return tuple(Affaire(ligne, _announced_by(figures, ligne)) for ligne in lignes)


def annoncees(figures: FiguresSeance) -> tuple[LigneOrdreDuJour, ...]:
    """What the convocation announces: its agenda, else the items while the convocation is not sent.

    What was sent without an agenda in the file announced what the file does not tell.
    """
    convocation = figures.seance.convocation
    a_envoyer = convocation.envoyee_le is None and figures.etat is EtatSeance.A_TENIR
    if convocation.ordre_du_jour is None and a_envoyer:
        return tuple(each.ligne for each in affaires(figures))
    return convocation.ordre_du_jour or ()


def _announced_by(figures: FiguresSeance, ligne: LigneOrdreDuJour) -> FiguresPoint | None:
    return next(
        (
            each
            for each in figures.points
            if (inscrit := each.inscription) is not None
            and inscrit.place is not AgendaMatch.ABSENTE
            and inscrit.ligne is ligne
        ),
        None,
    )


def annonce(figures: FiguresSeance) -> Annonce | None:
    """What the second convocation announces; None for a first one."""
    seance = figures.seance
    trouvee, ecrite = seconde_convocation(seance, figures.regime), seance.convocation.seconde
    if trouvee is None or ecrite is None:
        return None
    lignes = annoncees(figures)
    trouvees = premieres_inscriptions(seance, [Libelle(each.numero, (each.objet,)) for each in lignes])
    nouveaux = tuple(
        ligne.numero
        for ligne, place in zip(lignes, trouvees, strict=True)
        if place is not None and nouvelle(place) and not fourre_tout(ligne.objet)
    )
    obstacle = None if trouvee.obstacle is Obstacle.RAPPEL else trouvee.obstacle
    return Annonce(figures.regime.seconde.article, obstacle, nouveaux)


def convoquant(figures: FiguresSeance) -> tuple[Membre | None, str]:
    """Who signs the convocation, and what follows their quality (« en remplacement du maire »).

    The words of `auteur` name a member; else it is the head of the executive in office, whom the members
    elect only at a first meeting: then nobody is named.
    """
    seance = figures.seance
    nom, _, suite = (part.strip() for part in seance.convocation.auteur.partition(","))
    nomme = membre_nomme(nom, seance.collectivite.membres) if nom else None
    if nomme is not None:
        return nomme, suite
    if seance.nature is NatureSeance.INSTALLATION:
        return None, ""
    en_exercice = seance.collectivite.en_exercice(seance.date)
    return next((membre for membre in en_exercice if membre.fonction in CHEFS), None), ""
