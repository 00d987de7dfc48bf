"""The copy of an act to be published: the same words, signed by name, dated, private data hidden.

It is made from the tree of the act that is kept, never composed again, so that the two cannot differ by
anything else than what is told here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from actgen.acts.commun import VueProjet
from actgen.acts.publication import VuePublication
from actgen.checks.textes.personnes import nom_d_agent
from actgen.document.nodes import Block, Document, Part, SignaturePlace, Signatures, Stamp, walk
from actgen.document.occultation import Masque, Occultation, occulter
from actgen.document.words import inline_text
from actgen.facts.groupement import Groupement
from actgen.facts.seance import Seance
from actgen.figures.publication import donnees_privees
from actgen.kinds.manifest import Kind
from actgen.session.compose import Composer
from actgen.session.texts import Texts
from actgen.text.typography import typeset

VueDe = Callable[[Sequence[SignaturePlace], bool], VuePublication]
"""The view of a copy, once it is known who signs it and whether something is hidden in it."""

_AGENT = "un agent"


@dataclass(frozen=True)
class Publication:
    """Makes the copies of one session's acts; `groupement`: the group that the item of the act joins."""

    composer: Composer
    groupement: Groupement | None = None

    @cached_property
    def texts(self) -> Texts:
        return self.composer.texts.of_group(self.groupement)

    def copie(self, document: Document, kind: Kind, vue_de: VueDe) -> Document:
        """The copy of an act of that kind."""
        occultation = self.occulte(document, kind)
        occulte = occultation.document
        vue = vue_de(signataires(occulte), self.prive(occultation))
        tete = self.texts.clause(kind, "copie_publication", vue)
        signe = self.texts.clause(kind, "signe", vue)
        return replace(occulte, blocks=(*tete, *_signes(occulte.blocks, signe)))

    def occulte(self, document: Document, kind: Kind) -> Occultation:
        """An act without its private data, agents told by their function."""
        return occulter(document, (*self.masques_prives(self._marque(kind)), *self._agents))

    def masques_prives(self, marque: str) -> tuple[Masque, ...]:
        """What is declared private in this session, each behind that mark."""
        return tuple(Masque(donnee.texte, marque) for donnee in donnees_privees(self.composer.seance))

    def masques(self, kind: Kind) -> tuple[Masque, ...]:
        """What is hidden in a copy of an act of that kind, and behind what mark."""
        return self.masques_prives(self._marque(kind))

    def annexe(self, document: Document, kind: Kind) -> Document:
        """An annex as it is published: its words are those that were approved, what is private hidden."""
        return self.avec_mention(self.occulte(document, kind), kind)

    def avec_mention(self, occultation: Occultation, kind: Kind) -> Document:
        """A masked act that says so, when something private was hidden in it."""
        document = occultation.document
        if not self.prive(occultation):
            return document
        return replace(document, blocks=(*self.mention(kind), *document.blocks))

    def mention(self, kind: Kind) -> tuple[Block, ...]:
        """The sentence that tells that something is hidden."""
        return self.texts.clause(kind, "occultation", VueProjet(()))

    def prive(self, occultation: Occultation) -> bool:
        """Whether private data were hidden: an agent's function instead of a name is no such mention."""
        prives = {donnee.texte for donnee in donnees_privees(self.composer.seance)}
        return bool(prives & occultation.trouves)

    def _marque(self, kind: Kind) -> str:
        """The words that stand in place of a datum."""
        blocks = self.texts.clause(kind, "mention_occultee", VueProjet(()))
        return " ".join(inline_text(getattr(block, "children", ())) for block in blocks).strip()

    @cached_property
    def _agents(self) -> tuple[Masque, ...]:
        return tuple(_masques_des_agents(self.composer.seance))


def signataires(document: Document) -> tuple[SignaturePlace, ...]:
    """Who signs an act, in order."""
    return tuple(
        place for block in walk(document.blocks) if isinstance(block, Signatures) for place in block.places
    )


def _signes(blocks: tuple[Block, ...], signe: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with the names of those who signed instead of places, and without the frame of a stamp."""
    repris: list[Block] = []
    for block in blocks:
        match block:
            case Signatures():
                repris.extend(signe)
            case Stamp():
                continue
            case Part(blocks=inner):
                repris.append(replace(block, blocks=_signes(inner, signe)))
            case _:
                repris.append(block)
    return tuple(repris)


def _masques_des_agents(seance: Seance) -> list[Masque]:
    """Those who are no members, by their function: a secretary of local law, those who attend."""
    masques = []
    for secretaire in (*seance.secretaires, *seance.auxiliaires):
        if secretaire.membre is None and secretaire.qualite:
            masques += _par_la_fonction(secretaire.nom, secretaire.qualite)
    for entree in seance.assistance:
        if nom := nom_d_agent(entree):
            parties = [partie.strip() for partie in entree.split(",")]
            fonctions = [partie for partie in parties if nom not in partie]
            noms = ", ".join(partie for partie in parties if nom in partie)
            masques += _par_la_fonction(noms, ", ".join(fonctions), entree)
    return masques


def _par_la_fonction(nom: str, fonction: str, entree: str = "") -> list[Masque]:
    fonction = typeset(fonction) or _AGENT
    return [Masque(entree or f"{nom}, {fonction}", fonction), Masque(nom, fonction)]
