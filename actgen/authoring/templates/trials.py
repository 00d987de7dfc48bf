"""Texts tried on the example of each kind and on three communes, and what shows then on the acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from functools import partial

from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.lieux import Locator
from actgen.checks.textes.mentions import DELIB_ENTETE, DELIB_SIGNATURE, PV_CONTENU
from actgen.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.kinds.manifest import Kind
from actgen.records import dataclass
from actgen.rules import rule
from actgen.session.result import Examination
from actgen.session.wording import origines_in, paragraphs
from actgen.sources import Source
from actgen.text.messages import phrase, say

from .communes import COMMUNES
from .expected import differing
from .looking import LOOKED_OVER, look_over
from .sessions import Affaire, Moment, by_day
from .texts import Library
from .workbench import Workbench

EXEMPLE = rule("GABARIT-EXEMPLE")
_TEMPLATES = ("templates/", "actgen/templates/", "modeles-")
_ITEM = re.compile(r" (?:du|au) point \d+|^Point \d+\s?: ?")  # a number of the trial's own agenda
_LISTS = frozenset(code.name for code in (DELIB_ENTETE, DELIB_SIGNATURE, PV_CONTENU))
_STANDING = ("deliberation_libre", "adhesion_groupement")
"""Decided in every trial of a kind that is no deliberation: minutes and lists need something to tell."""


def try_texts(bench: Workbench, kinds: Sequence[Kind], whose: str = "") -> tuple[Diagnostic, ...]:
    """Every finding on the texts of these kinds, each once, with the first trial that shows it.

    `whose` opens the name of each trial: « textes de la commune 68072, ».
    """
    trials = _Trials(bench, frozenset(kind.code for kind in kinds), whose)
    for kind in kinds:
        examination = bench.example(kind)
        if examination is not None:
            trials.look(examination, "l'exemple de « {acte} »", acte=kind.code)
            trials.add(differing(bench.catalogue, kind, examination) if not whose else None)
        trials.add(without_act(bench, kind, examination))
        bare = bench.bare_example(kind)
        if bare is not None:
            trials.look(bare, "l'exemple de « {acte} » sans ses champs facultatifs", acte=kind.code)
    for affaires in by_day(_affaires(bench, kinds)) or [[]]:
        for commune in COMMUNES:
            for moment in Moment:
                examination = bench.trial(commune, moment, affaires, kinds)
                trials.look(examination, f"{commune.nom}, {moment}")
    return tuple(trials.found.values())


def _affaires(bench: Workbench, kinds: Sequence[Kind]) -> Iterator[Affaire]:
    """An item of each kind of deliberation that is tried; where none is, two that every act can tell of."""
    decided = [kind for kind in kinds if kind.famille.est_votee]
    if not decided:
        decided = [kind for code in _STANDING if (kind := bench.catalogue.get(code))]
    for kind in decided:
        if (affaire := bench.affaire(kind)) is not None:
            yield affaire


def without_act(bench: Workbench, kind: Kind, examination: Examination | None) -> Diagnostic | None:
    """What to say of a kind whose example is missing, or gives no act of it: its texts are hardly tried."""
    if any(plan.kind.code == kind.code for plan, _ in bench.composed) and examination is not None:
        return None
    manifest = bench.catalogue.text(kind, "acte.yaml")
    folder = manifest.path.rpartition("/")[0] if manifest is not None else kind.chemin
    if examination is None:
        return EXEMPLE.finding(
            say("« {acte} » n'a pas d'exemple : ses textes sont à peine essayés.", acte=kind.code),
            Location(folder),
            hint=say(
                "Écrivez exemple.yaml dans ce dossier : une séance qui a un point de cette nature d'acte."
            ),
        )
    errors = examination.report.errors
    if not errors or any(each.mender is Mender.SERVICE_JURIDIQUE or _of_templates(each) for each in errors):
        return None  # a text is at fault, and is told of
    first = errors[0]
    place = first.location
    if place is None or not place.file.startswith("seances/"):
        place = Location("")  # the file of the group, or of the collectivity, of the example
    return EXEMPLE.finding(
        phrase("L'exemple ne donne aucun acte « {acte} ». {message}", acte=kind.code, message=first.message),
        replace(place, file=f"{folder}/exemple.yaml"),  # line for line, the session that was tried
        hint=first.hint,
    )


@dataclass
class _Trials:
    """What the trials show, by code and message."""

    bench: Workbench
    codes: frozenset[str]
    whose: str = ""
    found: dict[tuple[str, str], Diagnostic] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._origines = origines_in(self.bench.catalogue.sources.templates_read)
        self._library, self._locator = Library(self.bench.catalogue), Locator(paragraphs)

    def add(self, finding: Diagnostic | None) -> None:
        """Keep a finding as it is."""
        if finding is not None:
            self.found[(finding.code, finding.message)] = finding

    def look(self, examination: Examination, trial: str, **values: object) -> None:
        told = phrase(f"Vu sur : {{whose}}{trial}.", whose=f"{self.whose} " if self.whose else "", **values)
        for finding in (*examination.report.findings, *self._on_acts()):
            if _of_templates(finding) and finding.severity is not Severity.INFO:
                self._keep(finding, told)

    def _keep(self, finding: Diagnostic, told: str) -> None:
        """A slip is told once, with every place that shows it and the first trial that did."""
        message = _ITEM.sub("", finding.message)
        message = message[:1].upper() + message[1:]
        key = finding.code, _place_in_words(finding) or _place_of_a_list(finding) or message
        known = self.found.get(key)
        longer = known is not None and finding.code in _LISTS and _weight(finding) > _weight(known)
        if known is None or longer:
            hint = f"{finding.hint} {told}".strip()
            self.found[key] = replace(finding, message=message, hint=hint, point=None)
        else:
            self.found[key] = replace(known, locations=_together(known, finding))

    def _on_acts(self) -> Iterator[Diagnostic]:
        for plan, document in self.bench.composed:
            if plan.kind.code in self.codes:
                acte = ActeCompose(plan.key, plan.titre, plan.kind, document, origines=self._origines)
                yield from look_over(acte, partial(self._place, plan.kind))

    def _place(self, kind: Kind, passage: str, fragment: str) -> Location | None:
        """In a text of the kind; else of another, since minutes and notes take over words of every kind."""
        own, others = self._sources_of(kind)
        return self._locator.place(passage, fragment, own) or self._locator.place(passage, fragment, others)

    def _sources_of(self, kind: Kind) -> tuple[list[Source], list[Source]]:
        """The texts of a kind, and those of the others."""
        files = self._library.files(kind)
        every = self.bench.catalogue.sources.templates_read()
        return [each for each in every if each.path in files], [
            each for each in every if each.path not in files
        ]


def _place_in_words(finding: Diagnostic) -> str:
    """What tells a slip of the look-over from another: its line, since its message quotes values."""
    place = finding.location
    if place is None or not place.line or finding.code not in LOOKED_OVER:
        return ""
    return f"{place.file} {place.part} {place.line} {finding.message.partition(':')[0]}"


def _place_of_a_list(finding: Diagnostic) -> str:
    """What tells apart findings that list what lacks: their file, since each trial lacks a little other."""
    return finding.location.file if finding.code in _LISTS and finding.location is not None else ""


def _weight(finding: Diagnostic) -> tuple[bool, int]:
    """Of two lists of what lacks, the graver is told, then the longer."""
    return finding.severity is Severity.ERROR, finding.message.count(",")


def _together(one: Diagnostic, other: Diagnostic) -> tuple[Location, ...]:
    """The places of both, each once however long the words that are marked there."""
    places = {(place.file, place.part, place.line): place for place in (*other.locations, *one.locations)}
    return tuple(sorted(places.values()))


def _of_templates(finding: Diagnostic) -> bool:
    """Whether a text of a kind is at fault, and not the specimens that it was tried on."""
    place = finding.location
    return place is not None and place.file.startswith(_TEMPLATES)
