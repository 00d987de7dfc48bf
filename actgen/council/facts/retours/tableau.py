"""The table of returns in a file that was read: its sheet, its line of headings, its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic, Mender, Scope, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.keys import nearest, sans_accents
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import enumerate_words, say
from actgen.base.text.patterns import pattern
from actgen.reading.tables import FoundSheets, Sheet, SheetCell

GC_RETOUR_TABLEAU = rule("GC-RETOUR-TABLEAU")
GC_RETOUR_LIGNE = rule("GC-RETOUR-LIGNE")
GC_RETOUR_COLONNE = rule("GC-RETOUR-COLONNE")
DU_COORDONNATEUR = frozenset({GC_RETOUR_LIGNE.name, GC_RETOUR_COLONNE.name})
"""What regards the lines of one member or another, and no session."""


class Colonne(StrEnum):
    """A column; the values are its heading as our own files write it."""

    MEMBRE = "commune"
    CODE = "code"
    VOTE = "vote"
    ORGANE = "organe"
    MANDAT = "mandat"
    DELIBERATION = "deliberation"
    NUMERO = "numero"
    VERSION = "version"
    EMPREINTE = "empreinte"
    TRANSMISE = "transmise"
    RECUE = "recue_prefecture"
    PUBLIEE = "publiee"
    NOTIFIEE = "notifiee_coordonnateur"
    SIGNEE = "signee"
    SIGNATAIRE = "signataire"


class Imprecis(StrEnum):
    """A heading that may tell of the State or of the coordinator: only the first makes an act executory."""

    RECU = "reçue"
    ENVOYE = "envoyée"


IGNOREES = frozenset(
    {"population", "habitants", "executoire", "situation", "etape manquante", "etape qui manque", "rang",
     "departement"}
)  # fmt: skip
"""Headings that are no facts of a return: computed here."""

_NOTES = pattern(r"(?:observation|remarque|commentaire|note)s?")
"""Headings of what those who keep the file note for themselves, and which may belie an answer."""

_LE = r"(?: le)?"
_A = r"(?: (?:au|a la|a l|en|par la|par le|par l|par|de la|du))?"
_ACTE = r"(?: (?:de )?(?:la |l )?(?:deliberation|delib|acte))?"
_DU_TEXTE = r"(?: (?:du texte|de la convention))?(?: (?:votee?|approuvee?|adoptee?))?"
_CONSEIL = r" (?:du conseil(?: municipal| communautaire)?|de l assemblee)"
_DATE = r"(?:date (?:de |d |du |de la |de l )?)?"
_A_L_ETAT = _A + r" (?:prefecture|sous prefecture|prefet|controle de legalite|representant de l etat|etat)"
_AR = r"(?:accuse(?: (?:de )?reception)?|ar)"
_FORMES: tuple[tuple[Colonne, str], ...] = (
    (Colonne.MEMBRE, r"communes?|membres?|collectivites?|nom|epci|ville"
                     r"|(?:noms?|libelle) (?:de )?(?:la )?(?:commune|collectivite|membre)"),
    (Colonne.CODE, r"(?:(?:code|numero|no) )?(?:insee|siren)(?: ou (?:insee|siren))?|code(?: commune)?"),
    (Colonne.VOTE, r"votes?|resultat(?: du vote)?|sens du vote|(?:avis|decision|vote)(?:" + _CONSEIL + r")?"),
    (Colonne.ORGANE, r"organe(?: (?:competent|deliberant))?"),
    (Colonne.MANDAT, r"mandat"),
    (Colonne.NUMERO, r"(?:numero|no|n|reference)(?:" + _ACTE + r")"),
    (Colonne.VERSION, r"versions?" + _DU_TEXTE),
    (Colonne.EMPREINTE, r"empreintes?" + _DU_TEXTE),
    (Colonne.DELIBERATION, _DATE + r"(?:deliberation|delib|vote|seance)(?: du)?|deliberee?" + _LE),
    (Colonne.DELIBERATION, r"date du conseil(?: municipal| communautaire)?"),
    (Colonne.TRANSMISE, _DATE + rf"(?:transmise?|transmission|teletransmission){_LE}(?:{_A_L_ETAT})?{_LE}"),
    (Colonne.TRANSMISE, _DATE + rf"(?:envoi|envoyee?){_LE}{_A_L_ETAT}{_LE}"),
    (Colonne.RECUE, _DATE + rf"(?:recue?|reception){_LE}{_A_L_ETAT}{_LE}"),
    (Colonne.RECUE, _DATE + rf"(?:reception (?:de )?(?:l )?)?{_AR}{_LE}(?:{_A_L_ETAT})?{_LE}"),
    (Colonne.PUBLIEE, _DATE + r"(?:publiee?|publication|affichage|affichee?|mise en ligne)" + _LE),
    (Colonne.NOTIFIEE, _DATE + r"(?:notifiee?|notification)" + _LE + _A + r"(?: coordonnateur)?"),
    (Colonne.SIGNEE, r"convention signee" + _LE),
    (Colonne.SIGNEE, _DATE + r"(?:signee?|signature)" + _LE + r"(?: (?:de )?(?:la )?convention)?"),
    (Colonne.SIGNATAIRE, r"signataires?|representants?|representee? par|nom (?:et qualite )?du signataire"),
)  # fmt: skip
_MOTIFS = tuple((colonne, pattern(forme)) for colonne, forme in _FORMES)
_CLES = {"recue_le": Colonne.RECUE}  # a key of the group's file, which has one meaning there
_SANS_DESTINATAIRE = (
    (pattern(r"\b(?:recue?s?|reception)\b"), Imprecis.RECU),
    (pattern(r"\b(?:envois?|envoyee?s?)\b"), Imprecis.ENVOYE),
)


def colonne(titre: str) -> Colonne | None:
    """What a heading announces, whatever its accents, capitals, signs and word order."""
    if cle_ecrite := _CLES.get(titre.strip().casefold()):
        return cle_ecrite
    mots = en_mots(titre)
    return next((colonne for colonne, motif in _MOTIFS if motif.fullmatch(mots)), None)


def imprecis(titre: str) -> Imprecis | None:
    """What a heading that is not taken leaves open: who sent or received that mail."""
    mots = en_mots(titre)
    return next((doute for motif, doute in _SANS_DESTINATAIRE if motif.search(mots)), None)


def ignoree(titre: str) -> bool:
    """Whether a heading is known to be no fact of a return."""
    return en_mots(titre) in IGNOREES


def voisine(titre: str) -> str | None:
    """The heading that this one was probably meant to be."""
    return nearest(en_mots(titre), [each.value for each in Colonne], likeness=0.7)


def en_mots(titre: str) -> str:
    """« Reçue (préfecture) » → « recue prefecture »."""
    simple = sans_accents(titre.replace("°", "o").replace("(e)", "e")).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", simple))


_CHERCHEES = 40  # lines looked at for the headings
_MONTREES = 12


class ReturnsTable(Struct, frozen=True):
    """Where each column is; rows count from 0, `tete` is the line of headings."""

    feuille: Sheet
    tete: int
    colonnes: dict[Colonne, int]

    @property
    def rows(self) -> Iterator[tuple[int, tuple[SheetCell, ...]]]:
        """The rows under the headings that hold something in a column that is read."""
        for rang, ligne in enumerate(self.feuille.rows[self.tete + 1 :], start=self.tete + 1):
            if any(not ligne[place].empty for place in self.colonnes.values()):
                yield rang, ligne

    def beyond(self, ligne: tuple[SheetCell, ...]) -> SheetCell | None:
        """The first cell of a CSV beyond its headings: a separator within a text has moved what follows."""
        tete = self.feuille.rows[self.tete]
        largeur = max(rang for rang, cellule in enumerate(tete) if not cellule.empty) + 1
        if self.feuille.typed:
            return None
        return next((cellule for cellule in ligne[largeur:] if not cellule.empty), None)

    def cell(self, ligne: tuple[SheetCell, ...], voulue: Colonne) -> SheetCell | None:
        """The cell of a column in a row; None when there is no such column."""
        return ligne[self.colonnes[voulue]] if voulue in self.colonnes else None


def find_table(lu: FoundSheets) -> tuple[ReturnsTable | None, tuple[Diagnostic, ...]]:
    """The one table of returns, or why there is none; what is hidden, merged or not taken is said."""
    if lu.findings:
        illisible = (replace(each, scope=Scope.ANSWERS, mender=Mender.COORDONNATEUR) for each in lu.findings)
        return None, tuple(illisible)
    tableaux = [tableau for feuille in lu.sheets if (tableau := _table(feuille)) is not None]
    if lu.sheets and not lu.sheets[0].typed:  # readings of one CSV: the most columns is right
        tableaux = sorted(tableaux, key=lambda tableau: -len(tableau.colonnes))[:1]
    visibles = [tableau for tableau in tableaux if not tableau.feuille.hidden]
    if len(visibles) != 1:
        return None, (_which(lu, visibles),)
    (tableau,) = visibles
    doubles = tuple(_doubles(tableau))
    return (None, doubles) if doubles else (tableau, tuple(_left_out(tableau)))


def _table(feuille: Sheet) -> ReturnsTable | None:
    """Its line of headings is the first that names the members and something else."""
    for rang, ligne in enumerate(feuille.rows[:_CHERCHEES]):
        colonnes: dict[Colonne, int] = {}
        for place, cellule in enumerate(ligne):
            trouvee = None if cellule.empty else colonne(cellule.text)
            if trouvee is not None:
                colonnes.setdefault(trouvee, place)
        if len(colonnes) > 1 and colonnes.keys() & {Colonne.MEMBRE, Colonne.CODE}:
            return ReturnsTable(feuille, rang, colonnes)
    return None


def _which(lu: FoundSheets, visibles: list[ReturnsTable]) -> Diagnostic:
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


def _doubles(tableau: ReturnsTable) -> Iterator[Diagnostic]:
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


def _left_out(tableau: ReturnsTable) -> Iterator[Diagnostic]:
    """Headings that say nothing known, columns and rows that are hidden and read all the same."""
    feuille, tete = tableau.feuille, tableau.feuille.rows[tableau.tete]
    if Colonne.VOTE not in tableau.colonnes and Colonne.DELIBERATION in tableau.colonnes:
        yield GC_RETOUR_COLONNE.tell(
            "Aucune colonne ne dit le vote : la date d'une délibération ne dit pas si elle est adoptée.",
            tete[tableau.colonnes[Colonne.DELIBERATION]].place,
            hint="Ajoutez une colonne « vote » (« adoptée », « rejetée »), ou donnez ce titre à celle qui le "
            "dit. D'ici là, les membres dont on ne connaît que cette date restent en attente.",
        )
    inconnues = [
        cellule
        for cellule in tete
        if not cellule.empty and colonne(cellule.text) is None and not ignoree(cellule.text)
    ]
    notes = [cellule for cellule in inconnues if _NOTES.fullmatch(en_mots(cellule.text))]
    yield from _unread_notes(tableau, notes)
    for cellule in [each for each in inconnues if each not in notes][:_MONTREES]:
        yield GC_RETOUR_COLONNE.finding(
            say("La colonne « {titre} » n'est pas connue : elle n'est pas lue.", titre=cellule.text),
            cellule.place,
            hint=_advice(cellule.text),
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
    lignes = [ligne[place] for rang, ligne in tableau.rows if rang in feuille.hidden_rows
              for place in [min(tableau.colonnes.values())]]  # fmt: skip
    if lignes:
        yield GC_RETOUR_COLONNE.tell(
            "Des lignes masquées, peut-être par un filtre, sont lues quand même.",
            *(cellule.place for cellule in lignes[:_MONTREES]),
            hint="Affichez toutes les lignes pour les vérifier.",
        )


def _unread_notes(tableau: ReturnsTable, titres: list[SheetCell]) -> Iterator[Diagnostic]:
    """« S'est retirée » beside « adoptée »: nobody but a reader can tell what such a note changes."""
    tete = tableau.feuille.rows[tableau.tete]
    nom = tableau.colonnes.get(Colonne.MEMBRE, tableau.colonnes.get(Colonne.CODE, 0))
    for titre in titres:
        place = tete.index(titre)
        notees = [ligne[nom].text for _, ligne in tableau.rows if not ligne[place].empty]
        if notees:
            yield GC_RETOUR_COLONNE.finding(
                say("La colonne « {titre} » n'est pas lue ; elle dit quelque chose de ", titre=titre.text)
                + enumeration(notees[:_MONTREES])
                + (" et d’autres." if len(notees) > _MONTREES else "."),
                titre.place,
                hint=say(
                    "Lisez-la vous-même : si une note y change une réponse (un membre qui s'est retiré, une "
                    "réserve), corrigez la réponse."
                ),
                severity=Severity.INFO,
            )


def _advice(titre: str) -> str:
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
