"""Sums in sentences and totals of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, pairwise

from msgspec import Struct

from actgen.acts.tree.nodes import Row, Table, inlines, walk
from actgen.acts.tree.words import inline_text
from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.amounts import euros
from actgen.base.text.messages import phrase, shorten
from actgen.base.text.numbers import nombre, nombre_final
from actgen.base.text.patterns import pattern
from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.lectures import Bornes, Montant, montants, phrases, plie, simple
from actgen.council.figures.seance import FiguresSeance

# amounts that a sentence says twice: in figures and in letters, whole and by parts, without tax and with

SOMME_TEXTE = rule("SOMME-TEXTE")
_ENVIRON = pattern(r"\b(?:environ|pres de|millions?|milliers?|estim\w+|arrondi\w*|maximum|plafon\w+)\b|[km]€")
_MEME = pattern(r" ?(?:\(|, ?soit )(?:la somme de )?$")
_FIN = pattern(r"\s*(?:[),;.]|$)")
_DONT = pattern(r"^(?P<avant>[^;:]{0,60}?)\bdont\b(?: respectivement)? ?:? ?(?:(?:une|la) somme de )?$")
_EN_PARTS = pattern(r"(?:reparti|ventile|decompos|comme suit|a savoir)\w*(?P<avant>[^€]{0,30})$")
_UN_TOTAL = pattern(
    r"\b(?:soit|pour) (?:un (?:(?:montant|cout) )?(?:total|global)|une (?:depense|somme) (?:totale|globale)|"
    r"un ensemble|au total) (?:de )?$"
)
_TOTAL_DE, _SOIT = (
    pattern(r"\btotale?s?\b[^€;]{0,30}$"),
    pattern(r"^(?P<avant>),? soit(?: respectivement)? ?:? ?$"),
)
_MOINS, _EGALE = (pattern(rf" ?[{signe}] ?(?:[^\W\d]+ ){{0,3}}") for signe in ("-–—−", "="))
_CALCUL = pattern(r"[-+=–—−×*] ?$")
_ROLE = pattern(
    r"\b(?:(?P<entre>recettes?|produits)|(?P<sort>depenses?|charges)|(?P<plus>excedent)|(?P<moins>deficit)|"
    r"(?P<solde>resultat|solde))\b(?! (?:anterieur|reporte|cumule|de cloture|global))"
)
_DE_ROLE = pattern(r"(?: d'euros)? (?:de |en )(?=recettes?\b|produits\b|depenses?\b|charges\b)\w+")
_D_AUTRES = pattern(r"\b(?:report\w*|anterieur\w*|cumul\w*|cloture|restes?|rattach\w*|prevu\w*|dont)\b")
_AUSSI = pattern(
    r"(?P<objet>.*?)(?:,| ?;| et|, et|, puis| puis)(?: (?:de |a |(?:une |la )?somme de )?)?", re.DOTALL
)
_OBJET = pattern(r"[^,;)(]{0,80}")
_AUTRE_CHOSE = pattern(
    r"\b(?:contre|au lieu|sur|soit|rest\w+|soldes?|surplus|deja|hors|total|dont|fois|x|moins|deduc\w+|"
    r"chacun\w*|chaque|pieces?|unites?|remises?|rabais|retenues?|avoirs?|par (?!l[ae]s? |l')|"
    r"versee?s?|payee?s?|engagee?s?)\b|[×*%]"
)
"""What makes a sum another thing than one part among others."""
_MULTIPLE = pattern(r"\b(?:\d+|deux|trois|quatre|cinq|six) (?:[\w'-]+ ){1,4}(?:a|de) ")
_BENEFICIAIRES = pattern(r"(?:aux?|a) |$")
_LIES = pattern(
    r"[\s,;:()|/+=-]*(?:(?:soit|et|plus|ou|augmente|montant|total|un|une|de|la|le|d'un|tva|ht|ttc|a|au|taux|"
    r"\d+(?:,\d+)? ?%)(?!\w)[\s,;:()|/+=-]*)*"
)
_TAUX = pattern(r"\btva ?(?:\(|: ?|(?:a|de|au taux de) )?(\d{1,2}(?:,\d{1,2})?) ?%")
_PAR_AN = {"mois": 12, "trimestre": 4, "semestre": 2, "an": 1}
_TROP = 60  # sums: more of them are no sentence

_Ecart = tuple[Bornes, str, bool]
"""The words, what is wrong with them, and whether they can be read in no other way."""


def check_sommes(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Each sentence that tells a sum, against itself."""
    for passage in acte.passages:
        if "€" not in passage.plain and "euro" not in passage.plain.lower():
            continue
        for depuis, dite in phrases(passage.plain, ".!?"):
            for (debut, fin), fait, sur in _gaps(dite):
                yield acte.tell(
                    SOMME_TEXTE,
                    "{fait}",
                    *acte.lieux(passage, depuis + debut, depuis + fin),
                    hint="Corrigez celle des sommes qui est fausse : l'acte n'en dit qu'une.",
                    severity=Severity.ERROR if sur else Severity.WARNING,
                    fait=fait,
                )


