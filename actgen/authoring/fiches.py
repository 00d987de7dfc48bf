"""All that is told of one code, in words: `actgen explain` and the page of rules show nothing else.

Its row in data/regles gives all but the dates, territories and sources of articles, which data/droit knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from actgen.authoring.donnees import Donnees, donnees
from actgen.authoring.explications import Explication, Sujet, explication, sujets
from actgen.diagnostics import Mender, Scope, Severity, Status, Territory
from actgen.law.articles import Article, Territoire, shipped_articles
from actgen.law.citations import Citation, citation_courte, numero
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode
from actgen.law.regimes import Changement, shipped_regimes
from actgen.law.verification import read_sources
from actgen.records import dataclass
from actgen.rules import Code
from actgen.session.reasons import liftable
from actgen.text.dates import date_chiffres, date_longue
from actgen.text.lists import enumeration
from actgen.text.messages import phrase
from actgen.text.typography import typeset

GRAVITES = {
    Severity.ERROR: "erreur",
    Severity.WARNING: "avertissement (signalé, sans rien empêcher)",
    Severity.INFO: "information",
}
_EMPECHE = {
    Scope.RUN: "tous les actes (le fichier lui-même est à corriger)",
    Scope.STATED: "tous les actes qui portent le chiffre contradictoire, procès-verbal compris",
    Scope.LEGAL: phrase("la délibération et le certificat ; le procès-verbal relate ce qui s'est passé"),
    Scope.CERTIFICATE: "le certificat",
    Scope.CONVENTION: "la convention",
    Scope.ANSWERS: "la convention",
    Scope.MINUTES: "le procès-verbal",
    Scope.NOTHING: "aucun acte",
}
_STATUTS = {
    Status.COHERENCE: "cohérence du fichier avec lui-même",
    Status.VERIFIED: "texte vérifié",
    Status.PARTLY: "texte vérifié en partie",
    Status.MEMORY: phrase("cité de mémoire, à confirmer : avertit, n'empêche jamais"),
    Status.INFERENCE: phrase("déduit de textes voisins, à confirmer : avertit, n'empêche jamais"),
}
_MENDERS = {
    Mender.SECRETAIRE: "le secrétariat, dans ses fichiers",
    Mender.COORDONNATEUR: "le coordonnateur du groupement",
    Mender.SERVICE_JURIDIQUE: "le service juridique, dans les modèles et les données de droit",
}
_LU = {
    Status.VERIFIED: "lu",
    Status.PARTLY: "lu en partie",
    Status.MEMORY: "cité de mémoire, à confirmer",
    Status.INFERENCE: "déduit de textes voisins, à confirmer",
    Status.COHERENCE: "",
}
_LIEUX = {
    "groupement": "dans le dossier du groupement",
    "gabarit": phrase("dans un modèle d'acte"),
    "prose": "dans un texte joint, en Markdown",
    "droit": "dans un fichier de data/droit",
    "texte": phrase("dans le texte d'une délibération"),
    "convention": "dans le texte de la convention",
    "mots": "",
}
_SEANCE = "dans le fichier de la séance"
_CITED = re.compile(r"(?P<number>\b[LRD]\.?[\s\u00a0]?\d+(?:-\d+)*)|(?P<sigle>\b(?:CGCT|CCP|CJA|CRPA)\b)")


@dataclass(frozen=True, slots=True)
class Redaction:
    """One wording of a cited article: what it is about, when and where it holds, how it is known."""

    objet: str
    periode: str
    territoire: str
    lecture: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TexteCite:
    """An article that a code rests on, with its wordings, oldest first."""

    citation: str
    redactions: tuple[Redaction, ...]


@dataclass(frozen=True, slots=True)
class Fiche:
    """One code, whole. `exemple` is None while data/regles lacks its entry, which a test forbids."""

    code: Code
    sujet: Sujet | None
    exemple: Explication | None
    textes: tuple[TexteCite, ...]

    @property
    def gravite(self) -> str:
        """The code's own; and that of the example, where the same code may tell more or less."""
        propre, donne = GRAVITES[self.code.severity], self.exemple.donne if self.exemple else ""
        if not donne:
            return propre
        return phrase("{propre} ; dans l'exemple, {donnee}", propre=propre, donnee=GRAVITES[Severity(donne)])

    @property
    def empeche(self) -> str:
        """What an error of this code keeps from being written; empty for what isn't an error."""
        if self.code.severity is not Severity.ERROR:
            return ""
        return (self.sujet.empeche if self.sujet else "") or _EMPECHE[self.code.scope]

    @property
    def statut(self) -> str:
        return _STATUTS[self.code.status]

    @property
    def reference(self) -> str:
        """What the code rests on when it is no article of a known code: a law, a decision, or nothing."""
        if self.textes:
            return ""
        deduced = self.code.status is Status.INFERENCE
        return self.code.article or (phrase("aucun texte ne le dit en toutes lettres") if deduced else "")

    @property
    def donnees(self) -> Donnees | None:
        """The table of the law that it goes by, if its entry names one."""
        named = self.exemple.donnees if self.exemple else ""
        return donnees(named) if named else None

    @property
    def depuis(self) -> str:
        """The day from which the rule holds, with the text that brought it; empty when not dated."""
        change = bascule(self.code)
        return f"{date_longue(change.le, jour=False)} ({typeset(change.objet)})" if change else ""

    @property
    def territoire(self) -> str:
        """Where the rule holds, when it isn't everywhere."""
        everywhere = self.code.territory is Territory.EVERYWHERE
        return "" if everywhere else self.code.territory.value

    @property
    def corrige(self) -> str:
        return _MENDERS[self.code.mender]

    @property
    def lieu(self) -> str:
        """Where the lines of the examples are written; empty for examples in words."""
        if self.exemple is None:
            return ""
        place = _LIEUX.get(self.exemple.modele, _SEANCE)
        return f"{place}, relue le {date_chiffres(self.exemple.au)}" if self.exemple.au else place

    @property
    def s_ecarte(self) -> bool:
        """Whether a reason in the session file sets it aside, with `--override` for an error."""
        return self.code.severity is Severity.WARNING or self.demande_override

    @property
    def demande_override(self) -> bool:
        return liftable(self.code)

    @property
    def ecarter(self) -> str:
        """How to set it aside, or why that can't be done."""
        return _ecarter(self)

    @property
    def derogation(self) -> str:
        """The lines of a session file that set it aside; empty when nothing does."""
        if not self.s_ecarte:
            return ""
        return f"derogations:\n  - code: {self.code.name}\n    motif: la raison, en une phrase"


