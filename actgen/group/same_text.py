"""The proof that all the communes of a group deliberate on the same text: acts with their values set aside.

Models are held together before the votes; adopted deliberations, from the communes' own sessions, join them
after. What a council decides, from the first « Vu » to the last line of its operative part, is the same for
all: another wording there is told with its paragraph. A name, a date, a number, a vote in figures, who
reports the matter are values, and set aside. Another wording only warns: the law wants one convention signed
by all (its text is held by GC-TEXTE-CHANGE, an error), not one deliberation, which each council words as it
likes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from actgen.acts.tree.nodes import Block, Paragraph, Style
from actgen.acts.tree.words import paragraphs
from actgen.acts.views.deliberation import VueDeliberation
from actgen.acts.views.families import text_of
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.council.facts.groupement import Groupement, MembreGroupement
from actgen.council.kinds.manifest import Kind
from actgen.session.cache import Cache
from actgen.session.reasons import Reasons
from actgen.session.texts import Texts

from .attendus import approbateurs
from .seances import SeanceDuGroupe
from .sent_text import ParagraphGap, first_difference


class DecidedText(Struct, frozen=True):
    """The paragraphs of what an act decides, and how many stand before them."""

    decided: tuple[str, ...]
    before: int = 0

    @classmethod
    def of(cls, blocks: tuple[Block, ...]) -> DecidedText:
        """An act cut by what its paragraphs are; one without these styles is wholly what is decided."""
        styles = [block.style if isinstance(block, Paragraph) else None for block in blocks]
        debut = styles.index(Style.VISA) if Style.VISA in styles else 0
        fins = [rang for rang, style in enumerate(styles, 1) if style is Style.OPERATIVE and rang > debut]
        fin = fins[-1] if fins else len(blocks)
        return cls(paragraphs(blocks[debut:fin]), len(paragraphs(blocks[:debut])))


class Proof(Struct, frozen=True):
    """What the comparison gives: the fingerprint of the common text, and each act that departs from it.

    `inconnues`: how many deliberations were adopted whose text nobody has sent.
    """

    modeles: int
    adoptees: int
    empreinte: str
    ecarts: tuple[tuple[str, ParagraphGap], ...] = ()
    inconnues: int = 0

    @property
    def nombre(self) -> int:
        """How many acts were compared."""
        return self.modeles + self.adoptees

    @property
    def lignes(self) -> tuple[str, ...]:
        """One line when what is decided is the same in all; otherwise how many have another text."""
        lignes = []
        if self.nombre:
            comptes = [compte(self.modeles, "modèle")] if self.modeles else []
            if self.adoptees:
                comptes.append(compte(self.adoptees, "délibération adoptée", "délibérations adoptées"))
            lignes.append(
                phrase(
                    "Sur {actes}, {ecarts} un autre texte, aux valeurs près (empreinte commune : {signe})."
                    if self.ecarts
                    else "Même texte dans {actes}, aux valeurs près. Empreinte : {signe}.",
                    actes=enumeration(comptes),
                    ecarts=f"{len(self.ecarts)} {'ont' if len(self.ecarts) > 1 else 'a'}",
                    signe=self.empreinte[:16],
                )
            )
        if self.inconnues:
            lignes.append(
                phrase(
                    "{pas_comparees} texte : {autres} dont seul le retour est connu.",
                    pas_comparees="Pas comparées, faute de leur"
                    if self.inconnues > 1
                    else "Pas comparée, faute de son",
                    autres=compte(self.inconnues, "délibération adoptée", "délibérations adoptées")
                    if self.inconnues > 1
                    else "une délibération adoptée",
                )
            )
        return tuple(lignes)


def compare_with(
    modeles: Mapping[str, DecidedText], adoptees: Mapping[str, DecidedText] | None = None, inconnues: int = 0
) -> Proof:
    """Hold what these acts decide against what most of them do."""
    adoptees = adoptees or {}
    tous = [*modeles.items(), *adoptees.items()]
    if not tous:
        return Proof(0, 0, "", inconnues=inconnues)
    ((commun, _),) = Counter(texte.decided for _, texte in tous).most_common(1)
    return Proof(
        len(modeles),
        len(adoptees),
        hashlib.sha256("\n".join(commun).encode()).hexdigest(),
        tuple(
            (nom, first_difference(commun, texte.decided, texte.before))
            for nom, texte in tous
            if texte.decided != commun
        ),
        inconnues,
    )


GC_MEME_TEXTE = rule("GC-MEME-TEXTE")


class KeptWordings(Struct):
    """Keeps the wording of each commune's deliberation, as `WordingListener` heard it or as remembered."""

    modeles: dict[str, DecidedText] = field(default_factory=dict)
    adoptees: dict[str, DecidedText] = field(default_factory=dict)
    inconnues: int = 0
    _places: dict[str, Location | None] = field(default_factory=dict)
    _reasons: dict[str, Reasons] = field(default_factory=dict)
    _codes: set[str] = field(default_factory=set)

    def keep_model(self, membre: MembreGroupement, texte: DecidedText | None) -> None:
        """Keep the wording of the model of this commune."""
        if texte is not None:
            nom = membre.collectivite.nom
            self.modeles[nom], self._places[nom] = texte, membre.lieu

    def keep_adopted(self, seance: SeanceDuGroupe, texte: DecidedText | None, groupement: Groupement) -> None:
        """Keep the wording of what a session has adopted; the coordinator decides on another text."""
        point, code = seance.point.point, seance.code
        adopte = seance.point.adopte and not seance.erreurs
        if texte is None or not adopte or code == groupement.coordonnateur.collectivite.code:
            return
        tenue = seance.figures.seance
        nom = f"{tenue.collectivite.nom} ({date_chiffres(tenue.date)})"
        self.adoptees[nom], self._places[nom] = texte, point.lieu
        self._reasons[nom] = Reasons(tenue, frozenset())
        self._codes.add(code)

    @property
    def proof(self) -> Proof:
        """All that was kept, compared."""
        return compare_with(self.modeles, self.adoptees, self.inconnues)

    def close_proof(
        self, groupement: Groupement, seances: Mapping[str, Sequence[SeanceDuGroupe]]
    ) -> Iterator[Diagnostic]:
        """Once every act is composed: a warning for each whose decision is worded otherwise.

        The session of a commune may give its reason, as for any warning. Where its deliberation is refused,
        that is told as a refusal: more than its return is known.
        """
        sures = (membre for membre in approbateurs(groupement) if not membre.a_corriger)
        codes = {membre.collectivite.code for membre in sures}
        connues = {code for code, siennes in seances.items() if any(each.point.adopte for each in siennes)}
        self.inconnues = len(codes - self._codes - connues)
        for nom, ecart in self.proof.ecarts:
            constat = GC_MEME_TEXTE.tell(
                "{nom}, {ecart}",
                self._places.get(nom),
                hint="Si ces mots sont voulus (modèle propre à ce membre, exposé joint), vérifiez qu'ils ne "
                "changent pas ce qui est approuvé ; sinon, ôtez-les.",
                nom=nom,
                ecart=ecart.told,
            )
            motifs = self._reasons.get(nom)
            yield from motifs.remain((constat,)) if motifs is not None else (constat,)


