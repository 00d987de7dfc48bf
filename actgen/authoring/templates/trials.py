"""Texts tried on the example of each kind and on three communes, and what an author would see on the acts.

The rules on the words of a trial are for templates alone: in a real act a doubled space may come from a text
of the user, and be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from msgspec import Struct, field

from actgen.acts.tree.nodes import Block, Heading, Paragraph, Part, inlines
from actgen.acts.tree.words import inline_text
from actgen.authoring.templates.expected import differing
from actgen.authoring.templates.texts import Library
from actgen.authoring.templates.workbench import COMMUNES, DecidedItem, Stage, Workbench, by_day
from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.base.records import replace
from actgen.base.rules import Rule, rule
from actgen.base.text.messages import phrase, say, shorten
from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.lectures import TROU
from actgen.checks.textes.lieux import Locator
from actgen.checks.textes.mentions import DELIB_ENTETE, DELIB_SIGNATURE, PV_CONTENU
from actgen.council.kinds.manifest import Kind
from actgen.reading.sources import Source
from actgen.session.result import Examination
from actgen.session.texts import MODELE_ABSENT
from actgen.session.wording import origines_in, paragraphs

RESTE = rule("GABARIT-RESTE")
ESPACES = rule("GABARIT-ESPACES")
VIDE = rule("GABARIT-VIDE")
ELISION = rule("GABARIT-ELISION")
CAPITALE = rule("GABARIT-CAPITALE")

LOOKED_OVER = frozenset(code.name for code in (RESTE, ESPACES, VIDE, ELISION, CAPITALE))
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_SPACES = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
_ALONE = re.compile(r" [,.)](?!\.|\d)|[,;:] ?[,;.](?!\.)|(?<!\.)\.\.(?!\.)|\( ?\)|« ?»")
_ELIDED = re.compile(r"(?i:\b(?:de|que|jusque|lorsque|puisque)) (?=[AÀÂEÉÈÊIÎOÔUŒ][a-zà-ÿ'])")
_CONTRACTED = re.compile(
    r"(?i)\b(?:de|à) (?:le|les) (?=maires?\b|adjoints?\b|conseil|bureau\b|président|secrétaire|groupement\b"
    r"|coordonnateur\b|département\b|membres?\b)"
)


Place = Callable[[str, str], Location | None]
"""The place of a fragment of a passage, given as (passage, fragment); None when it can't be told."""


def look_over(acte: ActeCompose, place: Place) -> Iterator[Diagnostic]:
    """Every slip that shows on the act, at the place of the template where it was written."""
    looking = _Looking(acte, place)
    for code, pattern, message, hint in _RULES:
        for passage, match in acte.trouve(pattern):
            if TROU not in match.group():
                quote = passage.autour(*match.span())
                where = looking.place_of(passage.text, match.group())
                yield acte.tell(code, message, where, hint=hint, quote=shorten(quote))
    yield from looking.empty(acte.document.blocks)
    yield from looking.uncapitalised(acte.document.blocks)


_RULES: tuple[tuple[Rule, re.Pattern[str], str, str], ...] = (
    (
        RESTE,
        _BRACES,
        "Il reste un signe de balise dans l'acte : « {quote} ».",
        "Fermez la balise, ou retirez ces accolades.",
    ),
    (
        ESPACES,
        _SPACES,
        "Deux espaces se suivent : « {quote} ».",
        "Retirez-en une ; si une balise les sépare, placez l'espace à l'intérieur de {{% if %}}.",
    ),
    (
        VIDE,
        _ALONE,
        "Une ponctuation est restée seule : « {quote} ».",
        "Si c'est une valeur vide qui la laisse, placez les mots qui l'entourent dans "
        "{{% if … %}} … {{% endif %}}.",
    ),
    (
        ELISION,
        _ELIDED,
        "Le mot n'est pas élidé : « {quote} ».",
        "Employez le filtre elision : {{{{ collectivite.nom | elision('de') }}}}, ou la variable qui porte "
        "déjà le mot.",
    ),
    (
        ELISION,
        _CONTRACTED,
        "L'article n'est pas contracté : « {quote} ».",
        "Employez la variable qui porte déjà l'article, par exemple collectivite.du_chef.",
    ),
)


