"""Sentences of the house as pages say them: no command, no key of a file, the words of the screens instead.

A remark is told once, for who writes a file by hand: « Ajoutez une ligne « debats: aucun » ». Who works on
pages never sees a file: a key is shown by the title of its field, a command by its button.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from actgen.api.fields import Fields, fields_of
from actgen.diagnostics import Diagnostic
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.records import replace
from actgen.sources import SourceFault

if TYPE_CHECKING:  # which is worded here when it is asked for
    from actgen.api.session import Session

__all__ = ["KINDS", "Titles", "Wording", "of_pages", "rubrique", "said", "titles"]

Titles = Callable[[str], str]
"""The title of a field by its key, as the act of one item names it; empty for a key that it doesn't have."""


def of_pages(told: str, titles: Titles = lambda key: "") -> str:
    """A sentence of the house in the words of pages; `titles`: of the fields of the item that it is about."""
    for typed, pressed in _COMMANDS:
        told = re.sub(typed, pressed, told)
    for written, shown in _LINES:
        told = re.sub(written, shown, told)
    told = _QUOTED.sub(lambda found: _quoted(found, titles), told)
    return _CODE.sub(lambda found: _bare(found[0], titles), told).strip()


def said(finding: Diagnostic, titles: Titles = lambda key: "") -> Diagnostic:
    """A finding as pages say it."""
    return replace(finding, message=of_pages(finding.message, titles), hint=of_pages(finding.hint, titles))


class Wording:
    """How the findings of one session are said: the fields of an act by the titles that its kind gives."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __call__(self, finding: Diagnostic) -> Diagnostic:
        """A finding as pages say it."""
        return said(finding, lambda key: self._title(finding, key))

    def _title(self, finding: Diagnostic, key: str) -> str:
        catalogue = self._session.catalogue
        return titles(catalogue, catalogue.named(self._act(finding)))(key)

    def _act(self, finding: Diagnostic) -> str:
        """What the item asks for that a finding is about, as the file has it."""
        here = (place for place in finding.locations[:1] if place.file == self._fields.name)
        path = next((self._fields.path_of(place) for place in here), ())
        if path[:1] != ("points",) or len(path) < 2:
            ranks = range(len(self._fields.several(("points",))))
            numbers = (self._fields.text(("points", rank, "numero")) for rank in ranks)
            path = next(
                (("points", rank) for rank, each in enumerate(numbers) if each == str(finding.point)), ()
            )
        return self._fields.text((*path[:2], "acte")) if path else ""

    @cached_property
    def _fields(self) -> Fields:
        source = self._session.source
        content = b"" if isinstance(source, SourceFault) else source.content
        return fields_of(self._session.name, content, "", tuple)


SIGNATAIRE = "Qui est autorisé à signer"
"""Of an act; elsewhere, who signs for a member of a group."""


def titles(catalogue: Catalogue, kind: Kind | None) -> Titles:
    """The titles of the fields of an act, and of the acts that a sentence names by their codes."""
    champs = kind.champs if kind is not None else ()
    own = {each.nom: each.titre for champ in champs for each in (*champ.colonnes, champ)}
    known = {"signataire": SIGNATAIRE} | own if kind is not None else own

    def title(key: str) -> str:
        named = catalogue.get(key) if key not in known and "_" in key else None
        return named.titre if named is not None else known.get(key, "")

    return title


KINDS = {"deliberation_libre": "Autre délibération"}
"""How a kind is named to who chooses one, where its title is a writer's word."""

