"""The roster of a collectivity: each member under one office, in the order of the table; the Bureau."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.grammar import Genre
from actgen.base.text.keys import cle
from actgen.base.text.messages import say
from actgen.base.text.names import is_particle
from actgen.council.facts.personne import Fonction, Membre
from actgen.council.facts.phrases.presence import GENRES, parse_personne, split_civility
from actgen.council.facts.tableau import Tableau
from actgen.law.natures import GenreCollectivite
from actgen.reading.facts import Fact, FileContext, key
from actgen.reading.fields import ONE_OR_MORE, As, Before, Phrase
from actgen.reading.readers import VALEUR_FORME, refuse
from actgen.reading.scalars import Problem

BUREAU_MEMBRES = rule("BUREAU-MEMBRES")
MEMBRE_DOUBLE = rule("MEMBRE-DOUBLE")
MEMBRE_FONCTION = rule("MEMBRE-FONCTION")
MEMBRE_MANDAT = rule("MEMBRE-MANDAT")
MEMBRE_NOM = rule("MEMBRE-NOM")
SUPPLEANT_SIEGE = rule("SUPPLEANT-SIEGE")
_APRES_LE_TABLEAU = 10_000  # ranks of substitutes come after those of members, in the same order
_OFFICES: dict[str, tuple[Fonction, Genre]] = {
    "maire": (Fonction.MAIRE, Genre.INCONNU),
    "adjoint": (Fonction.ADJOINT, Genre.MASCULIN),
    "adjointe": (Fonction.ADJOINT, Genre.FEMININ),
    "conseiller_delegue": (Fonction.CONSEILLER_DELEGUE, Genre.MASCULIN),
    "conseillere_deleguee": (Fonction.CONSEILLER_DELEGUE, Genre.FEMININ),
    "conseiller": (Fonction.CONSEILLER, Genre.MASCULIN),
    "conseillere": (Fonction.CONSEILLER, Genre.FEMININ),
    "membre": (Fonction.CONSEILLER, Genre.INCONNU),
    "president": (Fonction.PRESIDENT, Genre.MASCULIN),
    "presidente": (Fonction.PRESIDENT, Genre.FEMININ),
    "vice_president": (Fonction.VICE_PRESIDENT, Genre.MASCULIN),
    "vice_presidente": (Fonction.VICE_PRESIDENT, Genre.FEMININ),
}
OFFICES = tuple(_OFFICES)
"""The keys under which a file writes its members."""
_HEADS = {Fonction.MAIRE: "maire", Fonction.PRESIDENT: "président"}

Personne = Annotated[
    Membre, Phrase(parse_personne, ("Mme Prénom NOM", "M. Prénom NOM, depuis le 03/05/2021"))
]


class LigneDuTableau(Fact, frozen=True):
    """Un membre du conseil, sous la rubrique qui dit sa fonction."""

    maire: Annotated[Personne | None, key("Le maire ou la maire.")] = None
    adjoint: Annotated[Personne | None, key("Un adjoint, dans l’ordre du tableau.")] = None
    adjointe: Annotated[Personne | None, key("Une adjointe, dans l’ordre du tableau.")] = None
    conseiller_delegue: Annotated[Personne | None, key("Un conseiller délégué.")] = None
    conseillere_deleguee: Annotated[Personne | None, key("Une conseillère déléguée.")] = None
    conseiller: Annotated[Personne | None, key("Un conseiller.")] = None
    conseillere: Annotated[Personne | None, key("Une conseillère.")] = None
    membre: Annotated[
        Personne | None, key("Un conseiller ou une conseillère : M. ou Mme n’est pas connu.")
    ] = None
    president: Annotated[Personne | None, key("Le président d’un EPCI.")] = None
    presidente: Annotated[Personne | None, key("La présidente d’un EPCI.")] = None
    vice_president: Annotated[Personne | None, key("Un vice-président.")] = None
    vice_presidente: Annotated[Personne | None, key("Une vice-présidente.")] = None

    def member(self, context: FileContext) -> Membre | None:
        """Who is written here, under one office; None after a finding."""
        written = [nom for nom in _OFFICES if getattr(self, nom) is not None]
        if len(written) != 1:
            context.tell(
                MEMBRE_FONCTION.finding(
                    say("Ce membre est écrit sous {nombre} fonctions.", nombre=len(written)),
                    self.lieu,
                    hint=say("Un membre par tiret : « - adjointe: Mme Prénom NOM »."),
                )
            )
            return None
        (office,) = written
        member = under_office(getattr(self, office), office, self.lieux[office])
        if (
            Genre.INCONNU not in (_OFFICES[office][1], member.genre)
            and member.genre is not _OFFICES[office][1]
        ):
            context.tell(_of_two_genders(member, office))
        return member


def under_office(person: Membre, office: str, lieu: Location) -> Membre:
    """The person under the key of an office; the civility tells more than the key."""
    fonction, genre = _OFFICES[office]
    return replace(person, fonction=fonction, genre=GENRES.get(person.civilite, genre), lieu=lieu)


def office_key(fonction: Fonction, genre: Genre) -> str:
    """The key under which to write a member: « conseillere », « membre » when M. or Mme is not known."""
    if fonction is Fonction.CONSEILLER and genre is Genre.INCONNU:
        return "membre"
    told = [key for key, office in _OFFICES.items() if office[0] is fonction and key != "membre"]
    return next((key for key in told if _OFFICES[key][1] is genre), told[0])


def office_of_key(office: str) -> Fonction:
    """The office that a key tells."""
    return _OFFICES[office][0]


_WITHOUT_OFFICE = {"M.": "conseiller", "Mme": "conseillere", "": "membre"}


def _needs_office(value: Any) -> Any:
    """« - M. Prénom NOM », without the office that comes before it."""
    if isinstance(value, str) and value.strip():
        office = _WITHOUT_OFFICE[split_civility(value)[0]]
        refuse(
            Problem(
                VALEUR_FORME,
                say("Il manque la fonction de « {nom} ».", nom=value),
                say("Écrivez par exemple « - {cle}: {nom} ».", cle=office, nom=value),
            )
        )
    return value


ROSTER = As(
    Annotated[
        tuple[
            Annotated[
                Membre | None, As(Annotated[LigneDuTableau, Before(_needs_office)], LigneDuTableau.member)
            ],
            ...,
        ],
        ONE_OR_MORE,
    ],
    lambda lines, _: _ranked(lines),
)
"""How the members of a body are read: one line each, in the order of the table."""


def _ranked(lines: Sequence[Membre | None]) -> tuple[Membre, ...]:
    """Those who were read, each with the rank of its line, and its rank among those of one office."""
    before: Counter[Fonction] = Counter()
    members = []
    for rank, line in enumerate(lines, start=1):
        if line is not None:
            before[line.fonction] += 1
            substitute = line.suppleant and replace(line.suppleant, rang=_APRES_LE_TABLEAU + rank)
            members.append(
                replace(line, rang=rank, rang_fonction=before[line.fonction], suppleant=substitute)
            )
    return tuple(members)


class _Elsewhere(NamedTuple):
    """Offices that this kind of body doesn't have."""

    offices: tuple[Fonction, ...]
    message: str
    hint: str


