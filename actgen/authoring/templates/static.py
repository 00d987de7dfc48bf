"""What can be told of the texts of kinds before any data: how they are written, and every name in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from pathlib import PurePosixPath

from actgen.acts.families import types_of, views_of
from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.facts.champs import TypeChamp
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.session.texts import MODELE_ABSENT
from actgen.templating.examples import with_own_examples
from actgen.templating.guards import check_guards
from actgen.templating.reading import absent_clause
from actgen.templating.vocabulary import check_vocabulary
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say

from .clauses import clause_names
from .stray_places import stray_places
from .strays import levels, stray_clauses, stray_files
from .texts import Library, Read

_CHAMPS = "champs"
_NO_HOLE = (TypeChamp.TEXTE_LONG, TypeChamp.LIGNES, TypeChamp.OUI_NON)
"""Prose goes with its paragraph, rows with their loop; yes or no isn't printed."""


def check_texts(catalogue: Catalogue, kinds: Iterable[Kind]) -> tuple[Diagnostic, ...]:
    """Manifests, texts and clauses of these kinds, as everybody and as each commune and group sees them."""
    chosen = tuple(kinds)
    everybody = Library(catalogue)
    libraries = [everybody, *(Library(_seen_by(catalogue, *level)) for level in levels(catalogue))]
    found: dict[Diagnostic, Diagnostic] = {}
    for library in libraries:
        for slip, (finding, codes) in _slips(library, chosen).items():
            found.setdefault(slip, _with_kinds(finding, codes, library, chosen))
    of_kinds = (finding for kind in chosen for finding in stray_files(libraries, kind))
    strays = (*of_kinds, *stray_places(libraries), *stray_clauses(libraries))
    manifests = (finding for library in libraries for finding in library.catalogue.findings)
    return tuple(dict.fromkeys((*manifests, *found.values(), *strays)))


def _slips(library: Library, kinds: Iterable[Kind]) -> dict[Diagnostic, tuple[Diagnostic, set[str]]]:
    """Each slip, its advice set aside, with its first finding and the kinds that have it."""
    found: dict[Diagnostic, tuple[Diagnostic, set[str]]] = {}
    for kind in kinds:
        for finding in _of_kind(library, kind):
            found.setdefault(replace(finding, hint=""), (finding, set()))[1].add(kind.code)
    return found


def _seen_by(catalogue: Catalogue, commune: str, group: str) -> Catalogue:
    return catalogue.for_commune(commune) if commune else catalogue.for_group(group)


def _of_kind(library: Library, kind: Kind) -> Iterator[Diagnostic]:
    for name, view in views_of(kind).items():
        read = library.read(kind, name)
        if read is None:
            yield library.catalogue.trouble(kind, name) or _missing(library, kind, name)
            continue
        if library.is_empty(read):
            yield _empty(read, name, kind)
        types = types_of(kind, view)
        findings = with_own_examples(read.findings, partial(types_of, kind, view))
        yield from (_with_nearest_clause(each, library, kind) for each in findings)
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
