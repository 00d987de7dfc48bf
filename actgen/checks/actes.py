"""The codes of @ctes: number, nature and matter of an act, and the identifier that comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.base.diagnostics import Diagnostic, Mender, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import enumerate_words, phrase, shorten
from actgen.council.facts.seance import Point
from actgen.council.figures.actes import IDENTIFIANT, NATURES, departement_actes, numero, numero_actes
from actgen.council.figures.actes import matiere as matiere_du_point
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.suites import SuitesDecidees, suites_decidees
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.law.nomenclature import matiere, nature, shipped_nomenclature
from actgen.law.suites import regle_du_numero, teletransmission_obligatoire

ACTES_NATURE = rule("ACTES-NATURE")
ACTES_NUMERO = rule("ACTES-NUMERO")
ACTES_ID = rule("ACTES-ID")
ACTES_MATIERE = rule("ACTES-MATIERE")
_NUMERO = re.compile(r"[A-Z0-9_]+")
_MATIERE = re.compile(r"\d\.\d{1,2}")
_FORME = "068-216800722-20221215-2022_12_15_09-DE"


# the number that the commune's own scheme gives


def check_numeros(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """One scheme is one slip, whatever the number of items; it binds whoever must transmit electronically."""
    regle = regle_du_numero(figures.seance.date)
    limite = regle.longueur
    for point in figures.points:
        if not point.transmissible or point.point.abandon or not (point.decide or point.point.acte):
            continue
        ecrit = numero(figures.seance, point.point)
        transmis = numero_actes(ecrit)
        if len(transmis) > limite:
            yield ACTES_NUMERO.tell(
                "Le numéro « {ecrit} » devient {transmis} pour @CTES : {n} signes, {limite} au plus.",
                figures.seance.collectivite.lieux.get("numero") or point.point.lieu,
                hint="Raccourcissez la règle « numero » du fichier de la collectivité.",
                severity=None if _teletransmet(figures) else Severity.WARNING,
                selon=[regle],
                ecrit=shorten(ecrit),
                transmis=shorten(transmis),
                n=len(transmis),
                limite=limite,
            )
            return


def _teletransmet(figures: FiguresSeance) -> bool:
    """Whether the law obliges to transmit electronically: above the threshold, and never a syndicat.

    All EPCI with own taxation may be obliged (art. L. 5211-3 gives no figure): below it, a warning is enough.
    """
    collectivite = figures.seance.collectivite
    population = collectivite.population.habitants if collectivite.population else None
    obligatoire = teletransmission_obligatoire(population, figures.seance.date)
    return obligatoire and not collectivite.est_syndicat


# the identifier of the acknowledgement


def check_identifiants(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What the platform sent back is compared with what the act is."""
    for suites in suites_decidees(figures):
        identifiant = suites.suites.identifiant
        if not identifiant:
            continue
        lu = IDENTIFIANT.fullmatch(identifiant)
        if lu is None:
            yield ACTES_ID.tell(
                "L'identifiant « {id} » n'a pas la forme d'un identifiant @CTES.",
                suites.lieu("identifiant"),
                hint="Recopiez-le de l'accusé de réception, par exemple {forme}.",
                point=suites.point,
                id=shorten(identifiant),
                forme=_FORME,
            )
            continue
        seance = figures.seance
        departement = departement_actes(seance)
        faux = []
        if lu["departement"] != departement:
            faux.append(f"département {lu['departement']} au lieu de {departement}")
        if seance.collectivite.siren and lu["siren"] != seance.collectivite.siren:
            faux.append(f"SIREN {lu['siren']} au lieu de {seance.collectivite.siren}")
        if lu["jour"] != f"{seance.date:%Y%m%d}":
            faux.append(f"date {lu['jour']} pour une séance du {date_chiffres(seance.date)}")
        if faux:
            yield ACTES_ID.tell(
                "L'identifiant @CTES n'est pas celui de cet acte : {faux}.",
                suites.lieu("identifiant"),
                hint="Recopiez celui de l'accusé de réception de cette délibération.",
                point=suites.point,
                faux=enumeration(faux),
            )
        yield from _numero_transmis(figures, suites, lu["numero"])
        if lu["nature"] not in NATURES:
            yield _nature_transmise(suites, lu["nature"])