def _gaps(texte: str) -> Iterator[_Ecart]:
    lus = montants(texte)
    yield from _in_letters(texte, lus)
    if len(lus) < _TROP and _ENVIRON.search(texte) is None:
        chiffres = [each for each in lus if not each.en_lettres] or lus
        yield from _by_period(texte, chiffres)
        yield from _taxes(texte, chiffres)
        yield from _differences(texte, chiffres)
        yield from _parts(texte, montants(texte, nus=True))


def _in_letters(texte: str, lus: list[Montant]) -> Iterator[_Ecart]:
    """« 1 500 € (mille quatre cents euros) », whichever comes first."""
    for un, autre in pairwise(lus):
        if un.en_lettres is autre.en_lettres or un.taxes != autre.taxes or autre.par not in ("", un.par):
            continue
        memes = _MEME.search(_between(texte, un, autre)) and _FIN.match(texte, autre.span[1])
        if memes and un.valeur != autre.valeur:
            chiffres, lettres = (autre, un) if un.en_lettres else (un, autre)
            yield (
                (un.span[0], autre.span[1]),
                phrase(
                    "La même somme vaut {chiffres} en chiffres et {lu} en lettres.",
                    chiffres=euros(chiffres.valeur),
                    lu=euros(lettres.valeur),
                ),
                True,
            )


def _by_period(texte: str, lus: list[Montant]) -> Iterator[_Ecart]:
    """« 500 € par mois, soit 6 500 € par an »; the second of the two may be rounded."""
    for un, autre in pairwise(lus):
        n, m, entre = _PAR_AN.get(un.par, 0), _PAR_AN.get(autre.par, 0), _between(texte, un, autre)
        lies = "soit" in entre and _LIES.fullmatch(entre) and _FIN.match(texte, autre.span[1])
        admis = (marge([autre.valeur]) or Decimal("0.5")) * m + marge([un.valeur]) * n
        if n and m and lies and un.taxes == autre.taxes and abs(un.valeur * n - autre.valeur * m) > admis:
            fait = phrase(
                "Le texte dit {dit} par {autre} ; {un} par {par} en font {vrai}.",
                dit=euros(autre.valeur),
                autre=autre.par,
                un=euros(un.valeur),
                par=un.par,
                vrai=euros(round(un.valeur * n / m, 2)),
            )
            yield (un.span[0], autre.span[1]), fait, True


