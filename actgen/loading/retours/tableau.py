"""The table of returns in a file that was read: its sheet, its line of headings, its columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from actgen.diagnostics import Diagnostic, Mender, Scope
from actgen.reading.tables import Cell, Found, Sheet
from actgen.text.messages import enumerate_words, say

from .codes import GC_RETOUR_COLONNE, GC_RETOUR_TABLEAU
from .colonnes import Colonne, Imprecis, colonne, ignoree, imprecis, voisine

_CHERCHEES = 40  # lines looked at for the headings
_MONTREES = 12


@dataclass(frozen=True, slots=True)
class Tableau:
    """Where each column is; rows count from 0, `tete` is the line of headings."""

    feuille: Sheet
    tete: int
    colonnes: dict[Colonne, int]

    @property
    def lignes(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """The rows under the headings that hold something in a column that is read."""
        for rang, ligne in enumerate(self.feuille.rows[self.tete + 1 :], start=self.tete + 1):
            if any(not ligne[place].empty for place in self.colonnes.values()):
                yield rang, ligne

    def en_trop(self, ligne: tuple[Cell, ...]) -> Cell | None:
        """The first cell of a CSV beyond its headings: a separator within a text has moved what follows."""
        tete = self.feuille.rows[self.tete]
        largeur = max(rang for rang, cellule in enumerate(tete) if not cellule.empty) + 1
        if self.feuille.typed:
            return None
        return next((cellule for cellule in ligne[largeur:] if not cellule.empty), None)

    def cellule(self, ligne: tuple[Cell, ...], voulue: Colonne) -> Cell | None:
        """The cell of a column in a row; None when there is no such column."""
        return ligne[self.colonnes[voulue]] if voulue in self.colonnes else None


def trouver(lu: Found) -> tuple[Tableau | None, tuple[Diagnostic, ...]]:
    """The one table of returns, or why there is none; what is hidden, merged or not taken is said."""
    if lu.findings:
        illisible = (replace(each, scope=Scope.ANSWERS, mender=Mender.COORDONNATEUR) for each in lu.findings)
        return None, tuple(illisible)
    tableaux = [tableau for feuille in lu.sheets if (tableau := _tableau(feuille)) is not None]
    if lu.sheets and not lu.sheets[0].typed:  # readings of one CSV: the most columns is right
        tableaux = sorted(tableaux, key=lambda tableau: -len(tableau.colonnes))[:1]
    visibles = [tableau for tableau in tableaux if not tableau.feuille.hidden]
    if len(visibles) != 1:
        return None, (_lequel(lu, visibles),)
    (tableau,) = visibles
    doubles = tuple(_doubles(tableau))
    return (None, doubles) if doubles else (tableau, tuple(_ecartes(tableau)))


def _tableau(feuille: Sheet) -> Tableau | None:
    """Its line of headings is the first that names the members and something else."""
    for rang, ligne in enumerate(feuille.rows[:_CHERCHEES]):
        colonnes: dict[Colonne, int] = {}
        for place, cellule in enumerate(ligne):
            trouvee = None if cellule.empty else colonne(cellule.text)
            if trouvee is not None:
                colonnes.setdefault(trouvee, place)
        if len(colonnes) > 1 and colonnes.keys() & {Colonne.MEMBRE, Colonne.CODE}:
            return Tableau(feuille, rang, colonnes)
    return None


def _lequel(lu: Found, visibles: list[Tableau]) -> Diagnostic:
    if visibles:
        return GC_RETOUR_TABLEAU.finding(
            say("Plusieurs feuilles portent un tableau de retours : ")
            + enumerate_words([tableau.feuille.name for tableau in visibles], "et")
            + ".",
            *(tableau.feuille.place for tableau in visibles),
            hint=say("Gardez une seule feuille visible, celle qui fait foi."),
        )
    premiere = lu.sheets[0]
    return GC_RETOUR_TABLEAU.finding(
        say("Aucune ligne visible de ce fichier ne nomme les colonnes des retours."),
        *(feuille.place for feuille in (lu.sheets if premiere.typed else (premiere,))),
        hint=say(
            "Vos propres titres sont compris s'ils disent la même chose, « commune » et « vote » au moins. "
            "Première ligne attendue : "
        )
        + ";".join(each.value for each in _ATTENDUES),  # to be copied: no full stop
    )


_ATTENDUES = (
    Colonne.MEMBRE, Colonne.VOTE, Colonne.DELIBERATION, Colonne.NUMERO, Colonne.TRANSMISE, Colonne.RECUE,
    Colonne.PUBLIEE, Colonne.NOTIFIEE, Colonne.SIGNEE, Colonne.SIGNATAIRE,
)  # fmt: skip


def _doubles(tableau: Tableau) -> Iterator[Diagnostic]:
    tete = tableau.feuille.rows[tableau.tete]
    for cherchee in tableau.colonnes:
        pareilles = [cellule for cellule in tete if not cellule.empty and colonne(cellule.text) is cherchee]
        if len(pareilles) > 1:
            yield GC_RETOUR_TABLEAU.finding(
                say("Deux colonnes disent la même chose : ")
                + enumerate_words([cellule.text for cellule in pareilles], "et")
                + ".",
                *(cellule.place for cellule in pareilles),
                hint=say("Supprimez celle qui ne sert pas, ou changez son titre."),
            )


def _ecartes(tableau: Tableau) -> Iterator[Diagnostic]:
    """Headings that say nothing known, columns and rows that are hidden and read all the same."""
    feuille, tete = tableau.feuille, tableau.feuille.rows[tableau.tete]
    if Colonne.VOTE not in tableau.colonnes and Colonne.DELIBERATION in tableau.colonnes:
        yield GC_RETOUR_COLONNE.finding(
            say("Aucune colonne ne dit le vote : la date d'une délibération ne dit pas si elle est adoptée."),
            tete[tableau.colonnes[Colonne.DELIBERATION]].place,
            hint=say(
                "Ajoutez une colonne « vote » (« adoptée », « rejetée »), ou donnez ce titre à celle qui le "
                "dit. D'ici là, les membres dont on ne connaît que cette date restent en attente."
            ),
        )
    inconnues = [
        cellule
        for cellule in tete
        if not cellule.empty and colonne(cellule.text) is None and not ignoree(cellule.text)
    ]
    for cellule in inconnues[:_MONTREES]:
        yield GC_RETOUR_COLONNE.finding(
            say("La colonne « {titre} » n'est pas connue : elle n'est pas lue.", titre=cellule.text),
            cellule.place,
            hint=_conseil(cellule.text),
        )
    masquees = [tete[place] for place in tableau.colonnes.values() if place in feuille.hidden_columns]
    if masquees:
        yield GC_RETOUR_COLONNE.finding(
            say("Colonnes masquées, lues quand même : ")
            + enumerate_words([cellule.text for cellule in masquees], "et")
            + ".",
            *(cellule.place for cellule in masquees),
            hint=say("Affichez-les pour les vérifier ; supprimez celle qui ne vaut plus."),
        )
    lignes = [ligne[place] for rang, ligne in tableau.lignes if rang in feuille.hidden_rows
              for place in [min(tableau.colonnes.values())]]  # fmt: skip
    if lignes:
        yield GC_RETOUR_COLONNE.finding(
            say("Des lignes masquées, peut-être par un filtre, sont lues quand même."),
            *(cellule.place for cellule in lignes[:_MONTREES]),
            hint=say("Affichez toutes les lignes pour les vérifier."),
        )


def _conseil(titre: str) -> str:
    """What to write over a column that is not read; a mail to or from the coordinator is no receipt."""
    match imprecis(titre):
        case Imprecis.RECU:
            return say(
                "Écrivez « recue_prefecture » si c'est l'accusé de réception de la préfecture, "
                "« notifiee_coordonnateur » si c'est le jour où vous l'avez reçue."
            )
        case Imprecis.ENVOYE:
            return say(
                "Écrivez « transmise » si c'est la transmission à la préfecture. "
                "Rien à faire si c'est un envoi à un autre destinataire."
            )
    if proche := voisine(titre):
        return say("Écrivez « {proche} » si c'est ce qu'elle dit.", proche=proche)
    return say(
        "Si elle dit la date ou le numéro de la délibération, ou la signature, nommez-la « deliberation », "
        "« numero » ou « signee » ; sinon, rien à faire."
    )
