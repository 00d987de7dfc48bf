"""Everything wrong with texts of kinds, in one pass: as they are written, then as they show on acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct

from actgen.acts.templating.guards import check_guards
from actgen.acts.templating.inlines import CLAUSE
from actgen.acts.templating.interpret import VALEUR
from actgen.acts.templating.reading import absent_clause
from actgen.acts.templating.sandbox import INCONNU
from actgen.acts.templating.vocabulary import VOCABULAIRE, check_vocabulary, tag_hint
from actgen.acts.templating.word.tags import meant_name
from actgen.acts.views.families import types_of, views_of
from actgen.authoring.templates.selection import Selection
from actgen.authoring.templates.strays import owners, strays
from actgen.authoring.templates.texts import Library, Read, clause_names
from actgen.authoring.templates.trials import try_texts
from actgen.authoring.templates.workbench import workbench
from actgen.base.diagnostics import Diagnostic, Location, Mender, Report, Severity
from actgen.base.records import replace
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, say
from actgen.council.facts.types_de_champ import TypeChamp
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.session.texts import MODELE_ABSENT

_CHAMPS = "champs"
_NO_HOLE = (TypeChamp.TEXTE_LONG, TypeChamp.LIGNES, TypeChamp.OUI_NON)
"""Prose goes with its paragraph, rows with their loop; yes or no isn't printed."""


def check_texts(catalogue: Catalogue, kinds: Iterable[Kind]) -> tuple[Diagnostic, ...]:
    """Manifests, texts and clauses of these kinds, as everybody and as each commune and group sees them."""
    chosen = tuple(kinds)
    libraries = [Library(owner.seen_by(catalogue)) for owner in owners(catalogue)]
    found: dict[Diagnostic, Diagnostic] = {}
    for library in libraries:
        for slip, (finding, codes) in _slips(library, chosen).items():
            found.setdefault(slip, _with_kinds(finding, codes, library, chosen))
    manifests = (finding for library in libraries for finding in library.catalogue.findings)
    return tuple(dict.fromkeys((*manifests, *found.values(), *strays(libraries, chosen))))


def _slips(library: Library, kinds: Iterable[Kind]) -> dict[Diagnostic, tuple[Diagnostic, set[str]]]:
    """Each slip, its advice set aside, with its first finding and the kinds that have it."""
    found: dict[Diagnostic, tuple[Diagnostic, set[str]]] = {}
    for kind in kinds:
        for finding in _of_kind(library, kind):
            found.setdefault(replace(finding, hint=""), (finding, set()))[1].add(kind.code)
    return found


def _of_kind(library: Library, kind: Kind) -> Iterator[Diagnostic]:
    for name, view in views_of(kind).items():
        read = library.read(kind, name)
        if read is None:
            yield library.catalogue.trouble(kind, name) or _missing(library, kind, name)
            continue
        if library.is_empty(read):
            yield _empty(read, name, kind)
        types = types_of(kind, view)
        for each in read.findings:
            yield _with_known_name(_with_nearest_clause(each, library, kind), types)
        if read.template is not None:
            yield from check_vocabulary(read.template, types)
        if read.template is not None and not read.broken:  # a text written wrong has lost its conditions
            yield from check_guards(read.template, _optional(kind) if _CHAMPS in types else ())


def _optional(kind: Kind) -> tuple[str, ...]:
    """The declared fields that leave a hole, or that no filter takes, when an item doesn't write them."""
    return tuple(
        f"{_CHAMPS}.{champ.nom}"
        for champ in kind.champs
        if not champ.obligatoire and champ.type not in _NO_HOLE
    )


def _with_nearest_clause(finding: Diagnostic, library: Library, kind: Kind) -> Diagnostic:
    """A clause that doesn't exist: the nearest name that does, before the advice to write it."""
    asked = absent_clause(finding)
    if not asked:
        return finding
    names = sorted(set(clause_names(library.catalogue, kind)))
    near = get_close_matches(asked, names, n=1, cutoff=0.6)
    if not near:
        return finding
    near_one = say("Vouliez-vous dire « {nom} » ?", nom=near[0])
    otherwise = finding.hint[:1].lower() + finding.hint[1:]
    return replace(finding, hint=f"{near_one} Sinon, {otherwise}")


def _with_known_name(finding: Diagnostic, types: Mapping[str, Any]) -> Diagnostic:
    """A word in the marks of another program: after the advice, the name that the kind has."""
    meant = meant_name(finding)
    if not meant:
        return finding
    return replace(finding, hint=f"{finding.hint} {tag_hint(meant, types)}".strip())