def _taxes(texte: str, lus: list[Montant]) -> Iterator[_Ecart]:
    """« 10 000 € HT, 2 000 € de TVA, soit 12 000 € TTC », or with the rate of the tax, told in a row."""
    for rang, un in enumerate(lus):
        for suite in (lus[rang : rang + 2], lus[rang : rang + 3]):
            dites = {each.taxes: each.valeur for each in suite}
            entre = [_between(texte, *paire) for paire in pairwise(suite)]
            if not {"ht", "ttc"} <= dites.keys() or not all(map(_LIES.fullmatch, entre)):
                continue
            taux = [_decimal(lu) for mots in entre for lu in _TAUX.findall(mots)]
            if len(suite) == 3 and "tva" in dites:
                vrai, ecart = dites["ht"] + dites["tva"], marge([dites["ht"], dites["tva"]])
            elif len(suite) == 2 and len(taux) == 1:
                vrai, ecart = dites["ht"] * (1 + taux[0] / 100), Decimal(1)
            else:
                continue
            if abs(vrai - dites["ttc"]) > ecart:
                fait = phrase(
                    "Le texte dit {dit} TTC ; {ht} HT et la TVA en font {vrai}.",
                    ht=euros(dites["ht"]),
                    vrai=euros(round(vrai, 2)),
                    dit=euros(dites["ttc"]),
                )
                yield (un.span[0], suite[-1].span[1]), fait, True


def marge(parts: list[Decimal]) -> Decimal:
    """How far a true total may be from the sum of rounded parts: half a unit of their last digit each.

    Whole sums are rounded only when they are three equal shares of one, or more: others add up.
    """
    if any(part % 1 for part in parts):
        return Decimal("0.005") * len(parts)
    return Decimal("0.5") * len(parts) if len(set(parts)) == 1 and len(parts) > 2 else Decimal(0)


def _differences(texte: str, lus: list[Montant]) -> Iterator[_Ecart]:
    """« 90 000 € − 60 000 € = 30 000 € », « recettes 90 000 €, dépenses 60 000 €, excédent 30 000 € »."""
    for rang in range(len(lus) - 2):
        un, autre, reste = suite = lus[rang : rang + 3]
        if any(each.par or each.taxes != un.taxes for each in suite):
            continue
        if _CALCUL.search(texte, 0, un.span[0]):  # the difference is one of several terms
            continue
        if _MOINS.fullmatch(_between(texte, un, autre)) and _EGALE.fullmatch(_between(texte, autre, reste)):
            vrai, dit = un.valeur - autre.valeur, reste.valeur
        elif (compare := _result(texte, suite, lus[rang - 1].span[1] if rang else 0)) is not None:
            vrai, dit = compare
        else:
            continue
        if abs(vrai - dit) > marge([un.valeur, autre.valeur]):
            fait = phrase(
                "Le texte dit {dit} ; la différence de {un} et {autre} est de {vrai}.",
                dit=euros(dit),
                un=euros(un.valeur),
                autre=euros(autre.valeur),
                vrai=euros(vrai),
            )
            yield (un.span[0], reste.span[1]), fait, True


def _result(texte: str, suite: list[Montant], depuis: int) -> tuple[Decimal, Decimal] | None:
    """What receipts and expenses told in a row leave, and what the text says that they do."""
    mots = []
    for each in suite:  # « recettes 90 000 € » or « 90 000 € de recettes »
        suivi = _DE_ROLE.match(texte, each.span[1])
        mots.append(suivi[0] if suivi else texte[depuis : each.span[0]])
        depuis = suivi.end() if suivi else each.span[1]
    roles = [[lu.lastgroup for lu in _ROLE.finditer(each)] for each in mots]
    if any(len(each) != 1 for each in roles) or any(map(_D_AUTRES.search, mots)):
        return None
    sommes = {role: each.valeur for (role,), each in zip(roles, suite, strict=True)}
    ((dernier,),) = roles[2:]
    if not {"entre", "sort"} <= sommes.keys() or dernier not in ("plus", "moins", "solde"):
        return None
    vrai, dit = sommes["entre"] - sommes["sort"], suite[2].valeur
    if dernier == "solde":  # its sign may be told by a word
        return abs(vrai), dit
    return vrai, dit if dernier == "plus" else -dit