_COMMANDS = (
    (r"(en la raison) (?:à|sous)\s«\sderogations\s»", r"\1 en l’écartant"),
    (r"un motif (?=(?:à|sous)\s«\sderogations\s»)", "une raison de l’écarter "),
    (
        r"(?:(?:à|sous)|(?:dans la séance, )?à la rubrique)\s«\sderogations\s»(?:\sde la séance)?"
        r"(?:(?:,\spuis\srelancez\savec|\set)\s--override\s[A-Z0-9-]+"
        r"|,\savec le code\s[A-Z0-9-]+|\s:\scode\s[A-Z0-9-]+,\spuis motif)?",
        "comme raison de l’écarter",
    ),
    (r"une raison de l’écarter comme raison de l’écarter", "une raison de l’écarter"),
    (r",\spuis\srelancez(?=\.)", ""),
    (r"(?:\s*[;,]\s*)?[Vv]oyez (?:le détail|lesquelles|ce qui ne va pas)\s*:\s*actgen check \S+", ""),
    (r"relancez avec --sheets\s(\d+)", r"écrivez \1 au dernier feuillet paraphé"),
    (r"Donnez ce dossier avec\s--journal\sDOSSIER\.", "Cherchez-le dans le dossier qui a été écrit ici."),
    (
        r"[Cc]omparez-le au journal de son dossier\s*:\s*--journal\sDOSSIER",
        "il ne peut être comparé qu’au journal du dossier où il a été écrit",
    ),
    (r",?\s*avec le même dossier \(--out\)", ""),
    (r",? ou demandez un autre dossier avec --out", ""),
    (
        r"\s(?:Pour (?:lire )?l’autre texte|Si aucun conseil n’a voté, ou pour l’autre texte),\s"
        r"demandez un autre dossier avec --out(?:\s;|\.)",
        "",
    ),
    (r"\s?; pour voir la nouvelle version, demandez un autre dossier avec --out", ""),
    (r", ou choisissez un (?:autre )?dossier(?: plus proche de la racine)? avec --out", ""),
    (r"(?<=dossier) avec --out", ""),
    (r"\s*\(--(?:journal|out|jobs\s1)\)", ""),
    (
        r"pour comparer, dites où sont les fichiers de la commune\s*:\s*--workspace\sDOSSIER",
        "les fichiers de la commune ne sont pas dans ce dossier-ci",
    ),
    (r"\bAvec (?:«\s)?--as-of(?:\s»)?(?: et une date)?", "À la date du jour"),
    (r"\bavec (?:«\s)?--as-of(?:\s»)?", "à la date du jour"),
    (r"l’option --override", "la levée de l’erreur"),
    (r"\s*\(--typologie\)", ""),
    (r"Le fichier donné à --typologie, (la classification.*? à la main), dit", r"Le fichier donné (\1) dit"),
    (r"donnez leur nombre avec --sheets", "écrivez le dernier feuillet paraphé"),
    (r"La commande «\sactgen new collectivite --from\s»", "La page du conseil"),
    (r"\bWord ou Markdown\b", "Word"),
    (r"actgen check", "la page de la séance"),
    (r"actgen render", "«\u00a0Écrire les actes\u00a0»"),
    (r"actgen batch", "«\u00a0Écrire les actes des communes\u00a0»"),
    (r"actgen register", "«\u00a0Faire le registre\u00a0»"),
    (r"actgen export transmission", "«\u00a0Préparer le dépôt\u00a0»"),
    (r"actgen export archive", "«\u00a0Archiver la séance\u00a0»"),
    (r"actgen export opendata", "«\u00a0Faire le fichier\u00a0» des données ouvertes"),
)

_BOX = "«\u00a0Voix du président, s’il y a partage\u00a0», à la feuille du soir"
_TO_SETTLE = r"[^«»]*voix du président pour\s»\s\(ou\s«\scontre\s»\)"
_LINES = (
    (rf"Écrivez-le à la fin du vote\s: «{_TO_SETTLE}", f"Notez-le dans {_BOX}"),
    (rf"ajoutez au vote «{_TO_SETTLE}", f"notez-la dans {_BOX}"),
    (r"\b(?:Ajoutez|Complétez) (?:une ligne|la ligne|la rubrique) «", "Remplissez «"),
    (r"\b([Ee]ffacez) (?:la ligne|la rubrique) «", r"\1 «"),
    (r"\b(une?) par tiret", r"\1 par ligne"),
    (r"la rubrique «\sdecide\s» \(ce que le conseil décide\)", "«\u00a0decide\u00a0»"),
    (r"écrivez l’absence ligne à ligne\s: .*", "écrivez-le dans le fichier de la séance."),
)
"""What is done to a line of a file, done to a field."""

_QUOTES = "\"'"
_QUOTED = re.compile(
    r"(?<!colonne\s)(?<!dossier\s)«\s(?!rubrique:)(?:-\s)?"
    r"([a-z][a-z0-9_]*)(?:(:)(?:\s([^«»]*?))?)?\s»"
)
_CODE = re.compile(r"(?<![\w/.@{-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w/.@}-])")