def _empty(read: Read, name: str, kind: Kind) -> Diagnostic:
    """A file emptied by mistake leaves a hole in the act that nothing else shows."""
    hint = "S'il ne doit rien imprimer, écrivez-y une note : {{# sans objet #}}. Sinon, écrivez son texte."
    return MODELE_ABSENT.finding(
        say("Le texte « {nom} » de « {acte} » est vide.", nom=name, acte=kind.code),
        Location(read.source.path),
        hint=say(hint),
        severity=Severity.WARNING,
    )


def _missing(library: Library, kind: Kind, name: str) -> Diagnostic:
    message = "Il manque le texte « {nom} » de « {acte} »."
    manifest = library.catalogue.text(kind, "acte.yaml")
    folder = PurePosixPath(manifest.path).parent.as_posix() if manifest else kind.chemin
    return MODELE_ABSENT.finding(
        say(message, nom=name, acte=kind.code),
        Location(folder),
        hint=say("Écrivez {nom}.md ou {nom}.docx dans ce dossier.", nom=name),
    )


def _with_kinds(
    finding: Diagnostic, codes: set[str], library: Library, chosen: tuple[Kind, ...]
) -> Diagnostic:
    """A clause may be right in one act and wrong in another, whose variables differ: which, then, is told."""
    place = finding.location
    if place is None or "/clauses/" not in place.file:
        return finding
    users = {kind.code for kind in chosen if _uses(library, kind, place.file)}
    if codes >= users:
        return finding
    told = phrase("C'est vrai dans : {actes}.", actes=enumeration(sorted(codes)))
    return replace(finding, hint=f"{finding.hint} {told}".strip())


def _uses(library: Library, kind: Kind, file: str) -> bool:
    for name in views_of(kind):
        read = library.read(kind, name)
        if read is not None and file in read.files:
            return True
    return False


_AS_WRITTEN = (INCONNU.name, VOCABULAIRE.name)
_AS_FILLED = frozenset({*_AS_WRITTEN, VALEUR.name})
"""The same slip, seen when an act is made: a name that doesn't exist has no value either."""
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Checked(Struct, frozen=True):
    """What was found on the texts, and how many sessions and acts they were tried on."""

    report: Report
    sessions: int
    acts: int


def check_templates(selection: Selection) -> Checked:
    """Check the texts selected. Nothing is written; what a fault of form hides is told once it is mended."""
    static = check_texts(selection.catalogue, selection.kinds)
    filled: list[Diagnostic] = []
    sessions = acts = 0
    for owner in selection.owners:
        kinds = selection.tried_at(owner)
        if not kinds:
            continue
        with workbench(owner.seen_by(selection.catalogue), selection.folders) as bench:
            if owner.folder:
                bench.see_from(owner.folder, of_commune=bool(owner.commune))
            filled += try_texts(bench, kinds, owner.words)
            sessions += bench.sessions
            acts += bench.acts
    kept = [_of_authors(finding) for finding in _once(static, filled) if selection.holds(finding)]
    return Checked(Report(tuple(sorted(kept, key=_rank))), sessions, acts)


def _once(static: Sequence[Diagnostic], filled: Sequence[Diagnostic]) -> list[Diagnostic]:
    """One finding for one slip: what is told of a text as written isn't told again of an act made of it.

    Two findings of one code at one place are two slips when they say two things: in Word many places are the
    whole paragraph.
    """
    known: dict[tuple[str, Location, str], Diagnostic] = {}
    told: set[tuple[str, Location]] = set()
    others: dict[tuple[str, str, frozenset[str]], Diagnostic] = {}
    for rank, finding in enumerate((*static, *filled)):
        place = finding.location
        if place is None or not place.line:
            files = frozenset(each.file for each in finding.locations)
            others.setdefault((finding.code, finding.message, files), finding)
            continue
        here = _spot(place)
        if finding.code in _AS_FILLED and any(
            (code, here) in told for code in _AS_WRITTEN if code != finding.code or rank >= len(static)
        ):
            continue
        if finding.code == INCONNU.name and (CLAUSE.name, here) in told:
            continue  # a clause out of its place is no variable
        if rank < len(static):
            told.add((finding.code, here))
        key = finding.code, replace(here, excerpt=""), finding.message
        if key not in known or _ORDER[finding.severity] < _ORDER[known[key].severity]:
            known[key] = finding
    return [*known.values(), *others.values()]


def _spot(place: Location) -> Location:
    """The place without the length of what is marked; in a long paragraph of Word only the words tell it."""
    return replace(place, length=0, excerpt=place.excerpt if place.part else "")


def _of_authors(finding: Diagnostic) -> Diagnostic:
    return replace(finding, mender=Mender.SERVICE_JURIDIQUE)


def _rank(finding: Diagnostic) -> tuple[int, Location]:
    return _ORDER[finding.severity], finding.location or Location("")
