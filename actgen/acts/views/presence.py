"""Who is there and how acts name them: offices in agreement, columns of names, proxies, who came and went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import time

from actgen.acts.tree.inline import Lacune, Place, Text
from actgen.acts.tree.nodes import Block, Cell, Paragraph, Row, Style, Table
from actgen.acts.views.views import Connu, VueMouvements, VuePersonne, VuePresence, VueRetrait
from actgen.base.records import replace
from actgen.base.text import grammar
from actgen.base.text.characters import width
from actgen.base.text.dates import date_chiffres, date_longue, heure
from actgen.base.text.elision import elision
from actgen.base.text.grammar import (
    EXCUSE,
    INTERESSE,
    NON_EXCUSE,
    RETIRE,
    SUPPLEE,
    Genre,
    Mot,
    compte,
    le,
    pluriel,
)
from actgen.base.text.lists import enumeration
from actgen.base.text.numbers import cardinal
from actgen.base.text.typography import hold_short_words, typeset
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.personne import Fonction, Membre
from actgen.council.facts.seance import (
    EtatSeance,
    MotifRetrait,
    Mouvement,
    Pouvoir,
    Retrait,
    SensMouvement,
    Suspension,
)
from actgen.council.figures.presence import Presence, Representation, Suppleance, mouvements_a_placer
from actgen.council.figures.quorum import Quorum
from actgen.council.figures.seance import FiguresPoint, FiguresSeance, au_moment

_MUNICIPAUX: dict[Fonction, Mot] = {
    Fonction.MAIRE: grammar.MAIRE,
    Fonction.PRESIDENT: grammar.PRESIDENT,
    Fonction.ADJOINT: grammar.ADJOINT_AU_MAIRE,
    Fonction.VICE_PRESIDENT: grammar.VICE_PRESIDENT,
    Fonction.CONSEILLER_DELEGUE: grammar.CONSEILLER_MUNICIPAL_DELEGUE,
    Fonction.CONSEILLER: grammar.CONSEILLER_MUNICIPAL,
    Fonction.SUPPLEANT: grammar.SUPPLEANT,
}

_COMMUNAUTAIRES = {
    **_MUNICIPAUX,
    Fonction.CONSEILLER_DELEGUE: grammar.CONSEILLER_COMMUNAUTAIRE,
    Fonction.CONSEILLER: grammar.CONSEILLER_COMMUNAUTAIRE,
}

_SYNDICAUX = {
    **_MUNICIPAUX,
    Fonction.CONSEILLER_DELEGUE: grammar.DELEGUE,
    Fonction.CONSEILLER: grammar.DELEGUE,
    Fonction.SUPPLEANT: grammar.DELEGUE_SUPPLEANT,
}

_A_RANG = (Fonction.ADJOINT, Fonction.VICE_PRESIDENT)
"""Those whom acts name by their rank, be they present, rapporteur or president: one word for one person."""
CHEFS = (Fonction.MAIRE, Fonction.PRESIDENT)
"""Who presides and carries out what the council decides."""


def mot_de_fonction(fonction: Fonction, collectivite: Collectivite) -> Mot:
    """The word for an office in that body."""
    if collectivite.est_syndicat:
        return _SYNDICAUX[fonction]
    return (_MUNICIPAUX if collectivite.est_commune else _COMMUNAUTAIRES)[fonction]


def qualite(membre: Membre, collectivite: Collectivite) -> str:
    """« maire », « première adjointe », « conseiller municipal »."""
    if membre.fonction is Fonction.ADJOINT:
        return grammar.rang_adjoint(membre.rang_fonction, membre.genre)
    if membre.fonction is Fonction.VICE_PRESIDENT:
        return grammar.rang_vice_president(membre.rang_fonction, membre.genre)
    return mot_de_fonction(membre.fonction, collectivite).accord(membre.genre)


def vue_personne(membre: Membre, collectivite: Collectivite) -> VuePersonne:
    """A member as acts name them: « Le maire » at the head of a sentence or of a signature."""
    titre = qualite(membre, collectivite)
    return VuePersonne(membre.nom_complet, titre, capitale(le(titre, membre.genre)), membre.genre)


def vue_chef(membre: Membre, collectivite: Collectivite) -> VuePersonne:
    """A member as the head of the executive, whose office the table doesn't tell yet: « La maire »."""
    fonction = Fonction.MAIRE if collectivite.est_commune else Fonction.PRESIDENT
    titre = mot_de_fonction(fonction, collectivite).accord(membre.genre)
    return VuePersonne(membre.nom_complet, titre, capitale(le(titre, membre.genre)), membre.genre)