DU_GROUPE = ("groupement", "version_convention", "empreinte_convention")
"""Variables that say the same thing to all the communes: their values are part of the text."""


class WordingListener(Struct):
    """Is told of each text that is filled for a call, besides who is told already."""

    cache: Cache
    _views: list[tuple[Kind, VueDeliberation]] = field(default_factory=list)
    _wordings: dict[DecidedText, DecidedText] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tell = self.cache.fills

        def fills(kind: Kind, name: str, view: object) -> None:
            tell(kind, name, view)
            if kind.famille.traits.est_votee and name == "corps" and isinstance(view, VueDeliberation):
                self._views.append((kind, view))

        self.cache.fills = fills

    def texte(self, texts: Texts, groupement: Groupement, numero: int | None = None) -> DecidedText | None:
        """The wording of the deliberation on that group, at item `numero`, of those heard since then."""
        vues, self._views = self._views, []
        for kind, vue in vues:
            if kind.code == text_of(groupement).acte and numero in (None, vue.point.numero):
                dit = vue.groupement
                if dit is not None and (dit.avenant.adhere or dit.avenant.se_retire or dit.adhere_tard):
                    return None  # it decides something else besides
                # Who reports the matter is a fact, as who presides: no wording.
                muette = replace(vue, point=replace(vue.point, rapporteur=""))
                texte = DecidedText.of(texts.of_group(groupement).wording(kind, muette, DU_GROUPE))
                return self._wordings.setdefault(texte, texte)  # one for all the communes that share it
        return None
