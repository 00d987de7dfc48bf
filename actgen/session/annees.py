"""The sessions of a workspace, read lightly: when each was held, and which of its items ask for an act.

Only the tree of each file is looked at: neither its members nor its votes are understood, and what is wrong
in it is told when it is checked itself. One reading serves all the sessions of a call.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct, field

from actgen.base.diagnostics import Location
from actgen.base.records import replace
from actgen.base.text.keys import cle, slug
from actgen.council.facts.annee import Annee, Arret, Soumis, Voisine
from actgen.council.facts.collectivite import Collectivite, commune, emploie_le_rang, epci
from actgen.council.facts.phrases.votes import parse_vote
from actgen.council.facts.point import INFORMATION
from actgen.council.facts.seance import Abandon, NatureSeance, Organe, Seance
from actgen.council.facts.texte import TEXTES
from actgen.council.figures.actes import arrets, suite
from actgen.reading.nodes import Mapping, Node, Sequence, is_written, text_of
from actgen.reading.scalars.dates import parse_date, parse_hour
from actgen.reading.scalars.numbers import parse_count
from actgen.reading.scalars.words import parse_siren
from actgen.reading.sources import Source, Sources, yaml_files
from actgen.reading.yaml_tree import read_tree
from actgen.session.reprises import Reprises

_DOSSIER = "seances"
_APPROBATION = slug("approbation_proces_verbal")
_MOST_WORKSPACES = 4  # workspaces of one call whose years are kept

Corps = tuple[str, str, int]
"""Whose sessions: the collectivity as files name it, the body, the year."""


class _File(Struct, frozen=True):
    """A file as it is read alone: `lue`, None where it can't be told whose; `tree`, if it takes up items."""

    sha256: str
    lue: tuple[Corps, Voisine] | None
    nommee: Node | None
    tree: Mapping | None


class _LightReading(Struct, frozen=True):
    """`named`: how files name each collectivity; `sirens`: those that were looked for, both by its name.

    `files`: what each was read as, by its name.
    """

    seances: dict[Corps, list[Voisine]]
    unreadable: tuple[str, ...]
    named: dict[str, Node]
    files: dict[str, _File]
    sirens: dict[str, str] = field(default_factory=dict)

    def annee(self, fichier: str, corps: Corps) -> Annee:
        """The sessions of a body in that year, and around it; `fichier` is left out."""
        nom, organe, an = corps
        proches = tuple(
            voisine
            for annee in range(an - 1, an + 2)
            for voisine in self.seances.get((nom, organe, annee), ())
            if voisine.fichier != fichier
        )
        illisibles = tuple(nom for nom in self.unreadable if nom != fichier)
        return Annee(corps, tuple(v for v in proches if v.date.year == an), illisibles, proches)


class Annees(Struct):
    """The years of the workspaces of one call, each workspace read once."""

    _read: OrderedDict[Path, _LightReading] = field(default_factory=OrderedDict)
    _before: dict[Path, _LightReading] = field(default_factory=dict)

    def renew(self) -> None:
        """Look at the files again when they are asked for; what is the same isn't understood again."""
        self._before |= self._read
        self._read.clear()

    def again(self, sources: Sources, seance: Seance) -> Annee:
        """The year of a session that was read before, as the other files tell it now."""
        return self._reading(sources).annee(seance.fichier, seance.annee.corps)

    def annee(self, sources: Sources, fichier: str, nommee: Node | None, organe: Organe, jour: date) -> Annee:
        """The other sessions of that body in the year of that day; `fichier` is left out.

        `nommee` is the collectivity as the session names or writes it.
        """
        return self._reading(sources).annee(fichier, (_name_of(nommee), organe.value, jour.year))

    def days(self, sources: Sources, fichier: str) -> frozenset[date]:
        """Those of all the other sessions of the workspace, whoever met; `fichier` is left out."""
        lists = self._reading(sources).seances.values()
        return frozenset(each.date for one in lists for each in one if each.fichier != fichier)

    def days_by_file(self, sources: Sources) -> dict[str, date]:
        """The day of each session of the workspace that tells one, by the name of its file."""
        lists = self._reading(sources).seances.values()
        return {each.fichier: each.date for one in lists for each in one}

    def sirens(self, sources: Sources, fichier: str, jour: date) -> frozenset[str]:
        """Whose the other sessions of that day are, where their SIREN is known; `fichier` is left out."""
        reading = self._reading(sources)
        noms = {
            nom
            for (nom, _, _), liste in reading.seances.items()
            if any(each.date == jour and each.fichier != fichier for each in liste)
        }
        for nom in noms - reading.sirens.keys():
            reading.sirens[nom] = _siren_of(sources, reading.named[nom])
        return frozenset(reading.sirens[nom] for nom in noms) - {""}

    def _reading(self, sources: Sources) -> _LightReading:
        lu = self._read.pop(sources.workspace, None)
        if lu is None:
            before = self._before.pop(sources.workspace, None)
            lu = _read_files(sources, before.files if before is not None else {})
        self._read[sources.workspace] = lu
        if len(self._read) > _MOST_WORKSPACES:
            self._read.popitem(last=False)
        return lu