def noms(membres: Iterable[Membre]) -> str:
    """Names alone, « A, B et C »; no line ends between a first name and what follows it."""
    return enumeration(nom_insecable(membre) for membre in membres)


def nom_insecable(membre: Membre) -> str:
    """First name and surname on one line; a surname of several words is cut after a long one only."""
    nom = hold_short_words(membre.nom)
    return f"{membre.prenom}\u00a0{nom}" if membre.prenom and nom else membre.nom_complet


def nom_en_phrase(membre: Membre) -> str:
    """The name in a sentence, where only a number holds to what stands before it: « Membre 1 »."""
    return (
        nom_insecable(membre)
        if membre.nom.isdecimal()
        else f"{membre.prenom} {hold_short_words(membre.nom)}".strip()
    )


def noms_par_fonction(membres: Iterable[Membre], collectivite: Collectivite) -> str:
    """Names by office, in the order of the table: « X, maire ; Y, premier adjoint ; Z et W, conseillers »."""
    return "\u202f; ".join(
        part
        for office, groupe in par_fonction(membres, collectivite)
        for part in (
            [f"{noms((membre,))}, {qualite(membre, collectivite)}" for membre in groupe]
            if groupe[0].fonction in _A_RANG
            else [f"{noms(groupe)}, {office}"]
        )
    )


def par_fonction(membres: Iterable[Membre], collectivite: Collectivite) -> Iterator[tuple[str, list[Membre]]]:
    """Each office, in agreement with those who hold it, and them: « adjointes au maire », [Y, Z]."""
    groupes: dict[Fonction, list[Membre]] = {}
    for membre in membres:
        groupes.setdefault(membre.fonction, []).append(membre)
    for fonction, groupe in groupes.items():
        yield mot_de_fonction(fonction, collectivite).groupe(m.genre for m in groupe), groupe


def capitale(texte: str) -> str:
    """With a capital at the head; the rest as it is."""
    return texte[:1].upper() + texte[1:]


def decapitale(texte: str) -> str:
    """Without the capital at the head, for the middle of a sentence."""
    return texte[:1].lower() + texte[1:]


def chef_de(collectivite: Collectivite) -> tuple[str, Genre]:
    """The word for the head of the executive, and their gender."""
    fonction = Fonction.MAIRE if collectivite.est_commune else Fonction.PRESIDENT
    chef = next((m for m in collectivite.membres if m.fonction is fonction), None)
    genre = chef.genre if chef else Genre.INCONNU
    return mot_de_fonction(fonction, collectivite).accord(genre), genre


BEAUCOUP = 20  # members present; beyond, their names are set in columns

_COLONNES = (6, 5, 4, 3, 2)  # how many columns of names, as long as each holds the widest of them

_REPRESENTES = 6  # fewer fit a few lines
_NOM = 50  # millimetres: a name of a proxy

_MARGE, _LIGNE = 32, 130  # millimetres: the margin of labels, the line of the text
_ENTRE, _CADRATIN = 2, 3.53  # millimetres: between two columns; an em of the names

_TITRES = ("Membre représenté", "Représenté par", "Pouvoir du")


