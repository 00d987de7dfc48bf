"""All that is told of one code: `actgen explain` and the page of rules show nothing else.

The rows of data/regles are read here whole: explanation, wrong and right example, with the facts of each
code. The facts alone are what a run needs, and `actgen.base.rules` finds them without YAML; here a row is
read as any other file, so that a slip in it is told with its line. The examples are run by a test: none goes
stale.
Dates, territories and sources of articles come from data/droit.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Literal

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic, Mender, Scope, Severity, Status, Territory
from actgen.base.errors import EnvironmentFault
from actgen.base.rules import FOLDER, RuleRow
from actgen.base.text.dates import date_chiffres, date_longue
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.base.text.typography import typeset
from actgen.law.articles import Article, TerritoireArticle, shipped_articles
from actgen.law.citations import Citation, citation_courte, numero
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode
from actgen.law.regimes import Changement, shipped_regimes
from actgen.law.verification import read_sources
from actgen.reading.facts import Fact, key
from actgen.reading.fields import Choix, Compte, DateFr, Reads, Texte
from actgen.reading.sources import SHIPPED_LABEL, shipped
from actgen.reading.typed import read_typed
from actgen.session.reasons import liftable

# the rows, as they are written

EN_MOTS = "mots"
"""The kind of an example that can't be shown as a text: it is told in words."""

_MENDER = Mender.SERVICE_JURIDIQUE
Exact = Annotated[str, Reads(lambda text: text.strip("\n"))]


class ExplicationEcrite(Fact, frozen=True, kw_only=True):
    """Ce qu’il y a à dire d’un code\u00a0: d’abord ses données, une ligne chacune, dans cet ordre."""

    surveille: Annotated[Texte, key("Ce que le contrôle surveille, en une phrase.")]
    gravite: Annotated[Texte, key("Ce que dit le constat, sauf cas particulier.")]
    empeche: Annotated[Texte | None, key("Ce qu’empêche une erreur.")] = None
    corrige: Annotated[Texte | None, key("Qui peut corriger.")] = None
    source: Annotated[Texte | None, key("Comment le texte est connu.")] = None
    article: Annotated[Texte | None, key("Le texte dont vient la règle.")] = None
    depuis: Annotated[Texte | None, key("La bascule de data/droit/regimes.yaml d’où elle part.")] = None
    territoire: Annotated[Texte | None, key("Où elle vaut.")] = None
    explication: Annotated[Texte, key("Ce que le contrôle surveille, pourquoi, et quoi faire.")]
    modele: Annotated[Texte | None, key("D’où partent les exemples, s’il n’est celui du fichier.")] = None
    faux: Annotated[Exact, key("L’exemple qui donne ce code.")]
    juste: Annotated[Exact, key("L’exemple qui ne le donne pas.")]
    donne: Annotated[
        Annotated[Literal["erreur", "attention", "info"], Choix()] | None,
        key("La gravité que donne l’exemple faux, s’il n’a pas celle du code."),
    ] = None
    au: Annotated[DateFr | None, key("Le jour où la séance est relue (--as-of).")] = None
    essaye: Annotated[Texte | None, key("Le test qui l’essaie, quand l’exemple est en mots.")] = None


class SujetEcrit(Fact, frozen=True, kw_only=True):
    """Un fichier de data/regles."""

    titre: Annotated[Texte, key("Le sujet, comme titre de la liste des contrôles.")]
    rang: Annotated[Compte, key("La place de ce sujet dans la liste.")]
    modele: Annotated[Texte, key("D’où partent les exemples.")]
    empeche: Annotated[Texte | None, key("Ce qu’empêche une erreur, quand le code ne le dit pas.")] = None
    codes: Annotated[dict[str, ExplicationEcrite], key("Les codes, dans l’ordre où les lire.")]


class Explication(Struct, frozen=True):
    """What is told of one code. `faux` and `juste` are to the letter, except in words (`modele` EN_MOTS).

    `modele` names what the example is a part of: a model session of tests/regles, "fichier", "gabarit",
    "prose", "droit"… ; `au` is the day on which it is checked, for what is late by then; `essaye` names the
    test that tries what is only told in words; `donne` the severity of its wrong example, where it is not the
    code's own.
    """

    code: str
    explication: str
    modele: str
    faux: str
    juste: str
    donne: str = ""
    au: date | None = None
    essaye: str = ""

    @property
    def en_mots(self) -> bool:
        return self.modele == EN_MOTS


class Topic(Struct, frozen=True):
    """A topic and its codes, in the order of its file. `empeche`: what an error of these codes blocks."""

    titre: str
    rang: int
    fichier: str
    empeche: str
    codes: tuple[Explication, ...]


@cache
def sujets() -> tuple[Topic, ...]:
    """Every topic, in the order to read them. Raises EnvironmentFault when a shipped file is at fault."""
    folder = shipped(*FOLDER)
    try:
        files = {place.name: place.read_bytes() for place in sorted(folder.glob("*.yaml"))}
    except OSError as error:
        raise _incomplete("/".join(FOLDER)) from error
    topics, findings = read_sujets(files)
    if findings:
        raise _faulty(findings[0])
    if not topics:
        raise _incomplete("/".join(FOLDER))
    return topics