class _Looking(Struct, frozen=True):
    acte: ActeCompose
    place: Place

    def place_of(self, passage: str, fragment: str) -> Location:
        return self.place(passage, fragment) or self.acte.lieu_du_modele

    def empty(self, blocks: tuple[Block, ...]) -> Iterator[Diagnostic]:
        """Paragraphs without a word, and titles that nothing follows."""
        for block, after in pairwise((*blocks, None)):
            match block:
                case Part(blocks=inner):
                    yield from self.empty(inner)
                case Paragraph() if not inline_text(inlines(block)).strip():
                    yield self.acte.tell(VIDE, "L'acte porte un paragraphe vide.", self.acte.lieu_du_modele)
                case Heading(level=level) if level > 1 and _alone(level, after):
                    words = inline_text(inlines(block)).strip()
                    yield self.acte.tell(
                        VIDE,
                        "Rien ne suit le titre « {titre} ».",
                        self.place_of(words, words),
                        hint="Placez ce titre dans la même condition que ce qu'il annonce.",
                        titre=shorten(words),
                    )

    def uncapitalised(self, blocks: tuple[Block, ...]) -> Iterator[Diagnostic]:
        """Paragraphs that a value begins with a small letter, unless they go on with the sentence before."""
        goes_on = False
        for block in blocks:
            if isinstance(block, Part):
                yield from self.uncapitalised(block.blocks)
                goes_on = False
                continue
            words = inline_text(inlines(block)).strip() if isinstance(block, Paragraph) else ""
            where = self.place(words, words) if words[:1].islower() and not goes_on else None
            if where is not None and where.excerpt.lstrip().startswith("{{"):
                yield self.acte.tell(
                    CAPITALE,
                    "Une valeur commence un paragraphe sans capitale : « {quote} ».",
                    where,
                    hint="Ajoutez-lui le filtre capitale, par exemple "
                    "{{{{ collectivite.la_designation | capitale }}}}.",
                    quote=shorten(words),
                )
            goes_on = words.endswith((":", ",", ";"))


def _alone(level: int, after: Block | None) -> bool:
    return after is None or (isinstance(after, Heading) and after.level <= level)


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
            trials.tell_untried(bare, kind, "l'exemple de « {acte} » sans ses champs facultatifs")
    for affaires in by_day(_affaires(bench, kinds)) or [[]]:
        for commune in COMMUNES:
            for moment in Stage:
                examination = bench.trial(commune, moment, affaires, kinds)
                trials.look(examination, f"{commune.nom}, {moment}")
                if affaires and (decided := bench.catalogue.get(affaires[0].code)) is not None:
                    trials.tell_untried(examination, decided, f"{commune.nom}, {moment}")
    return tuple(trials.found.values())


def _affaires(bench: Workbench, kinds: Sequence[Kind]) -> Iterator[DecidedItem]:
    """An item of each kind of deliberation that is tried; where none is, two that every act can tell of."""
    decided = [kind for kind in kinds if kind.famille.traits.est_votee]
    if not decided:
        decided = [kind for code in _STANDING if (kind := bench.catalogue.get(code))]
    for kind in decided:
        if (affaire := bench.affaire(kind)) is not None:
            yield affaire


def without_act(bench: Workbench, kind: Kind, examination: Examination | None) -> Diagnostic | None:
    """What to say of a kind whose example is missing, or gives no act of it: its texts are hardly tried."""
    made = any(plan.kind.code == kind.code for plan, _ in bench.composed)
    error = _apart_from_texts(examination) if examination is not None else None
    if examination is not None and error is None:
        return None  # all is made, or a text is at fault, and is told of
    folder = _folder_of(bench, kind)
    if examination is None:
        return EXEMPLE.finding(
            say("« {acte} » n'a pas d'exemple : ses textes sont à peine essayés.", acte=kind.code),
            Location(folder),
            hint=say(
                "Écrivez exemple.yaml dans ce dossier : une séance qui a un point de cette nature d'acte."
            ),
        )
    assert error is not None, "an example that is right was left above"
    place = error.location
    if place is None or not place.file.startswith("seances/"):
        place = Location("")  # the file of the group, or of the collectivity, of the example
    message = "L'exemple de « {acte} » a une erreur. {message}" if made else _NO_ACT
    return EXEMPLE.finding(
        phrase(message, acte=kind.code, message=error.message),
        replace(place, file=f"{folder}/exemple.yaml"),  # line for line, the session that was tried
        hint=error.hint,
    )


def _folder_of(bench: Workbench, kind: Kind) -> str:
    manifest = bench.catalogue.text(kind, "acte.yaml")
    return manifest.path.rpartition("/")[0] if manifest is not None else kind.chemin


_NO_ACT = "L'exemple ne donne aucun acte « {acte} ». {message}"


def _apart_from_texts(examination: Examination) -> Diagnostic | None:
    """The first error of a trial that no text is at fault for: nothing else says that acts were not made."""
    errors = [each for each in examination.report.errors if each.code != MODELE_ABSENT.name]
    told = any(each.mender is Mender.SERVICE_JURIDIQUE or _of_templates(each) for each in errors)
    return None if told else next(iter(errors), None)


class _Trials(Struct, dict=True):
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

    def tell_untried(self, examination: Examination, kind: Kind, trial: str) -> None:
        """Say that acts of a trial were not made, in the folder of the kind whose example it is, and why."""
        if (error := _apart_from_texts(examination)) is not None:
            message = phrase("Des actes ne sont pas essayés. {message}", message=error.message)
            place = Location(_folder_of(self.bench, kind))
            told = phrase(f"Vu sur : {trial}.", acte=kind.code)
            self._keep(EXEMPLE.finding(message, place, hint=error.hint), told)

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