def presents_en_colonnes(presents: tuple[Membre, ...], collectivite: Collectivite) -> tuple[Block, ...]:
    """The names of many beside their office, in the order of the table; nothing when they fit a few lines."""
    if len(presents) <= BEAUCOUP:
        return ()
    colonnes = next(
        (combien for combien in _COLONNES if _tiennent(presents, _LIGNE / combien)), _COLONNES[-1]
    )
    rangs: list[Row] = []
    for office, groupe in par_fonction(presents, collectivite):
        noms_du_groupe = _ranks([_en_colonne(membre, _LIGNE / colonnes) for membre in groupe], colonnes)
        titre = Cell((_row(f"{capitale(office)}\u00a0:"),), header=True, rowspan=len(noms_du_groupe))
        premier, *suivants = noms_du_groupe
        rangs += [Row((titre, *premier.cells)), *suivants]
    widths = (_MARGE * colonnes, *[_LIGNE] * colonnes)  # shares: a rounded one would leave the axis
    return (Table((), tuple(rangs), widths=widths, bare=True),)


def _tiennent(membres: Iterable[Membre], colonne: float) -> bool:
    """Whether each name, on one line, holds in a column so wide: it would be printed over the next one."""
    return all(width(membre.nom_complet) * _CADRATIN <= colonne - _ENTRE for membre in membres)


def _en_colonne(membre: Membre, colonne: float) -> str:
    """The name on one line where the column holds it, on two where nothing else does."""
    return nom_insecable(membre) if _tiennent((membre,), colonne) else membre.nom_complet


def representes_en_colonnes(representes: tuple[Representation, ...], presents: int) -> tuple[Block, ...]:
    """Who is represented, by whom, since when if it is told, where those present are in columns too."""
    if presents <= BEAUCOUP or len(representes) <= _REPRESENTES:
        return ()
    dates = any(each.pouvoir.date for each in representes)
    titres = ("", *(_TITRES if dates else _TITRES[:-1]))
    tete = Row(tuple(Cell((_row(titre),), header=True) if titre else Cell(()) for titre in titres))
    rangs = []
    for each in representes:
        du = each.pouvoir.date
        textes = ("", *_noms_du_pouvoir(each), date_chiffres(du) if du else "")
        cellules = textes[: len(titres)]
        rangs.append(Row(tuple(Cell((_row(texte),) if texte else ()) for texte in cellules)))
    noms = [_NOM] * (len(titres) - 2)
    return (Table((tete,), tuple(rangs), widths=(_MARGE, *noms, _LIGNE - sum(noms)), bare=True),)


def _noms_du_pouvoir(representation: Representation) -> tuple[str, str]:
    """Who is represented, by whom, as a column holds them."""
    qui = _en_colonne(representation.mandant, _NOM)
    return _avec_excuse(qui, representation), _en_colonne(representation.mandataire, _NOM)


def mandant_excuse(representation: Representation) -> str:
    """« Membre 12, excusée »: an excuse is told when it was written (it has its effects in local law)."""
    return _avec_excuse(nom_insecable(representation.mandant), representation)


def _avec_excuse(nom: str, representation: Representation) -> str:
    excuse = representation.excuse
    if excuse is None:
        return nom
    return f"{nom}, {(EXCUSE if excuse else NON_EXCUSE).accord(representation.mandant.genre)}"


def _ranks(textes: Sequence[str], colonnes: int) -> list[Row]:
    """Filled line by line, so that a list cut by a page is read on from the top of the next."""
    rangs = []
    for debut in range(0, len(textes), colonnes):
        ligne = textes[debut : debut + colonnes]
        vides = [""] * (colonnes - len(ligne))
        rangs.append(Row(tuple(Cell((_row(texte),) if texte else ()) for texte in (*ligne, *vides))))
    return rangs


def _row(texte: str) -> Paragraph:
    return Paragraph((Text(texte),), Style.CELL)


NEANT = "néant"

_EN_EXERCICE = Place("nombre de membres en exercice", 4)


def vue_presence_ouverture(figures: FiguresSeance) -> VuePresence:
    """The room at the opening of the session."""
    votants = len(figures.ouverture.presents) + len(figures.ouverture.representes)
    presents = au_moment(figures.ouverture.presents, figures)
    return _vue(figures, replace(figures.ouverture, presents=presents), figures.quorum, votants)


def vue_presence_point(figures: FiguresSeance, point: FiguresPoint) -> VuePresence:
    """The room when that item was voted; the quorum is that of its start."""
    salle = point.presence.au_vote
    presents = au_moment(salle.presents, figures, point)
    return _vue(figures, replace(salle, presents=presents), point.quorum, point.votants_reels)


