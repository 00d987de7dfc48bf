"""What to do with each file, decided before anything is touched.

Three things are never done: to overwrite a file that actgen did not write or that somebody changed
since (a signed scan, a Word file corrected by hand), to rewrite an act that has been signed, sent or
published, to put another version of it beside it, be the act itself not asked for or signed by hand
since. A decision looks at hashes alone.

A file of an act that is no longer due is removed when it is as actgen wrote it and was neither sent,
published nor signed; else it is kept, and told. A format that was not asked for, of an act that has changed,
is told: it says what the act said before. The PROJET of an act that no longer is one goes.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path, PurePath

from msgspec import Struct

from actgen.base.records import replace
from actgen.council.figures.execution import ENVOYES, Stade
from actgen.session.writing.fingerprint import Fingerprint
from actgen.session.writing.journal import ARCHIVE, Entry, Journal, read_journal
from actgen.session.writing.names import is_draft, is_safe


class OutputFile(Struct, frozen=True):
    """One form of one act, ready to be written.

    `act` is the document's own key, the same from run to run ("deliberation-09"); its forms differ
    by suffix alone, so that a file under a new name is known to replace the one under the old name.
    `acquis`: what the act has gone through that keeps it as it is (« acte déjà signé »), empty while it may
    change. `copie_de`:
    the act that this one is a copy of, which it must not contradict. `made_from` stands for all that the
    bytes follow from; with `known`, they were not made again, since the journal tells that an earlier run
    made them from the same: `content` is then empty.
    """

    name: str
    content: bytes
    act: str
    acquis: str = ""
    copie_de: str = ""
    made_from: str = ""
    known: Fingerprint | None = None

    @property
    def form(self) -> tuple[str, str]:
        return form_of(self.act, self.name)


class Outcome(StrEnum):
    """What became of a file; the values are the words shown to the user."""

    WRITTEN = "écrit"
    UNCHANGED = "inchangé"
    KEPT = "gardé"  # changed by hand, or never ours
    NOT_REWRITTEN = "non réécrit"  # the act is already signed, sent or published
    REMOVED = "retiré"  # replaced by this run under another name


class Reason(StrEnum):
    """Why, where whoever tells of many files tells some of them otherwise."""

    EDITED_ALONE = "edited, with no new version"
    NO_LONGER_DUE = "no longer due"
    EDITED_AND_SURPLUS = "edited, and no longer due"


class Written(Struct, frozen=True):
    """What became of a file, and a French phrase that says so (to follow its name and « : »)."""

    name: str
    act: str
    outcome: Outcome
    phrase: str
    reason: Reason | None = None


def form_of(act: str, name: str) -> tuple[str, str]:
    """The act and the format of a file: what it is a form of."""
    return act, PurePath(name).suffix


class Fresh(Struct, frozen=True):
    """The files of a folder, as the journal of an earlier run tells of them."""

    folder: Path
    journal: Journal

    def known(self, name: str, made_from: str) -> Fingerprint | None:
        """The hashes of that file, when it was made from the same and a file of its name is there.

        A file changed since by hand counts: it is kept as it is whatever would be made. One that is gone is
        made again.
        """
        entry = self.journal.files.get(name)
        if entry is None or not made_from or entry.made_from != made_from or not is_safe(name):
            return None
        return entry.fingerprint if (self.folder / name).is_file() else None


def fresh(folder: Path) -> Fresh:
    """What a folder holds already. Raises EnvironmentFault for a journal that can't be read."""
    return Fresh(folder, read_journal(folder))


# Stands for the hash of what is no plain file (a folder, a link): equal to no hash, so never ours.
NOT_A_FILE = ""

