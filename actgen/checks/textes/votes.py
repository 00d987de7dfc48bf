"""What a prose says of the vote, against the figures of that vote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from actgen.diagnostics import Diagnostic, Severity, declare
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.kinds.manifest import Famille
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say

from .acte import ActeCompose
from .passages import Passage

VOTE_TEXTE = declare(
    "VOTE-TEXTE",
    Severity.WARNING,
    "Un texte joint ne dit pas «\u00a0à l’unanimité\u00a0» d’un vote qui ne l’est pas.",
)
_UNANIMITE = re.compile(
    r"(?i)\b(?:à l' ?unanimité|unanimement)\b"
    r"(?P<suite>(?: des (?:suffrages exprimés|voix|votants|membres \w+))?)"
)
_AUTRE_ASSEMBLEE = re.compile(
    r"(?i)\b(?:commission|bureau|comité|conseil (?:communautaire|d'administration|d'école|syndical)|jury|"
    r"assemblée générale|précédente?|dernière séance|association|parents)\b"
)


def check_unanimite(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """« à l'unanimité » written in the text of an item whose vote has votes against, or no figures yet."""
    if acte.famille not in (Famille.DELIBERATION, Famille.PROCES_VERBAL):
        return
    by_file: dict[str, list[FiguresPoint]] = {}
    for point in figures.points:
        for prose in (point.point.texte, point.point.debats):
            if prose is not None and point.decompte is not None:
                by_file.setdefault(prose.fichier, []).append(point)
    for passage in acte.passages:
        if _AUTRE_ASSEMBLEE.search(passage.plain):
            continue
        # the same sentence may stand in the texts of several items: each is held against its own vote
        for file in passage.proses:
            for point in by_file.get(file, ()):
                yield from _ecarts(acte, replace(passage, proses=(file,)), point)


def _ecarts(acte: ActeCompose, passage: Passage, point: FiguresPoint) -> Iterator[Diagnostic]:
    for match in _UNANIMITE.finditer(passage.plain):
        if (message := _ecart(point, match["suite"])) is not None:
            yield acte.constat(
                VOTE_TEXTE,
                message,
                *acte.lieux(passage, *match.span()),
                hint=say("Retirez ces mots : actgen écrit lui-même le vote et son résultat."),
            )


def _ecart(point: FiguresPoint, suite: str) -> str | None:
    chiffres = point.decompte
    assert chiffres is not None, "only votes that took place are compared"
    autres = {
        "contre": chiffres.contre,
        "abstention": 0 if "exprimés" in suite else chiffres.abstentions,
    }
    told = [f"{n}\u00a0{mot}{'s' if n > 1 and mot == 'abstention' else ''}" for mot, n in autres.items() if n]
    if not told:
        return None
    return phrase(
        "Point {n} : le texte dit « à l'unanimité », le vote compte {told}.",
        n=point.point.numero,
        told=enumeration(told),
    )


RULES = (check_unanimite,)