_ELSEWHERE = {
    GenreCollectivite.COMMUNE: _Elsewhere(
        (Fonction.PRESIDENT, Fonction.VICE_PRESIDENT),
        "{nom} : une commune n'a ni président ni vice-président.",
        "Écrivez « maire », « adjoint » ou « adjointe ».",
    ),
    GenreCollectivite.EPCI: _Elsewhere(
        (Fonction.MAIRE, Fonction.ADJOINT),
        "{nom} : un EPCI n'a ni maire ni adjoint.",
        "Écrivez « president » ou « vice_president » (au féminin : « presidente », « vice_presidente »).",
    ),
}


def check_roster(
    members: Sequence[Membre], genre: GenreCollectivite, *, syndicat: bool = False
) -> Iterator[Diagnostic]:
    """What is wrong with the members of a body of this kind."""
    for member in members:
        yield from _check_member(member, _ELSEWHERE[genre])
    yield from _check_doubles([*members, *(each.suppleant for each in members if each.suppleant)])
    if not syndicat:  # where substitutes are of a commune, not of a member (art. L. 5212-7)
        yield from _check_substitutes(members, genre)
    yield from _check_heads(members)


def _check_member(member: Membre, elsewhere: _Elsewhere) -> Iterator[Diagnostic]:
    if member.fonction in elsewhere.offices:
        yield MEMBRE_FONCTION.finding(
            say(elsewhere.message, nom=member.nom_complet), member.lieu, hint=say(elsewhere.hint)
        )
    if member.prenom and all(each.islower() and is_particle(each) for each in member.prenom.split()):
        yield MEMBRE_NOM.finding(
            say("« {prenom} » est lu comme le prénom, et « {nom} » comme le nom.",
                prenom=member.prenom, nom=member.nom),
            member.lieu,
            hint=say("Écrivez le prénom d'abord : « Mme Prénom de NOM »."),
        )  # fmt: skip
    if member.depuis and member.jusqu_au and member.depuis > member.jusqu_au:
        yield MEMBRE_MANDAT.finding(
            say(
                "{nom} : le mandat finit le {fin}, avant d'avoir commencé le {debut}.",
                nom=member.nom_complet,
                fin=f"{member.jusqu_au:%d/%m/%Y}",
                debut=f"{member.depuis:%d/%m/%Y}",
            ),
            member.lieu,
            hint=say("Corrigez l'une des deux dates."),
        )


