"""Receipts of the State's channel beside a session: each is compared with it, then is a fact of its item.

A receipt is a message `ARActe` of @ctes, in XML, as every platform gives it back. It comes from elsewhere:
its size is bounded, and no entity of it is ever looked at (`reading.xml_tree`). A file that bears the name of
its act (« 068-216800722-20221215-2022_12_15_09-DE-1-2_1.xml ») is found by it; any other by what it says, or
is named under `suites`. What is refused gives a finding and no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import date, datetime
from itertools import islice
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Scope, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, say
from actgen.council.facts.seance import Point, Seance
from actgen.council.facts.suites import Accuse, Suites
from actgen.council.figures.actes import (
    IDENTIFIANT,
    NATURES,
    departement_actes,
    numero,
    numero_actes,
    numero_de,
)
from actgen.council.figures.suites import INVRAISEMBLABLE
from actgen.law.nomenclature import nature
from actgen.reading.sources import Source, SourceFault, Sources
from actgen.reading.xml_tree import Element, XmlRefused, read_xml
from actgen.session.kept import Kept

ACCUSE_LECTURE = rule("ACCUSE-LECTURE")
ACCUSE_ACTE = rule("ACCUSE-ACTE")
ACCUSE_DATE = rule("ACCUSE-DATE")
ACCUSE_ECART = rule("ACCUSE-ECART")
APART = "accuses"
"""A folder beside the sessions where receipts may be put instead of among them."""
_NAME = re.compile(rf"{IDENTIFIANT.pattern}-1-2(?:_\d+)?\.xml", re.IGNORECASE)
_NAMESPACE = "http://www.interieur.gouv.fr/ACTES#"
_ANOMALIES = ("AnomalieActe", "AnomalieEnveloppe")
_CLASSIFICATIONS = ("RetourClassification", "ReponseClassificationSansChangement")
"""What `export transmission --typologie` reads: it may well be kept beside the sessions."""
_LIMIT = 1_000_000
_MOST = 5_000  # files of a folder: those beyond are not looked at
_OPENED = 500  # of those whose name doesn't say which act they are of
_SHOWN = 8  # places of one finding
_DAY = 10  # « 2022-12-19 »: a time zone may follow
_ASK_AGAIN = phrase("Redemandez l'accusé de réception à votre plate-forme, puis remplacez ce fichier.")


class Receipt(Struct, frozen=True):
    """What a receipt says: the identifier of the act, in pieces, and the day the State received it."""

    identifiant: str
    departement: str
    siren: str
    jour: str
    numero: str
    nature: str
    recue_le: date
    lieu: Location


class Dropped(Struct, frozen=True):
    """The XML files of a folder: `receipts` by SIREN and day, and what is wrong with the `others`."""

    receipts: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    others: list[tuple[str, Diagnostic]] = field(default_factory=list)


class Around(Struct, frozen=True):
    """What a folder and the other sessions tell one session of its receipts, and nothing else.

    `named`: the files that say they are of its collectivity and day; `others`: those that are none, with
    what is wrong; `lost`: those of no session that is known, by SIREN and day; `shared`: another was held on
    its day.
    """

    named: tuple[str, ...] = ()
    others: tuple[tuple[str, Diagnostic], ...] = ()
    lost: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    shared: bool = False


class Claim(Struct, frozen=True):
    """A file to read as a receipt of this session: `point` is the item that names it, `lieu` where."""

    name: str
    point: Point | None = None
    lieu: Location | None = None


def around(
    seance: Seance, folder: Path, sources: Sources, kept: Kept, other_days: Set[date], beside: Set[str]
) -> Around:
    """What is to be known around a session before its receipts are looked for.

    `other_days`: those of the other sessions of the workspace, whose receipts may lie in that folder too;
    `beside`: the SIRENs, where known, of those that were held on the same day.
    """
    dropped = kept.get((APART, folder), sources, lambda log: _listed(log, folder))
    here, today = seance.collectivite.siren, f"{seance.date:%Y%m%d}"
    elsewhere = {f"{day:%Y%m%d}" for day in other_days} if dropped.receipts else set()
    lost = (
        (siren, day, tuple(names))
        for (siren, day), names in sorted(dropped.receipts.items())
        if (siren not in {here, *beside} if day == today else day not in elsewhere)
    )
    named = dropped.receipts.get((here, today), ()) if here else ()
    return Around(tuple(named), tuple(dropped.others), tuple(lost), seance.date in other_days)


def with_receipts(
    seance: Seance, folder: Path, sources: Sources, near: Around
) -> tuple[Seance, tuple[Diagnostic, ...]]:
    """The session, each of whose items has the receipt that was found for it in its folder."""
    found = _Match(seance, folder, sources, near)
    findings = [*found.claimed(), *found.strays(), *found.gaps()]
    if not found.receipts:
        return seance, tuple(findings)
    points = []
    for point in seance.points:
        receipt = found.receipts.get(point.numero)
        accuse = receipt and Accuse(receipt.identifiant, receipt.recue_le, receipt.lieu)
        points.append(replace(point, accuse=accuse) if accuse else point)
    return replace(seance, points=tuple(points)), tuple(findings)


def _listed(sources: Sources, folder: Path) -> Dropped:
    """Receipts by SIREN and day: many sessions look for theirs in one folder, which is listed once.

    A file is read here only when its name doesn't say whose it is: no session has it in its journal by that.
    """
    dropped, left = Dropped(), _OPENED
    for prefix, place in (("", folder), (f"{APART}/", folder / APART)):
        try:
            names = sorted(entry.name for entry in islice(place.iterdir(), _MOST))
        except OSError:  # no such folder, or one that can't be listed: nothing was dropped there
            continue
        for name in (f"{prefix}{name}" for name in names if name.casefold().endswith(".xml")):
            if said := _NAME.fullmatch(PurePosixPath(name).name):
                dropped.receipts.setdefault((said["siren"], said["jour"]), []).append(name)
            elif left > 0:
                left -= 1
                source = sources.apart().read(name, base=folder, limit=_LIMIT)
                read = source.finding() if isinstance(source, SourceFault) else read_receipt(source)
                if isinstance(read, Receipt):
                    dropped.receipts.setdefault((read.siren, read.jour), []).append(name)
                elif read is not None:
                    dropped.others.append((name, replace(read, severity=Severity.WARNING)))
    return dropped


def belongs(seance: Seance, receipt: Receipt) -> int | str:
    """The item whose act that receipt is of, or in French why it is of none in this session."""
    if not seance.collectivite.siren:
        return phrase("le SIREN de la collectivité n'est pas connu")
    found = _Match(seance, Path(), Sources(Path()), Around())
    told = found._item(Claim(""), receipt)
    if isinstance(told, Diagnostic):
        return told.message
    return told.numero if told is not None else phrase("ce fichier ne reprend pas le point de cet acte")


def name_of(receipt: Receipt) -> str:
    """The name under which it is found at once, made of what it says alone."""
    return f"{receipt.identifiant}-1-2.xml"


_NO_RECEIPT = phrase("ce n'est pas un accusé de réception @CTES (élément ARActe)")


def read_receipt(source: Source) -> Receipt | Diagnostic | None:
    """What the bytes of a receipt say, or why they are none; None for the State's classification."""
    try:
        root = read_xml(source.content)
    except XmlRefused as refused:
        return _unreadable(source, f"il {refused.fault}", refused.line)
    if root.name in _CLASSIFICATIONS:
        return None
    if root.name == "ARAnnulation":
        return _unreadable(
            source,
            phrase("c'est celui d'une annulation, la transmission de l'acte a été annulée"),
            root.line,
            phrase("Retirez ce fichier, et l'accusé de réception de cet acte s'il est là."),
        )
    if root.name in _ANOMALIES:
        detail = root.attributes.get("Detail", "").strip()
        why = phrase("c'est un avis d'anomalie, l'acte n'a pas été reçu")
        return _unreadable(
            source,
            why + (say(" (« {detail} »)", detail=detail) if detail else ""),
            root.line,
            phrase("Corrigez ce que l'avis relève, transmettez de nouveau, puis retirez ce fichier."),
        )
    if root.name != "ARActe" or not root.namespace.startswith(_NAMESPACE):
        return _unreadable(source, _NO_RECEIPT, root.line)
    identifiant, day = (root.attributes.get(name, "").strip() for name in ("IDActe", "DateReception"))
    said, recue_le = IDENTIFIANT.fullmatch(identifiant), _day(day)
    if said is None:
        return _unreadable(
            source, say("son identifiant d'acte (« {id} ») n'en est pas un", id=identifiant), root.line
        )
    if recue_le is None:
        return _unreadable(source, say("sa date de réception (« {d} ») n'en est pas une", d=day), root.line)
    acte = root.child("ActeRecu")
    if acte is None or _belied(acte, said):
        why = say("il se contredit : l'acte reçu qu'il reprend n'est pas {id}", id=identifiant)
        return _unreadable(source, why, acte.line if acte is not None else root.line)
    return Receipt(identifiant, **said.groupdict(), recue_le=recue_le, lieu=Location(source.path, root.line))