def _decimal(lu: str) -> Decimal:
    return Decimal(lu.replace(",", "."))


def _parts(texte: str, lus: list[Montant]) -> Iterator[_Ecart]:
    """« 30 000 € dont 20 000 € à A et 15 000 € à B », « répartis en… », « …, soit un total de… »."""
    for rang, total in enumerate(lus):
        if total.nu or total.par:
            continue
        avant, suite = lus[:rang], lus[rang + 1 :]
        if len(avant) > 1 and (soit := _UN_TOTAL.search(texte, 0, total.span[0])):
            enumeres = texte[avant[0].span[0] : soit.start()]
            autres = _AUTRE_CHOSE.search(enumeres) or _MULTIPLE.search(texte, 0, soit.start())
            sommes = list(accumulate(each.valeur for each in reversed(avant)))
            memes = all((each.taxes, each.par) == (total.taxes, "") for each in avant)
            proche = any(abs(total.valeur - s) <= marge([e.valeur for e in avant]) for s in sommes[1:])
            if memes and not autres and not proche:
                yield total.span, _gap(total.valeur, sommes[-1]), True
        if suite:
            yield from _parts_after(texte, total, suite)


def _parts_after(texte: str, total: Montant, suite: list[Montant]) -> Iterator[_Ecart]:
    """Parts that make the whole, or, after « dont », that aren't more than it."""
    lien = _between(texte, total, suite[0])
    dont = _DONT.search(lien)
    soit = _SOIT.search(lien) if _TOTAL_DE.search(texte, 0, total.span[0]) else None
    annonce = dont or _EN_PARTS.search(lien) or soit
    if annonce is None or _AUTRE_CHOSE.search(annonce["avant"]):
        return
    parts = dict(_listed(texte, suite))
    somme, admis = sum((each.valeur for each in parts), Decimal(0)), marge([each.valeur for each in parts])
    entier = len(parts) == len(suite) > 1 and not _AUTRE_CHOSE.search(texte, suite[0].span[0])
    faux = somme - total.valeur > admis if dont else entier and abs(somme - total.valeur) > admis
    if faux and all(each.taxes in ("", total.taxes) and not each.par for each in parts):
        sur = not (dont or soit) or len(parts) == 1 or all(map(_BENEFICIAIRES.match, parts.values()))
        yield (total.span[0], max(each.span[1] for each in parts)), _gap(total.valeur, somme), sur


def _listed(texte: str, lus: list[Montant]) -> Iterator[tuple[Montant, str]]:
    """The sums at the head that one enumeration tells, with what each is for."""
    for each, fin in zip(lus, (*(suivant.span[0] for suivant in lus[1:]), len(texte)), strict=True):
        aussi = _AUSSI.fullmatch(texte, each.span[1], fin)
        objet = aussi["objet"] if aussi else _OBJET.match(texte, each.span[1], fin)[0]  # type: ignore[index]
        if _AUTRE_CHOSE.search(objet):
            return
        yield each, objet.strip(" .")
        if aussi is None:
            return


def _gap(dit: Decimal, somme: Decimal) -> str:
    return phrase(
        "Le total dit est de {dit}, et ses parties font {somme}, soit {ecart} d'écart.",
        dit=euros(dit),
        somme=euros(somme),
        ecart=euros(abs(dit - somme)),
    )


def _between(texte: str, un: Montant, autre: Montant) -> str:
    return texte[un.span[1] : autre.span[0]]


# the totals of the tables of an act, down its columns and along its rows

