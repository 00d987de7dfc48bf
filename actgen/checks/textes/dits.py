"""What the words of an act say of its items, sentence by sentence, to be held against what was counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from actgen.diagnostics import Code, Diagnostic, Severity
from actgen.document.nodes import Style
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.kinds.manifest import Famille
from actgen.model.texte import Prose
from actgen.text.messages import phrase

from .acte import ActeCompose
from .passages import Passage, Sorte, cle_de

_DU_DISPOSITIF = (Style.FORMULA, Style.OPERATIVE, Style.VOTE)
_AILLEURS = (Style.VISA, Style.IDENTITY, Style.SUBTITLE, Style.FACT, Style.NOTE)
_DEVANT = 10  # letters that the act may put before a decision
_COUPE = re.compile(r"(?<![\W_][A-Za-z])(?<!\bart)(?<!\bMme)[.;!?](?=\s|$)|\n")


_PARTICIPE = (
    r"(?:adopt|approuv|vot|donn|décid|arrêt|valid|accept|refus|rejet|accord|désign|autoris|exprim|constat)ée?s?"
    r"|(?:émis|pris|rendu|élu|retenu|consenti|choisi)e?s?"
)
_RAPPELE = re.compile(
    rf"(?i)\b(?:avait|avaient|a|ont|fut|furent) (?:\w+ )?(?:{_PARTICIPE}) $"
    rf"|(?<!\best )(?<!\bsont )(?<!pas )(?<!\bainsi )\b(?:{_PARTICIPE}) $"
)
_PROCLAME = re.compile(r"(?i)\b(?:proclame|déclare|désigne|nomme)")
_SEULE = re.compile(
    rf"(?i)^\W*(?:(?:vote|décision|délibération|proposition|motion)\b\W*)?(?:(?:{_PARTICIPE})\b)?\W*$"
)
_AUTREMENT = re.compile(
    r"(?i)\b(?:statuts|règlement intérieur|doit|doivent|devra|devront|sera|seront|serait|si|s'il|"
    r"lorsque|quand|dès|cas où|une fois|avant que|après que|à condition)\b|\bprise?s\b"
)
_SUJET = re.compile(
    r"(?i)\b(?:le conseil|l'assemblée|le comité|le bureau|les membres présents|après en avoir délibéré|"
    r"est|sont)\b"
)
_AUTRE_VOTE = re.compile(
    r"(?i)\brenonc|\bne pas (?:procéder|recourir|voter)|\bhuis clos\b"
    r"|\b(?:procéder|voter|vote|scrutin)\b.{0,30}\bmain levée"
)
_AUTRE_ASSEMBLEE = r"commission|jury|assemblée générale|conseil (?:d'administration|d'école|de surveillance)"
_DES_EPCI = r"bureau|comité|conseil (?:communautaire|syndical|métropolitain)"
_HORS_DU_DISPOSITIF = r"précédente?|dernière séance|association|parents"
REJET = re.compile(r"(?i)\brejet|\brefus|\bdéfavorable|\bn'(?:approuve|adopte|accepte|émet)|\bs'oppose")


@dataclass(frozen=True, slots=True)
class Dit:
    """A sentence that speaks of an item. `operatif`: of its operative part; `debats`: of its discussion."""

    passage: Passage
    debut: int
    texte: str
    point: FiguresPoint
    operatif: bool
    debats: bool

    def certain(self, at: int, figures: FiguresSeance) -> bool | None:
        """Whether what it says at that place is of the item's own vote; None: it is of another vote."""
        avant = self.texte[:at]
        if _AUTRE_VOTE.search(self.texte):
            return None
        rappele = _RAPPELE.search(avant) is not None and _PROCLAME.search(avant) is None
        if self._autre_assemblee(avant, commune=figures.seance.collectivite.est_commune):
            return False if self.operatif and not rappele else None
        if self.debats or _AUTREMENT.search(avant) or _cite(avant):
            return False
        if self.passage.style is Style.VOTE or _SEULE.match(avant):
            return True
        return not rappele and (self.operatif or _SUJET.search(avant) is not None)

    def _autre_assemblee(self, avant: str, *, commune: bool) -> bool:
        autres = [
            _AUTRE_ASSEMBLEE,
            *([_DES_EPCI] if commune else []),
            *([] if self.operatif else [_HORS_DU_DISPOSITIF]),
        ]
        ou = avant if self.operatif else self.passage.plain
        return re.search(rf"(?i)\b(?:{'|'.join(autres)})\b", ou) is not None

    def constat(
        self, acte: ActeCompose, code: Code, span: tuple[int, int], fait: str, aide: str, *, sur: bool
    ) -> Diagnostic:
        """A contradiction: an error when it is `sur`."""
        start, end = (self.debut + place for place in span)
        return acte.constat(
            code,
            phrase(
                "Point {n} : le texte dit « {mots} », ",
                n=self.point.point.numero,
                mots=self.texte[slice(*span)].strip(),
            )
            + f"{fait}.",
            *acte.lieux(self.passage, start, end),
            hint=aide,
            severity=Severity.ERROR if sur else Severity.WARNING,
        )


