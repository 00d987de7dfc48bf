"""Substitutes of the members of an EPCI: who they are, whether they may sit, whose seat they took.

Source: art. L. 5211-6 CGCT, from memory: a commune that has one seat only has a substitute too. In a syndicat
a substitute is that of a commune, and stands in for any of its members (art. L. 5212-7 and L. 5711-1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.collectivite import GenreCollectivite
from actgen.facts.noms import couper_nom
from actgen.facts.personne import Fonction, Membre
from actgen.facts.phrases.presence import GENRES, decouper_civilite
from actgen.rules import rule
from actgen.text.elision import elision
from actgen.text.grammar import Genre
from actgen.text.keys import cle
from actgen.text.messages import say

from .shapes.collectivite import PersonneShape

SUPPLEANT_SIEGE = rule("SUPPLEANT-SIEGE")
SUPPLEANT_TITULAIRE = rule("SUPPLEANT-TITULAIRE")
_APRES_LE_TABLEAU = 10_000  # ranks of substitutes come after those of members, in the same order


def suppleant_de(personne: PersonneShape, rang: int, lieu: Location) -> Membre | None:
    """The substitute that a line of the roster names."""
    if not personne.suppleant:
        return None
    civilite, complet = decouper_civilite(personne.suppleant)
    prenom, nom = couper_nom(complet)
    return Membre(
        prenom=prenom,
        nom=nom,
        fonction=Fonction.SUPPLEANT,
        rang=_APRES_LE_TABLEAU + rang,
        civilite=civilite,
        genre=GENRES.get(civilite, Genre.INCONNU),
        depuis=personne.depuis,
        jusqu_au=personne.jusqu_au,
        commune=personne.commune or "",
        titulaire=" ".join(filter(None, couper_nom(personne.nom))),
        lieu=lieu,
    )


def verifier_suppleants(membres: Sequence[Membre], genre: GenreCollectivite) -> Iterator[Diagnostic]:
    """Substitutes of a municipal council, or of a commune that has more than one seat."""
    sieges = Counter(cle(membre.commune) for membre in membres if membre.commune)
    for membre in membres:
        if membre.suppleant is None:
            continue
        if genre is GenreCollectivite.COMMUNE:
            yield SUPPLEANT_SIEGE.finding(
                say(
                    "{nom} : un conseil municipal n'a pas de suppléants, à confirmer.", nom=membre.nom_complet
                ),
                membre.suppleant.lieu,
                hint=say("Effacez ce suppléant ; un conseiller absent peut donner pouvoir."),
            )
        elif sieges[cle(membre.commune)] > 1:
            yield SUPPLEANT_SIEGE.finding(
                say(
                    "{nom} a un suppléant, alors que sa commune ({commune}) a {nombre} sièges : à confirmer.",
                    nom=membre.nom_complet,
                    commune=membre.commune,
                    nombre=sieges[cle(membre.commune)],
                ),
                membre.suppleant.lieu,
                hint=say("Vérifiez les communes des membres, ou effacez ce suppléant."),
            )


def d_une_commune(titulaire: Membre, nom: str, lieu: Location) -> Diagnostic:
    """A substitute of a municipal councillor, who has none."""
    return SUPPLEANT_TITULAIRE.finding(
        say("{titulaire} : un conseiller municipal n'a pas de suppléant.", titulaire=titulaire.nom_complet),
        lieu,
        hint=say(
            "S'il a donné pouvoir, écrivez « pouvoir à {nom} » ; sinon, écrivez « excusé » ou « absent ».",
            nom=nom,
        ),
    )


def non_declare(titulaire: Membre, nom: str, lieu: Location) -> Diagnostic:
    """A substitute whom the roster doesn't name: no member more, the one of this member."""
    return SUPPLEANT_TITULAIRE.finding(
        say("Aucun suppléant ne s'appelle « {nom} ».", nom=nom),
        lieu,
        titulaire.lieu,
        hint=say(
            "Corrigez le nom ; si c'est bien le suppléant {de}, écrivez « suppléant {nom} » sur sa ligne, "
            "dans le fichier de la collectivité.",
            de=elision("de", titulaire.nom_complet),
            nom=nom,
        ),
    )


def refus_de_sieger(
    titulaire: Membre,
    suppleant: Membre,
    lieu: Location | None,
    *,
    pouvoir: bool,
    bureau: bool,
    syndicat: bool,
) -> Diagnostic | None:
    """Why this substitute can't take the seat of that absent member; None when nothing prevents it."""
    if syndicat and titulaire.commune and suppleant.commune and titulaire.commune != suppleant.commune:
        return SUPPLEANT_TITULAIRE.finding(
            say(
                "{suppleant} siège pour « {sienne} » et ne peut suppléer {titulaire}, de « {autre} ».",
                suppleant=suppleant.nom_complet,
                sienne=suppleant.commune,
                titulaire=titulaire.nom_complet,
                autre=titulaire.commune,
            ),
            lieu,
            suppleant.lieu,
            hint=say("Corrigez ce nom, ou la commune de l'un des deux dans le fichier du syndicat."),
        )
    if not syndicat and suppleant.titulaire != titulaire.nom_complet:
        return SUPPLEANT_TITULAIRE.finding(
            say(
                "{suppleant} n'est pas le suppléant de {titulaire}.",
                suppleant=suppleant.nom_complet,
                titulaire=titulaire.nom_complet,
            ),
            lieu,
            suppleant.lieu,
            hint=say(
                "Corrigez ce nom, ou écrivez « suppléant {suppleant} » après {titulaire} dans le fichier de "
                "la collectivité.",
                suppleant=suppleant.nom_complet,
                titulaire=titulaire.nom_complet,
            ),
        )
    if bureau:
        return SUPPLEANT_TITULAIRE.finding(
            say("{nom} : un suppléant siège au conseil, pas au bureau.", nom=suppleant.nom_complet),
            lieu,
            hint=say("Écrivez {nom} absent, ou excusé.", nom=titulaire.nom_complet),
        )
    if pouvoir:
        return SUPPLEANT_TITULAIRE.finding(
            say(
                "{titulaire} est suppléé par {suppleant} : son pouvoir compterait deux fois sa voix.",
                titulaire=titulaire.nom_complet,
                suppleant=suppleant.nom_complet,
            ),
            lieu,
            hint=say("Gardez le suppléant ou le pouvoir, pas les deux."),
        )
    return None


def sans_siege(suppleant: Membre, lieu: Location | None) -> Diagnostic:
    """A substitute said to be present, where nobody said that the member was absent."""
    return SUPPLEANT_TITULAIRE.finding(
        say(
            "{nom} est parmi les présents, sans que {titulaire} soit dit absent et suppléé.",
            nom=suppleant.nom_complet,
            titulaire=suppleant.titulaire,
        ),
        lieu,
        suppleant.lieu,
        hint=say(
            "Écrivez sous « absents » : « {titulaire}, suppléé par {nom} ».",
            nom=suppleant.nom_complet,
            titulaire=suppleant.titulaire,
        ),
    )
