"""Where each council stands: awaited, by which law, for the text, or to sign before the consultation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.base.diagnostics import Diagnostic
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.lists import enumeration
from actgen.checks.groupements.adhesion import GC_ADHESION_TARDIVE
from actgen.checks.groupements.coordonnateur import noms
from actgen.council.facts.groupement import Groupement, MembreGroupement
from actgen.council.figures.groupements import adhesion_close, sans_signature
from actgen.council.figures.parts import apres_de
from actgen.council.figures.reponses import a_reprendre

GC_CONSEILS = rule("GC-CONSEILS")
GC_LANCEMENT = rule("GC-LANCEMENT")


def attendus(groupement: Groupement, au: date | None = None) -> tuple[MembreGroupement, ...]:
    """The members whose council has not decided yet, or has to again; none once nobody may join any more."""
    if adhesion_close(groupement, au):
        return ()
    return tuple(
        membre
        for membre in _conseils(groupement)
        if membre.collectivite.est_commune
        and (_en_silence(membre) or a_reprendre(groupement, membre) is not None)
    )


def _en_silence(membre: MembreGroupement) -> bool:
    return membre.deliberation_le is None and not membre.resultat and not membre.a_corriger


def approbateurs(groupement: Groupement) -> tuple[MembreGroupement, ...]:
    """Those whose council has approved the text."""
    return tuple(
        membre
        for membre in _conseils(groupement)
        if membre.deliberation_le is not None and membre.resultat != "rejetée"
    )


def soumis(groupement: Groupement) -> bool:
    """Whether a council has approved the text, is said to, or may have: an answer can't be read."""
    douteuse = any(membre.a_corriger for membre in _conseils(groupement))
    return groupement.approuvee_le is not None or bool(approbateurs(groupement)) or douteuse


def approuve(groupement: Groupement) -> bool:
    """Whether a council is told to have approved the text, without a doubt."""
    sures = (membre for membre in approbateurs(groupement) if not membre.a_corriger)
    return groupement.approuvee_le is not None or any(sures)


def _conseils(groupement: Groupement) -> Iterator[MembreGroupement]:
    """All but the coordinator, whose own decision is another text."""
    coordonnateur = groupement.coordonnateur.collectivite.code
    return (membre for membre in groupement.membres if membre.collectivite.code != coordonnateur)


def trop_tard(groupement: Groupement, au: date | None) -> Diagnostic | None:
    """That councils are sent nothing more: the convention admits nobody once its consultation is out."""
    restent = attendus(groupement) if adhesion_close(groupement, au) else ()
    if not restent:
        return None
    clauses, cadre = groupement.clauses, groupement.accord_cadre
    assert cadre.lancement is not None, "it is what closes it"
    return GC_ADHESION_TARDIVE.tell(
        "La consultation est lancée depuis le {lancement}, et la convention n'admet plus d'adhésion : "
        "rien n'est plus envoyé à {noms}.",
        clauses.lieux.get("adhesion"),
        cadre.lieux.get("lancement"),
        hint="Si l'un de ces conseils a délibéré avant cette date, notez-le ; sinon, ôtez ces communes des "
        "membres, ou attendez la consultation suivante.",
        lancement=date_chiffres(cadre.lancement),
        noms=noms(list(restent)),
    )


def day_of_law(groupement: Groupement) -> date | None:
    """The day whose law the models follow: the one asked of the councils, else that of their answers."""
    demande = groupement.conseils.a_deliberer_avant
    votes = [membre.deliberation_le for membre in groupement.membres if membre.deliberation_le is not None]
    silence = any(each.collectivite.est_commune and _en_silence(each) for each in _conseils(groupement))
    return demande or (None if silence else max(votes, default=groupement.approuvee_le))


def sans_date(groupement: Groupement) -> Diagnostic | None:
    """Why no model can be made: nobody knows whose law it follows."""
    demande = groupement.conseils
    if day_of_law(groupement) is not None:
        return None
    return GC_CONSEILS.tell(
        "Il n'est pas dit avant quelle date les conseils délibèrent : aucun modèle ne peut être fait.",
        demande.lieux.get("a_deliberer_avant"),
        hint="Complétez « a_deliberer_avant » à la rubrique « conseils ».",
    )


def signatures_attendues(groupement: Groupement, au: date | None) -> Iterator[Diagnostic]:
    """A consultation is launched on a convention that its members have signed. `au`: seen from when.

    Not asked of a session, whose council has nothing to do about it. Before that day, what lacks is among
    what is left to do.
    """
    cadre, manquent = groupement.accord_cadre, sans_signature(groupement)
    if au is None or cadre.lancement is None or au < cadre.lancement or not manquent:
        return
    yield GC_LANCEMENT.tell(
        "Consultation lancée le {lancement} sans la signature {de} : la convention ne lie que ceux qui l'ont "
        "signée, à confirmer.",
        cadre.lieux.get("lancement"),
        *dict.fromkeys(membre.lieux.get("signee_le") or membre.lieu for membre in manquent),
        hint="Notez ces signatures si elles ont été données à temps ; sinon, voyez avec le service juridique "
        "ce que vaut cette consultation pour ces membres.",
        lancement=cadre.lancement,
        de=enumeration(apres_de(each.collectivite) for each in manquent),
    )