_SAME = "inchangé, non réécrit"
_SAME_KEPT = "inchangé, {acquis} (empreinte identique), non réécrit"
_NEW = "écrit"
_NEW_VERSION = "écrit, remplace la version précédente"
_EDITED = (
    "modifié à la main depuis qu’actgen l’a écrit\u00a0: gardé tel quel, la nouvelle version n’est pas "
    "écrite. Pour l’obtenir, renommez ce fichier, puis recommencez"
)
_EDITED_ALONE = (
    "modifié à la main depuis qu’actgen l’a écrit\u00a0: gardé tel quel, il n’y en a pas de nouvelle version"
)
_EDITED_KEPT = (
    "modifié à la main depuis qu’actgen l’a écrit (signé, numérisé, corrigé), et {acquis}, gardé tel quel"
)
_STRANGER = (
    "présent dans le dossier sans avoir été écrit par actgen\u00a0: gardé tel quel, le nouveau fichier "
    "n’est pas écrit. Pour l’obtenir, renommez ce fichier, puis recommencez"
)
_KEPT = (
    "{acquis}, gardé comme il a été écrit, alors que la séance ou les modèles donneraient maintenant "
    "un autre contenu. Vérifiez ce qui a changé"
)
_KEPT_AND_GONE = (
    "{acquis}, fichier absent du dossier, non réécrit, car la séance ou les modèles donneraient "
    "maintenant un autre contenu. Reprenez l’original dans vos archives"
)
_OTHER_FORM = "{acquis}, non écrit, car un autre format du même acte ne correspond plus à ce qui serait écrit"
_COPY_OF_KEPT = "copie ({acquis}), non écrite, car elle ne dirait plus ce que dit l’original"
REMOVED_DRAFT = "projet retiré, remplacé par «\u00a0{new}\u00a0»"
_REMOVED = "retiré, remplacé par «\u00a0{new}\u00a0»"
_OLD_EDITED = "modifié à la main\u00a0: gardé à côté de «\u00a0{new}\u00a0», qui le remplace"
_KEPT_BESIDE = "{acquis}\u00a0: gardé à côté de «\u00a0{new}\u00a0»"
_FINAL_KEPT = (
    "version définitive d’une exécution précédente\u00a0: gardée à côté du projet «\u00a0{new}\u00a0»"
)


class Change(Struct, frozen=True):
    """One file to put in place of another: hashes before and after, None where there is no file.

    `follows`: the name of the file that a new one goes on from, and whose rights it takes.
    """

    name: str
    old: str | None
    new: str | None
    content: bytes = b""
    follows: str = ""


class Plan(Struct, frozen=True):
    """What is told to the user, what is to be changed on the disk, what the journal will say of files.

    `confirmed`: the files that the data of this run give, written or found the same.
    """

    written: tuple[Written, ...]
    changes: tuple[Change, ...]
    entries: Mapping[str, Entry]
    confirmed: frozenset[str] = frozenset()


def make_plan(
    present: Mapping[str, str],
    previous: Journal,
    files: Sequence[tuple[OutputFile, Fingerprint]],
    witnesses: Sequence[tuple[OutputFile, Fingerprint]] = (),
) -> Plan:
    """Decide what becomes of each file to write and of each file that one of them replaces.

    `present`: SHA-256 of what the folder holds, by name, NOT_A_FILE for what is no plain file; it
    must tell of every name in `files` and in `previous`. `witnesses`: forms of acts that may no longer
    change, compared with what was written of them, and never written.
    """
    earlier = _by_form(previous)
    decided = [_decide(file, mark, present, previous, earlier) for file, mark in files]
    compared = [_decide(file, mark, present, previous, earlier) for file, mark in witnesses]
    pairs = zip((*files, *witnesses), (*decided, *compared), strict=True)
    stopped = {
        file.act: file.acquis for (file, mark), told in pairs if _contradicts(file, told, mark, previous)
    }
    decided = [_hold(file, told, stopped) for (file, _), told in zip(files, decided, strict=True)]
    replaced = _replaced(present, previous, earlier, [file for file, _ in files], decided)

    entries = dict(previous.files)
    changes = []
    for (file, mark), told in zip(files, decided, strict=True):
        if told.outcome is Outcome.WRITTEN or present.get(file.name) == mark.sha256:
            entries[file.name] = Entry(file.act, mark, file.made_from)
        if told.outcome is Outcome.WRITTEN:
            changes.append(Change(file.name, present.get(file.name), mark.sha256, file.content))
    for told in replaced:
        if told.outcome is Outcome.REMOVED:
            del entries[told.name]
            if told.name in present:
                changes.append(Change(told.name, present[told.name], None))
    seen = [told for told in replaced if told.name in present]
    in_place = (Outcome.WRITTEN, Outcome.UNCHANGED)
    given = {told.name for told in decided if told.outcome in in_place}
    return Plan(
        (*decided, *seen), tuple(changes), entries, _same((*files, *witnesses), previous).union(given)
    )


