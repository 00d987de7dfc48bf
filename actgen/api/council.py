"""The council of a file: who sits, line by line, the changes of its table, and what the law says of it.

A line is one member under the key of an office, in a phrase or in keys of its own. What is written otherwise
is shown as it stands, and is changed in the file itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct

from actgen.acts.views.seance import assemblee_de
from actgen.api.fields import Fields, fields_of
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.errors import CannotEdit, UsageError
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import Genre
from actgen.base.text.keys import cle, majuscules
from actgen.base.text.messages import say
from actgen.base.text.names import cut_name, printed_name
from actgen.base.text.numbers import nombre
from actgen.council.facts.collectivite import Collectivite, commune, epci
from actgen.council.facts.personne import Fonction
from actgen.council.facts.phrases.ecriture import ecrire_parties
from actgen.council.facts.phrases.presence import GENRES, parties_personne
from actgen.council.facts.roster import MEMBRE_FONCTION, MEMBRE_MANDAT, OFFICES, office_key, office_of_key
from actgen.council.facts.seance import Organe
from actgen.council.figures.actes import numero_de
from actgen.council.figures.execution import tribunal_competent
from actgen.council.figures.population import population_du_conseil
from actgen.law.regimes import effectif_legal, publication_electronique_seule
from actgen.reading import nodes
from actgen.reading.edits import Change, Drop, Insert, Put, Swap
from actgen.reading.scalars.dates import typed_date
from actgen.reading.yaml_page import plain

RUBRIQUES = ("civilite", "prenom", "nom", "fonction", "commune", "suppleant", "depuis", "jusqu_au")
"""What a page asks of a member; the two days are texts, right or wrong."""
FONCTIONS = {
    True: (Fonction.MAIRE, Fonction.ADJOINT, Fonction.CONSEILLER_DELEGUE, Fonction.CONSEILLER),
    False: (Fonction.PRESIDENT, Fonction.VICE_PRESIDENT, Fonction.CONSEILLER_DELEGUE, Fonction.CONSEILLER),
}
"""The offices of a commune's council, and those of others."""
_MEMBRES = "membres"
_MOST_STATES = 20  # through which a line is followed: those of the last seconds
_PARTIES = frozenset({"nom", "civilite", "depuis", "jusqu_au", "commune", "suppleant"})
_DAYS = ("depuis", "jusqu_au")
_GENRES = {"": Genre.INCONNU, **GENRES}
_NUMEROS = (
    "{date}-{point}",
    "{annee}-{mois}-{point}",
    "D{annee}-{mois}-{point}",
    "{annee}-{rang}",
    "{annee}/{rang}",
)


class Ligne(Struct, frozen=True):
    """A line of the table. `cle`: the key that it is under, empty in a form that isn't known here.

    `parties`: what is said under that key. `ecrit`: the line as one text, which tells it from the others.
    `fautes`: what is wrong, each with the part that it is about.
    """

    rang: int
    cle: str
    parties: Mapping[str, str]
    ecrit: str
    fautes: tuple[tuple[str, Diagnostic], ...] = ()

    @property
    def connue(self) -> bool:
        """Whether its parts can be changed one by one."""
        return bool(self.cle)

    @property
    def fonction(self) -> Fonction:
        """The office that its key tells."""
        return office_of_key(self.cle)

    @property
    def genre(self) -> Genre:
        """What M. or Mme tells."""
        return GENRES.get(self.parties.get("civilite", ""), Genre.INCONNU)

    @property
    def nom_complet(self) -> str:
        """« Prénom NOM »."""
        return printed_name(self.parties.get("nom", self.ecrit))

    def texte(self, rubrique: str) -> str:
        """One part, as a page shows it."""
        match rubrique:
            case "prenom":
                return cut_name(self.parties["nom"])[0]
            case "nom":
                return cut_name(self.parties["nom"])[1]
            case "fonction":
                return self.fonction.value
        return self.parties.get(rubrique, "")

    def en_exercice(self, jour: date) -> bool:
        """Whether the member sits on that day; a day that can't be read bounds nothing."""
        debut, fin = (_day(self.parties.get(each, "")) for each in _DAYS)
        return (debut is None or debut <= jour) and (fin is None or jour <= fin)