def _check_doubles(members: Sequence[Membre]) -> Iterator[Diagnostic]:
    """One name twice is one person only when the mandates follow each other (a change of office)."""
    known: dict[str, list[Membre]] = {}
    for member in members:
        before = known.setdefault(cle(member.nom_complet), [])
        other = next((each for each in before if _together(each, member)), None)
        before.append(member)
        if other is not None:
            yield MEMBRE_DOUBLE.finding(
                say("Deux membres s'appellent {nom}.", nom=member.nom_complet),
                member.lieu,
                other.lieu,
                hint=say(
                    "Ajoutez à l'un des deux de quoi les distinguer (un second prénom…) ; si c'est la même "
                    "personne, effacez une ligne ou datez ses deux fonctions."
                ),
            )


def _check_substitutes(members: Sequence[Membre], genre: GenreCollectivite) -> Iterator[Diagnostic]:
    """Substitutes of a municipal council, or of a commune that has more than one seat."""
    seats = Counter(cle(member.commune) for member in members if member.commune)
    for member in members:
        if member.suppleant is None:
            continue
        if genre is GenreCollectivite.COMMUNE:
            yield SUPPLEANT_SIEGE.finding(
                say(
                    "{nom} : un conseil municipal n'a pas de suppléants, à confirmer.", nom=member.nom_complet
                ),
                member.suppleant.lieu,
                hint=say("Effacez ce suppléant ; un conseiller absent peut donner pouvoir."),
            )
        elif seats[cle(member.commune)] > 1:
            yield SUPPLEANT_SIEGE.finding(
                say(
                    "{nom} a un suppléant, alors que sa commune ({commune}) a {nombre} sièges : à confirmer.",
                    nom=member.nom_complet,
                    commune=member.commune,
                    nombre=seats[cle(member.commune)],
                ),
                member.suppleant.lieu,
                hint=say("Vérifiez les communes des membres, ou effacez ce suppléant."),
            )


