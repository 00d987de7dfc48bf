"""The folder to transmit: acts and annexes under the names of the State's channel, looked at before.

Nothing is written as long as an error is found. The PDFs are those of the session's folder, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from msgspec import Struct, field

from actgen.acts.views.convention import convention_key
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Diagnostic, Location, Report
from actgen.base.errors import UsageError, quoted
from actgen.base.records import replace
from actgen.base.text.dates import date_chiffres
from actgen.base.text.messages import phrase, say
from actgen.council.facts.seance import Seance
from actgen.council.figures.actes import NATURE, identifiant_actes, numero
from actgen.council.figures.seance import FiguresPoint
from actgen.council.figures.votes import Resultat
from actgen.law.nomenclature import Nature, Role, nature
from actgen.law.suites import budget_electronique
from actgen.reading.sources import SourceFault, Sources, french_size
from actgen.session.cache import Cache
from actgen.session.files import name_of
from actgen.session.result import Examination, Options
from actgen.session.writing.journal import Journal, read_journal
from actgen.session.writing.plan import Written
from actgen.session.writing.write import write_outputs

from .codes import EXPORT_DEJA, EXPORT_PIECE, EXPORT_RESTE, EXPORT_SIREN, EXPORT_TAILLE, EXPORT_TYPE
from .depot import AlreadySent, Depot, Fichier, Saisie, channel_names, files_of_deposit
from .fields import Champs, Classification, read_classification
from .pieces import SentFile
from .seance import (
    ExportedSession,
    not_complete,
    nothing_written,
    open_session,
    outdated,
    without_deliberation,
)
from .signed_copy import JOINTS, TAILLE, fault_of

DOSSIER = "transmission"
BUDGET = "BF"  # the nature of budgets and accounts


class Transmission(Struct, frozen=True):
    """What became of an export. `dispenses`: the items whose act isn't sent."""

    report: Report
    depots: tuple[Depot, ...] = ()
    dispenses: tuple[int, ...] = ()
    dossier: Path | None = None
    written: tuple[Written, ...] = ()


def classification_of(typologie: Path) -> Classification:
    """The list of natures and matters that a platform gave. Raises UsageError for what is none."""
    source = Sources(Path.cwd()).read(typologie, base=Path.cwd(), anywhere=True)
    if isinstance(source, SourceFault):
        raise UsageError(f"{source.message} {source.hint}")
    told = read_classification(source)
    if isinstance(told, str):
        raise UsageError(f"{quoted(str(typologie))}{told}")
    return told


def transmit_session(
    path: Path,
    options: Options,
    points: frozenset[int] = frozenset(),
    classification: Classification | None = None,
    cache: Cache | None = None,
) -> Transmission:
    """Write the folder to transmit of a session, or say what keeps it from being written.

    `points`: the items asked for; none: all. `classification`: a prefecture's own list.
    Raises EnvironmentFault when a folder can't be read or written.
    """
    exported, refus = open_session(path, options, cache or Cache())
    if exported is None:
        return Transmission(Report(refus))
    preparation = Preparation(exported, classification or Classification())
    dossier = exported.files.folder / DOSSIER
    sent = AlreadySent(dossier, read_journal(dossier))
    depots = tuple(sent.settle(each, preparation.findings) for each in preparation.depots(points))
    report = Report(tuple(preparation.findings))
    told = Transmission(report, depots, tuple(preparation.dispenses))
    if report.errors or not depots:
        return told
    report += Report(tuple(_left_over(sent.journal, depots)))
    fichiers = files_of_deposit(exported.seance.collectivite, depots)
    written = write_outputs(dossier, fichiers, exported.journal(report.findings))
    return Transmission(report, depots, told.dispenses, dossier, written)


class ToDeposit(Struct, frozen=True):
    """What is to be typed, act by act, and what keeps some from it. `dispenses`: the items not to be sent."""

    saisies: tuple[Saisie, ...]
    findings: tuple[Diagnostic, ...]
    dispenses: tuple[int, ...]


def to_deposit(told: Examination) -> ToDeposit:
    """The fields of the acts of a session, which need no file to be told."""
    if told.seance is None or told.figures is None:
        return ToDeposit((), told.report.errors, ())
    findings: list[Diagnostic] = []
    champs = Champs(told.seance, Classification(), findings)
    saisies, dispenses = [], []
    for plan in told.plans:
        if plan.point is None or plan.copie or not plan.kind.famille.traits.est_votee:
            continue
        point = told.figures.point(plan.point)
        if not point.transmissible or point.resultat is Resultat.REJETE:
            dispenses.append(plan.point)
        elif incomplet := not_complete(told.seance, plan):
            findings.append(incomplet)
        elif (saisie := _to_type(champs, told.seance, plan, point)) is not None:
            conventions = _conventions(told.plans, told.seance, plan, point)
            jointes = (*(f"{name_of(each, 'pdf')}" for each in conventions), *point.point.annexes)
            saisies.append(replace(saisie, jointes=jointes))
    return ToDeposit(tuple(saisies), tuple(findings), tuple(dispenses))


