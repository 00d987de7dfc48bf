"""The proof that all the communes of a group are given the same text: their acts with the values set aside.

A name, a date, an article of local law are values. A sentence that one commune alone has, because of a
template of its own or of a choice that its facts lead to, is a difference, told with its paragraph.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from actgen.document.words import paragraphs
from actgen.kinds.manifest import Famille, Kind
from actgen.model.groupement import Groupement
from actgen.pipeline.texts import Texts
from actgen.pipeline.workshop import Workshop
from actgen.text.grammar import compte
from actgen.text.messages import phrase, shorten

DU_GROUPE = ("groupement", "version_convention", "empreinte_convention")
"""Variables that say the same thing to all the communes: their values are part of the text."""
_LONGUEUR = 90


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
        if not self.trouve:
            quoi = phrase("il manque « {attendu} »", attendu=shorten(self.attendu, _LONGUEUR))
        elif not self.attendu:
            quoi = phrase("« {trouve} » est en plus", trouve=shorten(self.trouve, _LONGUEUR))
        else:
            quoi = phrase(
                "« {trouve} » au lieu de « {attendu} »",
                trouve=shorten(self.trouve, _LONGUEUR),
                attendu=shorten(self.attendu, _LONGUEUR),
            )
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
    """What the comparison gives: the fingerprint of the common text, and each act that departs from it."""

    nombre: int
    empreinte: str
    ecarts: tuple[Ecart, ...] = ()

    @property
    def lignes(self) -> tuple[str, ...]:
        """One line when all are equal; otherwise one more for each commune whose text differs."""
        if not self.nombre:
            return ()
        signe = self.empreinte[:16]
        if not self.ecarts:
            return (
                phrase(
                    "Même texte dans {actes}, valeurs mises à part : empreinte {signe}.",
                    actes=compte(self.nombre, "acte"),
                    signe=signe,
                ),
            )
        tete = phrase(
            "{ecarts} sur {nombre} ont un autre texte, valeurs mises à part (empreinte commune {signe}) :"
            if len(self.ecarts) > 1
            else "{ecarts} sur {nombre} a un autre texte, valeurs mises à part (empreinte commune {signe}) :",
            ecarts=compte(len(self.ecarts), "acte"),
            nombre=self.nombre,
            signe=signe,
        )
        return (tete, *(ecart.dit for ecart in self.ecarts))


def comparer(actes: Mapping[str, tuple[str, ...]]) -> Preuve:
    """Hold the texts of these acts, a paragraph each, against the one that most of them have."""
    if not actes:
        return Preuve(0, "")
    commun, _ = Counter(actes.values()).most_common(1)[0]
    empreinte = hashlib.sha256("\n".join(commun).encode()).hexdigest()
    ecarts = tuple(_ecart(nom, commun, texte) for nom, texte in actes.items() if texte != commun)
    return Preuve(len(actes), empreinte, ecarts)


def _ecart(nom: str, commun: tuple[str, ...], texte: tuple[str, ...]) -> Ecart:
    matcher = SequenceMatcher(None, commun, texte, autojunk=False)
    differences = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    _, debut, fin, ici, la = differences[0]
    autres = sum(max(code[2] - code[1], code[4] - code[3]) for code in differences) - 1
    return Ecart(
        nom,
        (ici if la > ici else debut) + 1,
        commun[debut] if fin > debut else "",
        texte[ici] if la > ici else "",
        autres,
    )


@dataclass
class Temoin:
    """Follows what a call composes, and keeps the wording of each commune's deliberation.

    `suivre` it before acts are composed; `retenir` the act of a commune once it has been.
    """

    actes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _vue: tuple[Kind, object] | None = None

    def suivre(self, workshop: Workshop) -> None:
        """Be told of each text that is filled, besides who is told already."""
        dire = workshop.fills

        def fills(kind: Kind, name: str, view: object) -> None:
            dire(kind, name, view)
            if kind.famille is Famille.DELIBERATION and name == "corps":
                self._vue = kind, view

        workshop.fills = fills

    def retenir(self, nom: str, texts: Texts, groupement: Groupement) -> None:
        """Keep the wording of the deliberation composed last, as that of this commune."""
        if self._vue is None:
            return
        kind, view = self._vue
        self._vue = None
        self.actes[nom] = paragraphs(texts.of_group(groupement).wording(kind, view, DU_GROUPE))

    @property
    def preuve(self) -> Preuve:
        """All that was kept, compared."""
        return comparer(self.actes)
