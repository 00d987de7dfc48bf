"""The list of deliberations, and the account of a session that it replaced in July 2022."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated

from msgspec import Struct

from actgen.acts.tree.inline import Lacune, Place
from actgen.acts.tree.nodes import Document
from actgen.acts.views.elections import elus_a_dire
from actgen.acts.views.plan import Acquis, ActPlan, Planning
from actgen.acts.views.presence import mouvement_a_placer, vue_presence_ouverture
from actgen.acts.views.seance import lieu_public, vue_collectivite, vue_seance
from actgen.acts.views.views import Connu, JourConnu, Sens, VueCollectivite, VuePresence, VueSeance
from actgen.acts.views.votes import du_president, sort_de_la_deliberation, vote_a_ecrire
from actgen.base.records import replace
from actgen.base.text.dates import date_chiffres, date_longue
from actgen.base.text.grammar import PRESIDENT, compte, pluriel
from actgen.base.text.lists import points_numerotes
from actgen.base.text.messages import phrase
from actgen.council.facts.seance import EtatSeance
from actgen.council.facts.suites import ListeDeliberations
from actgen.council.facts.vote import Scrutin
from actgen.council.figures import actes as noms_des_actes
from actgen.council.figures.presence import mouvements_a_placer
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.suites import examinees
from actgen.council.figures.votes import Decompte
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.law.suites import SuiteLegale, delai


class VueLigneDeListe(Struct, frozen=True):
    """Un point examiné : son objet et ce qui en a été décidé. Aucun nom."""

    numero: Annotated[int, Sens("Numéro du point.")]
    objet: Annotated[str, Sens("Objet du point.")]
    numero_acte: Annotated[
        str,
        Sens(
            "Numéro de la délibération ; vide pour un point reporté, voté sans quorum, ou qui ne donne pas "
            "d’acte."
        ),
    ]
    sort: Annotated[
        Connu,
        Sens(
            "Ce qui a été décidé : « adoptée », « rejetée », « rejet décidé », « reportée », "
            "« élection faite », « élection non acquise », « vote sans quorum » ; un blanc tant qu’on "
            "ne sait pas qui est élu ; vide tant que le vote n’est pas écrit."
        ),
    ]
    vote: Annotated[
        Connu,
        Sens(
            "Chiffres du vote : « 9 pour, 2 contre, 1 abstention » ; un blanc tant qu’il n’est pas écrit ; "
            "ou vide."
        ),
    ]


class VueListe(Struct, frozen=True):
    """La liste des délibérations examinées, ou le compte rendu affiché avant le 1er juillet 2022."""

    collectivite: VueCollectivite
    seance: VueSeance
    presence: Annotated[VuePresence, Sens("Membres présents, représentés, excusés et absents à l’ouverture.")]
    lignes: Annotated[
        tuple[VueLigneDeListe, ...], Sens("Points examinés, dans l’ordre de leurs numéros ; aucun nom.")
    ]
    points_non_saisis: Annotated[
        tuple[Lacune, ...],
        Sens("Blanc visible pour les points que le fichier ne reprend pas ; un seul, s’il y en a."),
    ]
    affichee_le: Annotated[JourConnu, Sens("Date d’affichage, ou la place où la porter à la main.")]
    mise_en_ligne: Annotated[bool, Sens("Oui si la collectivité a un site internet, ou si l’on ne sait pas.")]
    mise_en_ligne_le: Annotated[JourConnu, Sens("Date de mise en ligne, ou la place où la porter à la main.")]


_SECRET = "scrutin secret"

SANS_QUORUM = "vote sans quorum"


def vue_liste(figures: FiguresSeance, catalogue: Catalogue, liste: ListeDeliberations) -> VueListe:
    """The items that were examined (art. L. 2121-25), in the order of their numbers."""
    seance = figures.seance
    return VueListe(
        collectivite=vue_collectivite(seance.collectivite, seance.organe),
        seance=vue_seance(figures),
        presence=vue_presence_ouverture(figures),
        lignes=tuple(
            _row(figures, point, catalogue)
            for point in sorted(examinees(figures), key=lambda each: each.point.numero)
        ),
        points_non_saisis=_points_non_saisis(figures),
        affichee_le=liste.affichee_le or Place("date d’affichage"),
        mise_en_ligne=figures.regime.regime_2022 and seance.collectivite.site_internet is not False,
        mise_en_ligne_le=liste.mise_en_ligne_le or Place("date de mise en ligne"),
    )


def _row(figures: FiguresSeance, point: FiguresPoint, catalogue: Catalogue) -> VueLigneDeListe:
    kind = catalogue.get(point.point.acte) if point.point.acte else None
    return VueLigneDeListe(
        numero=point.point.numero,
        objet=noms_des_actes.objet(point.point, kind),
        numero_acte=noms_des_actes.numero(figures.seance, point.point)
        if kind and point.delibere and not point.vote_sans_quorum
        else "",
        sort=_outcome(point),
        vote=_votants_inconnus(figures, point) or _vote(point),
    )


def _outcome(point: FiguresPoint) -> Connu:
    """What became of an item. Of an election, that it was held: who was elected is for the minutes."""
    if point.attend_vote:
        return ""
    abandon = point.point.abandon
    if abandon is not None:
        return "reportée"  # of those set aside, the list has no other: see `examinees`
    if point.vote_sans_quorum:
        return SANS_QUORUM
    if point.prend_acte:
        return "pris acte"
    if point.nomme:
        return "nomination"
    if point.election is not None:
        if point.election.sieges is None or point.election.a_departager:
            a_dire = next(iter(elus_a_dire(point)), None)
            return replace(a_dire, label="résultat de l’élection") if a_dire else "élection"
        return "élection faite" if point.election.complete else "élection non acquise"
    return sort_de_la_deliberation(point)


def _votants_inconnus(figures: FiguresSeance, point: FiguresPoint) -> Lacune | None:
    """The blank of a vote whose figures would be those of a room that nobody knows yet."""
    vote = point.point.vote
    a_placer = mouvements_a_placer(figures.seance)
    compte_par_la_salle = vote is not None and vote.unanimite and vote.pour is None
    return mouvement_a_placer(a_placer[0]) if compte_par_la_salle and a_placer else None


def _vote(point: FiguresPoint) -> Connu:
    if point.attend_vote:
        return vote_a_ecrire(point)
    decompte = point.decompte
    if decompte is None or point.point.abandon is not None:
        return ""
    if point.election is not None:
        dits = ", ".join(_bulletins(point))
        return f"{dits} ({_SECRET})" if decompte.scrutin is Scrutin.SECRET else dits
    chiffres = ", ".join((*_figures(point, decompte), *_hors_du_vote(point)))
    if point.vote_sans_quorum:
        chiffres += f"\u202f; {point.quorum.faits}"
    elif point.sauf_majorite_contre and decompte.pour == decompte.contre:
        chiffres += ", sans majorité contre"
    if point.preponderante is not None:
        chiffres += (
            f", voix prépondérante {du_president(point, PRESIDENT)}\u00a0: {point.preponderante.value}"
        )
    return f"{chiffres} ({_SECRET})" if decompte.scrutin is Scrutin.SECRET else chiffres


def _bulletins(point: FiguresPoint) -> list[str]:
    """Who voted at the last round of an election, and what was not expressed: never for whom."""
    assert point.election is not None, "only an election counts ballots"
    tour = point.election.tours[-1]
    dits = [compte(tour.bulletins, "votant")]
    dits += [compte(tour.tour.blancs, "bulletin blanc", "bulletins blancs")] if tour.tour.blancs else []
    dits += [compte(tour.tour.nuls, "bulletin nul", "bulletins nuls")] if tour.tour.nuls else []
    return [*dits, *_hors_du_vote(point)]


def _hors_du_vote(point: FiguresPoint) -> list[str]:
    """Who withdrew and who took no part, as the acts count them; nothing when everybody voted."""
    hors = point.hors_du_vote
    return [f"{hors} {pluriel(hors, 'ne prend', 'ne prennent')} pas part au vote"] if hors else []


def _figures(point: FiguresPoint, decompte: Decompte) -> list[str]:
    """The three figures that are always told, or the one that stands for them, then those that there are."""
    chiffres = [f"{decompte.pour} pour"]
    if decompte.pour == decompte.total:
        return [chiffres[0] if point.vote_sans_quorum else f"{chiffres[0]}, à l’unanimité"]
    chiffres += [f"{decompte.contre} contre", compte(decompte.abstentions, "abstention")]
    if decompte.blancs:
        chiffres.append(compte(decompte.blancs, "bulletin blanc", "bulletins blancs"))
    if decompte.nuls:
        chiffres.append(compte(decompte.nuls, "bulletin nul", "bulletins nuls"))
    return chiffres


def _points_non_saisis(figures: FiguresSeance) -> tuple[Lacune, ...]:
    numeros = figures.seance.points_non_saisis
    if not numeros:
        return ()
    lieu = figures.seance.lieux.get("points_non_saisis")
    return (Lacune("points_non_saisis", points_numerotes(numeros), lieu),)


def plan_lists(desk: Planning) -> Iterator[ActPlan]:
    """One of the two, by the law of the day, once something was examined."""
    figures = desk.figures
    nouvelle = figures.regime.regime_2022
    code = "liste_des_deliberations" if nouvelle else "compte_rendu"
    kind = desk.catalogue.get(code)
    if kind is None or figures.etat is EtatSeance.SANS_QUORUM:
        return
    plan = ActPlan(
        key=code.replace("_", "-"),
        kind=kind,
        point=None,
        titre="liste des délibérations" if nouvelle else "compte rendu",
        consigne=_consigne(figures),
        geste=_a_faire(figures),
        acquis=_acquis(figures),
    )
    if figures.etat is EtatSeance.A_TENIR:
        yield desk.not_yet(plan, "la séance ne s’est pas encore tenue")
    elif examinees(figures):
        yield desk.written(
            plan, partial(_liste, desk, kind), undated=partial(_liste, desk, kind, ListeDeliberations())
        )


def _acquis(figures: FiguresSeance) -> Acquis | None:
    """A list that was posted says for two months what people came to read."""
    suivi, nouvelle = figures.seance.liste, figures.regime.regime_2022
    jour = suivi.affichee_le or suivi.mise_en_ligne_le
    if jour is None:
        return None
    fait = "affichée" if suivi.affichee_le else "mise en ligne"
    nom = f"liste déjà {fait}" if nouvelle else "compte rendu déjà affiché"
    aide = phrase(
        "Ce qui est affiché ne change plus sans qu'on le dise : remettez dans la séance ce qu'il dit. Pour "
        "l'écrire de nouveau malgré tout, videz ses dates d'affichage et de mise en ligne : il sera à "
        "afficher de nouveau."
    )
    dite = fait if nouvelle else "affiché"
    return Acquis(nom, f"{dite} le {date_longue(jour, jour=False)}", aide)


def _consigne(figures: FiguresSeance) -> str:
    limite = delai(SuiteLegale.LISTE, figures.seance.date)
    fin = f" au plus tard le {date_chiffres(limite.fin(figures.seance.date))}" if limite else ""
    affichee, gestes = figures.seance.liste.affichee_le, _gestes(figures)
    accord = "affichée" if figures.regime.regime_2022 else "affiché"
    fait = f"{accord} le {date_chiffres(affichee)}" if affichee is not None else ""
    virgule = "," if fin and figures.regime.regime_2022 else ""
    reste = _a_faire(figures, f"{virgule}{fin}") if gestes else ""
    return "\u202f; ".join(filter(None, (fait, reste)))


def _a_faire(figures: FiguresSeance, fin: str = "") -> str:
    """What is still to be done with it, and by what day."""
    gestes, signe = _gestes(figures), "la" if figures.regime.regime_2022 else "le"
    return f"{' et '.join(gestes)}{fin}\u202f; personne ne {signe} signe" if gestes else ""


def _gestes(figures: FiguresSeance) -> list[str]:
    """What is still to be done with it: posted, put online."""
    liste, collectivite = figures.seance.liste, figures.seance.collectivite
    if not figures.regime.regime_2022:
        porte = "à la porte de la mairie" if collectivite.est_commune else "au siège"
        return [f"à afficher {porte}"] if liste.affichee_le is None else []
    gestes = [f"à afficher {lieu_public(figures)}"] if liste.affichee_le is None else []
    if liste.mise_en_ligne_le is None and collectivite.site_internet is not False:
        gestes.append(f"à mettre en ligne{'' if collectivite.site_internet else ' s’il existe un site'}")
    return gestes


def _liste(desk: Planning, kind: Kind, suivi: ListeDeliberations | None = None) -> Document:
    """The list with the days of its posting, or of that `suivi` instead.

    It is made to be posted: there is no whole copy of it, the minutes and the register are whole.
    """
    composer = desk.composer
    title = f"{kind.titre}, séance du {date_longue(composer.seance.date, jour=False)}"
    view = vue_liste(composer.figures, composer.catalogue, suivi or composer.seance.liste)
    return desk.hidden(composer.act(kind, view, title), kind)
