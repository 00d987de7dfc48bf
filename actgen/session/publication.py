"""The copy of an act to be published: the same words, signed by name, dated, private data hidden.

It is made from the tree of the act that is kept, never composed again, so that the two cannot differ by
anything else than what is told here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.acts.tree.nodes import Block, Document, Part, SignaturePlace, Signatures, Stamp, walk
from actgen.acts.tree.occultation import Mask, Occultation, canonical_of, contains, hide, occurrences
from actgen.acts.tree.words import inline_text, paragraphs
from actgen.acts.views.plan import ActPlan, Due
from actgen.acts.views.publication import (
    VuePublication,
    vue_publication_deliberation,
    vue_publication_proces_verbal,
)
from actgen.acts.views.seance import lieu_public
from actgen.acts.views.views import VueProjet
from actgen.base.diagnostics import Diagnostic
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.messages import phrase, say
from actgen.base.text.typography import typeset
from actgen.checks.textes.termes import nom_d_agent
from actgen.council.facts.collectivite import ModePublicite
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.personne import DonneePrivee
from actgen.council.facts.seance import EtatSeance, Seance
from actgen.council.facts.suites import Suites
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.suites import mode_publication, publie_le_proces_verbal
from actgen.council.kinds.manifest import Kind
from actgen.law.suites import SuiteLegale, delai
from actgen.session.compose import Composer
from actgen.session.files import COPIE
from actgen.session.texts import Texts

if TYPE_CHECKING:
    from actgen.session.planner import Planner  # who asks for the copies of an act, and makes them

ViewMaker = Callable[..., VuePublication]

"""The view of a copy, once it is known who signs it and whether something is hidden in it (`occulte`)."""

_AGENT = "un agent"


class Publication(Struct, frozen=True, dict=True):
    """Makes the copies of one session's acts; `groupement`: the group that the item of the act joins."""

    composer: Composer
    groupement: Groupement | None = None

    @cached_property
    def texts(self) -> Texts:
        return self.composer.texts.of_group(self.groupement)

    def copy(self, document: Document, kind: Kind, vue_de: ViewMaker) -> Document:
        """The copy of an act of that kind."""
        occultation = self.hide_private(document, kind)
        occulte = occultation.document
        vue = vue_de(signature_places(occulte), occulte=self.hides_private(occultation))
        tete = self.texts.clause(kind, "copie_publication", vue)
        signe = self.texts.clause(kind, "signe", vue)
        return replace(occulte, blocks=(*tete, *with_signed(occulte.blocks, signe)))

    def hide_private(self, document: Document, kind: Kind) -> Occultation:
        """An act without its private data, agents told by their function."""
        return hide(document, (*self.private_masks(self._mark(kind)), *self._agent_masks))

    def private_masks(self, marque: str) -> tuple[Mask, ...]:
        """What is declared private in this session, each behind that mark."""
        return tuple(Mask(donnee.texte, marque) for donnee in self.composer.seance.tout_ce_qui_est_prive)

    def masks(self, kind: Kind) -> tuple[Mask, ...]:
        """What is hidden in a copy of an act of that kind, and behind what mark."""
        return self.private_masks(self._mark(kind))

    def published_annex(self, document: Document, kind: Kind) -> Document:
        """An annex as it is published: its words are those that were approved, what is private hidden."""
        occulte = self.hide_private(document, kind).document
        return replace(occulte, blocks=(*self.notice(kind), *occulte.blocks))

    def notice(self, kind: Kind) -> tuple[Block, ...]:
        """The sentence that tells that something is hidden."""
        return self.texts.clause(kind, "occultation", VueProjet(()))

    def hides_private(self, occultation: Occultation) -> bool:
        """Whether private data were hidden: an agent's function instead of a name is no such mention."""
        prives = {donnee.texte for donnee in self.composer.seance.tout_ce_qui_est_prive}
        return bool(prives & occultation.trouves)

    def _mark(self, kind: Kind) -> str:
        """The words that stand in place of a datum."""
        blocks = self.texts.clause(kind, "mention_occultee", VueProjet(()))
        return " ".join(inline_text(getattr(block, "children", ())) for block in blocks).strip()

    @cached_property
    def _agent_masks(self) -> tuple[Mask, ...]:
        return tuple(_masks_of_agents(self.composer.seance))


