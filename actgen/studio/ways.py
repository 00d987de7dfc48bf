"""From what was found in a session to where it is mended: the field of each place, else its file."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.api.fields import Fields, Path
from actgen.api.remarks import Blank, about_in
from actgen.api.workspace import Session
from actgen.base.diagnostics import Diagnostic, Location
from actgen.studio.constats import Constat
from actgen.studio.desk import address_of, room_of
from actgen.studio.homes import Homes
from actgen.studio.places import Lieu, Texte, in_file

_OTHER_FILES = {
    "conseil": "Corriger dans la fiche de la collectivité",
    "groupement": "Voir le dossier du groupement",
    "seance": "Voir dans l’autre séance",
}


class Ways:
    """The ways from places of files to the screens that mend them; each file is read once."""

    def __init__(self, session: Session) -> None:
        self._workspace, self._name, self._homes = session.workspace, session.name, Homes(session)
        self._about = about_in(session)
        self._read: dict[str, tuple[Texte, Fields] | None] = {}

    def of(self, finding: Diagnostic) -> Iterator[Lieu]:
        """Where something is mended: the field of each place, then the file."""
        several, told = len(finding.locations) > 1, set()
        for place in finding.locations:
            for way in self._to_field(place, "Corriger", finding.code, several=several):
                if way.mots not in told:  # two places of one other file have the same words
                    told.add(way.mots)
                    yield way

    def constat(self, finding: Diagnostic) -> Constat:
        """A finding as pages show it, with its ways."""
        return Constat(finding, tuple(self.of(finding)), self._about(finding))

    def to(self, place: Location) -> str:
        """The address of the field of one place; empty where no screen has it."""
        return next((each.adresse for each in self._to_field(place)), "")

    def to_blank(self, blank: Blank) -> str:
        """The address where what lacks is written."""
        found = self._file(blank.place.file) if blank.place is not None else None
        if blank.place is None or found is None:
            return ""
        page, fields = found
        lieu = page.lieu(blank.place)
        if lieu is None or blank.place.file != self._name:
            return self.to(blank.place)
        return self._homes.of(fields, blank.path(fields.value_at(blank.place)), lieu)

    def _to_field(
        self, place: Location, words: str = "", code: str = "", *, several: bool = False
    ) -> Iterator[Lieu]:
        found = self._file(place.file)
        if found is None:
            yield Lieu(f"Dans «\u00a0{place.file.rpartition('/')[2]}\u00a0»")
            return
        page, fields = found
        lieu = page.lieu(place)
        words = words if place.file == self._name else _OTHER_FILES[room_of(place.file)]
        if lieu is None:
            yield Lieu(words, address_of(place.file))
            return
        path = fields.value_at(place)
        home, file = self._homes.of(fields, path, lieu, code), in_file(place.file, lieu)
        shown = f"{words} {_called(fields, path) or lieu.mots.removeprefix('Aller à ')}"
        yield Lieu(shown if several and place.file == self._name else words, home)
        if home != file and not several:
            yield Lieu("Le voir dans le fichier", file)

    def _file(self, name: str) -> tuple[Texte, Fields] | None:
        if name not in self._read:
            self._read[name] = None
            if name in self._workspace.files():
                text, _ = self._workspace.read(name)
                self._read[name] = Texte(name, text), self._workspace.fields(name)
        return self._read[name]


def _called(fields: Fields, path: Path) -> str:
    """« au point 2 », of an item as a whole: its first words in the file would tell nothing."""
    match path:
        case ("points", int()):
            return f"au point {fields.text((*path, 'numero'))}"
    return ""
