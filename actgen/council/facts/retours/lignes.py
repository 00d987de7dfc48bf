"""A row of the returns → what is known of a member; a cell that can't be read leaves it pending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.records import replace
from actgen.base.text.characters import missing_characters
from actgen.base.text.keys import cle, nearest, sans_accents, slug
from actgen.base.text.messages import enumerate_words, say
from actgen.base.text.patterns import pattern
from actgen.council.facts.collectivite import Collectivite, epci_nomme, sans_titre
from actgen.council.facts.parties import MembreGroupement, MotifDeRemise, Remise
from actgen.council.facts.retours.tableau import GC_RETOUR_LIGNE, Colonne, ReturnsTable, en_mots
from actgen.law import reference
from actgen.reading.decoding import is_forbidden
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date
from actgen.reading.tables import LONGEST, SheetCell


class VoteDit(StrEnum):
    """An outcome, in the words of the group's file; the last two are no outcome."""

    ADOPTEE = "adoptée"
    REJETEE = "rejetée"
    REMISE = ""
    CONTREDIT = "contredit"


_N = r"(?:\d{1,3}|une?|aucune?)"
_NOMBRES = {"un": 1, "une": 1, "aucun": 0, "aucune": 0}
_VOTANTS = (
    rf" des(?: {_N})? (?:membres|voix|votants|suffrages|conseillers|presents|exprimes)"
    r"(?:(?: et)? (?:municipaux|communautaires|presents|representes|votants|exprimes))*"
)
_UNANIMITE = (
    rf"(?:a )?(?:l )?unanimite(?:{_VOTANTS})?"
    rf"(?:(?: moins| avec| et)? (?:{_N} abstentions?|abstentions? {_N}))?"  # it is reached all the same
)
_MAJORITE = rf"a la majorite(?: absolue| simple)?(?:{_VOTANTS})?"
_ABSTENTIONS = rf"(?:(?: et)? (?:{_N} abstentions?|abstentions? {_N}))?"
_POUR_D_ABORD = (
    rf"(?P<pour>{_N})(?: voix)? pour"
    rf"(?:(?: et)? (?:(?P<contre>{_N})(?: voix)? contre|contre (?P<c_contre>{_N})(?: voix)?))?"
)
_TITRES = rf"pour (?P<a_pour>{_N})(?: voix)?(?: contre (?P<a_contre>{_N})(?: voix)?)?"
_CONTRE_D_ABORD = rf"(?P<b_contre>{_N})(?: voix)? contre(?:(?: et)? (?P<b_pour>{_N})(?: voix)? pour)?"
_DU_GAGNANT = rf"(?P<gagne>{_N}) voix(?: contre (?P<perd>{_N})(?: voix)?)?"  # « 12 voix contre 3 »
_VOIX = rf"(?:par )?(?:{_POUR_D_ABORD}|{_TITRES}|{_CONTRE_D_ABORD}|{_DU_GAGNANT}){_ABSTENTIONS}"
_SUITE = rf"(?: (?:{_UNANIMITE}|{_MAJORITE}))?(?: {_VOIX})?"
_ISSUES = (
    (
        VoteDit.ADOPTEE,
        pattern(
            r"(?:(?:adopt|approuv)ee?s?|(?:avis )?favorable|oui|pour|accord(?: donne)?|accordee?"
            rf"|{_UNANIMITE}){_SUITE}"
        ),
    ),
    (VoteDit.REJETEE, pattern(rf"(?:(?:rejet|refus)ee?s?|refus|(?:avis )?defavorable|non|contre){_SUITE}")),
    (VoteDit.ADOPTEE, pattern(rf"(?:par )?(?:{_POUR_D_ABORD}|{_TITRES}){_ABSTENTIONS}")),
)
_SIGNES_DITS = pattern(r"[a-z0-9\s\-\u2010-\u2014'’(),.:;]*")  # « adoptée ? » asks, « ≠ adoptée » denies
_REMISE = pattern(
    r"(?:(?:ajourn|report|retir)ee?s?|(?:en )?attente|a venir|(?:sans|faute de) quorum|quorum non atteint)\b"
)
_DECIDE = pattern(r"\b(?:adopt|approuv|rejet|refus|favorable|defavorable|unanim|accord)")
_REMISES = (
    (MotifDeRemise.SANS_QUORUM, pattern(r".*quorum")),
    (MotifDeRemise.AJOURNEE, pattern(r"(?:ajourne|reporte)")),
    (MotifDeRemise.RETIREE, pattern(r"retire")),
)