class Council(Struct, frozen=True, dict=True):
    """The council that a file of collectivites/ tells of; `read` is None when it can't be read whole."""

    fields: Fields
    read: Collectivite | None

    # the table

    @cached_property
    def lignes(self) -> tuple[Ligne, ...]:
        """Its members, in the order of the table."""
        node = self.fields.tree.get(_MEMBRES) if self.fields.tree is not None else None
        items: Iterable[nodes.Node] = ()
        if isinstance(node, nodes.Sequence):
            items = node.items
        elif nodes.is_written(node) and node is not None:
            items = (node,)
        return tuple(self._ligne(rang, item) for rang, item in enumerate(items))

    def _ligne(self, rang: int, item: nodes.Node) -> Ligne:
        written = plain(item)
        parts = _parts(item)
        told = Ligne(rang, next(iter(written)) if parts is not None else "", parts or {}, _shown(written))
        found = self.fields.of((_MEMBRES, rang), below=True)
        return Ligne(
            rang, told.cle, told.parties, told.ecrit, tuple((_about(told, each), each) for each in found)
        )

    def ligne(self, rang: int) -> Ligne | None:
        """The line of that rank; None when there is none."""
        return self.lignes[rang] if 0 <= rang < len(self.lignes) else None

    def find(self, rang: int, ecrit: str, before: Sequence[bytes] = ()) -> Ligne | None:
        """The line that said so at that rank when somebody saw it; None when it can't be told.

        It may have another rank since, or say something else: `before` are the texts of the file before each
        of the last changes, the oldest first, by which a line is followed.
        """
        states = [self]
        for content in reversed(before[-_MOST_STATES:]):
            if any(each.ecrit == ecrit for each in states[0].lignes):
                break
            states.insert(0, _council(self.fields.name, content))
        return _followed(states, rang, ecrit)

    def en_exercice(self, jour: date) -> int:
        """How many sit on that day; a line of an unknown form is one of them."""
        return sum(each.en_exercice(jour) for each in self.lignes)

    # its changes

    def write(self, rang: int, rubrique: str, texte: str) -> list[Change]:
        """The change that makes a part of a line this text; none when it says so. Raises CannotEdit."""
        ligne = self._known(rang)
        if texte == ligne.texte(rubrique):
            return []
        key, parts = _written(ligne, {rubrique: texte})
        at, said = (_MEMBRES, rang), self.fields.raw((_MEMBRES, rang, ligne.cle))
        if not isinstance(said, dict):
            return [Put(at, {key: _phrase(parts)})]
        renamed = [Put(at, {key: said})] if key != ligne.cle else []
        return [*renamed, Put((*at, key), parts)]

    def since(self, rang: int, dit: Mapping[str, str], jour: str) -> list[Change]:
        """The changes that make a line say this from a day on: it ends on the eve, and another follows it.

        What was held before keeps the office and the name that each had. Raises CannotEdit, UsageError.
        """
        ligne, premier = self._known(rang), _day(jour)
        debut, fin = (_day(ligne.parties.get(each, "")) for each in _DAYS)
        if premier is None:
            raise UsageError(say("Écrivez ce jour, par exemple « 04/11/2026 »."))
        if (debut and premier <= debut) or (fin and premier > fin):
            raise UsageError(say("Ce jour n’est pas au cours du mandat de ce membre."))
        key, parts = _written(ligne, {**dit, "depuis": jour})
        veille = date_chiffres(premier - timedelta(days=1))
        return [
            *self.write(rang, "jusqu_au", veille),
            Insert((_MEMBRES,), self._rank_of(office_of_key(key), ligne), {key: _phrase(parts)}),
        ]

    def _rank_of(self, fonction: Fonction, ligne: Ligne) -> int:
        """Where the line goes of who has this office now: after the others who have it; else where it was."""
        order = FONCTIONS[self.est_commune]
        if fonction is ligne.fonction or fonction not in order:
            return ligne.rang + 1
        before = order[: order.index(fonction) + 1]
        return max((each.rang + 1 for each in self.lignes if each.cle and each.fonction in before), default=0)

    def add(self, dit: Mapping[str, str]) -> list[Change]:
        """The change that adds a member, last of the table, by what a page asks of one. Raises CannotEdit."""
        ligne = Ligne(0, office_key(_fonction(dit.get("fonction", "")), Genre.INCONNU), {"nom": ""}, "")
        told = {rubrique: dit[rubrique] for rubrique in RUBRIQUES if dit.get(rubrique)}
        if not told.get("nom"):
            raise UsageError(say("Écrivez au moins le nom de ce membre."))
        key, parts = _written(ligne, told)
        return [Insert((_MEMBRES,), len(self.lignes), {key: _phrase(parts)})]

    def move(self, rang: int, vers: int) -> list[Change]:
        """The change that puts a line at another rank; none beyond the ends of the table."""
        if not (0 <= rang < len(self.lignes) and 0 <= vers < len(self.lignes)):
            return []
        steps = range(rang, vers) if vers > rang else range(rang - 1, vers - 1, -1)
        return [Swap((_MEMBRES, step)) for step in steps]

    def drop(self, rang: int) -> list[Change]:
        """The change that takes a line away, for one that should never have been there."""
        return [Drop((_MEMBRES, rang))] if self.ligne(rang) is not None else []

    def left_out(self, ligne: Ligne, jours: Iterable[date], dit: Mapping[str, str] | None) -> list[date]:
        """The days, of these, on which a member sat who would not have, once the line says so.

        `dit` is what is written in the line, by what a page asks of one; None: it goes.
        """
        after = None if dit is None else Ligne(ligne.rang, *_written(ligne, dit), "")
        return [jour for jour in jours if ligne.en_exercice(jour) and not (after and after.en_exercice(jour))]

    def replace(self, membres: Iterable[tuple[str, str]], garder: Iterable[Ligne] = ()) -> list[Change]:
        """The change that makes these the members, by key and phrase; `garder`: lines that stay, at the end.

        What a line says already keeps its place and its comment.
        """
        kept = (self.fields.raw((_MEMBRES, each.rang)) for each in garder)
        return [Put((_MEMBRES,), [*({key: phrase} for key, phrase in membres), *kept])]

    def missing_from(self, membres: Iterable[tuple[str, str]]) -> tuple[Ligne, ...]:
        """The lines whose member is not among these."""
        named = {cle(str(_said(phrase).get("nom", ""))) for _, phrase in membres}
        return tuple(each for each in self.lignes if cle(each.nom_complet) not in named)

    def _known(self, rang: int) -> Ligne:
        ligne = self.ligne(rang)
        if ligne is None or not ligne.connue:
            raise CannotEdit(say("Ce membre se modifie dans le fichier lui-même."))
        return ligne

    # what is known of it

    @cached_property
    def base(self) -> Collectivite | None:
        """The commune or EPCI, be its file at fault elsewhere; None when nobody can tell which one."""
        if self.read is not None:
            return self.read
        place, text = Location(self.fields.name), self.fields.text
        departement = text(("departement",))
        named = text(("commune",)), text(("epci",))
        found = (
            commune(named[0], place, departement)
            if named[0]
            else epci(named[1], place, departement)
            if named[1]
            else None
        )
        return found if isinstance(found, Collectivite) else None

    @property
    def est_commune(self) -> bool:
        """Whether it is that of a commune."""
        return not (self.fields.text(("epci",)) or self.fields.text(("syndicat",)))

    @property
    def designation(self) -> str:
        """« Le Tréhou (Finistère) »; the name of its file when nobody can tell which one it is."""
        if self.base is None:
            return self.fields.name.rpartition("/")[2]
        return f"{self.base.nom} ({self.base.departement.nom})"

    @property
    def siren(self) -> str:
        """Its nine digits; empty when they are not known."""
        return self.base.siren if self.base is not None else ""

    @property
    def assemblee(self) -> str:
        """« conseil municipal »."""
        if self.base is None:
            return "conseil municipal" if self.est_commune else "conseil communautaire"
        return assemblee_de(self.base, Organe.CONSEIL)

    @property
    def habitants(self) -> str:
        """« 1 417 habitants en 2021 »; empty when it is not known."""
        return self._population(" habitants")

    @property
    def population(self) -> str:
        """The same as a field writes it: « 1 417 en 2021 »."""
        return self._population("")

    def _population(self, noun: str) -> str:
        known = self.base.population if self.base is not None else None
        if known is None:
            return ""
        return f"{nombre(known.habitants)}{noun}" + (f" en {known.annee}" if known.annee else "")

    def tribunal(self, jour: date) -> str:
        """The court that its acts name; empty when it can't be told."""
        return (tribunal_competent(self.base, jour) if self.base is not None else None) or ""

    def sieges(self, jour: date) -> int | None:
        """How many members the law gives it; None when that can't be told."""
        if self.base is None or not self.base.est_commune or self.base.commune_nouvelle:
            return None
        known = population_du_conseil(self.base, jour).population
        return None if known is None else effectif_legal(known.habitants, jour, self.base.code)

    def online_only(self, jour: date) -> bool:
        """Whether the law leaves it no choice of how it publishes."""
        if self.base is None or self.base.est_syndicat:
            return False
        known = self.base.population
        return known is not None and publication_electronique_seule(jour, self.base.genre, known.habitants)

    def numeros(self, jour: date) -> tuple[tuple[str, str], ...]:
        """Ways of numbering, each with the number of the first item of a session of that day; its own too."""
        own = self.fields.text(("numero",))
        ways = dict.fromkeys((*_NUMEROS, *([own] if own else [])))
        return tuple((regle, numero_de(regle, jour, 1, 1)) for regle in ways)


