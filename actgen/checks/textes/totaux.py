"""The totals of the tables of an act, down its columns and along its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.document.nodes import Row, Table, inlines, walk
from actgen.document.words import inline_text
from actgen.figures.seance import FiguresSeance
from actgen.text.amounts import euros
from actgen.text.messages import phrase, say, shorten
from actgen.text.numbers import nombre, nombre_final

from .acte import ActeCompose
from .passages import plie, simple
from .sommes import SOMME_TEXTE, marge

_MONTANT = re.compile(r"(?P<signe>[-+−–]?) ?(?P<nombre>\d[\d .]*(?:,\d+)?) ?(?:k?€|euros?)?(?: (?:ht|ttc))?")
_TOTAL = re.compile(r"^(?:sous[ -])?tot(?:al|aux)\b|^montant total\b|^ensemble$")
_GENERAL = re.compile(
    r"^ensemble$|^(?:montant )?tot(?:al|aux)(?: general)?(?: des?)?(?: (?:depenses|recettes|charges|produits|"
    r"ressources|emplois|travaux|subventions?|financements?|h\.?t\.?|t\.?t\.?c\.?|hors taxes?|"
    r"toutes taxes comprises))*[ :(€)]*$"
)
_TAXE = re.compile(r"\b(?P<taxes>tva|h\.?t|t\.?t\.?c|hors taxes?|toutes taxes)\b")
_SOUSTRAIT = re.compile(
    r"\b(?:remises?|rabais|soldes?|deficits?|resultats?|restes?|nets?|reprises?|deductions?|avances?|acomptes?|"
    r"retenues?|moins|cloture|cumul\w*)\b|^a deduire|\bsur \d+ (?:ans|mois|annees)\b"
)
_A_PART = re.compile(r"^dont\b|\barrondi")
_SANS_SOMME = re.compile(
    r"\btaux\b|%|\bunitaire|\bp\.? ?u\.?\b|\bannee|\bexercice|\bn°|\bnumero|\bcompte\b|\bchapitre|\barticle|"
    r"\bduree|\bdate|\bcode\b|\bmoyenne|\barrondi|\bindice|\brang\b"
)


def check_totaux(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The totals of each table, column by column against the rows, and row by row against the columns."""
    joints = {
        tuple(map(_cellules, (*block.head, *block.body))): fichier
        for fichier, blocs in acte.proses.items()
        for block in walk(blocs)
        if isinstance(block, Table)
    }
    for block in walk(acte.document.blocks):
        if isinstance(block, Table):
            lignes = tuple(map(_cellules, (*block.head, *block.body)))
            yield from _Tableau(acte, block, joints.get(lignes, "")).ecarts()


@dataclass(frozen=True, slots=True)
class _Ligne:
    """A row at one column: its label, and its sum if it tells one."""

    cellules: tuple[str, ...]
    titre: str
    valeur: Decimal | None

    @property
    def total(self) -> bool:
        return _TOTAL.search(self.titre) is not None


