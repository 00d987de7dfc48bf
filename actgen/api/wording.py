"""Sentences of the house as pages say them: no command, no key of a file, the words of the screens instead.

A remark is told once, for who writes a file by hand: « Ajoutez une ligne « debats: aucun » ». Who works on
pages never sees a file: a key is shown by the title of its field, a command by its button.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from actgen.api.fields import Fields, Path, fields_of
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import replace
from actgen.base.text.keys import slug
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.reading.sources import SourceFault

if TYPE_CHECKING:  # which is worded here when it is asked for
    from actgen.api.session import Session

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

    def of_item(self, finding: Diagnostic) -> Diagnostic:
        """The same among those of other items: which one it is about is told first."""
        told, point = self(finding), self._numero(finding)
        if not point or re.search(rf"\b(?:points?|délibérations?)\b[^.;:]*\b{point}\b", told.message, re.I):
            return told
        first, _, rest = told.message.partition(" ")
        begun = first.lower() if first in _BEGINS else first
        return replace(told, message=f"Point\u00a0{point}\u00a0: {begun} {rest}".rstrip())

    def _numero(self, finding: Diagnostic) -> str:
        if finding.point is not None:
            return str(finding.point)
        return self.item_at(finding.location)

    def item_at(self, place: Location | None) -> str:
        """The number of the item that holds a place of the session; empty elsewhere."""
        path = self._path(place)
        return self._fields.text((*path[:2], "numero")) if path[:1] == ("points",) and len(path) > 1 else ""

    def _path(self, place: Location | None) -> Path:
        ours = place is not None and place.file == self._fields.name
        return self._fields.path_of(place) if ours and place is not None else ()

    def _title(self, finding: Diagnostic, key: str) -> str:
        catalogue = self._session.catalogue
        return titles(catalogue, catalogue.named(self._act(finding)))(key)

    def _act(self, finding: Diagnostic) -> str:
        """What the item asks for that a finding is about, as the file has it."""
        path = self._path(finding.location)
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


_BEGINS = frozenset(
    ("Aucun", "Aucune", "Ce", "Ces", "Cet", "Cette", "Des", "Deux", "Donnée", "Données", "Elle", "Il", "Ils")
) | {"La", "Le", "Les", "On", "Un", "Une"}
"""Words that begin a sentence with a capital that they lose after a colon."""

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
    (r"\s\(actgen render --take \w+\)", ""),
    (r"(en la raison) (?:à|sous)\s«\sderogations\s»", r"\1 en l’écartant"),
    (r"un motif (?=(?:à|sous)\s«\sderogations\s»)", "une raison de l’écarter "),
    (
        r"(?:(?:à|sous)|(?:dans la séance, )?à la rubrique)\s«\sderogations\s»(?:\sde la séance)?"
        r"(?:(?:,\spuis\srelancez\savec|\set)\s--override\s[A-Z0-9-]+"
        r"|,\savec le code\s[A-Z0-9-]+|\s:\scode\s[A-Z0-9-]+(?:,\scontrole\s\w+)?,\spuis motif)?",
        "comme raison de l’écarter",
    ),
    (r"une raison de l’écarter comme raison de l’écarter", "une raison de l’écarter"),
    (r",\spuis\srelancez(?=\.)", ""),
    (r"(?:\s*[;,]\s*)?[Vv]oyez (?:le détail|lesquelles|ce qui ne va pas)\s*:\s*actgen check \S+", ""),
    (r"\s*S’il n’existe pas encore, «\sactgen status [^»]*--returns\s» le prépare[^.]*\.", ""),
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
    (r"elle est refusée \([A-Z0-9, -]+(?: et [A-Z0-9-]+)?\)", "elle est refusée, sa séance dit pourquoi"),
    (r"\s\(lignes?\s[\d, et]+\)", ""),
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
    (
        r"Ajoutez par exemple «\srenonciation_au_secret: unanimité\s»",
        "Si elle y a renoncé, notez-le par «\u00a0Renonciation à l’unanimité\u00a0», à la feuille du soir",
    ),
    (r"dans un texte, et nommez-le sous «\sdebats\s»", "à «\u00a0Débats\u00a0», à la feuille du soir"),
    (r"écrivez «\sdebats: aucun\s»", "appuyez sur «\u00a0Aucun débat\u00a0»"),
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
    r"((?:[a-z][a-z0-9_]*\.)*[a-z][a-z0-9_]*)(?:(:)(?:\s([^«»]*?))?)?\s»"
)
_CODE = re.compile(r"(?<![\w/.@{-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w/.@}-])")


def _quoted(found: re.Match[str], titles: Titles) -> str:
    """« debats » as « Débats »; « debats: aucun » as « Débats : aucun »; « a.b » as « b »."""
    whole, written, value = found.groups()
    key = whole.rpartition(".")[2]
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


_SPELT = """
    À distance · A quitté la salle · Absents · Accord-cadre · Adhésion · Affichée le · Annexe\u00a01 ·
    Annexe\u00a02 · Approuvée le · Arrêté le · Arrêtée au · Bureau électoral · Choisi le · Collectivité ·
    Comité de pilotage · Commune nouvelle · Communes de · Conseiller délégué · Conseillère ·
    Conseillère déléguée · Contrôle · Coûts · Débats · Délégation du conseil · Délibération ·
    Délibération du · Délibération signée le · Département · Désignés par la loi ·
    Dispense de transmission · Durée justifiée · Effets du retrait · Élection · Élus · En exercice ·
    Entité adjudicatrice · Entrée en vigueur · Envoyé aux conseillers le · Envoyée aux conseillers le ·
    Envoyée le · Excusé · Exécution · Grasse italique · Heure · Hors compte · Huis clos · Intégrale ·
    Intéressé · Jusqu’au · Lettre du · Liste des délibérations · Minimum non atteint · Mise en ligne le ·
    Moyens à distance · Ne prennent pas part · Non traité · Note de synthèse · Notifié le · Notifiée le ·
    Numéro · Ordre du jour · Petits lots en procédure adaptée · Points non saisis · Population totale ·
    Préavis · Premier numéro · Première séance · Présents · Président · Présidente · Procédure ·
    Procès-verbal · Publié le · Publiée le · Qualité · Reçoit · Reçue le · Rémunérés ·
    Renonciation au secret · Reporté · Représentants · Représenté par · Représentés · Résultat · Retiré ·
    Retirée le · Sans acte · Séance · Séances · Secret imposé · Siège · Signataire · Signée · Signée le ·
    SIREN · SIRET · Site internet · Suppléant · Texte du blason · Transmis le · Transmise le · Unanimité ·
    Vice-président · Vice-présidente · Voix du président