def _council(name: str, content: bytes) -> Council:
    return Council(fields_of(name, content, "", lambda: ()), None)


def _followed(states: Sequence[Council], rang: int, ecrit: str) -> Ligne | None:
    """A line through the states of its file: where it stays, where it goes, what it says instead."""
    size = -1
    for state in states:
        same = [each.rang for each in state.lignes if each.ecrit == ecrit]
        here = state.ligne(rang)
        if rang not in same and len(same) == 1:
            rang = same[0]
        elif not same and here is not None and len(state.lignes) == size:
            ecrit = here.ecrit
        elif rang not in same:
            return None
        size = len(state.lignes)
    return states[-1].ligne(rang)


def _parts(item: nodes.Node) -> dict[str, str] | None:
    """What a line says under its one key; None for a form that can't be written back part by part."""
    if not isinstance(item, nodes.Mapping) or item.flow or len(item.entries) != 1:
        return None
    ((key, value),) = item.entries
    if key.text not in OFFICES:
        return None
    if isinstance(value, nodes.Scalar):
        said = _said(value.text) if value.style is not nodes.ScalarStyle.BLOCK else {}
        return said if said and _says(said) is not None else None
    if not isinstance(value, nodes.Mapping) or value.flow:
        return None
    said = {each.text: nodes.text_of(under) for each, under in value}
    plain_ones = all(isinstance(under, nodes.Scalar) for _, under in value)
    return {"nom": ""} | said if plain_ones and said.keys() <= _PARTIES else None