def read_vote(dit: str) -> VoteDit | None:
    """What these words tell; None when they are none that can be read without doubt."""
    mots = en_mots(dit)
    if _REMISE.match(mots) and not _DECIDE.search(mots):
        return VoteDit.REMISE
    if not _SIGNES_DITS.fullmatch(sans_accents(dit).casefold()):
        return None
    for issue, motif in _ISSUES:
        if trouve := motif.fullmatch(mots):
            voix = {nom: _number(ecrit) for nom, ecrit in trouve.groupdict().items() if ecrit}
            return issue if _agree(issue, voix, mots) else VoteDit.CONTREDIT
    return None


def _number(ecrit: str) -> int:
    return _NOMBRES[ecrit] if ecrit in _NOMBRES else int(ecrit)


def _agree(issue: VoteDit, voix: dict[str, int], mots: str) -> bool:
    """Whether the votes that are written give that outcome; a tie adopts nothing."""
    if not voix:
        return True
    pour = max(voix.get(nom, 0) for nom in ("pour", "a_pour", "b_pour"))
    contre = max(voix.get(nom, 0) for nom in ("contre", "a_contre", "b_contre", "c_contre"))
    gagne, perd = voix.get("gagne", 0), voix.get("perd", 0)  # « rejetée par 9 voix contre 3 »
    if "unanimite" in mots and ((pour and contre) or perd):
        return False
    if "gagne" in voix:
        return gagne > perd
    return pour > contre if issue is VoteDit.ADOPTEE else contre >= pour


def remise_dite(dit: str, le: date | None) -> Remise | None:
    """What « ajournée » or « quorum non atteint » tells; a decision to come tells nothing."""
    motif = next((motif for motif, dite in _REMISES if dite.match(cle(dit))), None)
    return Remise(motif, le) if motif else None


_MONTRES = 5
_CODE = 5  # figures of an INSEE code: a spreadsheet drops the zero of « 01004 »


class MembersByName(Struct, frozen=True):
    """How a row names a member: by a code or a name; `inconnu` says why a name is none of them."""

    collectivites: tuple[Collectivite, ...]
    inconnu: Callable[[str, Location], Collectivite | Diagnostic]

    def find(self, nom: str, lieu: Location) -> Collectivite | Diagnostic:
        """The member of that name, acronym or code, be it named by its town hall."""
        court = sans_titre(nom)
        dits = {cle(nom), cle(court), nom.zfill(_CODE) if nom.isdecimal() else ""} - {""}
        trouves = {c.code: c for c in self.collectivites if dits & {cle(c.nom), cle(c.sigle), c.code}}
        if len(trouves) == 1:
            return next(iter(trouves.values()))
        if len(trouves) > 1:
            return GC_RETOUR_LIGNE.finding(
                say("Plusieurs membres s'appellent « {nom} ».", nom=nom),
                lieu,
                hint=say("Écrivez à la place le code INSEE ou le numéro SIREN : ")
                + ", ".join(trouves) + ".",
            )  # fmt: skip
        if (commune := self._of_official_list(court)) is not None:
            return commune
        if (etablissement := epci_nomme(nom, self.collectivites)) is not None:
            return etablissement
        if proches := self._near(court):
            return GC_RETOUR_LIGNE.finding(
                say("Aucun membre ne s'appelle « {nom} » : cette ligne n'est pas lue.", nom=nom),
                lieu,
                hint=say("Le nom le plus proche : « {proche} ».", proche=proches[0])
                if len(proches) == 1
                else say("Les noms les plus proches : ") + enumerate_words(proches) + ".",
            )
        return self.inconnu(nom, lieu)

    def _near(self, nom: str) -> list[str]:
        """The members whose name has these words, at its head, or anywhere when no commune is named so.

        Else the one of nearest letters.
        """
        noms = [c.nom for c in self.collectivites]
        debut = slug(nom)
        en_tete = [each for each in noms if debut and slug(each).startswith(f"{debut}-")]
        ailleurs = any(cle(each.nom) == cle(nom) for each in self._of_that_name(nom))
        dedans = [each for each in noms if debut and not ailleurs and f"-{debut}-" in f"-{slug(each)}-"]
        proche = nearest(nom, noms)
        return (en_tete or dedans)[:_MONTRES] or ([proche] if proche else [])

    def _of_official_list(self, nom: str) -> Collectivite | None:
        """The member that the official list bears under that name: « St-Eloy », or a missing article."""
        codes = {each.code for each in self._of_that_name(nom)}
        parmi = [membre for membre in self.collectivites if membre.code in codes]
        return parmi[0] if len(parmi) == 1 else None

    @staticmethod
    def _of_that_name(nom: str) -> list[reference.Commune]:
        trouve = reference.commune(nom)
        return [each for each in (trouve if isinstance(trouve, tuple) else (trouve,)) if each is not None]