"""
"""Titles that are the key itself, as French spells it."""

KEYS = {slug(title, 100).replace("-", "_"): title for title in map(str.strip, _SPELT.split("·"))} | {
    "a_besoin_propre": "Achète aussi pour lui-même",
    "a_deliberer_avant": "À délibérer avant le",
    "a_une_cao": "A une commission d’appel d’offres",
    "accuse": "Accusé de réception",
    "acte": "Ce que le point demande",
    "annee_population": "Année de la population",
    "annexes": "Pièces jointes",
    "assistait": "Assistait aussi",
    "cao": "Commission d’appel d’offres",
    "certificat_du": "Date du certificat",
    "certificat_signataire": "Signataire du certificat",
    "civilite": "M. ou Mme",
    "cle": "Clé de répartition",
    "considerant": "Motifs",
    "decide": "Ce que le conseil décide",
    "demandee_par": "Demandée par",
    "demandes": "Demandes de scrutin ou de huis clos",
    "derogations": "Raisons d’écarter une remarque",
    "donnees_privees": "À masquer à la publication",
    "doyen": "Doyen d’âge",
    "entete": "Papier à en-tête",
    "entrent": "Communes qui entrent",
    "epci": "Intercommunalité",
    "exprimes": "Suffrages exprimés",
    "groupement": "Dossier du groupement de commandes",
    "levee": "Levée à",
    "matiere": "Matière, pour @CTES",
    "maximum_ht": "Montant maximum hors taxes",
    "minimum_ht": "Montant minimum hors taxes",
    "mode_publication": "Mode de publication",
    "montant_ht": "Montant hors taxes",
    "mouvements": "Arrivées et départs",
    "nature_actes": "Nature des actes",
    "notifiee_coordonnateur": "Notifiée au coordonnateur",
    "objet": "Intitulé",
    "ouverte_par": "Ouvre la séance",
    "papier_demande_par": "Convocation sur papier demandée par",
    "population_renouvellement": "Population au dernier renouvellement",
    "precedent": "Accord-cadre en cours",
    "prefecture": "Préfecture, pour @CTES",
    "presidence": "Préside",
    "proces_verbal_precedent": "Procès-verbal de la séance précédente",
    "rappel_sans_quorum": "Rappel qu’aucun quorum n’est exigé",
    "recue_prefecture": "Reçue en préfecture",
    "repartition": "Répartition des sièges",
    "reprend": "Point repris d’une séance passée",
    "seconde": "Seconde convocation",
    "secretaire": "Secrétaire de séance",
    "sieges": "Sièges à pourvoir",
    "sieges_suppleants": "Sièges de suppléants",
    "sortent": "Membres qui sortent",
    "statuts_l5211_4_4": "Statuts (art.\u00a0L.\u00a05211-4-4)",
    "suites": "Ce qui revient",
    "texte": "Exposé",
    "urgence_approuvee": "Urgence approuvée à l’ouverture",
    "urgence_motif": "Motif de l’urgence",
    "vote_huis_clos": "Vote du huis clos",
    "vu": "Textes visés",
}
"""The keys of files that no act has of its own, by the words of their field, or the nearest."""
