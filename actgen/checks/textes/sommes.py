"""Amounts that an act says twice: in figures and in letters, line by line and as a total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from actgen.diagnostics import Diagnostic, Location, Scope, Severity, declare
from actgen.document.nodes import Block, Row, Table, inlines, walk
from actgen.document.words import inline_text
from actgen.figures.seance import FiguresSeance
from actgen.text.amounts import euros
from actgen.text.keys import cle
from actgen.text.messages import phrase, say, shorten
from actgen.text.numbers import nombre, nombre_lu

from .acte import ActeCompose
from .passages import simple

SOMME_TEXTE = declare(
    "SOMME-TEXTE",
    Severity.ERROR,
    "Une somme qu’un acte dit deux fois, en chiffres et en lettres ou par lignes et au total, est la même.",
    scope=Scope.STATED,
)
_TAXES = r"(?: (?P<{}>HT|TTC|hors taxes?|toutes taxes comprises))?"
_CHIFFRES = r"(?P<chiffres>\d{1,3}(?:[ .]?\d{3})*(?:,\d{1,2})?) ?(?:€|euros?\b)" + _TAXES.format("taxes")
_LETTRES = (
    r"(?P<lettres>(?:[a-zéèû]+[ -]){1,16}?)(?:d')?euros?(?: et (?P<centimes>(?:[a-z]+[ -]){1,5})centimes?)?"
    + _TAXES.format("aussi")
)
_DEUX_FOIS = (
    re.compile(rf"(?i){_CHIFFRES} ?(?:\(|, ?soit )(?:la somme de )?{_LETTRES}(?=\s*(?:[),;.]|$))"),
    re.compile(rf"(?i)\b{_LETTRES} ?\({_CHIFFRES}\)"),
)
_MONTANT = re.compile(
    r"(?P<signe>[-+−–]?) ?(?P<entier>\d{1,3}(?:[ .]\d{3})+|\d+)(?:[,.](?P<decimales>\d+))? ?(?:k?€|euros?)?"
    r"(?: (?:HT|TTC))?",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?i)^(?:sous[ -])?tot(?:al|aux)\b|^montant total\b|^ensemble$")
_A_PART = re.compile(r"(?i)^dont\b|\barrondi")
_SANS_SOMME = re.compile(
    r"(?i)\btaux\b|%|\bunitaire|\bp\.? ?u\.?\b|\bann[ée]e|\bexercice|\bn°|\bnum[ée]ro|\bcompte\b|"
    r"\bchapitre|\barticle|\bdur[ée]e|\bdate|\bcode\b|\bmoyenne|\barrondi|\bindice|\brang\b"
)


def check_lettres(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """« 1 500 € (mille quatre cents euros) », whichever comes first."""
    for motif in _DEUX_FOIS:
        for passage, match in acte.trouve(motif):
            ecrit = _decimal(match["chiffres"])
            lu = _en_lettres(match["lettres"], match["centimes"])
            memes_taxes = cle(match["taxes"] or "")[:1] == cle(match["aussi"] or "")[:1]
            if lu is not None and lu != ecrit and memes_taxes:
                yield acte.constat(
                    SOMME_TEXTE,
                    phrase(
                        "La même somme vaut {chiffres} en chiffres et {lu} en lettres.",
                        chiffres=euros(ecrit),
                        lu=euros(lu),
                    ),
                    *acte.lieux(passage, *match.span()),
                    hint=say("Corrigez celle des deux qui est fausse : l'acte n'en dit qu'une."),
                )


def _en_lettres(lettres: str, centimes: str | None) -> Decimal | None:
    """The amount that the last words before « euros » tell; None when they are no number."""
    mots = lettres.replace("-", " ").split()
    if mots and mots[-1] in ("de", "d'"):
        mots.pop()
    lus = ((debut, nombre_lu(" ".join(mots[debut:]))) for debut in range(len(mots)))
    debut, entier = next((lu for lu in lus if lu[1] is not None), (0, None))
    if debut and nombre_lu(mots[debut - 1]) is not None:
        return None  # badly written: what is read of it is not the whole
    reste = nombre_lu(centimes) if centimes else 0
    return None if entier is None or reste is None else Decimal(entier) + Decimal(reste) / 100


def _decimal(chiffres: str) -> Decimal:
    return Decimal(chiffres.replace(" ", "").replace(".", "").replace(",", "."))


def check_totaux(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The totals of each table, column by column, against the rows above them."""
    joints = {ligne: fichier for fichier, blocs in acte.proses.items() for ligne in _lignes_de(blocs)}
    for block in walk(acte.document.blocks):
        if isinstance(block, Table):
            yield from _Tableau(acte, block, joints).ecarts()