def _quoted(found: re.Match[str], titles: Titles) -> str:
    """« debats » as « Débats »; « debats: aucun » as « Débats : aucun »."""
    key, written, value = found.groups()
    title = _title(key, titles) or (key.capitalize() if written else "")
    if not title:
        return found[0]
    told = _title(value, titles) or value.strip(_QUOTES) if value not in (None, "…") else ""
    return f"«\u00a0{title}\u00a0: {told}\u00a0»" if told else f"«\u00a0{title}\u00a0»"


def _bare(code: str, titles: Titles) -> str:
    """What a sentence calls by its code: an act, a field."""
    title = _title(code, titles)
    return f"«\u00a0{title}\u00a0»" if title else code


def rubrique(key: str) -> str:
    """A key of a file by its title, where it is shown alone: « conseillere » as « Conseillère »."""
    return KINDS.get(key) or KEYS.get(key) or key.replace("_", " ").capitalize()


def _title(key: str, titles: Titles) -> str:
    return KINDS.get(key) or titles(key) or KEYS.get(key, "")


KEYS = {
    "a_besoin_propre": "Achète aussi pour lui-même",
    "a_deliberer_avant": "À délibérer avant le",
    "a_distance": "À distance",
    "a_quitte_la_salle": "A quitté la salle",
    "a_une_cao": "A une commission d’appel d’offres",
    "absents": "Absents",
    "accord_cadre": "Accord-cadre",
    "accuse": "Accusé de réception",
    "acte": "Ce que le point demande",
    "adhesion": "Adhésion",
    "affichee_le": "Affichée le",
    "annee_population": "Année de la population",
    "annexe_1": "Annexe\u00a01",
    "annexe_2": "Annexe\u00a02",
    "annexes": "Pièces jointes",
    "approuvee_le": "Approuvée le",
    "arrete_le": "Arrêté le",
    "arretee_au": "Arrêtée au",
    "assistait": "Assistait aussi",
    "bureau_electoral": "Bureau électoral",
    "cao": "Commission d’appel d’offres",
    "certificat_du": "Date du certificat",
    "certificat_signataire": "Signataire du certificat",
    "choisi_le": "Choisi le",
    "civilite": "M. ou Mme",
    "cle": "Clé de répartition",
    "collectivite": "Collectivité",
    "comite_de_pilotage": "Comité de pilotage",
    "commune_nouvelle": "Commune nouvelle",
    "communes_de": "Communes de",
    "conseiller_delegue": "Conseiller délégué",
    "conseillere": "Conseillère",
    "conseillere_deleguee": "Conseillère déléguée",
    "considerant": "Motifs",
    "controle": "Contrôle",
    "couts": "Coûts",
    "debats": "Débats",
    "decide": "Ce que le conseil décide",
    "delegation_du_conseil": "Délégation du conseil",
    "deliberation": "Délibération",
    "deliberation_du": "Délibération du",
    "deliberation_signee_le": "Délibération signée le",
    "demandes": "Demandes de scrutin ou de huis clos",
    "departement": "Département",
    "derogations": "Raisons d’écarter une remarque",
    "designes_par_la_loi": "Désignés par la loi",
    "dispense_de_transmission": "Dispense de transmission",
    "donnees_privees": "À masquer à la publication",
    "doyen": "Doyen d’âge",
    "duree_justifiee": "Durée justifiée",
    "effets_du_retrait": "Effets du retrait",
    "election": "Élection",
    "elus": "Élus",
    "en_exercice": "En exercice",
    "entete": "Papier à en-tête",
    "entite_adjudicatrice": "Entité adjudicatrice",
    "entree_en_vigueur": "Entrée en vigueur",
    "entrent": "Communes qui entrent",
    "envoye_aux_conseillers_le": "Envoyé aux conseillers le",
    "envoyee_aux_conseillers_le": "Envoyée aux conseillers le",
    "envoyee_le": "Envoyée le",
    "epci": "Intercommunalité",
    "excuse": "Excusé",
    "execution": "Exécution",
    "exprimes": "Suffrages exprimés",
    "grasse_italique": "Grasse italique",
    "groupement": "Dossier du groupement de commandes",
    "hors_compte": "Hors compte",
    "huis_clos": "Huis clos",
    "integrale": "Intégrale",
    "interesse": "Intéressé",
    "jusqu_au": "Jusqu’au",
    "lettre_du": "Lettre du",
    "levee": "Levée à",
    "liste_des_deliberations": "Liste des délibérations",
    "matiere": "Matière, pour @CTES",
    "maximum_ht": "Montant maximum hors taxes",
    "minimum_ht": "Montant minimum hors taxes",
    "minimum_non_atteint": "Minimum non atteint",
    "mise_en_ligne_le": "Mise en ligne le",
    "mode_publication": "Mode de publication",
    "montant_ht": "Montant hors taxes",
    "mouvements": "Arrivées et départs",
    "moyens_a_distance": "Moyens à distance",
    "nature_actes": "Nature des actes",
    "ne_prennent_pas_part": "Ne prennent pas part",
    "non_traite": "Non traité",
    "note_de_synthese": "Note de synthèse",
    "notifie_le": "Notifié le",
    "notifiee_coordonnateur": "Notifiée au coordonnateur",
    "notifiee_le": "Notifiée le",
    "numero": "Numéro",
    "objet": "Intitulé",
    "ordre_du_jour": "Ordre du jour",
    "papier_demande_par": "Convocation sur papier demandée par",
    "petits_lots_en_procedure_adaptee": "Petits lots en procédure adaptée",
    "points_non_saisis": "Points non saisis",
    "population_renouvellement": "Population au dernier renouvellement",
    "population_totale": "Population totale",
    "preavis": "Préavis",
    "precedent": "Accord-cadre en cours",
    "prefecture": "Préfecture, pour @CTES",
    "premier_numero": "Premier numéro",
    "premiere_seance": "Première séance",
    "presents": "Présents",
    "presidence": "Préside",
    "president": "Président",
    "presidente": "Présidente",
    "procedure": "Procédure",
    "proces_verbal": "Procès-verbal",
    "proces_verbal_precedent": "Procès-verbal de la séance précédente",
    "publie_le": "Publié le",
    "publiee_le": "Publiée le",
    "qualite": "Qualité",
    "rappel_sans_quorum": "Rappel qu’aucun quorum n’est exigé",
    "recoit": "Reçoit",
    "recue_le": "Reçue le",
    "recue_prefecture": "Reçue en préfecture",
    "remuneres": "Rémunérés",
    "renonciation_au_secret": "Renonciation au secret",
    "repartition": "Répartition des sièges",
    "reporte": "Reporté",
    "reprend": "Point repris d’une séance passée",
    "representants": "Représentants",
    "represente_par": "Représenté par",
    "representes": "Représentés",
    "resultat": "Résultat",
    "retire": "Retiré",
    "retiree_le": "Retirée le",
    "sans_acte": "Sans acte",
    "seance": "Séance",
    "seances": "Séances",
    "seconde": "Seconde convocation",
    "secret_impose": "Secret imposé",
    "secretaire": "Secrétaire de séance",
    "siege": "Siège",
    "sieges": "Sièges à pourvoir",
    "sieges_suppleants": "Sièges de suppléants",
    "signataire": "Signataire",
    "signee": "Signée",
    "signee_le": "Signée le",
    "siren": "SIREN",
    "siret": "SIRET",
    "site_internet": "Site internet",
    "sortent": "Membres qui sortent",
    "statuts_l5211_4_4": "Statuts (art.\u00a0L.\u00a05211-4-4)",
    "suites": "Ce qui revient",
    "suppleant": "Suppléant",
    "texte": "Exposé",
    "texte_du_blason": "Texte du blason",
    "transmis_le": "Transmis le",
    "transmise_le": "Transmise le",
    "unanimite": "Unanimité",
    "urgence_approuvee": "Urgence approuvée à l’ouverture",
    "urgence_motif": "Motif de l’urgence",
    "vice_president": "Vice-président",
    "vice_presidente": "Vice-présidente",
    "voix_du_president": "Voix du président",
    "vote_huis_clos": "Vote du huis clos",
    "vu": "Textes visés",
}
"""The keys of files that no act has of its own, by the words of their field, or the nearest."""