def complete_from_others(seance: Seance) -> Seance:
    """With what the other sessions of the workspace tell of this one, where its own file leaves it empty."""
    return _continue_numbers(_add_adoption(seance))


def _add_adoption(seance: Seance) -> Seance:
    """With the day on which a later session adopted its minutes, and the remarks that were made on them.

    One fact, that of the session that voted; the remarks too, unless they are in a file of their own.
    """
    suivi, trouves = seance.proces_verbal, arrets(seance)
    if len(trouves) != 1 or suivi.arrete_le not in (None, trouves[0][0].date):
        return seance
    (voisine, soumis) = trouves[0]
    ailleurs = "" if soumis.remarques.endswith(TEXTES) else soumis.remarques
    lieux = dict(suivi.lieux)
    if suivi.arrete_le is None and soumis.lieu is not None:
        lieux["arrete_le"] = soumis.lieu
    suivi = replace(
        suivi, arrete_le=voisine.date, remarques=suivi.remarques or ailleurs, lieux=MappingProxyType(lieux)
    )
    return replace(seance, proces_verbal=suivi)


def _continue_numbers(seance: Seance) -> Seance:
    """With the first number that follows those of the year's sessions before, where it isn't written."""
    if seance.premier_numero is not None or not emploie_le_rang(seance.collectivite.numerotation):
        return seance
    attendue = None if seance.annee.illisibles else suite(seance)
    return replace(seance, premier_numero=attendue.attendu) if attendue else seance


def _read_files(sources: Sources, before: dict[str, _File]) -> _LightReading:
    """`before`: what files were read as, for those that have the same bytes."""
    seances: dict[Corps, list[Voisine]] = {}
    nommees: dict[str, Node] = {}
    files: dict[str, _File] = {}
    illisibles: list[str] = []
    reprennent: list[tuple[Corps, Voisine, Mapping]] = []
    log = Sources(sources.workspace)  # as they are on the disk, whoever edits one of them
    for place in yaml_files(sources.workspace / _DOSSIER):
        source = log.read(place)
        if not isinstance(source, Source):
            continue
        known = before.get(source.path)
        file = known if known is not None and known.sha256 == source.sha256 else _read_file(source)
        files[source.path] = file
        if file.lue is None or file.nommee is None:
            illisibles.append(source.path)
        else:
            corps, voisine = file.lue
            seances.setdefault(corps, []).append(voisine)
            nommees.setdefault(corps[0], file.nommee)
            if file.tree is not None:
                reprennent.append((corps, voisine, file.tree))
    for liste in seances.values():
        liste.sort(key=lambda each: (each.date, each.heure or time.min, each.fichier))
    reading = _LightReading(seances, tuple(illisibles), nommees, files)
    for corps, voisine, tree in reprennent:
        _complete_taken_up(reading, log, corps, voisine, tree)
    return reading


