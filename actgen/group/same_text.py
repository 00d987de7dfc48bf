"""The proof that all the communes of a group deliberate on the same text: acts with their values set aside.

Models are held together before the votes; adopted deliberations, from the communes' own sessions, join them
after. What a council decides, from the first « Vu » to the last line of its operative part, is the same for
all: another wording there is told with its paragraph. How the session went and how the vote fell follow from
facts (second convocation, casting vote): what is said otherwise there is told on one line.

The wording of each commune's deliberation is kept, to be compared.

A name, a date, a number, a vote in figures, who reports the matter are values, and set aside. Another wording
of what is decided only warns: the law wants one convention signed by all (its text is held by
GC-TEXTE-CHANGE, an error), not one deliberation, which each council words as it likes. So it refuses nothing,
and leaves the exit code as it is.

Listens to what a call composes, for the wording of a deliberation: its text with its values set aside.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from msgspec import Struct

from actgen.acts.deliberation import VueDeliberation
from actgen.acts.families import text_of
from actgen.diagnostics import Diagnostic, Location
from actgen.document.nodes import Block, Paragraph, Style
from actgen.document.words import paragraphs
from actgen.facts.groupement import Groupement, MembreGroupement
from actgen.kinds.manifest import Kind
from actgen.records import replace
from actgen.rules import rule
from actgen.session.cache import Cache
from actgen.session.reasons import Reasons
from actgen.session.texts import Texts
from actgen.text.dates import date_chiffres
from actgen.text.grammar import compte
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say, shorten_both

from .attendus import approbateurs
from .seances import SeanceDuGroupe

_LONGUEUR = 90


class Texte(Struct, frozen=True):
    """The paragraphs of an act: of its session, of what is decided, of the vote and what follows it."""

    seance: tuple[str, ...]
    decide: tuple[str, ...]
    suites: tuple[str, ...] = ()

    @classmethod
    def of(cls, blocks: tuple[Block, ...]) -> Texte:
        """An act cut by what its paragraphs are; one without these styles is wholly what is decided."""
        styles = [block.style if isinstance(block, Paragraph) else None for block in blocks]
        debut = styles.index(Style.VISA) if Style.VISA in styles else 0
        fins = [rang for rang, style in enumerate(styles, 1) if style is Style.OPERATIVE and rang > debut]
        fin = fins[-1] if fins else len(blocks)
        return cls(paragraphs(blocks[:debut]), paragraphs(blocks[debut:fin]), paragraphs(blocks[fin:]))


class TextDifference(Struct, frozen=True):
    """The first paragraph of a commune's act that differs from those of the others, from 1.

    `attendu` or `trouve` is empty for a paragraph that one of the two lacks; `autres`: how many more differ.
    """

    nom: str
    paragraphe: int
    attendu: str
    trouve: str
    autres: int = 0

    @property
    def dit(self) -> str:
        """« Hanvec, paragraphe 12 : « … » au lieu de « … » (et 2 autres). »."""
        trouve, attendu = shorten_both(self.trouve, self.attendu, _LONGUEUR)
        if not trouve:
            quoi = phrase("il manque « {attendu} »", attendu=attendu)
        elif not attendu:
            quoi = phrase("« {trouve} » est en plus", trouve=trouve)
        else:
            quoi = phrase("« {trouve} » au lieu de « {attendu} »", trouve=trouve, attendu=attendu)
        plus = f" (et {compte(self.autres, 'autre')})" if self.autres else ""
        return phrase(
            "{nom}, paragraphe {rang} : {quoi}{plus}.",
            nom=self.nom,
            rang=self.paragraphe,
            quoi=quoi,
            plus=plus,
        )


class Preuve(Struct, frozen=True):
    """What the comparison gives: the fingerprint of the common text, and each act that departs from it.

    `circonstances`: where acts tell otherwise how the session went, or the vote. `inconnues`: how many
    deliberations were adopted whose text nobody has sent.
    """

    modeles: int
    adoptees: int
    empreinte: str
    ecarts: tuple[TextDifference, ...] = ()
    circonstances: tuple[TextDifference, ...] = ()
    inconnues: int = 0

    @property
    def nombre(self) -> int:
        """How many acts were compared."""
        return self.modeles + self.adoptees

    @property
    def lignes(self) -> tuple[str, ...]:
        """One line when what is decided is the same in all; otherwise how many have another text."""
        return tuple(filter(None, (self._decide(), self._autrement(), self._sans_texte())))

    def _decide(self) -> str:
        if not self.nombre:
            return ""
        quoi = enumeration(self._comptes())
        if not self.ecarts:
            return phrase(
                "Même texte dans {actes}, valeurs mises à part : empreinte {signe}.",
                actes=quoi,
                signe=self.empreinte[:16],
            )
        return phrase(
            "Sur {actes}, {ecarts} un autre texte, valeurs mises à part (empreinte commune {signe}).",
            actes=quoi,
            ecarts=f"{len(self.ecarts)} {'ont' if len(self.ecarts) > 1 else 'a'}",
            signe=self.empreinte[:16],
        )

    def _comptes(self) -> Iterator[str]:
        if self.modeles:
            yield compte(self.modeles, "modèle")
        if self.adoptees:
            yield compte(self.adoptees, "délibération adoptée", "délibérations adoptées")

    def _autrement(self) -> str:
        noms = list(dict.fromkeys(ecart.nom for ecart in self.circonstances))
        lieux = (f"{nom}, {self._paragraphes(nom)}" for nom in noms)
        return (
            phrase(
                "Séance ou vote dits autrement, selon ce qui s'y est passé : {lieux}.",
                lieux=enumeration(lieux, "", points_virgules=True),
            )
            if noms
            else ""
        )

    def _paragraphes(self, nom: str) -> str:
        rangs = [str(ecart.paragraphe) for ecart in self.circonstances if ecart.nom == nom]
        return f"{'paragraphes' if len(rangs) > 1 else 'paragraphe'} {enumeration(rangs)}"

    def _sans_texte(self) -> str:
        if not self.inconnues:
            return ""
        return (
            phrase(
                "Pas comparées, faute de leur texte : {autres} dont seul le retour est connu.",
                autres=compte(self.inconnues, "délibération adoptée", "délibérations adoptées"),
            )
            if self.inconnues > 1
            else phrase(
                "Pas comparée, faute de son texte : une délibération adoptée dont seul le retour est connu."
            )
        )


def comparer(
    modeles: Mapping[str, Texte], adoptees: Mapping[str, Texte] | None = None, inconnues: int = 0
) -> Preuve:
    """Hold what these acts decide against what most of them do; the rest, among acts of one stage."""
    adoptees = adoptees or {}
    tous = [*modeles.items(), *adoptees.items()]
    if not tous:
        return Preuve(0, 0, "", inconnues=inconnues)
    commun = _commun([texte.decide for _, texte in tous])
    return Preuve(
        len(modeles),
        len(adoptees),
        hashlib.sha256("\n".join(commun).encode()).hexdigest(),
        tuple(
            _ecart(nom, commun, texte.decide, len(texte.seance))
            for nom, texte in tous
            if texte.decide != commun
        ),
        (*_circonstances(modeles), *_circonstances(adoptees)),
        inconnues,
    )


def _circonstances(actes: Mapping[str, Texte]) -> Iterator[TextDifference]:
    """Where the head or the end of an act is not that of most acts of its stage."""
    if not actes:
        return
    seance = _commun([texte.seance for texte in actes.values()])
    suites = _commun([texte.suites for texte in actes.values()])
    for nom, texte in actes.items():
        if texte.seance != seance:
            yield _ecart(nom, seance, texte.seance, 0)
        if texte.suites != suites:
            yield _ecart(nom, suites, texte.suites, len(texte.seance) + len(texte.decide))


def _commun(textes: list[tuple[str, ...]]) -> tuple[str, ...]:
    return Counter(textes).most_common(1)[0][0]


def _ecart(nom: str, commun: tuple[str, ...], texte: tuple[str, ...], avant: int) -> TextDifference:
    matcher = SequenceMatcher(None, commun, texte, autojunk=False)
    differences = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    _, debut, fin, ici, la = differences[0]
    autres = sum(max(code[2] - code[1], code[4] - code[3]) for code in differences) - 1
    return TextDifference(
        nom,
        avant + (ici if la > ici else debut) + 1,
        commun[debut] if fin > debut else "",
        texte[ici] if la > ici else "",
        autres,
    )


GC_MEME_TEXTE = rule("GC-MEME-TEXTE")


@dataclass
class Temoin:
    """Keeps the wording of each commune's deliberation, as `Ecoute` has heard it or as it was remembered."""

    modeles: dict[str, Texte] = field(default_factory=dict)
    adoptees: dict[str, Texte] = field(default_factory=dict)
    inconnues: int = 0
    _lieux: dict[str, Location | None] = field(default_factory=dict)
    _motifs: dict[str, Reasons] = field(default_factory=dict)
    _codes: set[str] = field(default_factory=set)

    def modele(self, membre: MembreGroupement, texte: Texte | None) -> None:
        """Keep the wording of the model of this commune."""
        if texte is not None:
            nom = membre.collectivite.nom
            self.modeles[nom], self._lieux[nom] = texte, membre.lieu

    def adoptee(self, seance: SeanceDuGroupe, texte: Texte | None, groupement: Groupement) -> None:
        """Keep the wording of what a session has adopted; the coordinator decides on another text."""
        point, code = seance.point.point, seance.code
        adopte = seance.point.adopte and not seance.erreurs
        if texte is None or not adopte or code == groupement.coordonnateur.collectivite.code:
            return
        tenue = seance.figures.seance
        nom = f"{tenue.collectivite.nom} ({date_chiffres(tenue.date)})"
        self.adoptees[nom], self._lieux[nom] = texte, point.lieu
        self._motifs[nom] = Reasons(tenue, frozenset())
        self._codes.add(code)

    @property
    def preuve(self) -> Preuve:
        """All that was kept, compared."""
        return comparer(self.modeles, self.adoptees, self.inconnues)

    def clore(
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
        for ecart in self.preuve.ecarts:
            constat = GC_MEME_TEXTE.finding(
                ecart.dit,
                self._lieux.get(ecart.nom),
                hint=say(
                    "Si ces mots sont voulus (modèle propre à ce membre, exposé joint), vérifiez qu'ils ne "
                    "changent pas ce qui est approuvé ; sinon, ôtez-les."
                ),
            )
            motifs = self._motifs.get(ecart.nom)
            yield from motifs.remain((constat,)) if motifs is not None else (constat,)


DU_GROUPE = ("groupement", "version_convention", "empreinte_convention")
"""Variables that say the same thing to all the communes: their values are part of the text."""


@dataclass
class Ecoute:
    """Is told of each text that is filled for a call, besides who is told already."""

    cache: Cache
    _vues: list[tuple[Kind, VueDeliberation]] = field(default_factory=list)
    _textes: dict[Texte, Texte] = field(default_factory=dict)

    def __post_init__(self) -> None:
        dire = self.cache.fills

        def fills(kind: Kind, name: str, view: object) -> None:
            dire(kind, name, view)
            if kind.famille.est_votee and name == "corps" and isinstance(view, VueDeliberation):
                self._vues.append((kind, view))

        self.cache.fills = fills

    def texte(self, texts: Texts, groupement: Groupement, numero: int | None = None) -> Texte | None:
        """The wording of the deliberation on that group, at item `numero`, of those heard since then."""
        vues, self._vues = self._vues, []
        for kind, vue in vues:
            if kind.code == text_of(groupement).acte and numero in (None, vue.point.numero):
                if vue.groupement is not None and (
                    vue.groupement.avenant.adhere or vue.groupement.avenant.se_retire
                ):
                    return None  # it decides something else besides
                # Who reports the matter is a fact, as who presides: no wording.
                muette = replace(vue, point=replace(vue.point, rapporteur=""))
                texte = Texte.of(texts.of_group(groupement).wording(kind, muette, DU_GROUPE))
                return self._textes.setdefault(texte, texte)  # one for all the communes that share it
        return None
