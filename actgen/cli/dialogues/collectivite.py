"""A collectivity, asked for with a few questions, from a table of members, or as the first of a workspace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec import Struct

from actgen.authoring.rosters import MembersTable, find_table, read_members
from actgen.authoring.starters.collectivite import (
    CollectiviteStarter,
    as_prepared,
    collectivite_text,
    prepared_mode,
)
from actgen.cli.dialogues.questions import (
    Misread,
    Questions,
    complete,
    new_command,
    prepare,
    refuse_existing,
    save,
    shown,
)
from actgen.diagnostics import Diagnostic, Report
from actgen.law.natures import GenreCollectivite
from actgen.law.reference import Commune, Epci, commune, communes_proches, departements_de, epci, epci_proches
from actgen.law.regimes import effectif_legal, publication_electronique_seule
from actgen.reading.tables import LIMIT, read_sheets
from actgen.records import replace
from actgen.report.findings import count, show_findings
from actgen.sources import SourceFault, Sources
from actgen.text.elision import de_lieu
from actgen.text.grammar import compte
from actgen.text.keys import slug
from actgen.text.lists import enumeration
from actgen.text.numbers import nombre

Place = Commune | Epci


class ChosenBody(Struct, frozen=True):
    """The commune or EPCI that was chosen, alone of its name or not."""

    place: Place
    homonyms: bool


_MODES = ("affichage", "papier", "électronique")
_ARTICLE = "art.\u00a0L.\u00a02121-2 du CGCT"
_MOST = 12


def start_collectivite(workspace: Path, questions: Questions, *, later: bool = False) -> None:
    """Ask which one, say what is known of it, write its file. `later`: an empty answer puts it off."""
    found = chosen(questions, later=later)
    if found is None:
        questions.screen.line(f"Plus tard\u00a0: {new_command('collectivite', workspace)}")
        return
    write(workspace, found, starter_of(found, questions), questions)


def chosen(questions: Questions, *, later: bool = False, default: str = "") -> ChosenBody | None:
    """The commune or EPCI that an answer designates; None when it is put off. `default`: what is proposed."""
    places = _which(questions, later=later, default=default)
    if not places:
        return None
    place = places[0] if len(places) == 1 else _among(places, questions)
    questions.screen.line(f"Trouvé\u00a0: {described(place)}.")
    return ChosenBody(place, homonyms=len(places) > 1)


def starter_of(
    found: ChosenBody, questions: Questions, *, head: bool = True, mode: str = ""
) -> CollectiviteStarter:
    """What is known of it, and the answers to the other questions.

    `head`: who presides is asked for; `mode`: how it publishes, where that is known already.
    """
    if isinstance(found.place, Commune):
        return _commune(found, found.place, questions, head=head, mode=mode)
    return _epci(found.place, questions, head=head)


def file_of(workspace: Path, found: ChosenBody) -> Path:
    """Where its file goes."""
    name = slug(found.place.nom)
    if found.homonyms and isinstance(found.place, Commune):
        name += f"-{found.place.code}"
    return workspace / "collectivites" / f"{name}.yaml"


def write(
    workspace: Path,
    found: ChosenBody,
    starter: CollectiviteStarter,
    questions: Questions,
    *,
    there: bool = False,
) -> None:
    """Write its file, or complete the one that is there as it was prepared; say what comes next."""
    screen = questions.screen
    prepare(workspace, screen)
    file = file_of(workspace, found)
    (complete if there else save)(file, collectivite_text(starter), screen)
    verb = "Relisez" if starter.membres else "Complétez"
    screen.line(f"{verb} les membres dans {shown(file)}, puis\u00a0: {new_command('session', workspace)}")


def _which(questions: Questions, *, later: bool, default: str) -> tuple[Place, ...]:
    question = "Commune ou EPCI (nom, code INSEE ou SIREN)" + (", vide\u00a0: plus tard" if later else "")
    return questions.ask(question, _look_up, default=default or ("" if later else None))


def _look_up(answer: str) -> tuple[Place, ...]:
    if not answer:
        return ()
    found: Place | tuple[Commune, ...] | tuple[Epci, ...] | None = commune(answer) or epci(answer)
    if found is None:
        near = [each.nom for each in communes_proches(answer, 3)]
        near += [each.nom for each in epci_proches(answer, 2)]
        advice = f" Noms proches\u00a0: {enumeration(dict.fromkeys(near), 'ou')}." if near else ""
        raise Misread(f"Aucune commune ni aucun EPCI ne s’appelle «\u00a0{answer}\u00a0».{advice}")
    return found if isinstance(found, tuple) else (found,)


def _among(places: tuple[Place, ...], questions: Questions) -> Place:
    shown = places[:_MOST]
    for rank, place in enumerate(shown, start=1):
        questions.screen.line(f"  {rank}. {described(place)}")
    if len(places) > _MOST:
        questions.screen.line(
            f"  … et {len(places) - _MOST} autres\u00a0: répondez alors par le code INSEE ou le SIREN."
        )

    def read(answer: str) -> Place:
        by_code = next((place for place in places if answer == _code(place)), None)
        if by_code is not None:
            return by_code
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(shown):
            return shown[int(answer) - 1]
        raise Misread(f"Répondez par un numéro de 1 à {len(shown)}, ou par le code.")

    return questions.ask("Laquelle (numéro)", read, default=None)


def _code(place: Place) -> str:
    return place.code if isinstance(place, Commune) else place.siren


def described(place: Place) -> str:
    """A commune or an EPCI in a few words, with what tells it from its homonyms."""
    if isinstance(place, Epci):
        where = enumeration(each.nom for each in departements_de(place.siren))
        return f"{place.nom_complet} (SIREN {place.siren}), {where}"
    district = place.arrondissement
    where = f", arrondissement {de_lieu(district.nom, None)}" if district else ""
    return f"{place.nom} ({place.code}), {place.departement.nom}{where}"


def _commune(
    found: ChosenBody, place: Commune, questions: Questions, *, head: bool, mode: str
) -> CollectiviteStarter:
    known = place.population_municipale
    population = members = ""
    online_only = False
    if known is not None:
        year = f" en {known.annee}" if known.annee else ""
        population = f"{nombre(known.habitants)} habitants{year}"
        today = date.today()
        seats = effectif_legal(known.habitants, today, place.code)
        if seats is not None:
            questions.say(
                f"{population}\u00a0: le conseil compte {seats} membres ({_ARTICLE}), si la "
                "population retenue lors "
                "du dernier renouvellement général est dans la même tranche."
            )
            members = f"\u202f; la loi en prévoit {seats} pour {population} ({_ARTICLE})"
        online_only = publication_electronique_seule(today, GenreCollectivite.COMMUNE, known.habitants)
    return CollectiviteStarter(
        genre="commune",
        designation=place.code if found.homonyms else place.nom,
        trouve=described(place),
        population=population,
        mode=mode or _mode(questions, online_only=online_only),
        chef=_head("Maire (par exemple\u00a0: Mme", questions) if head else "",
        effectif=members,
    )


def _epci(place: Epci, questions: Questions, *, head: bool) -> CollectiviteStarter:
    return CollectiviteStarter(
        genre="epci",
        designation=place.siren,
        trouve=place.nom_complet,
        mode=_mode(questions, online_only=True),
        chef=_head("Président (par exemple\u00a0: M.", questions) if head else "",
    )


def _head(question: str, questions: Questions) -> str:
    return questions.text(f"{question} Prénom NOM\u202f; vide\u00a0: plus tard)")


def _mode(questions: Questions, *, online_only: bool) -> str:
    if online_only:
        questions.screen.line(
            "Publication\u00a0: mise en ligne, seule admise ici (art.\u00a0L.\u00a02131-1 du CGCT)."
        )
        return "électronique"
    return questions.choice("Comment publiez-vous les actes", _MODES)


def start_from_roster(workspace: Path, roster: Path, questions: Questions) -> int:
    """Read the spreadsheet, ask what it does not tell, write the file; 1 when an error forbids it.

    A file that `new` prepared and that nobody has changed is completed; any other is left as it is.
    """
    table, told = _table(roster)
    if table is None or Report(told).errors:
        return _refused(told, questions)
    found = chosen(questions, default=_only(table.communes))
    if found is None:
        return _refused(told, questions)
    file = file_of(workspace, found)
    there = _text(file)
    mode = prepared_mode(there)
    if not mode:
        refuse_existing(file)
    starter = starter_of(found, questions, head=False, mode=mode)
    if mode and not as_prepared(there, starter):
        refuse_existing(file)
    genre = GenreCollectivite.COMMUNE if isinstance(found.place, Commune) else GenreCollectivite.EPCI
    read = read_members(table, genre)
    told += read.findings
    if Report(told).errors:
        return _refused(told, questions)
    questions.screen.line(f"Tableau lu\u00a0: {compte(len(read.membres), 'membre')}.")
    full = replace(starter, membres=read.membres)
    write(workspace, found, full, questions, there=bool(mode))
    show_findings(told, questions.screen, {})
    return 0


def _text(file: Path) -> str:
    """What the file that bears the name already holds; empty without one, or where it is no text."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _table(roster: Path) -> tuple[MembersTable | None, tuple[Diagnostic, ...]]:
    source = Sources(Path()).read(roster.absolute(), limit=LIMIT, anywhere=True)
    if isinstance(source, SourceFault):
        return None, (source.finding(),)
    return find_table(read_sheets(source))


def _only(communes: Iterable[str]) -> str:
    """The commune of the table, when it names one alone."""
    named = list(communes)
    return named[0] if len(named) == 1 else ""


def _refused(told: tuple[Diagnostic, ...], questions: Questions) -> int:
    screen = questions.screen
    show_findings(told, screen, {})
    screen.line()
    screen.line(f"Rien n’est écrit\u00a0: {count(Report(told))} dans le tableau des membres.")
    return 1


def start_workspace(folder: Path, questions: Questions) -> None:
    """Make the folders; ask for the commune, which may wait."""
    screen = questions.screen
    screen.line(f"Espace de travail\u00a0: {shown(folder)}")
    prepare(folder, screen, aloud=True)
    screen.line()
    start_collectivite(folder, questions, later=True)
