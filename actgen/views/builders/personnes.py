"""How acts name the members: their office, in agreement, alone or as a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actgen.facts.collectivite import Collectivite
from actgen.facts.personne import Fonction, Membre
from actgen.text import offices
from actgen.text.grammar import Genre, Mot, le
from actgen.text.lists import enumeration
from actgen.views.commun import VuePersonne

_MUNICIPAUX: dict[Fonction, Mot] = {
    Fonction.MAIRE: offices.MAIRE,
    Fonction.PRESIDENT: offices.PRESIDENT,
    Fonction.ADJOINT: offices.ADJOINT_AU_MAIRE,
    Fonction.VICE_PRESIDENT: offices.VICE_PRESIDENT,
    Fonction.CONSEILLER_DELEGUE: offices.CONSEILLER_MUNICIPAL_DELEGUE,
    Fonction.CONSEILLER: offices.CONSEILLER_MUNICIPAL,
    Fonction.SUPPLEANT: offices.SUPPLEANT,
}
_COMMUNAUTAIRES = {
    **_MUNICIPAUX,
    Fonction.CONSEILLER_DELEGUE: offices.CONSEILLER_COMMUNAUTAIRE,
    Fonction.CONSEILLER: offices.CONSEILLER_COMMUNAUTAIRE,
}
_SYNDICAUX = {
    **_MUNICIPAUX,
    Fonction.CONSEILLER_DELEGUE: offices.DELEGUE,
    Fonction.CONSEILLER: offices.DELEGUE,
    Fonction.SUPPLEANT: offices.DELEGUE_SUPPLEANT,
}


def mot_de_fonction(fonction: Fonction, collectivite: Collectivite) -> Mot:
    """The word for an office in that body."""
    if collectivite.est_syndicat:
        return _SYNDICAUX[fonction]
    return (_MUNICIPAUX if collectivite.est_commune else _COMMUNAUTAIRES)[fonction]


def qualite(membre: Membre, collectivite: Collectivite) -> str:
    """« maire », « première adjointe », « conseiller municipal »."""
    if membre.fonction is Fonction.ADJOINT:
        return offices.rang_adjoint(membre.rang_fonction, membre.genre)
    if membre.fonction is Fonction.VICE_PRESIDENT:
        return offices.rang_vice_president(membre.rang_fonction, membre.genre)
    return mot_de_fonction(membre.fonction, collectivite).accord(membre.genre)


def vue_personne(membre: Membre, collectivite: Collectivite) -> VuePersonne:
    """A member as acts name them: « Le maire » at the head of a sentence or of a signature."""
    titre = qualite(membre, collectivite)
    return VuePersonne(membre.nom_complet, titre, capitale(le(titre, membre.genre)))


def vue_chef(membre: Membre, collectivite: Collectivite) -> VuePersonne:
    """A member as the head of the executive, whose office the table doesn't tell yet: « La maire »."""
    fonction = Fonction.MAIRE if collectivite.est_commune else Fonction.PRESIDENT
    titre = mot_de_fonction(fonction, collectivite).accord(membre.genre)
    return VuePersonne(membre.nom_complet, titre, capitale(le(titre, membre.genre)))


def noms(membres: Iterable[Membre]) -> str:
    """Names alone, « A, B et C »; no line ends between a first name and what follows it."""
    return enumeration(nom_insecable(membre) for membre in membres)


def nom_insecable(membre: Membre) -> str:
    """First name and surname on one line; a surname of several words may still be cut."""
    return f"{membre.prenom}\u00a0{membre.nom}" if membre.prenom and membre.nom else membre.nom_complet


def nom_en_phrase(membre: Membre) -> str:
    """The name in a sentence, where only a number holds to what stands before it: « Membre 1 »."""
    return nom_insecable(membre) if membre.nom.isdecimal() else membre.nom_complet


def noms_par_fonction(membres: Iterable[Membre], collectivite: Collectivite) -> str:
    """Names by office, in the order of the table: « X, maire ; Y et Z, adjoints au maire ; … »."""
    return "\u202f; ".join(
        f"{noms(groupe)}, {office}" for office, groupe in par_fonction(membres, collectivite)
    )


def par_fonction(membres: Iterable[Membre], collectivite: Collectivite) -> Iterator[tuple[str, list[Membre]]]:
    """Each office, in agreement with those who hold it, and them: « adjointes au maire », [Y, Z]."""
    groupes: dict[Fonction, list[Membre]] = {}
    for membre in membres:
        groupes.setdefault(membre.fonction, []).append(membre)
    for fonction, groupe in groupes.items():
        yield mot_de_fonction(fonction, collectivite).groupe(m.genre for m in groupe), groupe


def capitale(texte: str) -> str:
    """With a capital at the head; the rest as it is."""
    return texte[:1].upper() + texte[1:]


def decapitale(texte: str) -> str:
    """Without the capital at the head, for the middle of a sentence."""
    return texte[:1].lower() + texte[1:]


def chef_de(collectivite: Collectivite) -> tuple[str, Genre]:
    """The word for the head of the executive, and their gender."""
    fonction = Fonction.MAIRE if collectivite.est_commune else Fonction.PRESIDENT
    chef = next((m for m in collectivite.membres if m.fonction is fonction), None)
    genre = chef.genre if chef else Genre.INCONNU
    return mot_de_fonction(fonction, collectivite).accord(genre), genre