def _vue(figures: FiguresSeance, presence: Presence, quorum: Quorum, nombre_de_votants: int) -> VuePresence:
    if figures.etat is EtatSeance.A_TENIR:
        return _a_constater(figures)
    collectivite = figures.seance.collectivite
    return VuePresence(
        presents_en_ligne=noms_par_fonction(presence.presents, collectivite) or NEANT,
        representes_en_ligne=_representes(presence.representes),
        excuses_en_ligne=noms(presence.excuses) or NEANT,
        absents_en_ligne=noms(presence.absents) or NEANT,
        supplees_en_ligne="\u202f; ".join(_supplee(each) for each in presence.suppleances),
        nombre_supplees=len(presence.suppleances),
        nombre_en_exercice=presence.effectif,
        nombre_presents=len(presence.presents),
        nombre_representes=len(presence.representes),
        nombre_excuses=len(presence.excuses),
        nombre_absents=len(presence.absents),
        nombre_votants=nombre_de_votants,
        mouvements_a_placer=tuple(map(mouvement_a_placer, mouvements_a_placer(figures.seance))),
        presents_en_colonnes=presents_en_colonnes(presence.presents, collectivite),
        representes_en_colonnes=representes_en_colonnes(presence.representes, len(presence.presents)),
        voix_ecartees=len(presence.presents) + len(presence.representes) - nombre_de_votants,
        quorum=quorum.requis,
        base_quorum=quorum.base,
        compte_quorum=_compte_quorum(quorum),
        quorum_atteint=quorum.atteint,
        quorum_dispense=quorum.dispense,
        a_constater=False,
    )


def mouvement_a_placer(mouvement: Mouvement) -> Lacune:
    """The blank of a movement that falls at no item: who was in the room at each is not known yet."""
    quoi = "l’arrivée" if mouvement.sens is SensMouvement.ARRIVEE else "le départ"
    de = elision("de", nom_insecable(mouvement.membre))
    return Lacune("mouvements", f"avant quel point a eu lieu {quoi} {de}", mouvement.lieu)


def _compte_quorum(quorum: Quorum) -> str:
    """« 12 membres étant présents, un membre intéressé n’étant pas compté », lest the list disagree."""
    combien = quorum.comptes
    mot = pluriel(combien, "présent", "présents")
    if quorum.representes_comptent:
        mot = pluriel(combien, "présent ou représenté", "présents ou représentés")
    phrase = f"{compte(combien, 'membre')} étant {mot}"
    ecartes = quorum.interesses
    membres = pluriel(ecartes, "membre intéressé", "membres intéressés")
    exclus = [f"{cardinal(ecartes)} {membres}"] if ecartes else []
    exclus += ["l’ordonnateur des comptes"] if quorum.sans_l_ordonnateur else []
    comptes = pluriel(ecartes + quorum.sans_l_ordonnateur, "compté", "comptés")
    return f"{phrase}, {enumeration(exclus)} n’étant pas {comptes}" if exclus else phrase


def _a_constater(figures: FiguresSeance) -> VuePresence:
    quorum = figures.quorum
    inconnus = figures.seance.modele and not figures.en_exercice
    return VuePresence(
        presents_en_ligne=Place("noms des membres présents", 60),
        representes_en_ligne=Place("noms des membres représentés et de leurs mandataires", 60),
        excuses_en_ligne=Place("noms des membres excusés", 60),
        absents_en_ligne=Place("noms des membres absents", 60),
        supplees_en_ligne="",
        nombre_supplees=0,
        nombre_en_exercice=_EN_EXERCICE if inconnus else len(figures.en_exercice),
        nombre_presents=Place("nombre de présents", 4),
        nombre_representes=Place("nombre de représentés", 4),
        nombre_excuses=Place("nombre d’excusés", 4),
        nombre_absents=Place("nombre d’absents", 4),
        nombre_votants=Place("nombre de votants", 4),
        mouvements_a_placer=(),
        presents_en_colonnes=(),
        representes_en_colonnes=(),
        voix_ecartees=0,
        quorum=Place("quorum", 4) if inconnus else quorum.requis,
        base_quorum=_EN_EXERCICE if inconnus else quorum.base,
        compte_quorum=Place("nombre de présents", 4),
        quorum_atteint=False,
        quorum_dispense="",
        a_constater=True,
    )