def _numero_transmis(figures: FiguresSeance, suites: SuitesDecidees, ecrit: str) -> Iterator[Diagnostic]:
    """Its signs and length; then whether it is the act's own number, where one act only is meant."""
    regle = regle_du_numero(figures.seance.date)
    limite = regle.longueur
    if len(ecrit) > limite or not _NUMERO.fullmatch(ecrit):
        # acknowledgements with hyphens are met with: the ministry's own text was not read
        traits = len(ecrit) <= limite and _NUMERO.fullmatch(ecrit.replace("-", "_"))
        yield ACTES_NUMERO.tell(
            "Numéro « {ecrit} » dans l'identifiant : @CTES prend {limite} signes au plus, capitales, "
            "chiffres et souligné.",
            suites.lieu("identifiant"),
            hint="Vérifiez l'accusé de réception ; {propre} conviendrait.",
            severity=Severity.WARNING if traits else None,
            point=suites.point,
            selon=[regle],
            ecrit=shorten(ecrit),
            limite=limite,
            propre=numero_actes(ecrit),
        )
    elif len(suites.points) == 1:
        attendu = numero_actes(numero(figures.seance, suites.points[0].point))
        if ecrit != attendu:
            yield ACTES_ID.tell(
                "L'acte a été transmis sous le numéro {ecrit} ; la délibération porte le {attendu}.",
                suites.lieu("identifiant"),
                hint="Vérifiez que c'est le même acte.",
                severity=Severity.WARNING,
                point=suites.point,
                ecrit=ecrit,
                attendu=attendu,
            )


def _nature_transmise(suites: SuitesDecidees, code: str) -> Diagnostic:
    connue = nature(code)
    nom = f" ({connue.nom})" if connue else ""
    return ACTES_NATURE.tell(
        "L'acte a été transmis sous la nature {code}{nom} : une délibération est de nature DE.",
        suites.lieu("identifiant"),
        hint="Vérifiez l'accusé de réception.",
        point=suites.point,
        code=code,
        nom=nom,
    )


# nature and matter, as kinds and items declare them


def check_natures(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """The nature that a kind of deliberation declares."""
    for point in figures.seance.points:
        kind = _deliberation(point, catalogue)
        if kind is None or not kind.nature_actes or kind.nature_actes in NATURES:
            continue
        yield ACTES_NATURE.tell(
            "Le modèle « {modele} » donne la nature « {nature} » à une délibération.",
            point.lieux.get("acte"),
            hint="Écrivez « nature_actes: DE » dans son fichier acte.yaml.",
            mender=Mender.SERVICE_JURIDIQUE,
            point=point.numero,
            modele=kind.code,
            nature=kind.nature_actes,
        )


def check_matieres(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A code that exists, and that is one of those that its kind admits."""
    for point in figures.points:
        kind = _deliberation(point.point, catalogue)
        code = matiere_du_point(point.point, kind)
        if code and _is_known(code) is None:
            yield _unknown(point, code, kind)
        elif point.point.matiere and kind is not None and kind.matiere:
            admises = (kind.matiere, *kind.autres_matieres)
            if not any(code == each or code.startswith(f"{each}.") for each in admises):
                yield ACTES_MATIERE.tell(
                    "Point {n} : la matière {code} est peu probable pour cet acte (à confirmer).",
                    point.point.lieux.get("matiere"),
                    hint="D'ordinaire : {codes}.",
                    point=point.point.numero,
                    code=_named(code),
                    codes=enumeration(map(_named, admises), "ou"),
                )


def _deliberation(point: Point, catalogue: Catalogue) -> Kind | None:
    kind = catalogue.get(point.acte) if point.acte else None
    return kind if kind is not None and kind.famille.traits.est_votee else None


def _is_known(code: str) -> object | None:
    """The matter of two levels that a code of two or more begins with: the rest is local."""
    niveaux = ".".join(code.split(".")[:2])
    return matiere(niveaux) if all(part.isdigit() for part in code.split(".")) else None


def _unknown(point: FiguresPoint, code: str, kind: Kind | None) -> Diagnostic:
    du_point = bool(point.point.matiere)
    existants = [each for each in shipped_nomenclature().matieres if each[:1] == code[:1]]
    aide = (
        phrase("Codes de ce domaine : {codes}.", codes=enumeration(existants))
        if existants and _MATIERE.fullmatch(code)
        else phrase("Un code a deux niveaux, par exemple {exemple}.", exemple=enumerate_words(["1.7"]))
    )
    return ACTES_MATIERE.tell(
        "Point {n} : le code matière « {code} » n'existe pas.",
        point.point.lieux.get("matiere" if du_point else "acte"),
        hint="{aide}",
        severity=Severity.ERROR,
        mender=None if du_point else Mender.SERVICE_JURIDIQUE,
        point=point.point.numero,
        code=code,
        aide=aide,
    )


def _named(code: str) -> str:
    connue = matiere(".".join(code.split(".")[:2]))
    return f"{code} ({connue.nom})" if connue else code