def _same(marked: Sequence[tuple[OutputFile, Fingerprint]], previous: Journal) -> frozenset[str]:
    """The files that the journal already has as this run gives them, be they signed by hand since.

    With them, the other forms of the same act that were made from the same, which it was not asked for.
    """
    known = [
        entry
        for file, mark in marked
        if (entry := previous.files.get(file.name))
        and entry.fingerprint.content_sha256 == mark.content_sha256
    ]
    return frozenset(
        name
        for name, entry in previous.files.items()
        if any(entry.act == other.act and entry.earlier == other.earlier for other in known)
    )


def _decide(
    file: OutputFile, mark: Fingerprint, present: Mapping[str, str], previous: Journal, earlier: _Names
) -> Written:
    there = present.get(file.name)
    entry = previous.files.get(file.name)
    if there == mark.sha256:
        return _told(file, Outcome.UNCHANGED, _SAME_KEPT if file.acquis else _SAME)
    if there is None:
        return _decide_absent(file, mark, entry, present, earlier)
    if entry is None:
        return _told(file, Outcome.KEPT, _STRANGER)
    if there != entry.fingerprint.sha256:
        return _edited(file, mark, entry)
    if not file.acquis:
        return _told(file, Outcome.WRITTEN, _NEW_VERSION)
    if entry.fingerprint.content_sha256 == mark.content_sha256:  # only the compression differs
        return _told(file, Outcome.UNCHANGED, _SAME_KEPT)
    return _told(file, Outcome.NOT_REWRITTEN, _KEPT)


def _edited(file: OutputFile, mark: Fingerprint, entry: Entry) -> Written:
    if file.acquis:
        return _told(file, Outcome.KEPT, _EDITED_KEPT)
    if entry.fingerprint.content_sha256 == mark.content_sha256:
        return replace(_told(file, Outcome.KEPT, _EDITED_ALONE), reason=Reason.EDITED_ALONE)
    return _told(file, Outcome.KEPT, _EDITED)


def _decide_absent(
    file: OutputFile, mark: Fingerprint, entry: Entry | None, present: Mapping[str, str], earlier: _Names
) -> Written:
    if file.acquis:
        if entry is not None and entry.fingerprint.content_sha256 != mark.content_sha256:
            return _told(file, Outcome.NOT_REWRITTEN, _KEPT_AND_GONE)
        sent = [name for name in _others(file, earlier) if name in present and not is_draft(name)]
        if sent:
            phrase = f"{file.acquis}, sous le nom «\u00a0{sent[0]}\u00a0», non réécrit"
            return _told(file, Outcome.NOT_REWRITTEN, phrase)
    return _told(file, Outcome.WRITTEN, _NEW)


def _contradicts(file: OutputFile, told: Written, mark: Fingerprint, previous: Journal) -> bool:
    """Whether an act that may no longer change, be it signed by hand since, would read otherwise now."""
    if not (file.acquis and told.outcome is Outcome.KEPT):
        return told.outcome is Outcome.NOT_REWRITTEN
    entry = previous.files.get(file.name)
    return entry is not None and entry.fingerprint.content_sha256 != mark.content_sha256