def _supplee(suppleance: Suppleance) -> str:
    """« Membre 3, suppléé par Membre 30 »."""
    titulaire, suppleant = suppleance.titulaire, suppleance.suppleant
    mot = SUPPLEE.accord(titulaire.genre)
    return f"{nom_insecable(titulaire)}, {mot} par {nom_insecable(suppleant)}"


def _representes(representations: tuple[Representation, ...]) -> str:
    return "\u202f; ".join(_represente(r) for r in representations) or NEANT


def _represente(representation: Representation) -> str:
    mandant, mandataire = mandant_excuse(representation), nom_insecable(representation.mandataire)
    du = representation.pouvoir.date
    date = f"pouvoir du {date_longue(du, jour=False)}" if du else ""
    if representation.excuse is not None:
        return f"{mandant}, {date or 'pouvoir'} à {mandataire}"
    return f"{mandant}, par {mandataire} ({date})" if date else f"{mandant}, par {mandataire}"


def chef_retire(figures: FiguresSeance, point: FiguresPoint) -> str:
    """« Membre 1, maire, s’est retirée », when accounts were voted without whoever managed that year, there.

    Empty when the vote counts a vote that must be theirs, or when the file tells of the withdrawal itself.
    """
    dits = [retrait.membre.nom_complet for retrait in point.point.retraits]
    presents = point.presence.au_vote.presents
    eux = [m for m in presents if point.votants.ecarte(m) and m.nom_complet not in dits]
    if not eux or not _votes_sans_eux(point):
        return ""
    verbe = pluriel(len(eux), "s’est", "se sont")
    nommes = enumeration(f"{nom_insecable(lui)}, {_title(lui, figures, point)}" for lui in eux)
    return f"{nommes}, {verbe} {RETIRE.groupe(lui.genre for lui in eux)}"


def _title(membre: Membre, figures: FiguresSeance, point: FiguresPoint) -> str:
    """« maire », or of someone who is not the head any more « ordonnateur de l’exercice 2025 »."""
    juge = point.ordonnateur
    if juge is not None and juge.chef and membre.nom_complet == juge.nom:
        return f"ordonnateur de l’exercice {juge.exercice}"
    return qualite(membre, figures.seance.collectivite)


def _votes_sans_eux(point: FiguresPoint) -> bool:
    """Whether accounts were voted, and without those whom their law keeps out."""
    return point.decompte is not None and point.decompte.total in point.votants.defendables


def pouvoirs_inutilises(point: FiguresPoint) -> tuple[str, ...]:
    """« donné par Membre 15 à Membre 1 »: the proxies that the law of the accounts leaves without effect."""
    if not _votes_sans_eux(point):
        return ()
    ecarte = point.votants.ecarte
    return tuple(
        f"donné par {nom_insecable(each.mandant)} à {nom_insecable(each.mandataire)}"
        for each in point.presence.au_vote.representes
        if ecarte(each.mandant) or ecarte(each.mandataire)
    )


def vue_retrait(retrait: Retrait, *, a_venir: bool) -> VueRetrait:
    """A member who didn't take part, or who is not to, in agreement."""
    return VueRetrait(
        nom=retrait.membre.nom_complet,
        interesse=INTERESSE.accord(retrait.membre.genre),
        representant=retrait.motif is MotifRetrait.REPRESENTANT,
        a_quitte_la_salle=retrait.a_quitte_la_salle is True,
        a_venir=a_venir,
    )