def signature_places(document: Document) -> tuple[SignaturePlace, ...]:
    """Who signs an act, in order."""
    return tuple(
        place for block in walk(document.blocks) if isinstance(block, Signatures) for place in block.places
    )


def with_signed(blocks: tuple[Block, ...], signe: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with the names of those who signed instead of places, and without the frame of a stamp."""
    repris: list[Block] = []
    for block in blocks:
        match block:
            case Signatures():
                repris.extend(signe)
            case Stamp():
                continue
            case Part(blocks=inner):
                repris.append(replace(block, blocks=with_signed(inner, signe)))
            case _:
                repris.append(block)
    return tuple(repris)


def _masks_of_agents(seance: Seance) -> list[Mask]:
    """Those who are no members, by their function: a secretary of local law, those who attend."""
    masques = []
    for secretaire in (*seance.secretaires, *seance.auxiliaires):
        if secretaire.membre is None and secretaire.qualite:
            masques += _by_function(secretaire.nom, secretaire.qualite)
    for entree in seance.assistance:
        if nom := nom_d_agent(entree):
            parties = [partie.strip() for partie in entree.split(",")]
            fonctions = [partie for partie in parties if nom not in partie]
            noms = ", ".join(partie for partie in parties if nom in partie)
            masques += _by_function(noms, ", ".join(fonctions), entree)
    return masques


def _by_function(nom: str, fonction: str, entree: str = "") -> list[Mask]:
    fonction = typeset(fonction) or _AGENT
    return [Mask(entree or f"{nom}, {fonction}", fonction), Mask(nom, fonction)]


OCCULTATION_ABSENTE = rule("OCCULTATION-ABSENTE")
OCCULTATION_NOM = rule("OCCULTATION-NOM")
_AROUND = 40  # signs of an act shown on each side of a name
_INITIALS = 2  # signs of a word too short for a name


def copies_of(planner: Planner, acte: ActPlan) -> Iterator[ActPlan]:
    """The copies of an act, by its family; none of what is published as it is or not at all."""
    famille = acte.kind.famille
    if famille.traits.raconte:
        yield from copies_of_minutes(planner, acte)
    elif famille.traits.est_votee:
        assert acte.point is not None, "what is voted is of an item"
        point = planner.figures.point(acte.point)
        yield from copies_of_deliberation(planner, acte, point)
    elif famille.traits.du_groupe:
        consigne = "à publier avec la délibération qu’elle complète"
        yield from _masked_copy(planner, acte, "publication de la convention", consigne)
    elif famille.traits.occultee:
        consigne = "à afficher ou à publier à la place de la convocation, envoyée entière aux seuls membres"
        yield from _masked_copy(planner, acte, "publication de la convocation", consigne)


def copies_of_deliberation(planner: Planner, acte: ActPlan, point: FiguresPoint) -> Iterator[ActPlan]:
    """The copy of a deliberation that was voted, adopted or rejected."""
    if not point.delibere:
        return
    plan = plan_of_copy(
        acte,
        COPIE,
        f"publication-{point.point.numero:02}",
        f"publication {point.point.numero}",
        "la délibération",
    )
    consigne = _consigne(planner.figures, planner.figures.suites_de(point))
    vue_de = partial(vue_publication_deliberation, planner.figures, point)
    yield _made_copy(planner, acte, replace(plan, consigne=consigne), vue_de, point.point.groupement)


def copies_of_minutes(planner: Planner, acte: ActPlan) -> Iterator[ActPlan]:
    """The copy of minutes: published once they are adopted, since 01/07/2022."""
    figures = planner.figures
    if not publie_le_proces_verbal(figures) or figures.etat is EtatSeance.A_TENIR:
        return
    plan = plan_of_copy(
        acte, COPIE, "publication-proces-verbal", "publication du procès-verbal", "le procès-verbal"
    )
    if figures.seance.proces_verbal.arrete_le is None:
        yield planner.not_yet(plan, "le procès-verbal n’est pas encore arrêté")
        return
    consigne = _consigne_du_proces_verbal(figures)
    yield _made_copy(
        planner, acte, replace(plan, consigne=consigne), partial(vue_publication_proces_verbal, figures)
    )


def _masked_copy(planner: Planner, acte: ActPlan, titre: str, consigne: str) -> Iterator[ActPlan]:
    """The copy of a convention, of a convocation: only when it holds what must be hidden."""
    document = acte.document
    if document is None or not planner.figures.seance.tout_ce_qui_est_prive:
        return
    publication = Publication(planner.composer)
    if not publication.hides_private(publication.hide_private(document, acte.kind)):
        return
    plan = replace(_as_copy(acte, COPIE, f"publication-{acte.key}", titre), consigne=consigne)
    yield planner.copied(plan, partial(publication.published_annex, document, acte.kind))


def private_data_told(planner: Planner, plans: Sequence[ActPlan]) -> Iterator[Diagnostic]:
    """The names that stay in an act, and the data to hide that none holds, once every act is there."""
    declarees = planner.figures.seance.tout_ce_qui_est_prive
    actes = [plan for plan in plans if not plan.copie]
    if not declarees or planner.figures.etat is EtatSeance.A_TENIR:
        return
    refuse = any(plan.document is None and plan.due is Due.REFUSED for plan in actes)
    masques = Publication(planner.composer).private_masks("[…]")
    caches = [(plan, hide(plan.document, masques)) for plan in actes if plan.document is not None]
    trouves = frozenset[str]().union(*(occulte.trouves for _, occulte in caches))
    publies = [(plan, occulte.document) for plan, occulte in caches if plan.kind.famille.traits.occultee]
    for point in (None, *(each.point for each in planner.figures.points)):
        donnees = planner.figures.seance.donnees_privees if point is None else point.donnees_privees
        for donnee in donnees:
            numero = point.numero if point is not None else None
            if donnee.texte in trouves:
                yield from _name_left(donnee, numero, publies, _public_names(planner.figures.seance))
            elif not refuse:
                yield OCCULTATION_ABSENTE.finding(
                    say("Aucun acte ne porte « {donnee} », qui est à occulter.", donnee=donnee.texte),
                    donnee.lieu,
                    hint=say(
                        "Écrivez-le comme dans l'acte, virgules comprises ; majuscules, accents et espaces "
                        "ne comptent pas. S'il n'y est plus, effacez cette ligne."
                    ),
                    point=numero,
                )


def _public_names(seance: Seance) -> str:
    """The names that must be read: whoever bears one of their words can't be told apart by it."""
    membres = (membre.nom_complet for membre in seance.collectivite.membres)
    return " ".join((*membres, *(each.nom for each in seance.secretaires), seance.collectivite.nom))


def _name_left(
    donnee: DonneePrivee, point: int | None, publies: Sequence[tuple[ActPlan, Document]], publics: str
) -> Iterator[Diagnostic]:
    """The family name of somebody hidden that is still read: « Mme Dupont », « son fils Paul Dupont »."""
    nom = _family_name(donnee.texte)
    if not nom or contains(publics, nom):
        return
    for plan, document in publies:
        for ligne in paragraphs(document.blocks):
            for debut, fin in occurrences(canonical_of(ligne), ligne, nom):
                if ligne[debut].isupper():
                    avant, apres = ligne[max(debut - _AROUND, 0) : debut], ligne[fin : fin + _AROUND]
                    yield OCCULTATION_NOM.tell(
                        "« {donnee} » est à occulter, et « {nom} » se lit encore dans ce qui serait publié "
                        "({acte}) : « {passage} ».",
                        donnee.lieu,
                        hint="Si c'est la même famille, ajoutez ces mots à ce qui est à occulter, un par "
                        "ligne : « Mme Dupont », « Paul Dupont ». Sinon, écartez cette remarque.",
                        point=point,
                        donnee=donnee.texte,
                        nom=ligne[debut:fin],
                        acte=plan.titre,
                        passage=f"…{avant.partition(' ')[2]}{ligne[debut:fin]}{apres.rpartition(' ')[0]}…",
                    )
                    return


def _family_name(donnee: str) -> str:
    """« DUPONT » of « Anne DUPONT »; nothing of an address, a sum, a word that no name begins."""
    mots = [mot.strip(",;") for mot in donnee.split()]
    noms = [mot for mot in mots if len(mot) > _INITIALS and mot[0].isupper()]
    if not noms or any(sign.isdigit() for sign in donnee):
        return ""
    return next((mot for mot in noms if mot.isupper()), noms[-1])


def plan_of_copy(acte: ActPlan, copie: str, key: str, titre: str, nom: str) -> ActPlan:
    """The plan of a copy; it waits for an act that is not final."""
    plan = replace(
        _as_copy(acte, copie, key, titre),
        transmis=False,
        acquis=None,
        enonce=None,
        projet=False,
        manques=(),
        refus=(),
        raisons=(),
        document=None,
    )
    if acte.document is None:
        return replace(
            plan, due=Due.NOT_YET, raisons=(f"{nom} n’est pas écrit{_agreement(nom)}",), consigne=""
        )
    if acte.projet:
        return replace(plan, due=Due.NOT_YET, raisons=(f"{nom} n’est encore qu’un projet",), consigne="")
    return plan


def _as_copy(acte: ActPlan, copie: str, key: str, titre: str) -> ActPlan:
    """Art. R. 2131-1: what is put on line can't be modified; nor can what is certified."""
    return replace(acte, key=key, titre=titre, geste="", copie=copie, copie_de=acte.key, fixed=True)


def _agreement(nom: str) -> str:
    return "e" if nom.startswith("la ") else ""


def _made_copy(
    planner: Planner, acte: ActPlan, plan: ActPlan, vue_de: ViewMaker, groupement: Groupement | None = None
) -> ActPlan:
    if plan.due is not Due.WRITTEN or acte.document is None:
        return replace(plan, consigne="")
    if any(not place.name for place in signature_places(acte.document)):
        return planner.not_yet(plan, "il manque le nom d’un signataire")
    publication = Publication(planner.composer, groupement)
    return planner.copied(plan, partial(publication.copy, acte.document, acte.kind, vue_de))


# What to do with a copy


def _consigne(figures: FiguresSeance, suites: Suites) -> str:
    mode, publiee = mode_publication(figures, suites), suites.publiee_le
    if mode is ModePublicite.ELECTRONIQUE:
        return _online(publiee)
    ou = lieu_public(figures)
    if mode is ModePublicite.AFFICHAGE:
        return (
            f"affichée le {date_chiffres(publiee)} {ou}"
            if publiee
            else f"à afficher {ou}, l’acte une fois signé"
        )
    if mode is ModePublicite.PAPIER:
        depuis = f" depuis le {date_chiffres(publiee)}" if publiee else ", l’acte une fois signé"
        return f"à tenir à la disposition du public, sur papier, {ou}{depuis}"
    return f"publiée le {date_chiffres(publiee)}" if publiee else "à publier, l’acte une fois signé"


def _online(publiee: date | None) -> str:
    if publiee is None:
        return "à mettre en ligne en entier, l’acte une fois signé, et à y laisser deux mois au moins"
    maintien = delai(SuiteLegale.EN_LIGNE, publiee)
    le = date_chiffres(publiee)
    if maintien is None:
        return f"mise en ligne le {le}"
    fin = date_chiffres(maintien.fin(publiee))
    return phrase("mise en ligne le {le} ; à y laisser jusqu'au {fin} au moins", le=le, fin=fin)


def _consigne_du_proces_verbal(figures: FiguresSeance) -> str:
    suivi = figures.seance.proces_verbal
    limite = delai(SuiteLegale.PROCES_VERBAL, figures.seance.date)
    if suivi.publie_le is not None:
        return phrase("publié le {le} ; à laisser en ligne en permanence", le=date_chiffres(suivi.publie_le))
    assert suivi.arrete_le is not None and limite is not None, "minutes to be published are adopted"
    conseil = ", conseillé ici" if figures.regime.alsace_moselle else ""
    site = "" if figures.seance.collectivite.site_internet is False else "en ligne s’il existe un site, et "
    return (
        f"à publier au plus tard le {date_chiffres(limite.fin(suivi.arrete_le))}{conseil}\u00a0: {site}"
        f"sur papier {lieu_public(figures)}"
    )