def _hold(file: OutputFile, told: Written, stopped: Mapping[str, str]) -> Written:
    """An act that stays as it was gets no new form or copy that tells another story."""
    if told.outcome is not Outcome.WRITTEN:
        return told
    if told.act in stopped:
        return replace(
            told, outcome=Outcome.NOT_REWRITTEN, phrase=_OTHER_FORM.format(acquis=stopped[told.act])
        )
    if file.copie_de in stopped:
        phrase = _COPY_OF_KEPT.format(acquis=stopped[file.copie_de])
        return replace(told, outcome=Outcome.NOT_REWRITTEN, phrase=phrase)
    return told


def _replaced(
    present: Mapping[str, str],
    previous: Journal,
    earlier: _Names,
    files: Sequence[OutputFile],
    decided: Sequence[Written],
) -> list[Written]:
    """What becomes of the files of earlier runs that this run writes under another name."""
    names = {file.name for file in files}
    in_place = (Outcome.WRITTEN, Outcome.UNCHANGED)
    outcomes = []
    for file, told in zip(files, decided, strict=True):
        if told.outcome not in in_place:
            continue  # what should replace them was not written
        outcomes += [
            _retire(name, previous.files[name], present, file)
            for name in _others(file, earlier)
            if name not in names
        ]
    return outcomes


def _retire(name: str, entry: Entry, present: Mapping[str, str], new: OutputFile) -> Written:
    there = present.get(name)
    if there is not None and there != entry.fingerprint.sha256:
        return Written(name, entry.act, Outcome.KEPT, _OLD_EDITED.format(new=new.name))
    if new.acquis and not is_draft(name):
        return Written(name, entry.act, Outcome.KEPT, _KEPT_BESIDE.format(acquis=new.acquis, new=new.name))
    if is_draft(new.name) and not is_draft(name):
        return Written(name, entry.act, Outcome.KEPT, _FINAL_KEPT.format(new=new.name))
    phrase = REMOVED_DRAFT if is_draft(name) else _REMOVED
    return Written(name, entry.act, Outcome.REMOVED, phrase.format(new=new.name))


_Names = Mapping[tuple[str, str], Sequence[str]]
"""The names under which earlier runs wrote each form of each act, in order."""


def _by_form(previous: Journal) -> _Names:
    names: dict[tuple[str, str], list[str]] = {}
    for name, entry in sorted(previous.files.items(), key=lambda item: item[0]):
        names.setdefault(form_of(entry.act, name), []).append(name)
    return names


def _others(file: OutputFile, earlier: _Names) -> list[str]:
    """Other names under which earlier runs wrote this form of this act."""
    return [name for name in earlier.get(file.form, ()) if name != file.name]


def _told(file: OutputFile, outcome: Outcome, phrase: str) -> Written:
    return Written(file.name, file.act, outcome, phrase.replace("{acquis}", file.acquis))


# ---------------------------------------------------------------- what is no longer due


SIGNED = "signé"
"""The stage of a paper that was signed on paper, as the journal of a group's folder tells it."""

_NO_LONGER_DUE = "retiré\u00a0: n’est plus dû"
_EDITED_STAYS = "n’est plus dû, mais a été modifié à la main depuis qu’actgen l’a écrit\u00a0: gardé tel quel"
_SENT_STAYS = "n’est plus dû, mais a été transmis, publié ou signé\u00a0: gardé tel quel"
_LEFT_BEHIND = (
    "écrit d’un état antérieur, et non refait avec les autres formats de ce document. Pour le refaire, "
    "recommencez sans --formats"
)
_STAGES_KEPT = frozenset({*ENVOYES, Stade.PUBLIE, SIGNED})  # people have these papers


