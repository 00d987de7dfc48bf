"""What keeps the convention from being signed: its coordinator has refused, is in doubt, or is two people.

`batch` and `status` tell all of it; `batch` holds its papers, or marks them as a PROJET.
"""

from __future__ import annotations

from dataclasses import replace

from actgen.diagnostics import Diagnostic, Scope, Severity
from actgen.facts.groupement import Groupement, MembreGroupement
from actgen.figures.groupements import est_rejetee, executoire_au, listes, pas_executoires
from actgen.text.dates import date_chiffres
from actgen.text.keys import slug
from actgen.text.messages import phrase

from .coordonnateur import GC_COORDONNATEUR

_CIVILITES = frozenset({"m", "mr", "monsieur", "mme", "madame"})


def reserves(groupement: Groupement) -> tuple[Diagnostic, ...]:
    """What the coordinator's own line shows against its file: an error holds papers, a warning marks them."""
    trouvees = (
        refus_du_coordonnateur(groupement),
        deux_signataires(groupement),
        coordonnateur_trop_tot(groupement),
    )
    return tuple(trouvee for trouvee in trouvees if trouvee is not None)


def refus_du_coordonnateur(groupement: Groupement) -> Diagnostic | None:
    """The coordinator has refused: nobody can join its group, and no paper may say that it has joined."""
    ligne = _ligne(groupement)
    if ligne is None or ligne.a_corriger or not est_rejetee(ligne):
        return None
    refus = GC_COORDONNATEUR.finding(
        phrase(
            "{nom} coordonne le groupement et a décidé de ne pas y adhérer{le} : il n'y a rien à envoyer aux "
            "communes ni à faire signer.",
            nom=ligne.collectivite.nom,
            le=f" le {date_chiffres(ligne.deliberation_le)}" if ligne.deliberation_le else "",
        ),
        ligne.lieux.get("resultat") or ligne.lieu,
        groupement.coordonnateur.deliberation.lieux.get("date"),
        hint=phrase("Corrigez sa réponse si elle a adhéré ; sinon, nommez un autre membre coordonnateur."),
    )
    return replace(refus, scope=Scope.ANSWERS)


def reponse_douteuse(groupement: Groupement) -> Diagnostic | None:
    """What the coordinator answered is to be verified, which is told apart: nothing is signed until then."""
    ligne = _ligne(groupement)
    if ligne is None or not ligne.a_corriger:
        return None
    return GC_COORDONNATEUR.finding(
        phrase(
            "{nom} coordonne le groupement, et sa réponse est à vérifier ({quoi}) : la convention à "
            "signer et ses feuilles restent des projets.",
            nom=ligne.collectivite.nom,
            quoi=ligne.a_corriger,
        ),
        ligne.lieux.get("resultat") or ligne.lieu,
        hint=phrase("Corrigez la réponse du coordonnateur avant de faire signer."),
        severity=Severity.WARNING,
    )


def coordonnateur_trop_tot(groupement: Groupement) -> Diagnostic | None:
    """Others may sign, and nothing tells that the coordinator's own decision is executory."""
    ligne, arretee = _ligne(groupement), groupement.annexe_1_arretee_au
    if ligne is None or ligne not in pas_executoires(groupement):
        return None
    if not any(executoire_au(autre, arretee) for autre in listes(groupement)):
        return None
    return GC_COORDONNATEUR.finding(
        phrase(
            "{nom} coordonne le groupement, et rien ne dit que sa délibération est exécutoire{au} : la "
            "convention à signer et ses feuilles restent des projets.",
            nom=ligne.collectivite.nom,
            au=f" au {date_chiffres(arretee)}" if arretee else "",
        ),
        ligne.lieux.get("deliberation_du") or ligne.lieu,
        hint=phrase(
            "Écrivez parmi les retours, à la ligne du coordonnateur, la transmission et la publication de sa "
            "délibération."
        ),
        severity=Severity.WARNING,
    )


def deux_signataires(groupement: Groupement) -> Diagnostic | None:
    """Parties and signature name one person for the coordinator, annexe 1 and its sheet another."""
    coordonnateur, ligne = groupement.coordonnateur, _ligne(groupement)
    if ligne is None or ligne.a_corriger or est_rejetee(ligne):
        return None
    partie = ", ".join(filter(None, (coordonnateur.representant, coordonnateur.qualite)))
    if not partie or not ligne.signataire or _une_personne(coordonnateur.representant, partie, ligne):
        return None
    return GC_COORDONNATEUR.finding(
        phrase(
            "{nom} coordonne le groupement, et deux personnes signeraient en son nom : « {partie} » selon "
            "les parties de la convention, « {autre} » selon l'annexe 1 et sa feuille. La convention à "
            "signer et ses feuilles restent des projets.",
            nom=ligne.collectivite.nom,
            partie=partie,
            autre=ligne.signataire,
        ),
        coordonnateur.lieux.get("represente_par") or coordonnateur.lieu,
        ligne.lieux.get("signataire") or ligne.lieu,
        hint=phrase(
            "Écrivez la même personne aux deux endroits. Si le texte est déjà approuvé, gardez celle qu'il "
            "nomme : qui signe par délégation signe pour elle."
        ),
        severity=Severity.WARNING,
    )


def _une_personne(representant: str, partie: str, ligne: MembreGroupement) -> bool:
    """Whether both may be one: each word of the shorter is in the longer, civility and order apart."""
    nom, entier, autre = _mots(representant), _mots(partie), _mots(ligne.signataire)
    seul = _mots(ligne.signataire.partition(",")[0])
    return _contenu(nom, autre) or _contenu(seul, entier) or _contenu(seul, nom)


def _contenu(mots: list[str], autres: list[str]) -> bool:
    """Each word is one of the others, or the initial of one, or has one for its initial."""
    return all(any(_meme_mot(mot, autre) for autre in autres) for mot in mots)


def _meme_mot(mot: str, autre: str) -> bool:
    court, long = sorted((mot, autre), key=len)
    return mot == autre or (len(court) == 1 and court.isalpha() and long.startswith(court))


def _mots(nom: str) -> list[str]:
    tete, *suite = slug(nom, 200).split("-")
    return suite if tete in _CIVILITES and suite else [tete, *suite]


def _ligne(groupement: Groupement) -> MembreGroupement | None:
    """What is known of the coordinator as of any member."""
    code = groupement.coordonnateur.collectivite.code
    return next((membre for membre in groupement.membres if membre.collectivite.code == code), None)
