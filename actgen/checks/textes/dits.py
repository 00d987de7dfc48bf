"""What the words of an act say of its items, sentence by sentence, to be held against what was counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from actgen.diagnostics import Diagnostic, Severity
from actgen.document.nodes import Style
from actgen.facts.seance import Organe
from actgen.facts.texte import Prose
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.rules import Rule
from actgen.text.dates import MOIS
from actgen.text.messages import phrase

from .acte import ActeCompose
from .lectures import phrases
from .passages import Passage, Sorte, cle_de, plie

_DU_DISPOSITIF = (Style.FORMULA, Style.OPERATIVE, Style.VOTE)
_AILLEURS = (Style.VISA, Style.IDENTITY, Style.SUBTITLE, Style.FACT, Style.NOTE)
_DEVANT = 10  # letters that the act may put before a decision

_PARTICIPE = (
    r"(?:adopt|approuv|vot|donn|décid|arrêt|valid|accept|refus|rejet|accord|désign|autoris|exprim|constat)ée?s?"
    r"|(?:émis|pris|rendu|élu|retenu|consenti|choisi)e?s?"
)
_RAPPELE = re.compile(
    rf"(?i)\b(?:avait|avaient|a|ont|fut|furent) (?:\w+ )?(?:{_PARTICIPE}) $"
    rf"|(?<!\best )(?<!\bsont )(?<!pas )(?<!\bainsi )\b(?:{_PARTICIPE}),? $"
)
_RAPPELE_DE_LOIN = re.compile(
    rf"(?i)\b(?:avait|avaient|a|ont|fut|furent) (?:\w+ )?(?:{_PARTICIPE})\b"
    rf"|(?<!\best )(?<!\bsont )\b(?:{_PARTICIPE})\b[^.;:,]{{0,45}}$"
)
"""Of a vote that is recalled: accents tell « adopté » from « adopte ». From afar: with a day that is past."""
_PARTICIPE = plie(_PARTICIPE)
_SEULE = re.compile(
    rf"^\W*(?:(?:vote|decision|deliberation|proposition|motion)\b\W*)?(?:(?:{_PARTICIPE})\b)?\W*$"
)
_PROCLAME = re.compile(r"\b(?:proclame|declare|designe|nomme)")
_ASSEMBLEES = r"commission|jury|assemblee generale|conseil (?:d'administration|d'ecole|de surveillance)"
_D_UNE_COMMUNE = r"comite|conseil (?:communautaire|syndical|metropolitain)"
_HORS_DU_DISPOSITIF = r"precedente?|derniere seance|association|parents"
_VOTER = r"(?:statue|se prononce|delibere|decide|vote|adopte)(?:nt)?"
_AUTRE_VOTE = re.compile(
    r"\brappelle(?:nt)? que\b"
    r"|\brenonc|\bne pas (?:proceder|recourir|voter)|\bhuis clos\b|\bprend acte (?:du vote|des? l?'?avis)\b"
    r"|\b(?:proceder|voter|vote|scrutin)\b.{0,30}\bmain levee"
    rf"|\b(?:syndicat|communaute|departement|region|association)\b[^.;:,]{{0,30}},? a (?:{_PARTICIPE})\b"
)
_MODAL = (
    r"(?:doi(?:t|vent)|devra|devront|sera|seront|serait|seraient|soit|soient|peu(?:t|vent)|pourra|pourront)\b"
)
_REGLE = re.compile(
    r"\b(?:si (?:l[ea]|l'|un|ce)|s'ils?\b)|\bcas ou\b|\ba condition\b"
    r"|\b(?:decisions|deliberations|resolutions|avis|toute?|chaque)\b(?! suivant)[^.;:]{0,60}"
    r"\b(?:sont|est)\b[^.;:,]{0,20}$"
    rf"|\b{_MODAL}[^;:]{{0,50}}\b(?:{_PARTICIPE}|elire|\w+er)\W*$"
)
"""Of votes to come, or of how votes are held."""
_AUTREMENT = re.compile(
    rf"\b{_MODAL}|\b(?:lorsque|quand|des que|des lors|une fois|avant que|apres que)\b|\bprise?s\b"
    rf"|\b(?:comite|conseil)\b[^.;:]{{0,40}}\b(?:statue|se prononce)(?:nt)?\W*$"
    r"|\b(?:statuts|reglement|charte|pacte|convention|loi|article)\b.{0,200}"
    r"\b(?:qui|dont|que|selon|(?:prevo|stipul|dispos|fix|precis|impos|exig)\w+)\b"
)
_SUJET = re.compile(
    r"\b(?:le conseil|l'assemblee|le comite|le bureau|les membres|apres en avoir delibere|est|sont)\b"
)
_DATE = re.compile(
    rf"\b(?P<jour>\d{{1,2}})(?:er)? (?P<mois>{'|'.join(map(plie, MOIS))})\b(?: (?P<an>\d{{4}}))?"
    r"|\b(?P<j>\d{2})/(?P<m>\d{2})/(?P<a>\d{4})\b|\ben (?P<annee>(?:19|20)\d{2})\b"
)
_PASSEE = re.compile(r"\bdeliberation n[°o] ?\d|\bl'an(?:nee)? (?:dern|pass|preced)")
_MOIS = {plie(mois): n for n, mois in enumerate(MOIS, start=1)}
REJET = re.compile(r"\brejet|\brefus|\bdefavorable|\bn'(?:approuve|adopte|accepte|emet)|\bs'oppose")


@dataclass(frozen=True, slots=True)
class Dit:
    """A sentence that speaks of an item. `operatif`: of its operative part; `debats`: of its discussion.

    `texte` is without accents or capitals.
    """

    passage: Passage
    debut: int
    texte: str
    point: FiguresPoint
    operatif: bool
    debats: bool

    def ecrit(self, start: int, end: int) -> str:
        """The words themselves, accents and capitals kept."""
        return self.passage.plain[self.debut + start : self.debut + end]

    def certain(self, at: int, figures: FiguresSeance, fin: int = 0) -> bool | None:
        """Whether what it says there, up to `fin`, is of the item's own vote; None: it is of another vote."""
        avant, ecrit = self.texte[:at], self.ecrit(0, max(at, fin))
        rappele = _RAPPELE.search(self.ecrit(0, at)) is not None and _PROCLAME.search(avant) is None
        loin = rappele or _RAPPELE_DE_LOIN.search(ecrit) or "avait" in self.texte
        if _AUTRE_VOTE.search(self.texte) or _REGLE.search(avant) or (loin and self._anterieur(figures)):
            return None
        autres = self._autres_assemblees(figures)
        rapporte = (
            rf"\b(?:{autres})\b[^.;:]{{0,60}}\b{_VOTER}\W*$|\bprend acte que (?:l[ea] |l')?(?:{autres})\b"
        )
        if (
            _cite(avant)
            or re.search(rapporte, avant)
            or re.match(
                rf"[^.;:,]{{0,20}}\b(?:par|de) (?:l[ea]s? |l')?(?:{autres})\b", self.texte[max(at, fin) :]
            )
        ):
            return None
        if re.search(rf"\b(?:{autres})\b", avant if self.operatif else plie(self.passage.plain)):
            return False if self.operatif and not rappele else None
        if self.debats or _AUTREMENT.search(avant):
            return False
        if self.passage.style is Style.VOTE or _SEULE.match(avant):
            return True
        return not rappele and (self.operatif or _SUJET.search(avant) is not None)

    def _anterieur(self, figures: FiguresSeance) -> bool:
        """Whether it names a day before that of the session, or the number of a deliberation."""
        seance = figures.seance.date
        for lu in _DATE.finditer(self.texte):
            annee = int(lu["an"] or lu["a"] or lu["annee"] or seance.year)
            mois = _MOIS.get(lu["mois"] or "", int(lu["m"] or 0)) or (seance.month if lu["annee"] else 0)
            if (annee, mois, int(lu["jour"] or lu["j"] or 0)) < (seance.year, seance.month, seance.day):
                return True
        return _PASSEE.search(self.texte) is not None

    def _autres_assemblees(self, figures: FiguresSeance) -> str:
        """Those whose votes are not this one, as a pattern."""
        autres = [_ASSEMBLEES]
        if figures.seance.collectivite.est_commune:
            autres.append(_D_UNE_COMMUNE)
        if figures.seance.organe is not Organe.BUREAU:
            autres.append("bureau")
        if not self.operatif:
            autres.append(_HORS_DU_DISPOSITIF)
        return "|".join(autres)

    def constat(
        self, acte: ActeCompose, code: Rule, span: tuple[int, int], fait: str, aide: str, *, sur: bool
    ) -> Diagnostic:
        """A contradiction: an error when it is `sur`."""
        start, end = (self.debut + place for place in span)
        return acte.constat(
            code,
            phrase(
                "Point {n} : le texte dit « {mots} », ",
                n=self.point.point.numero,
                mots=self.ecrit(*span).strip(),
            )
            + f"{fait}.",
            *acte.lieux(self.passage, start, end, self.point.point.numero),
            hint=aide,
            severity=Severity.ERROR if sur else Severity.WARNING,
        )


def _cite(avant: str) -> bool:
    """Whether a quotation was opened before, elsewhere than at the head of what a rejected act quotes."""
    return avant.count("«") > avant.count("»") and not avant.lstrip().startswith("«")


def dits(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Dit]:
    """Every sentence that the act says of an item that was voted or decided, in reading order."""
    if acte.famille.est_votee and acte.point is not None:
        point = figures.point(acte.point)
        for passage in acte.passages:
            if passage.style not in _AILLEURS and passage.sorte in (Sorte.PARAGRAPHE, Sorte.CELLULE):
                yield from _phrases(passage, point, operatif=_operatif(passage, point))
    elif acte.famille.raconte:
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
    for debut, texte in phrases(plie(passage.plain)):
        yield Dit(passage, debut, texte, point, operatif, debats)
