"""The minutes of a session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Annotated

from msgspec import Struct

from actgen.acts.tree.inline import Inline, Lacune, Place, Text
from actgen.acts.tree.nodes import Block, Document, Paragraph
from actgen.acts.views.deliberation import doyen_a_dire, presidence_du_point, vue_du_point
from actgen.acts.views.plan import Acquis, ActPlan, Composing, Planning, signataires
from actgen.acts.views.presence import decapitale, nom_en_phrase, vue_mouvements, vue_presence_ouverture
from actgen.acts.views.seance import a_venir, signatures_de_seance, vue_acte, vue_collectivite, vue_seance
from actgen.acts.views.views import (
    Connu,
    Sens,
    VueActe,
    VueCollectivite,
    VueMouvements,
    VuePresence,
    VueSeance,
    VueVotePrealable,
)
from actgen.acts.views.votes import phrase_de_demande, vote_a_ecrire, vue_vote_prealable
from actgen.base.text.dates import date_chiffres, date_longue, heure
from actgen.base.text.grammar import ELU, PRESIDENT
from actgen.base.text.lists import enumeration, etendue, points_numerotes
from actgen.base.text.messages import phrase
from actgen.base.text.typography import typeset
from actgen.council.facts.seance import EtatSeance, Seance
from actgen.council.facts.suites import ProcesVerbal
from actgen.council.figures import actes as noms_des_actes
from actgen.council.figures.ordre_du_jour import designe_le_secretaire
from actgen.council.figures.seance import FiguresPoint, FiguresSeance, preside_en_elu
from actgen.council.figures.secretaires import secretaires_designes
from actgen.council.figures.suites import publie_le_proces_verbal
from actgen.council.figures.votes import PrecedentSoumis
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind

Jour = date  # a field named `date` would hide the type in its own class


class VueLigneOrdreDuJour(Struct, frozen=True):
    """Une ligne de l’ordre du jour."""

    numero: Annotated[int, Sens("Numéro à l’ordre du jour.")]
    objet: Annotated[Connu, Sens("Objet, tel que la convocation l’annonce.")]


class VuePointsNonSaisis(Struct, frozen=True):
    """Les points de la séance que le fichier ne reprend pas."""

    numeros: Annotated[str, Sens("Numéros de ces points : « 1 à 8 ».")]
    lacune: Annotated[Lacune, Sens("Blanc visible qui tient leur place.")]


class VueProcesVerbalPrecedent(Struct, frozen=True):
    """Le procès-verbal d’une séance antérieure, soumis au conseil à l’ouverture de celle-ci."""

    date: Annotated[Jour, Sens("Date de la séance dont c’est le procès-verbal.")]
    arrete: Annotated[bool, Sens("Oui si le conseil l’a arrêté.")]
    remarques: Annotated[str, Sens("Remarques faites, ou vide.")]
    vote: Annotated[VueVotePrealable | None, Sens("Vote de l’arrêt, s’il est connu.")]


class VuePointDuProcesVerbal(Struct, frozen=True):
    """Un point, tel que le procès-verbal le rapporte."""

    numero: Annotated[int, Sens("Numéro du point.")]
    objet: Annotated[str, Sens("Objet du point.")]
    hors_ordre_du_jour: Annotated[bool, Sens("Oui si la convocation ne l’annonçait pas.")]
    designe_le_secretaire: Annotated[
        bool, Sens("Oui si le conseil y désigne son secrétaire, et que le point ne le nomme pas lui-même.")
    ]
    abandonne: Annotated[
        bool, Sens("Oui s’il a été retiré, reporté ou laissé : l’un des trois champs qui suivent le dit.")
    ]
    retire: Annotated[
        str,
        Sens(
            "Suite de « a été retiré » : « par la maire », précédé d’une espace, ou « : le "
            "devis manque » ; vide s’il ne l’est pas."
        ),
    ]
    reporte: Annotated[str, Sens("Suite de « a été reporté », de même ; vide s’il ne l’est pas.")]
    non_traite: Annotated[str, Sens("Suite de « n’a pas été traité », de même ; vide s’il l’a été.")]
    presidence: Annotated[
        str,
        Sens(
            "Nom et qualité de qui préside ce point ; vide quand le président de la séance le préside aussi."
        ),
    ]
    doyen_a_dire: Annotated[
        tuple[Lacune, ...],
        Sens("Doyen d’âge, qui préside l’élection du maire : un blanc tant que le fichier ne le nomme pas."),
    ]
    prend_la_presidence: Annotated[
        str, Sens("« Membre 1, élue maire, », quand elle préside à partir de ce point ; sinon vide.")
    ]
    mouvements: Annotated[VueMouvements | None, Sens("Arrivées, départs et suspensions avant le point.")]
    quorum: Annotated[int, Sens("Nombre de membres qu’il faut pour délibérer sur ce point.")]
    quorum_atteint: Annotated[bool, Sens("Oui si le quorum est atteint.")]
    quorum_dispense: Annotated[bool, Sens("Oui si le quorum n’est pas requis.")]
    sans_quorum: Annotated[
        str,
        Sens(
            "Présents et quorum, si le vote a eu lieu sans lui : « 5 présents pour un quorum de 6 » ; ou "
            "vide."
        ),
    ]
    mouvements_pendant: Annotated[
        VueMouvements | None, Sens("Arrivées, départs et suspensions pendant le point.")
    ]
    demandes: Annotated[
        tuple[str, ...], Sens("Phrases toutes faites : « Le scrutin secret est demandé par A, B et C. ».")
    ]
    huis_clos: Annotated[bool, Sens("Oui si le point a été examiné à huis clos.")]
    vote_huis_clos: Annotated[VueVotePrealable | None, Sens("Vote sur le huis clos, s’il y en a eu un.")]
    renonciation: Annotated[
        VueVotePrealable | None,
        Sens("Vote par lequel le conseil renonce au scrutin secret, s’il y en a eu un."),
    ]
    retraits_en_clair: Annotated[
        tuple[Block, ...],
        Sens("Phrases sur les membres qui n’ont pas pris part au point (clause « retraits »)."),
    ]
    expose: Annotated[tuple[Block, ...], Sens("Exposé de l’affaire.")]
    debats: Annotated[tuple[Block, ...], Sens("Teneur des discussions, si un fichier la donne.")]
    sans_debats: Annotated[bool, Sens("Oui si le fichier dit que le point n’a pas été discuté.")]
    dispositif: Annotated[tuple[Block, ...], Sens("Ce que le conseil décide.")]
    vote_en_clair: Annotated[tuple[Block, ...], Sens("Vote, en phrases et en tableau (clause « vote »).")]
    sans_vote: Annotated[bool, Sens("Oui si rien n’a été mis aux voix : une information, un débat.")]
    numero_acte: Annotated[str, Sens("Numéro de la délibération ; vide si le point n’en donne pas.")]


class VueProcesVerbal(Struct, frozen=True):
    """Le procès-verbal de la séance."""

    collectivite: VueCollectivite
    seance: VueSeance
    presence: Annotated[VuePresence, Sens("Membres présents, représentés, excusés et absents à l’ouverture.")]
    sans_quorum: Annotated[bool, Sens("Oui si la séance n’a pu se tenir, faute de quorum.")]
    ordre_du_jour: Annotated[tuple[VueLigneOrdreDuJour, ...], Sens("Lignes de l’ordre du jour.")]
    ordre_du_jour_manquant: Annotated[
        Lacune, Sens("Blanc visible, à imprimer quand l’ordre du jour n’est pas encore écrit.")
    ]
    ordre_de_traitement: Annotated[
        str,
        Sens(
            "Ordre dans lequel les points ont été traités : « 1 à 3, 5, 4 et 6 » ; vide "
            "quand c’est celui des numéros."
        ),
    ]
    secretaire_a_un_point: Annotated[bool, Sens("Oui si un point désigne le secrétaire de séance.")]
    precedents: Annotated[
        tuple[VueProcesVerbalPrecedent, ...],
        Sens("Procès-verbaux antérieurs, soumis au conseil à l’ouverture."),
    ]
    points: Annotated[
        tuple[VuePointDuProcesVerbal, ...], Sens("Points, dans l’ordre où ils ont été traités.")
    ]
    points_non_saisis: Annotated[
        VuePointsNonSaisis | None, Sens("Points que le fichier ne reprend pas, s’il y en a.")
    ]
    mouvements_finaux: Annotated[
        VueMouvements | None, Sens("Arrivées, départs et suspensions après le dernier point.")
    ]
    ordre_du_jour_epuise: Annotated[
        bool, Sens("Oui si chaque point de l’ordre du jour a eu une suite : vote, retrait, report.")
    ]
    levee: Annotated[Inline, Sens("Heure de la levée, ou la place où la porter à la main.")]
    arrete_le: Annotated[
        Inline | date, Sens("Date de la séance qui l’a arrêté, ou la place où la porter à la main.")
    ]
    remarques: Annotated[str, Sens("Remarques faites à cette séance, ou vide.")]
    acte: VueActe


class Recit(Struct, frozen=True):
    """What the kind of an item tells in the minutes, already made into blocks."""

    retraits: tuple[Block, ...] = ()
    expose: tuple[Block, ...] = ()
    debats: tuple[Block, ...] = ()
    dispositif: tuple[Block, ...] = ()
    vote: tuple[Block, ...] = ()


def vue_proces_verbal(
    figures: FiguresSeance, catalogue: Catalogue, recits: Mapping[int, Recit], suivi: ProcesVerbal
) -> VueProcesVerbal:
    """The minutes: the session as it happened, item by item."""
    seance = figures.seance
    return VueProcesVerbal(
        collectivite=vue_collectivite(seance.collectivite, seance.organe),
        seance=vue_seance(figures),
        presence=vue_presence_ouverture(figures),
        sans_quorum=figures.etat is EtatSeance.SANS_QUORUM,
        ordre_du_jour=tuple(
            VueLigneOrdreDuJour(ligne.numero, typeset(ligne.objet))
            for ligne in seance.convocation.ordre_du_jour or ()
        ),
        ordre_du_jour_manquant=Lacune(
            "convocation.ordre_du_jour", "ordre du jour", seance.convocation.lieux.get("ordre_du_jour")
        ),
        ordre_de_traitement=_ordre_de_traitement(figures),
        secretaire_a_un_point=any(
            _designe_le_secretaire(point) or secretaires_designes(figures, point) for point in figures.points
        ),
        precedents=tuple(_precedent(precedent) for precedent in figures.precedents),
        points=tuple(
            _point_du_proces_verbal(figures, point, catalogue, recits.get(point.point.numero, Recit()))
            for point in figures.points
        ),
        points_non_saisis=_points_non_saisis(seance),
        mouvements_finaux=_mouvements_finaux(figures),
        ordre_du_jour_epuise=_epuise(figures),
        levee=(
            Text(heure(seance.levee))
            if seance.levee
            else a_venir(seance, "seance.levee", "heure de la levée", seance.lieux.get("levee"))
        ),
        arrete_le=suivi.arrete_le
        or Place(
            f"date de la séance qui {'arrête' if figures.regime.arrete_les_proces_verbaux else 'approuve'} "
            "le procès-verbal"
        ),
        remarques=typeset(suivi.remarques),
        acte=vue_acte(figures, signatures_de_seance(figures)),
    )


def _epuise(figures: FiguresSeance) -> bool:
    """Whether the session went to the end of its agenda: each line of it is an item that was dealt with."""
    lignes = figures.seance.convocation.ordre_du_jour or ()
    traites = {
        point.point.numero for point in figures.points if not (point.point.non_traite or point.attend_vote)
    }
    return figures.etat is EtatSeance.TENUE and bool(lignes) and traites >= {each.numero for each in lignes}


def _ordre_de_traitement(figures: FiguresSeance) -> str:
    """« 1 à 3, 5, 4 et 6 », when it is not that of the numbers."""
    if not figures.hors_de_l_ordre:
        return ""
    suites: list[list[int]] = []
    for point in figures.points:
        numero = point.point.numero
        if suites and numero == suites[-1][-1] + 1:
            suites[-1].append(numero)
        else:
            suites.append([numero])
    return enumeration(
        morceau
        for suite in suites
        for morceau in ([f"{suite[0]} à {suite[-1]}"] if len(suite) > 2 else map(str, suite))
    )


def _precedent(precedent: PrecedentSoumis) -> VueProcesVerbalPrecedent:
    return VueProcesVerbalPrecedent(
        date=precedent.proces_verbal.seance,
        arrete=precedent.arrete,
        remarques=typeset(precedent.proces_verbal.remarques),
        vote=vue_vote_prealable(precedent.vote, decide=precedent.arrete),
    )


def _point_du_proces_verbal(
    figures: FiguresSeance, point: FiguresPoint, catalogue: Catalogue, recit: Recit
) -> VuePointDuProcesVerbal:
    kind = catalogue.get(point.point.acte) if point.point.acte else None
    elu = preside_en_elu(figures, point)
    salle, huis_clos, renonciation = point.presence, point.huis_clos, point.renonciation
    return VuePointDuProcesVerbal(
        numero=point.point.numero,
        objet=noms_des_actes.objet(point.point, kind),
        hors_ordre_du_jour=point.hors_de_la_convocation,
        designe_le_secretaire=_designe_le_secretaire(point) and not secretaires_designes(figures, point),
        abandonne=point.point.abandon is not None,
        retire=_suite(point.point.retire),
        reporte=_suite(point.point.reporte),
        non_traite=_suite(point.point.non_traite),
        presidence="" if elu else presidence_du_point(figures, point),
        doyen_a_dire=doyen_a_dire(figures, point),
        prend_la_presidence=_prend_la_presidence(figures, point) if elu else "",
        mouvements=vue_mouvements(salle.avant, salle.auparavant, salle.au_debut, salle.interrompu),
        quorum=point.quorum.requis,
        quorum_atteint=point.quorum.atteint,
        quorum_dispense=bool(point.quorum.dispense),
        sans_quorum=point.quorum.faits if point.vote_sans_quorum else "",
        mouvements_pendant=vue_mouvements(salle.pendant, salle.au_debut, salle.au_vote, salle.suspendu),
        demandes=tuple(phrase_de_demande(demande) for demande in point.point.demandes),
        huis_clos=point.point.huis_clos,
        vote_huis_clos=vue_vote_prealable(
            huis_clos, decide=huis_clos is not None and huis_clos.decide_par_les_membres
        ),
        renonciation=vue_vote_prealable(
            renonciation, decide=renonciation is not None and renonciation.decompte.unanime
        ),
        retraits_en_clair=recit.retraits,
        expose=recit.expose,
        debats=recit.debats,
        sans_debats=point.point.sans_debats,
        dispositif=recit.dispositif,
        vote_en_clair=(Paragraph((vote_a_ecrire(point),)),) if point.attend_vote else recit.vote,
        sans_vote=kind is None
        and point.point.vote is None
        and point.point.abandon is None
        and not point.attend_vote,
        numero_acte=noms_des_actes.numero(figures.seance, point.point)
        if kind and not point.vote_sans_quorum
        else "",
    )


def _prend_la_presidence(figures: FiguresSeance, point: FiguresPoint) -> str:
    """« Membre 1, élue maire, », at the first item over which they take the chair."""
    rang = figures.points.index(point)
    elu = point.president
    if elu is None or any(preside_en_elu(figures, each) for each in figures.points[:rang]):
        return ""
    mot = "maire" if figures.seance.collectivite.est_commune else PRESIDENT.accord(elu.genre)
    return f"{nom_en_phrase(elu)}, {ELU.accord(elu.genre)} {mot},"


_LIAISONS = ("à", "au", "aux", "dans", "en", "faute", "jusqu’à", "jusqu’au", "par", "pour", "sur")


def _suite(motif: str) -> str:
    """« par la maire », « faute de quorum » go on the sentence; any other reason comes after a colon."""
    ecrit = _motif(motif)
    lie = ecrit.partition(" ")[0].casefold() in _LIAISONS
    return (f" {decapitale(ecrit)}" if lie else f"\u00a0: {ecrit}") if ecrit else ""


def _motif(motif: str) -> str:
    return typeset(motif).removesuffix(".")


def _designe_le_secretaire(point: FiguresPoint) -> bool:
    """Whether the council designated its secretary at that item, and adopted it."""
    return designe_le_secretaire(point.point.objet) and (point.adopte or point.point.vote is None)


def _mouvements_finaux(figures: FiguresSeance) -> VueMouvements | None:
    fin = figures.fin
    return (
        None if fin is None else vue_mouvements(fin.mouvements, fin.auparavant, fin.presence, fin.suspensions)
    )


def _points_non_saisis(seance: Seance) -> VuePointsNonSaisis | None:
    numeros = seance.points_non_saisis
    if not numeros:
        return None
    ecrits = etendue(numeros)
    return VuePointsNonSaisis(
        numeros=ecrits,
        lacune=Lacune("points_non_saisis", points_numerotes(numeros), seance.lieux.get("points_non_saisis")),
    )


def plan_minutes(desk: Planning) -> Iterator[ActPlan]:
    """The minutes, once the session was held or found without quorum."""
    kind = desk.catalogue.get("proces_verbal")
    if kind is None:
        return
    plan = ActPlan(
        key="proces-verbal",
        kind=kind,
        point=None,
        titre="procès-verbal",
        consigne=f"{_arret(desk.figures.seance.proces_verbal)} ({signataires(desk.figures)})",
        geste=_geste(desk.figures),
        acquis=_acquis(desk.figures),
    )
    if desk.figures.etat is EtatSeance.A_TENIR:
        yield desk.not_yet(plan, "la séance ne s’est pas encore tenue")
    else:
        acte = desk.written(
            plan,
            partial(proces_verbal, desk.composer, kind),
            undated=partial(proces_verbal, desk.composer, kind, adopted=False),
        )
        yield acte
        yield from desk.copies(acte)


def _acquis(figures: FiguresSeance) -> Acquis | None:
    """Minutes that were adopted, published: what members approved is what stays."""
    suivi = figures.seance.proces_verbal
    jour = suivi.arrete_le or suivi.publie_le
    if jour is None:
        return None
    mot = "arrêté" if suivi.arrete_le else "publié"
    aide = phrase(
        "Un procès-verbal {mot} ne change plus : remettez dans la séance ce qu'il dit. S'il est faux, "
        "faites-le rectifier par le conseil, à la séance qui vient. S'il n'est pas {mot}, videz la date, ici "
        "ou à la séance qui l'a arrêté : il sera écrit de nouveau.",
        mot=mot,
    )
    return Acquis(f"procès-verbal déjà {mot}", f"{mot} le {date_longue(jour, jour=False)}", aide)


def _arret(suivi: ProcesVerbal) -> str:
    """What is left to do with it: nobody adopts minutes a second time."""
    if suivi.arrete_le is None:
        return "à arrêter au début de la prochaine séance, puis à signer"
    if suivi.publie_le is None:
        return f"arrêté le {date_chiffres(suivi.arrete_le)}\u00a0: à signer"
    return f"arrêté le {date_chiffres(suivi.arrete_le)} et publié\u00a0: à conserver au registre"


def _geste(figures: FiguresSeance) -> str:
    """The whole of what follows, told once: the day of publication is known once they are adopted."""
    if figures.seance.proces_verbal.arrete_le is not None or not publie_le_proces_verbal(figures):
        return ""
    noms = signataires(figures)
    return f"à arrêter, puis à faire signer ({noms}) et à publier dans la semaine qui suit"


def proces_verbal(composer: Composing, kind: Kind, *, adopted: bool = True) -> Document:
    """The minutes of the whole session; not `adopted`: without what was written on them that day."""
    figures = composer.figures
    recits = {point.point.numero: _recit(composer, point, kind) for point in figures.points}
    suivi = figures.seance.proces_verbal if adopted else ProcesVerbal()
    view = vue_proces_verbal(figures, composer.catalogue, recits, suivi)
    title = f"Procès-verbal de la séance du {date_longue(composer.seance.date, jour=False)}"
    return composer.act(kind, view, title)


def _recit(composer: Composing, point: FiguresPoint, minutes: Kind) -> Recit:
    groupement = point.point.groupement
    code = point.point.acte
    kind = composer.catalogue.get(code) if code else None
    view = vue_du_point(composer, point, kind or minutes)
    retraits = composer.clause(minutes, "retraits", view, groupement)
    vote = composer.clause(minutes, "vote", view, groupement) if point.decide or view.point.nomination else ()
    debats = composer.prose(point.point.debats) if point.point.debats else ()
    if kind is None:
        return Recit(retraits=retraits, expose=view.point.expose, debats=debats, vote=vote)
    expose = composer.clause(kind, "expose", view, groupement)
    dispositif = composer.clause(kind, "dispositif", view, groupement) if _a_decide(point) else ()
    deja_dit = all(each in dispositif for each in vote)  # the rounds of an election, before who is elected
    return Recit(retraits, expose, debats, dispositif, () if deja_dit else vote)


def _a_decide(point: FiguresPoint) -> bool:
    """Whether the council decided what the act says: without quorum, it only voted on it."""
    return point.delibere and not point.vote_sans_quorum