def _belied(acte: Element, said: re.Match[str]) -> bool:
    """Whether the act that a receipt repeats has another number, day or nature than its identifier."""
    known = nature(said["nature"])
    told = {
        "NumeroInterne": said["numero"],
        "Date": said["jour"],
        "CodeNatureActe": str(known.numero) if known is not None else "",
    }
    repeated = {name: acte.attributes.get(name, "").strip() for name in told}
    repeated["Date"] = repeated["Date"][:_DAY].replace("-", "")
    return any(repeated[name] not in ("", word) for name, word in told.items() if word)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:_DAY])
    except ValueError:
        return None


def _unreadable(source: Source, why: str, line: int, hint: str = _ASK_AGAIN) -> Diagnostic:
    return ACCUSE_LECTURE.finding(
        phrase("L'accusé de réception ne peut pas être lu : {why}.", why=why),
        Location(source.path, line),
        hint=hint,
    )


def _name_says(name: str) -> str:
    """The number of the act that a file is named after, as @ctes writes it; empty when its name says none."""
    said = _NAME.fullmatch(PurePosixPath(name).name)
    return numero_actes(said["numero"]) if said else ""


class _Match(Struct, dict=True):
    """The files of a folder held against a session; `receipts`: those of its items, by number."""

    seance: Seance
    folder: Path
    sources: Sources
    near: Around

    def __post_init__(self) -> None:
        seance = self.seance
        self.receipts: dict[int, Receipt] = {}
        self.items = {numero_actes(numero(seance, point)): point for point in seance.points if point.acte}
        self.told = [(point, point.suites) for point in seance.points if point.suites is not None]
        self.named = [
            Claim(name, point, suites.lieux.get("accuse"))
            for point, suites in (*self.told, (None, seance.suites))
            for name in suites.accuse
        ]
        self.names = {PurePosixPath(each.name.replace("\\", "/")).as_posix() for each in self.named}

    def claimed(self) -> Iterator[Diagnostic]:
        """Why what the file names, at its items then for all, or is of an act of that day, proves nothing."""
        unnamed = [Claim(name) for name in self.near.named if name not in self.names]
        for claim in (*self.named, *unnamed):
            source = self.sources.read(claim.name, base=self.folder, limit=_LIMIT)
            if isinstance(source, SourceFault):
                fault = replace(source.finding(claim.lieu), scope=Scope.CERTIFICATE)
                yield self._held_back(claim, fault)
                continue
            read = read_receipt(source) or _unreadable(source, _NO_RECEIPT, 1)
            point = self._item(claim, read) if isinstance(read, Receipt) else read
            if isinstance(point, Diagnostic):
                yield self._held_back(claim, point)
            elif point is not None and isinstance(read, Receipt):
                other = self.receipts.setdefault(point.numero, read)
                if other.recue_le != read.recue_le:
                    yield _two(point, other, read)

    def _held_back(self, claim: Claim, told: Diagnostic) -> Diagnostic:
        """A file that proves nothing holds back the item that names it, or whose act it is named after."""
        if claim.point is not None:
            return replace(told, point=claim.point.numero)
        if claim.lieu is not None or not (said := _name_says(claim.name)):
            return told
        if said in self.items:
            return replace(told, point=self.items[said].numero)
        return replace(told, severity=Severity.WARNING)

    def _item(self, claim: Claim, receipt: Receipt) -> Point | Diagnostic | None:
        """The item whose act was received, or why it is none of these; None: that of an item left out."""
        seance = self.seance
        if other := self._of_another(receipt):
            return _refused(
                claim, receipt, other, phrase("Ce fichier n'est pas à sa place : retirez-le d'ici.")
            )
        if not seance.date <= receipt.recue_le <= seance.date + INVRAISEMBLABLE:
            return ACCUSE_DATE.tell(
                "Accusé de réception du {recue}, {quand} la séance du {jour}.",
                receipt.lieu,
                hint="Vérifiez la date de la séance ; sinon ce fichier n'est pas celui de cet acte.",
                recue=date_chiffres(receipt.recue_le),
                quand="avant" if receipt.recue_le < seance.date else "plus de cinq ans après",
                jour=date_chiffres(seance.date),
            )
        point = self.items.get(numero_actes(receipt.numero))
        if point is not None and claim.point in (None, point):
            return point
        expected = numero_actes(numero(seance, claim.point)) if claim.point else _name_says(claim.name)
        if expected in self.items:
            other = say("acte n° {lu} au lieu de {ici}", lu=receipt.numero, ici=expected)
            return _refused(claim, receipt, other, phrase("Donnez à ce point le fichier de son acte."))
        if claim.lieu is None and self._left_out(receipt):
            return None
        return _refused(
            claim,
            receipt,
            say("acte n° {n}, qu'aucun point de cette séance ne porte", n=receipt.numero),
            phrase(
                "Si c'est l'un de ces actes, transmis sous un autre numéro, écrivez aux suites de son point "
                "la date « recue_le » et l'« identifiant ». Sinon retirez ce fichier d'ici."
            ),
            Severity.WARNING if claim.lieu is None else None,  # a council and a Bureau may meet on one day
        )

    def _of_another(self, receipt: Receipt) -> str:
        """Whose act it is, when it is another collectivity's, that of another day, or no deliberation."""
        here, known = self.seance.collectivite.siren, nature(receipt.nature)
        if here and receipt.siren != here:
            return phrase("SIREN {lu} au lieu de {ici}", lu=receipt.siren, ici=here)
        if receipt.departement != (departement := departement_actes(self.seance)):
            return phrase("département {lu} au lieu de {ici}", lu=receipt.departement, ici=departement)
        if receipt.jour != f"{self.seance.date:%Y%m%d}":
            ici = date_chiffres(self.seance.date)
            return phrase("séance du {jour} au lieu du {ici}", jour=_in_figures(receipt.jour), ici=ici)
        if receipt.nature not in NATURES:  # a mayor's order of that day may bear the same number
            name = f" ({known.nom})" if known else ""
            return phrase("nature {lue}{nom}, et non délibération", lue=receipt.nature, nom=name)
        return ""

    def _left_out(self, receipt: Receipt) -> bool:
        """Whether it may regard an item that the file says it leaves out, or another session of that day."""
        seance, rule_of = self.seance, self.seance.collectivite.numerotation
        absent = {numero_actes(numero_de(rule_of, seance.date, point)) for point in seance.points_non_saisis}
        return self.near.shared or numero_actes(receipt.numero) in absent

    def strays(self) -> Iterator[Diagnostic]:
        """Receipts of no session that is known here, in one finding; files that are none."""
        yield from (told for name, told in self.near.others if name not in self.names)
        here = self.seance.collectivite.siren
        lost = {
            (siren, day): [name for name in names if name not in self.names]
            for siren, day, names in self.near.lost
        }
        names = [name for group in lost.values() for name in group]
        if not names:
            return
        acts = [
            phrase("SIREN {siren}, séance du {jour}", siren=siren, jour=_in_figures(day))
            for (siren, day), group in lost.items()
            if group
        ]
        more = [phrase("{n} autres", n=len(acts) - _SHOWN)] if len(acts) > _SHOWN else []
        yield ACCUSE_ACTE.tell(
            "Accusés de réception d'aucune séance de ce dossier, non repris ({n}) : {actes}.",
            *(
                Location((PurePosixPath(self.seance.fichier).parent / name).as_posix())
                for name in names[:_SHOWN]
            ),
            hint="Vérifiez la date de la séance et le SIREN de la collectivité ({ici}) ; sinon, rangez "
            "chacun à côté de la séance de son acte.",
            severity=Severity.WARNING,
            n=len(names),
            actes=enumeration([*acts[:_SHOWN], *more], "", points_virgules=True),
            ici=here or phrase("inconnu, à écrire à « siren » dans son fichier"),
        )

    def gaps(self) -> Iterator[Diagnostic]:
        """What was typed too is compared; an identifier typed for all the acts is that of one at most."""
        for point in self.seance.points:
            receipt, suites = self.receipts.get(point.numero), point.suites or self.seance.suites
            if receipt is None:
                continue
            if suites.recue_le is not None and suites.recue_le != receipt.recue_le:
                written, read = date_chiffres(suites.recue_le), date_chiffres(receipt.recue_le)
                yield _gap(point, suites, "recue_le", written, read, receipt)
            alone = point.suites is not None or len(self.receipts) == 1
            if suites.identifiant and suites.identifiant != receipt.identifiant and alone:
                yield _gap(point, suites, "identifiant", suites.identifiant, receipt.identifiant, receipt)


