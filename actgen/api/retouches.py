"""Words that somebody has corrected in the Word file of an act, taken into its session.

They are taken where a field of the session says the old ones, and only when the act made again then says
exactly what the Word file says: else whoever mends it writes the field.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path as FilePath

from actgen.api.editing import changed
from actgen.api.fields import Fields, fields_of
from actgen.api.session import Session
from actgen.base.diagnostics import Severity
from actgen.base.errors import UsageError
from actgen.base.records import replace
from actgen.base.text.differences import Difference, normal
from actgen.base.text.messages import say
from actgen.reading.edits import Change
from actgen.reading.nodes import Path
from actgen.reading.sources import Source, SourceFault, Sources, decoded
from actgen.session.retouches import ACTE_RETOUCHE, Retouche
from actgen.session.values import changed_letters
from actgen.session.writing.write import save

_MOST_TRIED = 8  # each has the session made again
_ENDS = ".,;:\u202f\u00a0 "
_GONE = say("Cette différence n’est plus là : la page est à jour maintenant.")
_BY_HAND = say(
    "Ces mots ne peuvent pas être repris seuls : l’acte refait ne dirait pas exactement ce que dit le Word. "
    "Corrigez la rubrique, ou sortez ce Word du dossier."
)


def offered(session: Session) -> tuple[Retouche, ...]:
    """The corrections that a field of the session may take: of its own words, in an act that may change."""
    return tuple(each for each in session.examination.retouches if each.offered)


def take(session: Session, key: str) -> list[Change]:
    """The change of a field that has the act say the words of its Word file, tried first.

    Raises UsageError where there is none: the difference is gone, or the act would say something else.
    """
    whole = _read_whole(session)
    return _changes(whole, _asked(whole, key))


def take_and_save(session: Session, key: str) -> None:
    """The same, in the file that says them: the session's, or a text that is joined to it.

    Raises UsageError, Conflict when it has changed since, EnvironmentFault.
    """
    whole = _read_whole(session)
    asked = _asked(whole, key)
    if asked.of_text:
        _save_text(whole, asked)
        return
    changes, source = _changes(whole, asked), whole.source
    assert not isinstance(source, SourceFault), "its words were taken"
    content = changed(source.content, whole.name, changes, whole.catalogue)
    save(whole.file, content, source.sha256, whole.name)


def _read_whole(session: Session) -> Session:
    return replace(session, options=replace(session.options, full=True, only=()))


def _asked(session: Session, key: str) -> Retouche:
    asked = next((each for each in session.examination.retouches if each.cle == key), None)
    if asked is None:
        raise UsageError(_GONE)
    return asked


def _changes(session: Session, asked: Retouche) -> list[Change]:
    source = session.source
    if not asked.offered or isinstance(source, SourceFault):
        raise UsageError(_BY_HAND)
    fields = fields_of(session.name, source.content, source.sha256, tuple)
    for changes in _tried(fields, asked):
        content = changed(source.content, session.name, changes, session.catalogue)
        if _says(session, content, asked):
            return changes
    raise UsageError(_BY_HAND)


def _save_text(session: Session, asked: Retouche) -> None:
    assert asked.lieu is not None, "a text has said them"
    place = session.workspace.root / asked.lieu.file
    read = Sources.of(place).read(place)
    if not isinstance(read, SourceFault):
        for content in _in_text(read, asked):
            if _says(session, content, asked, place):
                save(place, content, read.sha256, asked.lieu.file)
                return
    raise UsageError(_BY_HAND)


def _in_text(read: Source, asked: Retouche) -> Iterator[bytes]:
    """The ways to write the new words in a joined text: first where it says the old ones, then near there."""
    assert asked.lieu is not None, "a text has said them"
    text, (avant, apres) = decoded(read.content), _without_end(asked.difference)
    if not avant or "\ufffd" in text:
        return
    pattern = r"\s+".join(map(re.escape, avant.split()))
    starts = [0, *(each.end() for each in re.finditer("\n", text))]
    said = starts[min(asked.lieu.line, len(starts)) - 1]
    found = re.finditer(rf"(?<!\w){pattern}(?!\w)", text.replace("’", "'"))
    for each in sorted(found, key=lambda each: abs(each.start() - said))[:_MOST_TRIED]:
        yield f"{text[: each.start()]}{' '.join(apres.split())}{text[each.end() :]}".encode()


def _tried(fields: Fields, asked: Retouche) -> Iterator[list[Change]]:
    """The ways to write the new words in the field: first in small letters where it has the old ones so."""
    assert asked.lieu is not None, "they come from a field"
    path = fields.path_of(asked.lieu)
    table = path[:-1] if path and isinstance(path[-1], int) else path
    rows = fields.raw(table)
    if not isinstance(rows, list):
        yield from _whole(fields, path, asked)
        yield from _in_field(fields, path, asked)
        return
    for rank in range(len(rows)):  # a table is one value: the row that says these words
        yield from _in_field(fields, (*table, rank), asked)


def _in_field(fields: Fields, path: Path, asked: Retouche) -> Iterator[list[Change]]:
    text = fields.text(path)
    avant, apres = _without_end(asked.difference)
    if not avant or not fields.holds(path):
        return
    # a table gives cents to all its amounts: « 90,00 € » where the field says « 90 € »
    pattern = r"\s+".join(map(re.escape, avant.split())).replace(",00", "(?:,00)?")
    plain = " ".join(apres.split())
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text.replace("’", "'"), re.IGNORECASE):
        forms = (plain.lower(), plain[:1].lower() + plain[1:], plain)
        for words in dict.fromkeys(forms if found[0] != " ".join(avant.split()) else (plain,)):
            yield fields.write(path, f"{text[: found.start()]}{words}{text[found.end() :]}")


def _whole(fields: Fields, path: Path, asked: Retouche) -> Iterator[list[Change]]:
    """The whole value as the Word file has it: « 25 000 € » where the field says « 24000 »."""
    if asked.valeur is None or not fields.holds(path):
        return
    begin, end = asked.valeur
    gap, (first, last) = asked.difference, changed_letters(asked.difference)
    after = len(gap.avant) - (last - gap.debut)
    new = gap.apres[first - gap.debut : len(gap.apres) - after]
    yield fields.write(path, " ".join(f"{gap.ligne[begin:first]}{new}{gap.ligne[last:end]}".split()))


def _without_end(gap: Difference) -> tuple[str, str]:
    """Both words without the sign that ends them alike, which the act has put there."""
    avant, apres = gap.avant.replace("’", "'"), gap.apres.replace("’", "'")
    while avant and apres and avant[-1] == apres[-1] and avant[-1] in _ENDS:
        avant, apres = avant[:-1], apres[:-1]
    return avant, apres


def _says(session: Session, content: bytes, asked: Retouche, place: FilePath | None = None) -> bool:
    """Whether the act made of this content says the words, and nothing else otherwise than before."""
    overlay = {**session.options.overlay, place or session.file: content}
    tried = replace(session, options=replace(session.options, overlay=overlay))
    plan = next((each for each in tried.acts if each.key == asked.acte), None)
    if plan is None or plan.enonce is None or not _no_graver(session, tried):
        return False
    before, after = session.examination.retouches, Counter(map(_words, tried.examination.retouches))
    left = Counter(map(_words, before)) - after
    # the same value, corrected wherever the act says it, is taken at once
    others = Counter(map(_words, (each for each in before if each.lieu != asked.lieu)))
    return not after - Counter(map(_words, before)) and bool(left[_words(asked)]) and not left & others


def _words(each: Retouche) -> tuple[str, ...]:
    gap = each.difference
    return each.acte, gap.sorte.value, normal(gap.avant), normal(gap.apres)


def _no_graver(before: Session, after: Session) -> bool:
    """Whether nothing is told that was not: a vote that no longer adds up, words to hide that are no more."""
    old, new = _codes(before), _codes(after)
    return all(new[code] <= old[code] for code in set(new) - {ACTE_RETOUCHE.name})


def _codes(session: Session) -> Counter[str]:
    return Counter(each.code for each in session.findings if each.severity is not Severity.INFO)