class _Tableau:
    """A table as rows of plain cells; one whose rows have not the same columns is left alone."""

    def __init__(self, acte: ActeCompose, table: Table, prose: str) -> None:
        self._acte, self._prose = acte, prose
        titres = [_cellules(row) for row in table.head]
        rows = [_cellules(row) for row in table.body]
        if not titres and rows and not any(map(_montant, rows[0])):  # a first row that nobody marked
            titres = [rows.pop(0)]
        regulier = all(cell.rowspan == 1 for row in table.body for cell in row.cells)
        self._rows = rows if regulier and len({len(row) for row in rows}) == 1 else []
        colonnes = range(len(self._rows[0])) if self._rows else ()
        self._titres = [plie(" ".join(row[n] for row in titres if n < len(row))) for n in colonnes]

    def ecarts(self) -> Iterator[Diagnostic]:
        if any(any(map(_A_PART.search, map(plie, row))) for row in self._rows) or self._soustrait():
            return
        if self._rows:
            yield from self._au_bout_des_lignes()
        for colonne, titre in enumerate(self._titres):
            if colonne and not _SANS_SOMME.search(titre):
                yield from self._colonne(colonne)

    def _soustrait(self) -> bool:
        """Whether some line takes away from others, or its total is of more than what is shown."""
        debuts = [plie(next(filter(None, row), "")) for row in self._rows]
        sens = {mot for mot in ("depense", "recette") if any(debut.startswith(mot) for debut in debuts)}
        return len(sens) > 1 or any(map(_SOUSTRAIT.search, debuts))

    def _colonne(self, colonne: int) -> Iterator[Diagnostic]:
        """Each total against all that it may add up; what only some rows make up is told as a doubt."""
        lignes = [
            _Ligne(row, plie(next(filter(None, row), "")), _montant(row[colonne])) for row in self._rows
        ]
        if any(each.valeur is None and not _vide(each.cellules[colonne]) for each in lignes):
            return
        rangs = [rang for rang, each in enumerate(lignes) if each.total and each.valeur is not None]
        ecarts = [(rang, compte) for rang in rangs if (compte := _manque(lignes, rang)) is not None]
        justes = len(rangs) - len(ecarts)
        for rang, compte in ecarts:
            ligne, dernier = lignes[rang], rang == rangs[-1]
            general = _GENERAL.search(ligne.titre) is not None
            if not general and not ligne.titre.startswith("sous") and rangs[-1] not in dict(ecarts):
                continue  # « Total cantonal » of more than the rows: the general total does without it
            sur = general and (justes == len(rangs) - 1 or (rang == rangs[0] and not dernier))
            yield self._ecart(ligne.cellules, colonne, compte, sur=sur)

    def _au_bout_des_lignes(self) -> Iterator[Diagnostic]:
        """« HT | TVA | TTC »; a last column that is, in most rows, the total of those before it."""
        taxes = [_taxe(titre) for titre in self._titres]
        colonne, ajoutees = len(taxes) - 1, list(range(1, len(taxes) - 1))
        par_taxe = {taxe: rang for rang, taxe in enumerate(taxes) if taxe and taxes.count(taxe) == 1}
        if sur := par_taxe.keys() == {"h", "tva", "t"}:
            colonne, ajoutees = par_taxe["t"], [par_taxe["h"], par_taxe["tva"]]
        elif any(taxes) or not _GENERAL.search(self._titres[colonne]) or not ajoutees:
            return
        justes, ecarts = 0, []
        for row in self._rows:
            valeurs = [_montant(row[n]) for n in ajoutees]
            dit, ajoute = _montant(row[colonne]), [valeur for valeur in valeurs if valeur]
            lisible = all(v is not None or _vide(row[n]) for v, n in zip(valeurs, ajoutees, strict=True))
            if dit is None or not ajoute or not lisible:
                continue
            if abs(dit - (somme := sum(ajoute, Decimal(0)))) > marge(ajoute):
                ecarts.append(self._ecart(row, colonne, somme, "colonnes", sur=True))
            justes += dit == somme and len(ajoute) > 1
        if sur or justes >= len(ecarts):
            yield from ecarts

    def _ecart(
        self, row: tuple[str, ...], colonne: int, compte: Decimal, quoi: str = "lignes", *, sur: bool
    ) -> Diagnostic:
        dit = _montant(row[colonne]) or Decimal(0)
        return self._acte.constat(
            SOMME_TEXTE,
            phrase(
                "« {titre} » : {dit}, et les {quoi} font {compte}, soit {ecart} d'écart.",
                quoi=quoi,
                titre=shorten(next(filter(None, row))),
                dit=_comme(row[colonne], dit),
                compte=_comme(row[colonne], compte),
                ecart=_comme(row[colonne], abs(dit - compte)),
            ),
            self._lieu(row, colonne),
            hint=say("Corrigez le total, ou la somme qui est fausse."),
            severity=Severity.ERROR if sur else Severity.WARNING,
        )

    def _lieu(self, row: tuple[str, ...], colonne: int) -> Location:
        ligne = " | ".join(row)
        debut = len(" | ".join((*row[:colonne], "")))
        fin = debut + len(row[colonne])
        lieu = self._acte.origines.lieu(ligne, debut, fin, self._prose, self._acte.kind)
        return lieu or Location(self._acte.nom, excerpt=ligne)


def _manque(lignes: list[_Ligne], rang: int) -> Decimal | None:
    """What the rows above make where a total tells something else, read in every usual way."""
    ligne, avant = lignes[rang], lignes[:rang]
    details = [each.valeur or Decimal(0) for each in avant if not each.total]
    totaux = [each.valeur or Decimal(0) for each in avant if each.total]
    depuis = list[Decimal]()
    for each in reversed(avant):
        if each.total:
            break
        depuis.append(each.valeur or Decimal(0))
    lectures = {sum(depuis), sum(details), sum(totaux) + sum(depuis), *(t + sum(depuis) for t in totaux[-1:])}
    if not _GENERAL.search(ligne.titre):  # some of the rows above, or those below
        apres = [each.valeur or Decimal(0) for each in lignes[rang + 1 :] if not each.total]
        lectures |= {*accumulate(reversed(details)), *accumulate(apres)}
    dit, admis = ligne.valeur or Decimal(0), marge(details or totaux)
    proche = any(abs(dit - Decimal(lecture)) <= admis for lecture in lectures)
    if proche or not (depuis or len(totaux) > 1):
        return None
    return Decimal(sum(details) if totaux else sum(depuis))


def _cellules(row: Row) -> tuple[str, ...]:
    """The words of each cell; one that spans columns counts for each of them."""
    return tuple(
        simple(" ".join(inline_text(inlines(block)) for block in cell.blocks)).strip() if premier else ""
        for cell in row.cells
        for premier in (True, *(False,) * (cell.colspan - 1))
    )


def _taxe(titre: str) -> str:
    """Which a title speaks of: "tva", "h" without it, "t" with it."""
    lu = _TAXE.search(titre)
    return "" if lu is None else lu["taxes"] if lu["taxes"] == "tva" else lu["taxes"][0]


def _vide(cell: str) -> bool:
    return not cell.strip(" -–—") or plie(cell) == "neant"


def _montant(cell: str) -> Decimal | None:
    lu = _MONTANT.fullmatch(plie(cell))
    nombre_lu = nombre_final(lu["nombre"].strip()) if lu else None
    if lu is None or nombre_lu is None or nombre_lu[0]:
        return None
    return -nombre_lu[1] if lu["signe"] in ("-", "−", "–") else nombre_lu[1]


def _comme(ecrit: str, valeur: Decimal) -> str:
    """A sum as the cell writes its own: with euros or without."""
    return euros(valeur) if "€" in ecrit or "euro" in ecrit else nombre(valeur.normalize() + 0)


RULES = (check_totaux,)