def _lignes_de(blocks: tuple[Block, ...]) -> Iterator[tuple[str, ...]]:
    for block in walk(blocks):
        if isinstance(block, Table):
            yield from map(_cellules, block.body)


class _Tableau:
    """A table as rows of plain cells; one whose rows have not the same columns is left alone."""

    def __init__(self, acte: ActeCompose, table: Table, joints: dict[tuple[str, ...], str]) -> None:
        self._acte, self._joints = acte, joints
        self._titres = [_cellules(row) for row in table.head]
        rows = [_cellules(row) for row in table.body]
        regulier = all(cell.rowspan == 1 for row in table.body for cell in row.cells)
        self._rows = rows if regulier and len({len(row) for row in rows}) == 1 else []

    def ecarts(self) -> Iterator[Diagnostic]:
        if not any(_est_un_total(row) for row in self._rows):
            return
        for colonne in range(1, len(self._rows[0])):
            titre = " ".join(row[colonne] for row in self._titres if colonne < len(row))
            if not _SANS_SOMME.search(titre):
                yield from self._colonne(colonne)

    def _colonne(self, colonne: int) -> Iterator[Diagnostic]:
        """The first total is what stands above it; a later one may add up totals, or what follows one."""
        depuis, details, totaux = Decimal(0), Decimal(0), list[Decimal]()
        lignes = 0
        for row in self._rows:
            ecrit = row[colonne]
            valeur = _montant(ecrit)
            if valeur is None and ecrit.strip(" -–—") and ecrit.casefold() != "néant":
                return
            if any(_A_PART.search(cell) for cell in row):
                return
            if not _est_un_total(row):
                depuis, details = depuis + (valeur or 0), details + (valeur or 0)
                lignes += valeur is not None
                continue
            if valeur is None or not lignes:
                return
            lectures = {depuis, details, sum(totaux, depuis), *(t + depuis for t in totaux[-1:])}
            if valeur not in lectures:
                yield self._ecart(row, colonne, valeur, depuis if not totaux else details, sur=not totaux)
            totaux.append(valeur)
            depuis = Decimal(0)

    def _ecart(
        self, row: tuple[str, ...], colonne: int, dit: Decimal, compte: Decimal, *, sur: bool
    ) -> Diagnostic:
        return self._acte.constat(
            SOMME_TEXTE,
            phrase(
                "« {titre} » : {dit}, et les lignes font {compte}, soit {ecart} d'écart.",
                titre=shorten(next(filter(None, row))),
                dit=_comme(row[colonne], dit),
                compte=_comme(row[colonne], compte),
                ecart=_comme(row[colonne], abs(dit - compte)),
            ),
            self._lieu(row, colonne),
            hint=say("Corrigez le total, ou la ligne qui est fausse."),
            severity=Severity.ERROR if sur else Severity.WARNING,
        )

    def _lieu(self, row: tuple[str, ...], colonne: int) -> Location:
        ligne, prose = " | ".join(row), self._joints.get(row, "")
        debut = len(" | ".join((*row[:colonne], "")))
        fin = debut + len(row[colonne])
        lieu = self._acte.origines.lieu(ligne, debut, fin, prose, self._acte.kind)
        return lieu or Location(self._acte.nom, excerpt=ligne)


def _cellules(row: Row) -> tuple[str, ...]:
    """The words of each cell; one that spans columns counts for each of them."""
    return tuple(
        simple(" ".join(inline_text(inlines(block)) for block in cell.blocks)).strip() if premier else ""
        for cell in row.cells
        for premier in (True, *(False,) * (cell.colspan - 1))
    )


def _est_un_total(row: tuple[str, ...]) -> bool:
    premier = next((cell for cell in row if cell), "")
    return _TOTAL.search(premier) is not None


def _montant(cell: str) -> Decimal | None:
    lu = _MONTANT.fullmatch(cell)
    if lu is None:
        return None
    entier = lu["entier"].replace(" ", "").replace(".", "")
    return Decimal(f"{entier}.{lu['decimales'] or 0}") * (
        -1 if lu["signe"] in ("-", "−", "–") and lu["signe"] else 1
    )


def _comme(ecrit: str, valeur: Decimal) -> str:
    """A sum as the cell writes its own: with euros or without."""
    return euros(valeur) if "€" in ecrit or "euro" in ecrit else nombre(valeur.normalize() + 0)


RULES = (check_lettres, check_totaux)