_MONTANT = pattern(r"(?P<signe>[-+−–]?) ?(?P<nombre>\d[\d .]*(?:,\d+)?) ?(?:k?€|euros?)?(?: (?:ht|ttc))?")
_TOTAL = pattern(r"^(?:sous[ -])?tot(?:al|aux)\b|^montant total\b|^ensemble$")
_GENERAL = pattern(
    r"^ensemble$|^(?:montant )?tot(?:al|aux)(?: general)?(?: des?)?(?: (?:depenses|recettes|charges|produits|"
    r"ressources|emplois|travaux|subventions?|financements?|h\.?t\.?|t\.?t\.?c\.?|hors taxes?|"
    r"toutes taxes comprises))*[ :(€)]*$"
)
_TAXE = pattern(r"\b(?P<taxes>tva|h\.?t|t\.?t\.?c|hors taxes?|toutes taxes)\b")
_SOUSTRAIT = pattern(
    r"\b(?:remises?|rabais|soldes?|deficits?|resultats?|restes?|nets?|reprises?|deductions?|avances?|acomptes?|"
    r"retenues?|moins|cloture|cumul\w*)\b|^a deduire|\bsur \d+ (?:ans|mois|annees)\b"
)
_A_PART = pattern(r"^dont\b|\barrondi")
_SANS_SOMME = pattern(
    r"\btaux\b|%|\bunitaire|\bp\.? ?u\.?\b|\bannee|\bexercice|\bn°|\bnumero|\bcompte\b|\bchapitre|\barticle|"
    r"\bduree|\bdate|\bcode\b|\bmoyenne|\barrondi|\bindice|\brang\b"
)