def fiche(code: Code) -> Fiche:
    """What is told of a code."""
    found = explication(code.name)
    sujet, entry = found if found else (None, None)
    return Fiche(code, sujet, entry, tuple(_textes(code.article)))


def par_sujet(codes: Mapping[str, Code]) -> tuple[tuple[str, tuple[Code, ...]], ...]:
    """The titles of topics with those of these codes that belong to each, in the order to read them."""
    topics = [
        (sujet.titre, tuple(codes[entry.code] for entry in sujet.codes if entry.code in codes))
        for sujet in sujets()
    ]
    placed = {code.name for _, found in topics for code in found}
    others = tuple(code for name, code in codes.items() if name not in placed)
    return tuple((title, found) for title, found in (*topics, ("Autres", others)) if found)


def bascule(code: Code) -> Changement | None:
    """The switch of regimes.yaml from which the rule holds. Raises KeyError when `since` names none."""
    if not code.since:
        return None
    return {name.value: change for name, change in shipped_regimes().bascules.items()}[code.since]


def _ecarter(told: Fiche) -> str:
    code = told.code
    if code.severity is Severity.INFO:
        return phrase("Rien à écarter : une information n'empêche rien.")
    if code.severity is Severity.WARNING:
        return phrase("Écrivez-en la raison dans la séance ; elle est gardée au journal :")
    if told.demande_override:
        return phrase(
            "Le service juridique peut passer outre : écrivez-en la raison dans la séance, puis ajoutez "
            "--override {code} à la commande render. La raison est gardée au journal :",
            code=code.name,
        )
    if code.scope is Scope.STATED:
        return phrase("Ne s'écarte pas : des chiffres qui se contredisent se corrigent.")
    if code.scope in (Scope.CONVENTION, Scope.ANSWERS):
        return phrase("Ne s'écarte pas : le dossier du groupement se corrige.")
    if code.scope is Scope.NOTHING and not (told.sujet and told.sujet.empeche):
        return phrase("Ne s'écarte pas, mais aucun acte n'est refusé pour cela.")
    if code.scope is Scope.RUN:
        return phrase("Ne s'écarte pas : le fichier se corrige.")
    return phrase("Ne s'écarte pas : complétez ou corrigez ce que dit le constat, puis relancez.")


def _textes(article: str) -> Iterator[TexteCite]:
    """The articles that a code names: « art. L. 1411-5 et L. 1414-3 CGCT »."""
    known = shipped_articles()
    pending: list[str] = []
    for match in _CITED.finditer(article):
        if match["number"]:
            pending.append(numero(match["number"]) or "")
            continue
        for number in pending:
            citation = citation_courte(Citation(known.codes[match["sigle"]], number))
            wordings = known.redactions.get((match["sigle"], number), ())
            yield TexteCite(citation, tuple(_redaction(each) for each in wordings))
        pending = []


def _redaction(article: Article) -> Redaction:
    titles, _ = read_sources(shipped_bytes("droit", "sources.yaml"), label("droit", "sources.yaml"))
    return Redaction(
        objet=typeset(article.objet),
        periode=_en_vigueur(article.periode),
        territoire=_ou(article),
        lecture=_lecture(article),
        sources=tuple(typeset(titles[key]) for key in article.origine.sources if key in titles),
    )


def _en_vigueur(periode: Periode) -> str:
    if periode.du is None and periode.au is None:
        return "en vigueur, début non étudié"
    return f"en vigueur {periode.shown}"


def _ou(article: Article) -> str:
    if article.territoire is Territoire.ALSACE_MOSELLE:
        return Territory.ALSACE_MOSELLE.value
    if article.territoire is Territoire.EPCI:
        return Territory.EPCI.value
    if article.territoire is Territoire.COMMUNES:
        return Territory.COMMUNES.value
    if not article.exclus:
        return ""
    what = "article écarté" if "tout" in article.exclus else f"{enumeration(article.exclus)} écarté"
    instead = [citation_courte(Citation(article.code, each)) for each in article.par]
    return typeset(
        f"{what} dans les {Territory.ALSACE_MOSELLE.value}"
        + (f" : citer {enumeration(instead)}" if instead else "")
    )


def _lecture(article: Article) -> str:
    origin = article.origine
    parts = [f"{_LU[origin.statut]} (contrôle du {origin.verifie_le:%d/%m/%Y})"]
    if origin.texte_lu is not None:
        parts.append(f"texte d’environ {origin.texte_lu}")
    if origin.note:
        parts.append(typeset(origin.note))
    return ", ".join(parts)