def vue_mouvements(
    mouvements: tuple[Mouvement, ...],
    auparavant: Presence,
    ensuite: Presence,
    suspensions: tuple[Suspension, ...] = (),
) -> VueMouvements | None:
    """The movements of one moment and its suspensions, what they do to proxies, and the room; else None."""
    if not (mouvements or suspensions):
        return None
    return VueMouvements(
        phrases=(
            *_in_turn(mouvements, suspensions, auparavant),
            *_pouvoirs(mouvements, auparavant, ensuite),
        ),
        nombre_presents=len(ensuite.presents),
        nombre_representes=len(ensuite.representes),
    )


def _in_turn(
    mouvements: tuple[Mouvement, ...], suspensions: tuple[Suspension, ...], auparavant: Presence
) -> Iterator[Connu]:
    """Movements and suspensions as they follow each other by their hours; those without an hour first."""
    restent = list(mouvements)
    for suspension in suspensions:
        while restent and not _later(restent[0].heure, suspension.heure):
            yield _sentence(restent.pop(0), auparavant)
        yield from _suspended(suspension)
    yield from (_sentence(mouvement, auparavant) for mouvement in restent)


def _later(quand: time | None, repere: time) -> bool:
    """Whether one hour comes after the other on one evening, be it past midnight."""
    if quand is None:
        return False
    minutes = (quand.hour - repere.hour) * 60 + quand.minute - repere.minute
    return 0 <= minutes % (24 * 60) < 12 * 60


def _suspended(suspension: Suspension) -> Iterator[Connu]:
    """« À 20 h 30, la séance est suspendue à la demande de Membre 5. », and when it goes on."""
    qui = suspension.demandee_par
    par = f" à la demande {de_qui(qui)}" if qui else ""
    dit = f"À {heure(suspension.heure)}, la séance est suspendue{par}."
    if suspension.reprise is not None:
        yield f"{dit} Elle reprend à {heure(suspension.reprise)}."
        return
    yield dit
    yield Lacune("suspensions.reprise", "heure de la reprise", suspension.lieu)


def de_qui(qui: str) -> str:
    """« de Membre 5 », « du maire », « des élus de la liste B », « de la maire »."""
    article, _, nom = typeset(qui).partition(" ")
    contracte = {"le": "du", "les": "des"}.get(article.casefold())
    return f"{contracte} {nom}" if contracte and nom else elision("de", typeset(qui))


def _sentence(mouvement: Mouvement, auparavant: Presence) -> str:
    nom = nom_insecable(mouvement.membre)
    a = f"À {heure(mouvement.heure)}, " if mouvement.heure else ""
    if mouvement.sens is SensMouvement.DEPART:
        pouvoir = mouvement.pouvoir
        suite = f" et donne pouvoir {elision('à', nom_insecable(pouvoir.mandataire))}" if pouvoir else ""
        return f"{a}{nom} quitte la séance{suite}."
    rendus = [r for r in auparavant.representes if r.mandant.nom_complet == mouvement.membre.nom_complet]
    suite = "".join(
        f"\u202f; le pouvoir donné {elision('à', nom_insecable(r.mandataire))} prend fin" for r in rendus
    )
    return f"{a}{nom} rejoint la séance{suite}."


def _pouvoirs(mouvements: tuple[Mouvement, ...], auparavant: Presence, ensuite: Presence) -> Iterator[str]:
    """Proxies that lose their effect because their holder has left, or that take it because he has come."""
    deja_dits = {id(mouvement.pouvoir) for mouvement in mouvements if mouvement.pouvoir}
    sans_effet = {id(pouvoir) for pouvoir in auparavant.sans_effet}
    utiles = {id(representation.pouvoir) for representation in auparavant.representes}
    for pouvoir in ensuite.sans_effet:
        if id(pouvoir) in utiles:
            yield f"Le pouvoir donné par {_from_and_to(pouvoir)} est dès lors sans effet."
    for representation in ensuite.representes:
        if id(representation.pouvoir) in sans_effet - deja_dits:
            yield f"Le pouvoir donné par {_from_and_to(representation.pouvoir)} prend effet."


def _from_and_to(pouvoir: Pouvoir) -> str:
    """« A à B »."""
    return f"{nom_insecable(pouvoir.mandant)} {elision('à', nom_insecable(pouvoir.mandataire))}"