def _read_file(source: Source) -> _File:
    tree, _ = read_tree(source.content, source.path)
    nommee = tree.get("collectivite") if tree is not None else None
    lue = None if tree is None or nommee is None else _read_session(tree, nommee, source.path)
    return _File(source.sha256, lue, nommee, tree if tree is not None and _takes_up(tree) else None)


def _takes_up(tree: Mapping) -> bool:
    points = tree.get("points")
    listed = points.items if isinstance(points, Sequence) else ()
    return any(isinstance(ligne, Mapping) and is_written(ligne.get("reprend")) for ligne in listed)


def _complete_taken_up(
    reading: _LightReading, log: Sources, corps: Corps, voisine: Voisine, tree: Mapping
) -> None:
    """Tell again the items of a session that don't all say themselves what act they ask for."""

    def annee(jour: date) -> Annee:
        return reading.annee(voisine.fichier, (*corps[:2], jour.year))

    whole = Reprises(log, lambda code: None, annee).resolved(tree, voisine.fichier, voisine.date)
    liste = reading.seances[corps]
    liste[liste.index(voisine)] = replace(
        voisine, points=_read_points(whole), soumis=tuple(_read_submitted(whole))
    )


def _read_session(tree: Mapping, nommee: Node, fichier: str) -> tuple[Corps, Voisine] | None:
    """The session of a tree; None when it can't be told whose it is, or on what day."""
    seance = tree.get("seance")
    if not isinstance(seance, Mapping):
        return None
    nom = (
        _key_of(None, text_of(nommee.get("commune")), text_of(nommee.get("epci")))
        if isinstance(nommee, Mapping)
        else _key_of(text_of(nommee), None, None)
    )
    jour = parse_date(text_of(seance.get("date")))
    if not nom or not isinstance(jour, date):
        return None
    premier = parse_count(text_of(seance.get("premier_numero")))
    organe = cle(text_of(seance.get("organe"))) or Organe.CONSEIL.value
    voisine = Voisine(
        fichier=fichier,
        date=jour,
        heure=_read_hour(seance.get("heure")),
        premier=premier if isinstance(premier, int) else None,
        points=_read_points(tree),
        soumis=tuple(_read_submitted(tree)),
        arret=_read_adoption(tree.get("proces_verbal")),
        reprend_du=_read_first(tree.get("convocation")),
        installation=cle(text_of(seance.get("nature"))) == NatureSeance.INSTALLATION.value,
    )
    return (nom, organe, jour.year), voisine


def _read_first(convocation: Node | None) -> date | None:
    """The day of the session without a quorum that a second convocation names."""
    seconde = convocation.get("seconde") if isinstance(convocation, Mapping) else None
    jour = parse_date(text_of(seconde.get("premiere_seance"))) if isinstance(seconde, Mapping) else None
    return jour if isinstance(jour, date) else None


def _read_points(tree: Mapping) -> tuple[int, ...] | None:
    """The items that take a number; nothing was decided in a session that was held without any vote."""
    if is_written(tree.get("points_non_saisis")):
        return None
    points = tree.get("points")
    lignes = [p for p in points.items if isinstance(p, Mapping)] if isinstance(points, Sequence) else []
    if is_written(tree.get("absents")) and not any(is_written(ligne.get("vote")) for ligne in lignes):
        return ()
    numeros = (parse_count(text_of(ligne.get("numero"))) for ligne in lignes if _gives_an_act(ligne))
    return tuple(numero for numero in numeros if isinstance(numero, int))


def _read_adoption(noeud: Node | None) -> Arret | None:
    """What a file says of the adoption of the minutes of its own session."""
    ecrit = noeud.get("arrete_le") if isinstance(noeud, Mapping) else None
    jour = parse_date(text_of(ecrit))
    if not isinstance(noeud, Mapping) or ecrit is None or not isinstance(jour, date):
        return None
    return Arret(jour, text_of(noeud.get("remarques")), ecrit.location)