def _in_figures(day: str) -> str:
    """« 20221215 » as acts write it; as it is when it is no day."""
    try:
        return date_chiffres(datetime.strptime(day, "%Y%m%d").date())
    except ValueError:
        return day


def _refused(
    claim: Claim, receipt: Receipt, other: str, hint: str, severity: Severity | None = None
) -> Diagnostic:
    return ACCUSE_ACTE.finding(
        phrase("L'accusé de réception est celui d'un autre acte : {other}.", other=other),
        *((claim.lieu,) if claim.lieu else ()),
        receipt.lieu,
        hint=hint,
        severity=severity,
    )


def _two(point: Point, first: Receipt, second: Receipt) -> Diagnostic:
    return ACCUSE_ECART.tell(
        "Point {n} : deux accusés de réception, du {un} et du {autre}.",
        first.lieu,
        second.lieu,
        hint="Gardez le bon, et retirez l'autre fichier.",
        point=point.numero,
        un=date_chiffres(first.recue_le),
        autre=date_chiffres(second.recue_le),
    )


def _gap(point: Point, suites: Suites, key: str, written: str, read: str, receipt: Receipt) -> Diagnostic:
    return ACCUSE_ECART.tell(
        "Point {n} : « {champ} » est écrit {ecrit}, et l'accusé de réception dit {lu}.",
        suites.lieux.get(key),
        receipt.lieu,
        hint="L'accusé fait foi : effacez ce qui est écrit, actgen le lit dans le fichier.",
        point=point.numero,
        champ=key,
        ecrit=written,
        lu=read,
    )
