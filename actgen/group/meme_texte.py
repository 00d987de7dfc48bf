"""The proof that all the communes of a group deliberate on the same text: acts with their values set aside.

Models are held together before the votes; adopted deliberations, from the communes' own sessions, join them
after. What a council decides, from the first « Vu » to the last line of its operative part, is the same for
all: another wording there is told with its paragraph. How the session went and how the vote fell follow from
facts (second convocation, casting vote): what is said otherwise there is told on one line.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from actgen.document.nodes import Block, Paragraph, Style
from actgen.document.words import paragraphs
from actgen.text.grammar import compte
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, shorten_both

_LONGUEUR = 90


@dataclass(frozen=True, slots=True)
class Texte:
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


@dataclass(frozen=True, slots=True)
class Ecart:
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


@dataclass(frozen=True, slots=True)
class Preuve:
    """What the comparison gives: the fingerprint of the common text, and each act that departs from it.

    `circonstances`: where acts tell otherwise how the session went, or the vote. `inconnues`: how many
    deliberations were adopted whose text nobody has sent.
    """

    modeles: int
    adoptees: int
    empreinte: str
    ecarts: tuple[Ecart, ...] = ()
    circonstances: tuple[Ecart, ...] = ()
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


def _circonstances(actes: Mapping[str, Texte]) -> Iterator[Ecart]:
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


def _ecart(nom: str, commun: tuple[str, ...], texte: tuple[str, ...], avant: int) -> Ecart:
    matcher = SequenceMatcher(None, commun, texte, autojunk=False)
    differences = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    _, debut, fin, ici, la = differences[0]
    autres = sum(max(code[2] - code[1], code[4] - code[3]) for code in differences) - 1
    return Ecart(
        nom,
        avant + (ici if la > ici else debut) + 1,
        commun[debut] if fin > debut else "",
        texte[ici] if la > ici else "",
        autres,
    )