def _conventions(
    plans: Iterable[ActPlan], seance: Seance, plan: ActPlan, point: FiguresPoint
) -> tuple[ActPlan, ...]:
    """The conventions that an act adopts, and that go with it."""
    groupement = point.point.groupement
    if groupement is None or not plan.kind.annexe:
        return ()
    versions = [groupement]
    if groupement.fait_entrer(seance.collectivite.code):
        versions.append(groupement.origine)  # adopted with the amendment by which it joins
    cles = {convention_key(version) for version in versions}
    return tuple(each for each in plans if each.key in cles and each.kind.famille.traits.du_groupe)


def _to_type(champs: Champs, seance: Seance, plan: ActPlan, point: FiguresPoint) -> Saisie | None:
    """The fields of one act; None after a finding."""
    sa_nature = nature(plan.kind.nature_actes or NATURE)
    transmis = champs.numero(point, numero(seance, point.point))
    code, sa_matiere = champs.matiere(plan, point)
    son_objet = champs.objet(plan, point)
    if not (sa_nature and transmis and sa_matiere and son_objet):
        return None
    return Saisie(
        point.point.numero,
        transmis,
        seance.date,
        sa_nature,
        code,
        sa_matiere,
        son_objet,
        document=_document_budgetaire(seance) if sa_nature.code == BUDGET else "",
    )


def _document_budgetaire(seance: Seance) -> str:
    """What the State waits for beside the deliberation of a budget: its tables, as its programs read them."""
    ici = seance.collectivite
    population = ici.population_totale or ici.population
    obligatoire = budget_electronique(population.habitants if population else None, seance.date)
    return phrase(
        "à joindre au même envoi, en XML (TotEM, ou le logiciel de finances)"
        + (" ; la voie électronique est obligatoire" if obligatoire else "")
    )


def _left_over(journal: Journal, depots: Sequence[Depot]) -> Iterator[Diagnostic]:
    """Files that an earlier export gave to one of these acts, and that it has no more."""
    siens = {f"transmission-{depot.cle}-": depot for depot in depots}
    for nom, entree in journal.files.items():
        depot = siens.get(entree.act.rpartition("-")[0] + "-")
        if depot is not None and nom not in {fichier.nom for fichier in depot.fichiers}:
            yield EXPORT_RESTE.tell(
                "{nom} vient d'un export précédent : il n'est plus de cet envoi.",
                Location(f"{DOSSIER}/{nom}"),
                hint="Retirez-le du dossier avant de déposer.",
                point=depot.point,
                nom=nom,
            )


