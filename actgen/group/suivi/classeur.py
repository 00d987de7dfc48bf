"""The follow-up as an Excel workbook: dates are dates, filters are set, it prints on a page's width.

The library dates what it writes: its parts are packed anew, so that the same facts give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from actgen.base.text.messages import shorten
from actgen.council.facts.parties import MembreGroupement
from actgen.council.figures.suivi import Suivi

from .tableau import A_TENIR, COLONNES, Cellule, a_tenir, lignes

_EPOQUE = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can tell
_MODIFIE = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_JAMAIS = datetime(2000, 1, 1)
_LARGEURS = {
    "commune": 32,
    "signataire": 32,
    "situation": 24,
    "etape_manquante": 26,
    "numero": 16,
    "version": 28,
    "empreinte": 22,
}
_LARGEUR = 13
_ENTETE = 120  # Excel refuses a running head of more than 255 signs
_GRAS = Font(bold=True)
_TETE = PatternFill("solid", fgColor="EFEFEF")
_FILET = Border(*(Side("thin", color="767676"),) * 4)


def classeur(suivi: Suivi, titre: str) -> bytes:
    """The workbook, a member a row. `titre` names the group and the date."""
    tetes = {nom: dit for nom, (dit, _) in COLONNES.items()}
    return _livre("Suivi", tetes, lignes(suivi), titre)


def classeur_a_tenir(membres: Iterable[MembreGroupement], titre: str) -> bytes:
    """The workbook of a table of returns to be kept, with the members' names."""
    tetes = {each.value: COLONNES[each.value][0] for each in A_TENIR}
    rangs = (tuple(cellule or None for cellule in ligne) for ligne in a_tenir(membres))
    return _livre("Retours", tetes, rangs, titre)


def _livre(onglet: str, tetes: Mapping[str, str], rangs: Iterable[Sequence[Cellule]], titre: str) -> bytes:
    livre = Workbook()
    livre.properties.title = titre
    livre.properties.creator = "actgen"
    livre.properties.created = _JAMAIS
    membres = livre.active
    assert isinstance(membres, Worksheet), "a new workbook has one sheet"
    membres.title = onglet
    _feuille(membres, list(tetes.values()), rangs, titre)
    for rang, nom in enumerate(tetes, start=1):
        membres.column_dimensions[get_column_letter(rang)].width = _LARGEURS.get(nom, _LARGEUR)
    membres.freeze_panes = "C2"
    membres.auto_filter.ref = membres.dimensions
    ecrit = io.BytesIO()
    livre.save(ecrit)
    return _without_date(ecrit.getvalue())


def _feuille(
    feuille: Worksheet, tetes: Sequence[str], rangs: Iterable[Sequence[Cellule]], titre: str
) -> None:
    for colonne, tete in enumerate(tetes, start=1):
        cellule = _write_sheet(feuille, 1, colonne, tete)
        cellule.font, cellule.fill = _GRAS, _TETE
        cellule.alignment = Alignment(wrap_text=True, vertical="center")
    for ligne, valeurs in enumerate(rangs, start=2):
        for colonne, valeur in enumerate(valeurs, start=1):
            _write_sheet(feuille, ligne, colonne, valeur)
    feuille.print_title_rows = "1:1"
    feuille.page_setup.orientation = "landscape"
    feuille.page_setup.paperSize = feuille.PAPERSIZE_A4
    feuille.page_setup.fitToWidth, feuille.page_setup.fitToHeight = 1, 0
    feuille.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    feuille.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(shorten(titre, _ENTETE).replace("&", "&&")))
    feuille.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("page &P/&N"))


def _write_sheet(feuille: Worksheet, ligne: int, colonne: int, valeur: Cellule) -> Cell:
    cellule = feuille.cell(ligne, colonne)
    assert isinstance(cellule, Cell), "nothing is merged here"
    cellule.border = _FILET
    if isinstance(valeur, str):
        cellule.value = valeur
        cellule.data_type = "s"  # a name that begins with « = » is no formula
        cellule.number_format = "@"
    elif isinstance(valeur, date):
        cellule.value = valeur
        cellule.number_format = "dd/mm/yyyy"
    elif valeur is not None:
        cellule.value = valeur
        cellule.number_format = "#,##0"
    return cellule


def _without_date(content: bytes) -> bytes:
    """The same workbook, whatever the day it was made."""
    paquet = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as ancien, zipfile.ZipFile(paquet, "w") as nouveau:
        for nom in ancien.namelist():
            entree = zipfile.ZipInfo(nom, _EPOQUE)
            entree.compress_type = zipfile.ZIP_DEFLATED
            entree.create_system = 3  # the same on Windows
            entree.external_attr = 0o100644 << 16
            partie = ancien.read(nom)
            if nom == "docProps/core.xml":
                partie = _MODIFIE.sub(rb"\g<1>2000-01-01T00:00:00Z", partie)
            nouveau.writestr(entree, partie)
    return paquet.getvalue()