def explication(code: str) -> tuple[Topic, Explication] | None:
    """The entry of a code with its topic; None when it has none."""
    return next(((sujet, entry) for sujet in sujets() for entry in sujet.codes if entry.code == code), None)


def read_sujets(files: dict[str, bytes]) -> tuple[tuple[Topic, ...], tuple[Diagnostic, ...]]:
    """The topics of these files in their order, and every fault in one pass: a faulty file is left out."""
    read = {name: read_typed(content, _label(name), SujetEcrit, _MENDER) for name, content in files.items()}
    topics = [_subject(name, typed.value) for name, typed in read.items() if typed.value is not None]
    faults = [finding for typed in read.values() for finding in typed.findings]
    return tuple(sorted(topics, key=lambda each: (each.rang, each.fichier))), tuple(faults)


def _subject(name: str, shape: SujetEcrit) -> Topic:
    entries = (
        Explication(
            code=code,
            explication=typeset(each.explication),
            modele=each.modele or shape.modele,
            faux=_example(each.faux, each.modele or shape.modele),
            juste=_example(each.juste, each.modele or shape.modele),
            donne=each.donne or "",
            au=each.au,
            essaye=each.essaye or "",
        )
        for code, each in shape.codes.items()
    )
    return Topic(phrase(shape.titre), shape.rang, name, typeset(shape.empeche or ""), tuple(entries))


def _example(text: str, modele: str) -> str:
    return typeset(" ".join(text.split())) if modele == EN_MOTS else text


def _label(name: str) -> str:
    return "/".join((SHIPPED_LABEL, *FOLDER, name))


def _faulty(finding: Diagnostic) -> EnvironmentFault:
    place = finding.location
    where = f"{place.file}, ligne\u00a0{place.line}" if place is not None else "/".join(FOLDER)
    return EnvironmentFault(
        f"L’explication des contrôles est abîmée ({where})\u00a0: {finding.message} "
        "Corrigez ce fichier, ou réinstallez actgen (python -m pip install --force-reinstall actgen)."
    )


def _incomplete(name: str) -> EnvironmentFault:
    return EnvironmentFault(
        f"L’installation d’actgen est incomplète\u00a0: «\u00a0{name}\u00a0» est introuvable ou illisible. "
        "Réinstallez-le (python -m pip install --force-reinstall actgen)."
    )


# one code, in words

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
    Scope.CONVOCATION: "la convocation",
    Scope.NOTHING: "aucun acte",
}
_STATUTS = {
    Status.COHERENCE: "cohérence du fichier avec lui-même",
    Status.VERIFIED: "texte vérifié",
    Status.PARTLY: "texte vérifié en partie",
    Status.MEMORY: "cité de mémoire, à confirmer ; la règle avertit, sans rien empêcher",
    Status.INFERENCE: "déduit de textes voisins, à confirmer ; la règle avertit, sans rien empêcher",
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


class Redaction(Struct, frozen=True):
    """One wording of a cited article: what it is about, when and where it holds, how it is known."""

    objet: str
    validite: Periode
    periode: str
    territoire: str
    lecture: str
    sources: tuple[str, ...]


class TexteCite(Struct, frozen=True):
    """An article that a code rests on, with its wordings, oldest first."""

    citation: str
    redactions: tuple[Redaction, ...]


class Fiche(Struct, frozen=True):
    """One code, whole. `exemple` is None while data/regles lacks its entry, which a test forbids."""

    code: RuleRow
    sujet: Topic | None
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


def fiche(code: RuleRow) -> Fiche:
    """What is told of a code."""
    found = explication(code.name)
    sujet, entry = found if found else (None, None)
    return Fiche(code, sujet, entry, tuple(_textes(code.article)))


def par_sujet(codes: Mapping[str, RuleRow]) -> tuple[tuple[str, tuple[RuleRow, ...]], ...]:
    """The titles of topics with those of these codes that belong to each, in the order to read them."""
    topics = [
        (sujet.titre, tuple(codes[entry.code] for entry in sujet.codes if entry.code in codes))
        for sujet in sujets()
    ]
    placed = {code.name for _, found in topics for code in found}
    others = tuple(code for name, code in codes.items() if name not in placed)
    return tuple((title, found) for title, found in (*topics, ("Autres", others)) if found)


def bascule(code: RuleRow) -> Changement | None:
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
        validite=article.periode,
        periode=_en_vigueur(article.periode),
        territoire=_where(article),
        lecture=_lecture(article),
        sources=tuple(typeset(titles[key]) for key in article.origine.sources if key in titles),
    )


def _en_vigueur(periode: Periode) -> str:
    if periode.du is None and periode.au is None:
        return "en vigueur, début non étudié"
    return f"en vigueur {periode.shown}"


def _where(article: Article) -> str:
    if article.territoire is TerritoireArticle.ALSACE_MOSELLE:
        return Territory.ALSACE_MOSELLE.value
    if article.territoire is TerritoireArticle.EPCI:
        return Territory.EPCI.value
    if article.territoire is TerritoireArticle.COMMUNES:
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