def check_totaux(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The totals of each table, column by column against the rows, and row by row against the columns."""
    joints = {
        tuple(map(_cells, (*block.head, *block.body))): fichier
        for fichier, blocs in acte.proses.items()
        for block in walk(blocs)
        if isinstance(block, Table)
    }
    for block in walk(acte.document.blocks):
        if isinstance(block, Table):
            lignes = tuple(map(_cells, (*block.head, *block.body)))
            yield from _Tableau(acte, block, joints.get(lignes, "")).ecarts()


class _LigneDeTableau(Struct, frozen=True):
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
        titres = [_cells(row) for row in table.head]
        rows = [_cells(row) for row in table.body]
        if not titres and rows and not any(map(_montant, rows[0])):  # a first row that nobody marked
            titres = [rows.pop(0)]
        regulier = all(cell.rowspan == 1 for row in table.body for cell in row.cells)
        self._rows = rows if regulier and len({len(row) for row in rows}) == 1 else []
        colonnes = range(len(self._rows[0])) if self._rows else ()
        self._titres = [plie(" ".join(row[n] for row in titres if n < len(row))) for n in colonnes]

    def ecarts(self) -> Iterator[Diagnostic]:
        if any(any(map(_A_PART.search, map(plie, row))) for row in self._rows) or self._subtracts():
            return
        if self._rows:
            yield from self._at_row_ends()
        for colonne, titre in enumerate(self._titres):
            if colonne and not _SANS_SOMME.search(titre):
                yield from self._column(colonne)

    def _subtracts(self) -> bool:
        """Whether some line takes away from others, or its total is of more than what is shown."""
        debuts = [plie(next(filter(None, row), "")) for row in self._rows]
        sens = {mot for mot in ("depense", "recette") if any(debut.startswith(mot) for debut in debuts)}
        return len(sens) > 1 or any(map(_SOUSTRAIT.search, debuts))

    def _column(self, colonne: int) -> Iterator[Diagnostic]:
        """Each total against all that it may add up; what only some rows make up is told as a doubt."""
        lignes = [
            _LigneDeTableau(row, plie(next(filter(None, row), "")), _montant(row[colonne]))
            for row in self._rows
        ]
        if any(each.valeur is None and not _is_empty(each.cellules[colonne]) for each in lignes):
            return
        rangs = [rang for rang, each in enumerate(lignes) if each.total and each.valeur is not None]
        ecarts = [(rang, compte) for rang in rangs if (compte := _missing(lignes, rang)) is not None]
        justes = len(rangs) - len(ecarts)
        for rang, compte in ecarts:
            ligne, dernier = lignes[rang], rang == rangs[-1]
            general = _GENERAL.search(ligne.titre) is not None
            if not general and not ligne.titre.startswith("sous") and rangs[-1] not in dict(ecarts):
                continue  # « Total cantonal » of more than the rows: the general total does without it
            sur = general and (justes == len(rangs) - 1 or (rang == rangs[0] and not dernier))
            yield self._gap(ligne.cellules, colonne, compte, sur=sur)

    def _at_row_ends(self) -> Iterator[Diagnostic]:
        """« HT | TVA | TTC »; a last column that is, in most rows, the total of those before it."""
        taxes = [_tax(titre) for titre in self._titres]
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
            lisible = all(v is not None or _is_empty(row[n]) for v, n in zip(valeurs, ajoutees, strict=True))
            if dit is None or not ajoute or not lisible:
                continue
            if abs(dit - (somme := sum(ajoute, Decimal(0)))) > marge(ajoute):
                ecarts.append(self._gap(row, colonne, somme, "colonnes", sur=True))
            justes += dit == somme and len(ajoute) > 1
        if sur or justes >= len(ecarts):
            yield from ecarts

    def _gap(
        self, row: tuple[str, ...], colonne: int, compte: Decimal, quoi: str = "lignes", *, sur: bool
    ) -> Diagnostic:
        dit = _montant(row[colonne]) or Decimal(0)
        return self._acte.tell(
            SOMME_TEXTE,
            "« {titre} » : {dit}, et les {quoi} font {compte}, soit {ecart} d'écart.",
            self._place(row, colonne),
            hint="Corrigez le total, ou la somme qui est fausse.",
            severity=Severity.ERROR if sur else Severity.WARNING,
            quoi=quoi,
            titre=shorten(next(filter(None, row))),
            dit=_written_like(row[colonne], dit),
            compte=_written_like(row[colonne], compte),
            ecart=_written_like(row[colonne], abs(dit - compte)),
        )

    def _place(self, row: tuple[str, ...], colonne: int) -> Location:
        ligne = " | ".join(row)
        debut = len(" | ".join((*row[:colonne], "")))
        fin = debut + len(row[colonne])
        lieu = self._acte.origines.lieu(ligne, debut, fin, self._prose, self._acte.kind)
        return lieu or Location(self._acte.nom, excerpt=ligne)


def _missing(lignes: list[_LigneDeTableau], rang: int) -> Decimal | None:
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


def _cells(row: Row) -> tuple[str, ...]:
    """The words of each cell; one that spans columns counts for each of them."""
    return tuple(
        simple(" ".join(inline_text(inlines(block)) for block in cell.blocks)).strip() if premier else ""
        for cell in row.cells
        for premier in (True, *(False,) * (cell.colspan - 1))
    )


def _tax(titre: str) -> str:
    """Which a title speaks of: "tva", "h" without it, "t" with it."""
    lu = _TAXE.search(titre)
    return "" if lu is None else lu["taxes"] if lu["taxes"] == "tva" else lu["taxes"][0]


def _is_empty(cell: str) -> bool:
    return not cell.strip(" -–—") or plie(cell) == "neant"


def _montant(cell: str) -> Decimal | None:
    lu = _MONTANT.fullmatch(plie(cell))
    nombre_lu = nombre_final(lu["nombre"].strip()) if lu else None
    if lu is None or nombre_lu is None or nombre_lu[0]:
        return None
    return -nombre_lu[1] if lu["signe"] in ("-", "−", "–") else nombre_lu[1]


def _written_like(ecrit: str, valeur: Decimal) -> str:
    """A sum as the cell writes its own: with euros or without."""
    return euros(valeur) if "€" in ecrit or "euro" in ecrit else nombre(valeur.normalize() + 0)