def with_surplus(
    plan: Plan,
    present: Mapping[str, str],
    previous: Journal,
    files: Sequence[OutputFile],
    due: Container[str] | None = None,
    signed: Container[str] = (),
) -> Plan:
    """The plan with what becomes of the other files that the journal knows; `due` are all the acts due here.

    None: the run was asked for some acts, and tells nothing of the others. `present` is as for `make_plan`;
    `signed`: acts of which a signed copy is there.
    """
    decided = {told.name for told in plan.written}
    others = {name: entry for name, entry in plan.entries.items() if name not in decided | {ARCHIVE}}
    stay = Stay(previous.stages, signed)
    told = [_surplus(name, entry, present, stay) for name, entry in others.items() if _out(entry, due)]
    here = {name: entry for name, entry in others.items() if name in present and not _out(entry, due)}
    for name, asked in _left_behind(plan, previous, files, here):
        told.append(_of_before(name, here[name], asked, present))
    removed = {each.name for each in told if each.outcome is Outcome.REMOVED}
    return replace(
        plan,
        written=(*plan.written, *(each for each in told if each.name in present)),
        changes=(*plan.changes, *(Change(name, present[name], None) for name in removed & present.keys())),
        entries={name: entry for name, entry in plan.entries.items() if name not in removed},
    )


def _out(entry: Entry, due: Container[str] | None) -> bool:
    return due is not None and entry.act not in due


def surplus(
    present: Mapping[str, str], previous: Journal, due: Container[str], signed: Container[str]
) -> tuple[Written, ...]:
    """What would become of the files that are there of acts that are not due, as `with_surplus` decides."""
    stay = Stay(previous.stages, signed)
    out = ((name, entry) for name, entry in previous.files.items() if _out(entry, due) and name != ARCHIVE)
    return tuple(_surplus(name, entry, present, stay) for name, entry in out if name in present)


class Stay(Struct, frozen=True):
    """What keeps an act that is no longer due: its stage, or a signed copy of it."""

    stages: Mapping[str, str]
    signed: Container[str]

    def keeps(self, act: str) -> bool:
        return self.stages.get(act) in _STAGES_KEPT or act in self.signed


def _surplus(name: str, entry: Entry, present: Mapping[str, str], stay: Stay) -> Written:
    edited = present.get(name, entry.fingerprint.sha256) != entry.fingerprint.sha256
    reason = Reason.EDITED_AND_SURPLUS if edited else None
    if edited or stay.keeps(entry.act):
        phrase = _SENT_STAYS if stay.keeps(entry.act) else _EDITED_STAYS
        return Written(name, entry.act, Outcome.KEPT, phrase, reason)
    return Written(name, entry.act, Outcome.REMOVED, _NO_LONGER_DUE, Reason.NO_LONGER_DUE)


def _left_behind(
    plan: Plan, previous: Journal, files: Sequence[OutputFile], here: Mapping[str, Entry]
) -> Iterator[tuple[str, OutputFile]]:
    """The formats that were not asked for of acts that have changed, each with one that shows it."""
    outcomes = {told.name: told.outcome for told in plan.written}
    given = [file for file in files if outcomes.get(file.name) in (Outcome.WRITTEN, Outcome.UNCHANGED)]
    for name, entry in here.items():
        asked = (file for file in given if file.act == entry.act)
        if newer := next((file for file in asked if _moved_on(file, name, plan, previous)), None):
            yield name, newer


def _of_before(name: str, entry: Entry, newer: OutputFile, present: Mapping[str, str]) -> Written:
    if is_draft(name) and not is_draft(newer.name) and present[name] == entry.fingerprint.sha256:
        return Written(name, entry.act, Outcome.REMOVED, REMOVED_DRAFT.format(new=newer.name))
    return Written(name, entry.act, Outcome.KEPT, _LEFT_BEHIND)


def _moved_on(file: OutputFile, other: str, plan: Plan, previous: Journal) -> bool:
    """Whether a file is of a later state of its act than another format; as far as can be told.

    Where what they are made from is not said, the journal keeps which ones are of data that have changed.
    """
    entry = plan.entries[other]
    if file.made_from and entry.made_from:
        return file.made_from != entry.made_from
    if entry.earlier and other not in plan.confirmed:
        return True
    now = plan.entries.get(file.name)
    before = {  # under any name: a PROJET is replaced by what it has become
        earlier.fingerprint.content_sha256
        for name, earlier in previous.files.items()
        if form_of(earlier.act, name) == file.form
    }
    return now is not None and bool(before) and now.fingerprint.content_sha256 not in before