def _check_heads(members: Sequence[Membre]) -> Iterator[Diagnostic]:
    heads = [member for member in members if member.fonction in _HEADS]
    for rank, member in enumerate(heads):
        other = next((before for before in heads[:rank] if _together(before, member)), None)
        if other is not None and other.fonction is member.fonction:
            yield MEMBRE_FONCTION.finding(
                say(
                    "Deux personnes sont écrites sous « {fonction} », en même temps : {premier} et {second}.",
                    premier=other.nom_complet,
                    second=member.nom_complet,
                    fonction=_HEADS[member.fonction],
                ),
                member.lieu,
                other.lieu,
                hint=say(
                    "Gardez la personne qui est en fonction, ou datez leurs mandats : « jusqu'au "
                    "03/05/2021 », puis « depuis le 04/05/2021 »."
                ),
            )


def _together(one: Membre, other: Membre) -> bool:
    """Whether there is a day on which both are in office."""
    start = max(one.depuis or date.min, other.depuis or date.min)
    end = min(one.jusqu_au or date.max, other.jusqu_au or date.max)
    return start <= end


def _of_two_genders(member: Membre, office: str) -> Diagnostic:
    """The civility wins: an office may be written in the masculine out of habit."""
    return MEMBRE_FONCTION.finding(
        say(
            "{nom} est écrit sous « {rubrique} » et sous « {civilite} ».",
            nom=member.nom_complet,
            rubrique=office,
            civilite=member.civilite,
        ),
        member.lieu,
        hint=say("actgen suit « {civilite} » ; corrigez l'un des deux.", civilite=member.civilite),
        severity=Severity.WARNING,
    )


def seats_of_bureau(
    written: Sequence[Membre], members: Sequence[Membre], lieu: Location, context: FileContext
) -> tuple[Membre, ...]:
    """Who sits in the Bureau, each on the days of that seat; a name that is nobody's is left out."""
    findings: list[Diagnostic] = []
    roster = Tableau(tuple(members), frozenset(member.rang for member in members), findings)
    seats: dict[str, Membre] = {}
    for person in written:
        name = person.nom_complet
        member = roster.find(name, person.places.at("nom", part=name))
        if member is None:
            continue
        seat = replace(member, depuis=person.depuis, jusqu_au=person.jusqu_au)
        if seats.setdefault(seat.nom_complet, seat) is not seat:
            findings.append(
                BUREAU_MEMBRES.finding(
                    say("{nom} est nommé deux fois au bureau.", nom=seat.nom_complet),
                    person.lieu,
                    hint=say("Gardez une seule ligne par membre du bureau."),
                )
            )
    presidents = [member for member in members if member.fonction is Fonction.PRESIDENT]
    if presidents and not any(member.nom_complet in seats for member in presidents):
        findings.append(
            BUREAU_MEMBRES.finding(
                say("{nom} préside l'EPCI et n'est pas au bureau.", nom=presidents[0].nom_complet),
                lieu,
                presidents[0].lieu,
                hint=say("Ajoutez son nom à la rubrique « bureau »."),
            )
        )
    for finding in findings:
        context.tell(finding)
    return tuple(seats.values())


def no_bureau_in_a_commune(lieu: Location) -> Diagnostic:
    """A commune has no Bureau, whose names are therefore not read."""
    return BUREAU_MEMBRES.tell(
        "Une commune n'a pas de bureau qui délibère.",
        lieu,
        hint="Effacez la rubrique « bureau » : elle est faite pour les EPCI.",
    )


def unknown_bureau(organe: Location, collectivite: Location | None) -> Diagnostic:
    """A Bureau meets, and nobody has said who is in it: neither the roll nor the quorum can be told."""
    return BUREAU_MEMBRES.tell(
        "C'est une séance du bureau, mais rien ne dit qui en est membre.",
        organe,
        collectivite,
        hint="Écrivez leurs noms à la rubrique « bureau » du fichier de la collectivité.",
    )
