"""What the names of a session file stand for: members, collectivity, groups, text files."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.text.grammar import Genre
from actgen.reading.fields import FOUND, ONE_OR_MORE, Named, Where

from .personne import DonneePrivee, Membre, Secretaire
from .phrases.presence import GENRES, parse_secretaire, split_civility
from .tableau import Tableau
from .texte import Prose

if TYPE_CHECKING:  # a group is read apart, and its module needs the names of this one
    from .collectivite import Collectivite
    from .groupement import Groupement

AUXILIAIRE = re.compile(
    r"\bauxiliaires?\b|\bsecr[ée]taire\s+(?:de\s+s[ée]ance\s+)?adjointe?\b", re.IGNORECASE
)
"""In what is said of a secretary: who assists, and signs nothing."""


class References(Struct):
    """Finds what a name stands for; what is wrong gathers in `findings`, and gives None."""

    collectivite: Collectivite
    tableau: Tableau
    read_group: Callable[[str, Location], Groupement | None]
    read_prose: Callable[[str, Location], Prose | None]
    findings: list[Diagnostic] = field(default_factory=list)

    def membre(self, nom: str, where: Where) -> Membre | None:
        """The member of that name."""
        return self.tableau.find(nom, where(nom))

    def groupement(self, nom: str, where: Where) -> Groupement | None:
        """The group of that file; « papeterie, avenant 1 » is the version that its first amendment makes."""
        nom, virgule, suite = (partie.strip() for partie in nom.partition(","))
        groupement = self.read_group(nom, where(""))
        if groupement is None or not virgule:
            return groupement
        version = groupement.version_nommee(suite, where(suite))
        if not isinstance(version, Diagnostic):
            return version
        self.findings.append(version)
        return None

    def secretaire(self, ecrit: str, where: Where) -> Secretaire | None:
        """A member; « NOM, fonction » names someone from outside the council (local law), or who assists."""
        lu = parse_secretaire(ecrit)
        nom, qualite = lu["nom"], lu.get("qualite", "")
        if qualite and not self.tableau.knows(nom):
            self.tableau.tell_outsider(nom, where(nom))
            genre = GENRES.get(split_civility(nom)[0], Genre.INCONNU)
            return Secretaire(nom, None, qualite, genre, lieu=where(""))
        membre = self.tableau.find(nom, where(nom))
        if membre is None:
            return None
        aide = qualite if AUXILIAIRE.search(qualite) else ""
        return Secretaire(membre.nom_complet, membre, aide, lieu=where(""))

    def ordonnateur(self, ecrit: str, where: Where) -> str:
        """The name of a member; « NOM, ancien maire » names one who sits no more."""
        nom, _, qualite = (partie.strip() for partie in ecrit.partition(","))
        if qualite and not self.tableau.knows(nom):
            self.tableau.tell_outsider(nom, where(nom))
            return nom
        membre = self.tableau.find(nom, where(nom))
        return membre.nom_complet if membre is not None else ""


def _donnee(references: References, texte: str, where: Where) -> DonneePrivee:
    return DonneePrivee(texte, lieu=where(""))


MembreNomme = Annotated[Membre, Named(References.membre)]
Membres = Annotated[tuple[MembreNomme, ...], ONE_OR_MORE, FOUND]
Donnees = Annotated[tuple[Annotated[DonneePrivee, Named(_donnee)], ...], ONE_OR_MORE, FOUND]