def _said(phrase: str) -> dict[str, str]:
    """The parts of a phrase; none when it is not understood."""
    read = parties_personne(phrase)
    return {key: str(part) for key, part in read.items()} if isinstance(read, dict) else {}


def _says(parts: Mapping[str, str]) -> str | None:
    """The phrase that says these parts; None when none does."""
    try:
        return ecrire_parties(parts)
    except ValueError:
        return None


def _phrase(parts: Mapping[str, str]) -> str:
    told = _says(parts)
    if told is None:
        raise CannotEdit(
            say(
                "Cela ne peut pas s’écrire sur la ligne de ce membre : ni virgule, ni « M. » ou « Mme » dans "
                "le nom."
            )
        )
    return told


def _written(ligne: Ligne, told: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The key and the parts of a line once these texts are told of it."""
    parts, key = dict(ligne.parties), ligne.cle
    clean = {rubrique: " ".join(texte.split()) for rubrique, texte in told.items()}
    prenom, nom = cut_name(parts["nom"])
    if "prenom" in clean or "nom" in clean:
        parts["nom"] = _whole(clean.pop("prenom", prenom), clean.pop("nom", nom))
    fonction = _fonction(clean.pop("fonction")) if "fonction" in clean else office_of_key(key)
    genre = _told_genre(clean["civilite"]) if "civilite" in clean else _genre(key, parts | clean)
    if fonction is not office_of_key(key) or "civilite" in clean:
        key = office_key(fonction, genre)
    parts |= {each: _tidy(texte) if each in _DAYS else texte for each, texte in clean.items()}
    return key, {each: part for each, part in parts.items() if part or each == "nom"}


def _told_genre(civilite: str) -> Genre:
    if civilite not in _GENRES:
        raise UsageError(say("Choisissez « M. » ou « Mme »."))
    return _GENRES[civilite]


def _genre(key: str, parts: Mapping[str, str]) -> Genre:
    """What M. or Mme tells; else a feminine key."""
    if civilite := GENRES.get(parts.get("civilite", "")):
        return civilite
    man, woman = (office_key(office_of_key(key), each) for each in (Genre.MASCULIN, Genre.FEMININ))
    return Genre.FEMININ if key == woman != man else Genre.INCONNU


def _fonction(text: str) -> Fonction:
    known = {fonction.value: fonction for each in FONCTIONS.values() for fonction in each}
    if text not in known:
        raise UsageError(say("Choisissez la fonction de ce membre."))
    return known[text]


def _whole(prenom: str, nom: str) -> str:
    """« Prénom NOM »: the surname in capitals where nothing else tells it from the first name."""
    prenom, nom = printed_name(prenom), printed_name(nom)
    for surname in (nom, majuscules(nom)):
        whole = f"{prenom} {surname}".strip()
        if cut_name(whole) == (prenom, surname):
            return whole
    return f"{prenom} {nom}".strip()


def _day(text: str) -> date | None:
    read = typed_date(text, None) if text else None
    return read if isinstance(read, date) else None


def _tidy(text: str) -> str:
    """A day as files write it; what is none stays as it was typed."""
    day = _day(text)
    return date_chiffres(day) if day is not None else text


def _shown(written: object) -> str:
    """A line as one text: « adjointe: Mme Prénom NOM »."""
    if isinstance(written, dict):
        return ", ".join(f"{key}: {_shown(each)}" for key, each in written.items())
    return ", ".join(map(_shown, written)) if isinstance(written, list) else str(written or "")


def _about(ligne: Ligne, finding: Diagnostic) -> str:
    """The part that a finding is about, by the words that it marks; else the name."""
    if finding.code == MEMBRE_FONCTION.name:
        return "fonction"
    if finding.code == MEMBRE_MANDAT.name:
        return "jusqu_au"
    place = finding.location
    marked = place.excerpt[place.column - 1 :][: place.length] if place is not None and place.column else ""
    others = [each for each in RUBRIQUES if each in ligne.parties and each not in ("nom", "civilite")]
    return next((each for each in others if marked and marked == ligne.parties[each]), "nom")