T = TypeVar("T")
RETOUR_A_VERIFIER = "vérification du retour"
"""The missing step of a member whose line can't be taken as it is."""

_DATES = {
    "deliberation_le": Colonne.DELIBERATION,
    "transmise_le": Colonne.TRANSMISE,
    "recue_le": Colonne.RECUE,
    "publiee_le": Colonne.PUBLIEE,
    "notifiee_le": Colonne.NOTIFIEE,
    "signee_le": Colonne.SIGNEE,
}
_CHAMPS = _DATES | {
    "resultat": Colonne.VOTE,
    "organe": Colonne.ORGANE,
    "mandat": Colonne.MANDAT,
    "numero": Colonne.NUMERO,
    "version": Colonne.VERSION,
    "empreinte": Colonne.EMPREINTE,
    "signataire": Colonne.SIGNATAIRE,
}
_LIEUX = {"deliberation_le": "deliberation_du"}  # fields that the group's file calls otherwise
_HEURE = pattern(r"[ T]00:00(?::00)?(?:\.0+)?$")


def _facts(membre: MembreGroupement) -> MembreGroupement:
    """What a line says, wherever it stands."""
    return replace(membre, lieu=None, lieux=MappingProxyType({}))


class RetoursReader(Struct):
    """Reads the rows of a table of returns; what is wrong gathers in `findings`."""

    tableau: ReturnsTable
    membres: MembersByName
    findings: list[Diagnostic] = field(default_factory=list)
    nom: str = ""  # of the member whose row is being read
    noms: dict[Diagnostic, str] = field(default_factory=dict)
    """Of which member each finding on a row tells: a cell of a workbook doesn't say on which line it is."""
    doubles: set[str] = field(default_factory=set)
    """The codes of those who have several lines."""

    def read(self) -> dict[str, MembreGroupement]:
        """What is known of each member that has a line, by its code."""
        connus: dict[str, MembreGroupement] = {}
        for _, ligne in self.tableau.rows:
            membre = self._row(ligne)
            if membre is None:
                continue
            code = membre.collectivite.code
            connus[code] = self._double(connus[code], membre) if code in connus else membre
        return connus

    def _double(self, premier: MembreGroupement, second: MembreGroupement) -> MembreGroupement:
        """Two lines for one member: nobody can tell which one holds, unless they say the same."""
        if _facts(premier) == _facts(second):
            self.findings.append(
                GC_RETOUR_LIGNE.finding(
                    say("{nom} a deux lignes identiques : elle est comptée une fois.", nom=self.nom),
                    premier.lieu,
                    second.lieu,
                    hint=say("Effacez l'une des deux."),
                    severity=Severity.INFO,
                )
            )
            return premier
        self.doubles.add(premier.collectivite.code)
        self.findings.append(
            GC_RETOUR_LIGNE.finding(
                say("{nom} a deux lignes dans les retours.", nom=premier.collectivite.nom),
                premier.lieu,
                second.lieu,
                hint=say(
                    "Gardez la bonne ligne ; d'ici là, {nom} reste en attente.", nom=premier.collectivite.nom
                ),
            )
        )
        return MembreGroupement(
            premier.collectivite, a_corriger=RETOUR_A_VERIFIER, lieu=premier.lieu, lieux=premier.lieux
        )

    def _row(self, ligne: tuple[SheetCell, ...]) -> MembreGroupement | None:
        avant, self.nom = len(self.findings), ""
        collectivite = self._named(ligne)
        if collectivite is None:
            return None
        self.nom = collectivite.nom
        lieu = self._name_cell(ligne).place
        if (en_trop := self.tableau.beyond(ligne)) is not None:
            self._tell(
                say("Cette ligne a plus de cases que la ligne des titres."),
                en_trop.place,
                conseil=say("Mettez entre guillemets le texte qui contient un séparateur."),
            )
            return MembreGroupement(collectivite, a_corriger=RETOUR_A_VERIFIER, lieu=lieu)
        dates = self._dates(ligne)
        resultat = self._vote(ligne)
        remise = None
        if resultat == "" and self._text(ligne, Colonne.VOTE):  # put off: nothing was decided that day
            remise = remise_dite(self._text(ligne, Colonne.VOTE), dates["deliberation_le"])
            dates["deliberation_le"] = None
        membre = MembreGroupement(
            collectivite=collectivite,
            resultat=resultat or "",
            organe=self._choice(ligne, Colonne.ORGANE, ("conseil", "bureau", "maire", "président")),
            mandat=self._choice(ligne, Colonne.MANDAT, ("passation", "passation et exécution")),
            deliberation_le=dates["deliberation_le"],
            numero=self._text(ligne, Colonne.NUMERO),
            version=self._text(ligne, Colonne.VERSION),
            empreinte=self._text(ligne, Colonne.EMPREINTE),
            transmise_le=dates["transmise_le"],
            recue_le=dates["recue_le"],
            publiee_le=dates["publiee_le"],
            notifiee_le=dates["notifiee_le"],
            signee_le=dates["signee_le"],
            signataire=self._text(ligne, Colonne.SIGNATAIRE),
            remise=remise,
            lieu=lieu,
            lieux=MappingProxyType(dict(self._places(ligne))),
        )
        if len(self.findings) == avant:
            self._whole_number(membre, ligne)
        sans_vote = membre.deliberation_le is not None and Colonne.VOTE not in self.tableau.colonnes
        fautif = len(self.findings) > avant or sans_vote  # of a column that lacks, the table tells once
        return replace(membre, a_corriger=RETOUR_A_VERIFIER) if fautif else membre

    def _named(self, ligne: tuple[SheetCell, ...]) -> Collectivite | None:
        """The member of a row: by its code where it has one, which its name must not belie."""
        trouves: list[Collectivite] = []
        for colonne in (Colonne.CODE, Colonne.MEMBRE):
            cellule = self.tableau.cell(ligne, colonne)
            if cellule is None or cellule.empty:
                continue
            nom = self._readable(cellule)
            trouve = self.membres.find(nom, cellule.place) if nom else None
            if isinstance(trouve, Diagnostic):
                self.findings.append(trouve)
            if not isinstance(trouve, Collectivite):
                return None
            trouves.append(trouve)
        if not trouves:
            self._tell(say("Cette ligne ne nomme aucun membre."), self._name_cell(ligne).place,
                       conseil=say("Écrivez le nom de la commune, ou effacez la ligne."))  # fmt: skip
            return None
        if trouves[0].code != trouves[-1].code:
            self._tell(
                say("Le code est celui de « {un} », le nom celui de « {autre} ».",
                    un=trouves[0].nom, autre=trouves[-1].nom),
                self._name_cell(ligne).place,
                conseil=say("Corrigez l'un des deux."),
            )  # fmt: skip
            return None
        return trouves[0]

    def _name_cell(self, ligne: tuple[SheetCell, ...]) -> SheetCell:
        cellules = (self.tableau.cell(ligne, each) for each in (Colonne.MEMBRE, Colonne.CODE))
        return next(cellule for cellule in cellules if cellule is not None)

    def _places(self, ligne: tuple[SheetCell, ...]) -> Iterator[tuple[str, Location]]:
        for champ, colonne in _CHAMPS.items():
            cellule = self.tableau.cell(ligne, colonne)
            if cellule is not None and not cellule.empty:
                yield _LIEUX.get(champ, champ), cellule.place

    def _text(self, ligne: tuple[SheetCell, ...], colonne: Colonne) -> str:
        cellule = self.tableau.cell(ligne, colonne)
        return "" if cellule is None or cellule.empty else self._readable(cellule)

    def _readable(self, cellule: SheetCell) -> str:
        """The text of a cell; empty, with a finding, when it isn't one that may be shown."""
        if cellule.formula:
            self._tell(
                say("Cette formule n'a pas de résultat enregistré."),
                cellule.place,
                conseil=say("Remplacez-la par sa valeur, ou rouvrez et enregistrez le classeur."),
            )
        elif isinstance(cellule.value, str) and (signe := is_forbidden(cellule.value.replace("\n", " "))):
            self._tell(say("Cette cellule contient un caractère invisible, U+{point}.",
                           point=f"{ord(signe):04X}"), cellule.place,
                       conseil=say("Effacez la cellule et tapez-la de nouveau au clavier."))  # fmt: skip
        elif signes := missing_characters(cellule.text):
            self._tell(say("« {signes} » ne peut pas être imprimé.", signes="".join(sorted(signes))),
                       cellule.place, conseil=say("Remplacez-le par un mot, ou effacez-le."))  # fmt: skip
        elif len(cellule.text) > LONGEST:
            self._tell(say("Cette cellule a plus de {nombre} signes.", nombre=LONGEST), cellule.place)
        else:
            return cellule.text
        return ""

    def _vote(self, ligne: tuple[SheetCell, ...]) -> str | None:
        """« adoptée », « rejetée », empty when it was put off; None when nothing is told."""
        dit = self._text(ligne, Colonne.VOTE)
        if not dit:
            return None
        lu = read_vote(dit)
        if lu is not None and lu is not VoteDit.CONTREDIT:
            return lu.value
        cellule = self.tableau.cell(ligne, Colonne.VOTE)
        assert cellule is not None, "it has just been read"
        dire = (
            say("« {dit} » : les voix écrites ne donnent pas cette issue.", dit=dit)
            if lu is VoteDit.CONTREDIT
            else say("« {dit} » ne dit ni « adoptée » ni « rejetée », sans réserve ni doute.", dit=dit)
        )
        self._tell(dire, cellule.place, conseil=say(
            "Écrivez « adoptée », « rejetée », « ajournée » ou « quorum non atteint », ou laissez vide ; "
            "« à l'unanimité » ou « par 12 voix pour et 3 contre » peut suivre, rien d'autre."
        ))  # fmt: skip
        return None

    def _choice(self, ligne: tuple[SheetCell, ...], colonne: Colonne, choix: tuple[str, ...]) -> str:
        dit = self._text(ligne, colonne)
        trouve = next((each for each in choix if cle(each) == cle(dit.removeprefix("le "))), "")
        cellule = self.tableau.cell(ligne, colonne)
        if dit and not trouve and cellule is not None:
            self._tell(say("« {dit} » n'est pas un choix admis.", dit=dit), cellule.place,
                       conseil=say("Choix admis : ") + ", ".join(choix) + ".")  # fmt: skip
        return trouve

    def _dates(self, ligne: tuple[SheetCell, ...]) -> dict[str, date | None]:
        """The dates of a row; what one remedy mends in several cells is told once, with each of them."""
        dates: dict[str, date | None] = {}
        memes: dict[str, tuple[str, list[Location]]] = {}
        for champ, colonne in _DATES.items():
            cellule = self.tableau.cell(ligne, colonne)
            lue = None if cellule is None or cellule.empty else self._date(cellule)
            dates[champ] = lue if isinstance(lue, date) else None
            if isinstance(lue, tuple) and cellule is not None:
                memes.setdefault(lue[1], (lue[0], []))[1].append(cellule.place)
        for conseil, (message, lieux) in memes.items():
            self._tell(message, *lieux, conseil=conseil)
        return dates

    def _date(self, cellule: SheetCell) -> date | tuple[str, str] | None:
        """The date of a cell, or why it isn't one and what to do; None when that is told already."""
        if isinstance(cellule.value, date):
            return cellule.value
        dit = self._readable(cellule)
        if not dit:
            return None
        lue = parse_date(_HEURE.sub("", dit)) if isinstance(cellule.value, str) else None
        if isinstance(lue, date):
            return lue
        dire = lue.message if isinstance(lue, Problem) else say(
            "« {dit} » est un nombre, et non une date.", dit=dit
        )  # fmt: skip
        conseil = (lue.hint if isinstance(lue, Problem) else "") or say("Écrivez-la ainsi : 15/12/2022.")
        return dire, conseil

    def _whole_number(self, membre: MembreGroupement, ligne: tuple[SheetCell, ...]) -> None:
        """A vote has its day, and a day its vote: one without the other proves nothing."""
        lieux = membre.lieux
        if membre.resultat and membre.deliberation_le is None:
            self._tell(
                say("{nom} : le vote est connu, pas sa date.", nom=membre.collectivite.nom),
                lieux.get("resultat", membre.lieu),
                conseil=say("Écrivez la date à la colonne « deliberation »."),
            )
        elif membre.deliberation_le and not membre.resultat and Colonne.VOTE in self.tableau.colonnes:
            self._tell(
                say("{nom} : la date du vote est connue, pas son résultat.", nom=membre.collectivite.nom),
                lieux.get("deliberation_du", membre.lieu),
                conseil=say("Écrivez « adoptée » ou « rejetée » à la colonne « vote »."),
            )

    def _tell(self, message: str, *lieux: Location | None, conseil: str = "") -> None:
        nom = self.nom
        suite = say("D'ici là, {nom} reste en attente.", nom=nom) if nom else ""
        finding = GC_RETOUR_LIGNE.finding(message, *lieux, hint=" ".join(filter(None, (conseil, suite))))
        self.findings.append(finding)
        self.noms[finding] = nom