class Preparation(Struct, dict=True):
    """Looks at each act before anything is written; what is found wrong gathers in `findings`."""

    exported: ExportedSession
    classification: Classification
    findings: list[Diagnostic] = field(default_factory=list)
    dispenses: list[int] = field(default_factory=list)
    _pieces: dict[str, SentFile | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._champs = Champs(self.exported.seance, self.classification, self.findings)

    def depots(self, points: frozenset[int]) -> Iterator[Depot]:
        """The acts that go, sound or not: with an error none is written."""
        seance = self.exported.seance
        collectivite = seance.collectivite
        if not collectivite.siren:
            self.findings.append(
                EXPORT_SIREN.tell(
                    "{nom} : le numéro SIREN n'est pas connu.",
                    collectivite.lieu,
                    hint="Écrivez « siren » dans le fichier de la collectivité : neuf chiffres.",
                    nom=collectivite.nom,
                )
            )
        retouches = self.exported.retouches
        self.findings.extend(each for each in retouches if not points or each.point in (None, *points))
        if rien := nothing_written(self.exported, ".pdf"):
            self.findings.append(rien)
            return
        self.findings.extend(outdated(self.exported))
        self.findings.extend(without_deliberation(self.exported, points))
        for plan in self.exported.deliberations(points):
            assert plan.point is not None, "a deliberation is that of an item"
            point = self.exported.figures.point(plan.point)
            if not point.transmissible or point.resultat is Resultat.REJETE:
                self.dispenses.append(plan.point)
                continue
            if incomplet := not_complete(seance, plan):
                self.findings.append(incomplet)
                continue
            if (depot := self._prepare(plan, point)) is not None:
                yield depot

    def _prepare(self, plan: ActPlan, point: FiguresPoint) -> Depot | None:
        seance = self.exported.seance
        saisie = _to_type(self._champs, seance, plan, point)
        pieces = self._files(plan, point)
        identifiant = identifiant_actes(seance, point.point, plan.kind.nature_actes or NATURE)
        if not (saisie and pieces and identifiant):
            return None
        nommes = self._named(point, identifiant, saisie.nature, pieces)
        if not nommes:
            return None
        depot = Depot(
            saisie=saisie,
            cle=plan.key.removeprefix("deliberation-"),
            identifiant=identifiant,
            acte=nommes[0],
            annexes=nommes[1:],
            transmis=plan.transmis,
        )
        self._check_size(point, depot)
        self._check_received(point)
        return depot

    # its files

    def _files(self, plan: ActPlan, point: FiguresPoint) -> list[tuple[Role, SentFile]]:
        """The act, its convention, the files that the item annexes; empty when one is missing."""
        found = [(Role.ACTE, self._file_of(plan))]
        conventions = _conventions(self.exported.plans, self.exported.seance, plan, point)
        found += [(Role.CONVENTION, self._file_of(each)) for each in conventions]
        found += [(Role.ANNEXE, self._attached(point, nom)) for nom in point.point.annexes]
        pieces = [(role, piece) for role, piece in found if piece is not None]
        return pieces if len(pieces) == len(found) else []

    def _file_of(self, plan: ActPlan) -> SentFile | None:
        """A file of the session's folder, told of once though several acts annex it."""
        if plan.key not in self._pieces:
            self._pieces[plan.key], found = self.exported.files.file_of(plan)
            self.findings.extend(found)
        return self._pieces[plan.key]

    def _attached(self, point: FiguresPoint, nom: str) -> SentFile | None:
        """A file that the item names, beside the session."""
        lieu, n = point.point.lieux.get("annexes") or point.point.lieu, point.point.numero
        if PurePath(nom).suffix.lower() not in JOINTS:
            message = say("Point {n} : l'annexe « {nom} » n'est ni un PDF ni une image.", n=n, nom=nom)
            aide = phrase("Enregistrez-la en PDF à côté de la séance, et écrivez ce nom à « annexes ».")
            self.findings.append(EXPORT_PIECE.finding(message, lieu, hint=aide, point=n))
            return None
        sources = self.exported.sources
        base = sources.workspace / PurePath(self.exported.seance.fichier).parent
        source = sources.read(nom, base=base, limit=TAILLE)
        if isinstance(source, SourceFault):
            self.findings.append(
                EXPORT_PIECE.finding(
                    phrase("Point {n} : {faute}", n=n, faute=source.message), lieu, hint=source.hint, point=n
                )
            )
            return None
        if mal := fault_of(nom, source.content):
            message = say("Point {n} : l'annexe « {nom} » {mal}.", n=n, nom=nom, mal=mal)
            aide = phrase("Enregistrez-la de nouveau, entière et sans mot de passe.")
            self.findings.append(EXPORT_PIECE.finding(message, lieu, hint=aide, point=n))
            return None
        return SentFile(source.path, source.content)

    def _named(
        self, point: FiguresPoint, identifiant: str, sa_nature: Nature, pieces: list[tuple[Role, SentFile]]
    ) -> tuple[Fichier, ...]:
        roles = [role for role, _ in pieces]
        typologie = self.classification.typologie
        types = [
            typologie.acte(sa_nature.code) if role is Role.ACTE else typologie.annexe(role) for role in roles
        ]
        if not all(types):
            manque = roles[types.index("")]
            message = phrase(
                "Point {n} : la liste des types de pièces n'a aucun code pour « {role} » (nature {nature}).",
                n=point.point.numero,
                role=manque.value,
                nature=sa_nature.code,
            )
            self.findings.append(
                EXPORT_TYPE.finding(
                    message,
                    hint=phrase(
                        "Donnez à --typologie un fichier qui le dit ; le guide du secrétaire en montre un."
                    ),
                    point=point.point.numero,
                )
            )
            return ()
        suffixes = [PurePath(piece.nom).suffix.lower() for _, piece in pieces]
        nouveaux = channel_names(identifiant, types, suffixes)
        return tuple(
            Fichier(nom, code, piece) for nom, code, (_, piece) in zip(nouveaux, types, pieces, strict=True)
        )

    def _check_size(self, point: FiguresPoint, depot: Depot) -> None:
        if depot.taille > TAILLE:
            message = phrase(
                "Point {n} : l'acte et ses annexes font {taille} ; la plate-forme prend au plus "
                "150\u00a0Mio ({limite}).",
                n=depot.point,
                taille=french_size(depot.taille),
                limite=french_size(TAILLE),
            )
            aide = phrase("Numérisez les annexes avec une résolution plus faible.")
            self.findings.append(
                EXPORT_TAILLE.finding(message, point.point.lieu, hint=aide, point=depot.point)
            )

    def _check_received(self, point: FiguresPoint) -> None:
        suites = self.exported.seance.suites_de(point.point)
        if suites.recue_le is not None:
            message = phrase(
                "Point {n} : déjà reçue par la préfecture le {le}, à ne pas déposer de nouveau.",
                n=point.point.numero,
                le=date_chiffres(suites.recue_le),
            )
            self.findings.append(
                EXPORT_DEJA.finding(message, suites.lieux.get("recue_le"), point=point.point.numero)
            )