def _cite(avant: str) -> bool:
    """Whether a quotation was opened before, elsewhere than at the head of what a rejected act quotes."""
    return avant.count("«") > avant.count("»") and not avant.lstrip().startswith("«")


def dits(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Dit]:
    """Every sentence that the act says of an item that was voted or decided, in reading order."""
    if acte.famille is Famille.DELIBERATION and acte.point is not None:
        point = figures.point(acte.point)
        for passage in acte.passages:
            if passage.style not in _AILLEURS and passage.sorte in (Sorte.PARAGRAPHE, Sorte.CELLULE):
                yield from _phrases(passage, point, operatif=_operatif(passage, point))
    elif acte.famille is Famille.PROCES_VERBAL:
        for passage in acte.passages:
            for point in figures.points:
                yield from _au_proces_verbal(passage, point)


def _au_proces_verbal(passage: Passage, point: FiguresPoint) -> Iterator[Dit]:
    """The same sentence may stand in the texts of several items: each is held against its own vote."""
    item = point.point
    for prose in (item.texte, item.debats, item.dispositif):
        if prose is not None and prose.fichier in passage.proses:
            own = replace(passage, proses=(prose.fichier,))
            yield from _phrases(own, point, operatif=prose is item.dispositif, debats=prose is item.debats)
    if _de_ses_decisions(passage, point):
        yield from _phrases(passage, point, operatif=True)


def _operatif(passage: Passage, point: FiguresPoint) -> bool:
    return (
        passage.style in _DU_DISPOSITIF
        or _vient_de(passage, point.point.dispositif)
        or _de_ses_decisions(passage, point)
    )


def _vient_de(passage: Passage, prose: Prose | None) -> bool:
    return prose is not None and prose.fichier in passage.proses


def _de_ses_decisions(passage: Passage, point: FiguresPoint) -> bool:
    """Whether the passage is one of the item's decisions, after « DÉCIDE » or between quotation marks."""
    ecrit = cle_de(passage.text).rstrip(".; ")
    for each in point.point.decisions:
        decision = cle_de(each.strip(" .;,"))
        if decision and ecrit.endswith(decision) and len(ecrit) - len(decision) < _DEVANT:
            return True
    return False


def _phrases(passage: Passage, point: FiguresPoint, *, operatif: bool, debats: bool = False) -> Iterator[Dit]:
    debut = 0
    for fin in (*(match.end() for match in _COUPE.finditer(passage.plain)), len(passage.plain)):
        if passage.plain[debut:fin].strip():
            yield Dit(passage, debut, passage.plain[debut:fin], point, operatif, debats)
        debut = fin