def _read_submitted(tree: Mapping) -> Iterator[Soumis]:
    """The earlier minutes put to a session: its own heading for them, or an item of their kind."""
    if not is_written(tree.get("absents")):
        return
    prealables, points = tree.get("proces_verbal_precedent"), tree.get("points")
    for ligne in prealables.items if isinstance(prealables, Sequence) else (prealables,):
        if isinstance(ligne, Mapping):
            yield from _one_submitted(ligne, "seance", _is_adopted(ligne.get("vote"), sans_vote=True))
    for ligne in points.items if isinstance(points, Sequence) else ():
        if isinstance(ligne, Mapping) and slug(text_of(ligne.get("acte"))) == _APPROBATION:
            adopte = _is_adopted(ligne.get("vote"), sans_vote=None) if _gives_an_act(ligne) else False
            yield from _one_submitted(ligne, "seance_du", adopte)


def _one_submitted(ligne: Mapping, rubrique: str, adopte: bool | None) -> Iterator[Soumis]:
    noeud = ligne.get(rubrique)
    jour = parse_date(text_of(noeud))
    if noeud is not None and isinstance(jour, date):
        yield Soumis(jour, adopte, text_of(ligne.get("remarques")), noeud.location)


def _is_adopted(vote: Node | None, *, sans_vote: bool | None) -> bool | None:
    """Whether more votes were for than against, as far as a light reading tells."""
    if vote is None or not is_written(vote):
        return sans_vote
    if isinstance(vote, Mapping):
        lu: dict[str, object] = {sens: parse_count(text_of(vote.get(sens))) for sens in ("pour", "contre")}
        lu["unanimite"] = cle(text_of(vote.get("unanimite"))) in {"oui", "vrai", "true"}
    else:
        phrase = parse_vote(text_of(vote))
        lu = phrase if isinstance(phrase, dict) else {}
    pour, contre = (each if isinstance(each := lu.get(sens), int) else 0 for sens in ("pour", "contre"))
    if lu.get("unanimite") or pour > contre:
        return True
    return False if contre > pour else None


def _gives_an_act(ligne: Mapping) -> bool:
    abandonne = any(is_written(ligne.get(abandon.value)) for abandon in Abandon)
    acte = ligne.get("acte")
    return is_written(acte) and slug(text_of(acte)) != INFORMATION and not abandonne


def _name_of(noeud: Node | None) -> str:
    """The collectivity of a session, as it names or writes it."""
    if isinstance(noeud, Mapping):
        return _key_of(
            text_of(noeud.get("fichier")), text_of(noeud.get("commune")), text_of(noeud.get("epci"))
        )
    return _key_of(text_of(noeud), None, None)


def _key_of(fichier: str | None, commune: str | None, epci: str | None) -> str:
    """A collectivity as session files name it: two names of one commune are not brought together."""
    if fichier:
        return "fichier " + cle(fichier.removesuffix(".yaml").removesuffix(".yml"))
    return cle(commune or epci or "")


def _read_hour(noeud: Node | None) -> time | None:
    lue = parse_hour(text_of(noeud))
    return lue if isinstance(lue, time) else None


def _siren_of(sources: Sources, nommee: Node | None) -> str:
    """That of `collectivite:` in a session, which names a file or is written there; empty when unknown."""
    if not isinstance(nommee, Mapping):
        nom = text_of(nommee)
        fichier = nom if nom.endswith((".yaml", ".yml")) else f"{nom}.yaml"
        source = sources.apart().read(f"collectivites/{fichier}")
        nommee = read_tree(source.content, source.path)[0] if isinstance(source, Source) else None
    if nommee is None:
        return ""
    siren, nom, de_l_epci, departement = (
        text_of(nommee.get(rubrique)) for rubrique in ("siren", "commune", "epci", "departement")
    )
    if isinstance(lu := parse_siren(siren), str):
        return lu
    lieu = Location("")
    trouve = commune(nom, lieu, departement) if nom else epci(de_l_epci, lieu, departement)
    return trouve.siren if isinstance(trouve, Collectivite) else ""
