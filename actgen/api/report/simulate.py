"""The screen of `simulate`: members in lines, keys in columns; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from actgen.acts.views.groupement import pluriel
from actgen.api.report.as_json import finding_report
from actgen.api.report.findings import show_findings
from actgen.api.report.screen import Screen, Tone, cells
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.text.amounts import euros
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, say
from actgen.base.text.numbers import nombre
from actgen.base.text.typography import typeset
from actgen.council.facts.groupement import CleDeRepartition, Groupement
from actgen.council.figures.parts import ENTRE_TOUS, Repartition, depense_dite, en_phrase, repartition

_DECLAREE = "annexe 2"
_GAP = "  "
_MOST_NAMED = 3


class SharesByKey(Struct, frozen=True):
    """The shares by one key. `cle` is None for the keys that annexe 2 declares."""

    cle: CleDeRepartition | None
    parts: Repartition


class Simulation(Struct, frozen=True):
    """A group shared out by several keys, those of its file first; no column without a cost to share.

    No group: its file is at fault where it tells of members or costs. `refusees` are the keys that can't
    share these costs.
    """

    groupement: Groupement | None
    findings: tuple[Diagnostic, ...]
    colonnes: tuple[SharesByKey, ...] = ()
    refusees: tuple[SharesByKey, ...] = ()

    @property
    def sans_cout(self) -> bool:
        """Whether its file foresees no cost; not told of one at fault."""
        return self.groupement is not None and not self.groupement.couts.depenses

    @property
    def fautive(self) -> bool:
        """Whether its file has errors, be they elsewhere than in what is shared."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @classmethod
    def of(
        cls, groupement: Groupement | None, findings: tuple[Diagnostic, ...], cles: Sequence[CleDeRepartition]
    ) -> Simulation:
        """The costs of a group shared by its own keys, then by each of these."""
        if groupement is None or not groupement.couts.depenses:
            return cls(groupement, findings)
        declaree = repartition(groupement)
        communes = {depense.cle for depense in declaree.depenses if depense.cle in ENTRE_TOUS}
        seule = next(iter(communes)) if len(communes) == 1 else None
        autres = [
            SharesByKey(cle, repartition(groupement, cle)) for cle in cles if communes and cle is not seule
        ]
        return cls(
            groupement,
            findings,
            (SharesByKey(None, declaree), *(each for each in autres if each.parts.complete)),
            tuple(each for each in autres if not each.parts.complete),
        )


def show_simulation(file: Path, simulation: Simulation, screen: Screen) -> None:
    """What is shared, between whom, then a table of the shares by each key."""
    groupement = simulation.groupement
    if groupement is None or not simulation.colonnes:
        screen.line(f"Groupement\u00a0: {file.as_posix()}", Tone.STRONG)
        show_findings(simulation.findings, screen, {})
        screen.say(_SANS_COUT if simulation.sans_cout else _SANS_PARTS)
        return
    parts = simulation.colonnes[0].parts
    nom = typeset(groupement.nom_d_usage or groupement.objet)
    screen.say(f"Groupement\u00a0: {nom}", Tone.STRONG)
    for ligne in _summary(parts):
        screen.say(ligne)
    for tableau in _tables(simulation, screen.width):
        screen.line()
        for rang, ligne in enumerate(tableau):
            screen.line(ligne.rstrip(), Tone.STRONG if rang in (0, len(tableau) - 1) else Tone.PLAIN)
    for ligne in _why(simulation.refusees):
        screen.line()
        screen.say(ligne)
    if simulation.fautive:
        screen.line()
        screen.say(_AILLEURS)
    show_findings(simulation.findings, screen, {})


_SANS_COUT = say(
    "Ce dossier ne prévoit aucun coût : il n'y a rien à répartir. Complétez la rubrique « couts » de "
    "l'annexe 2."
)
_SANS_PARTS = say("Aucune part n'est calculée : corrigez d'abord ce qui précède.")
_AILLEURS = say(
    "Ce qui reste à corriger dans ce dossier ne touche ni à ses membres ni à ses coûts : les parts ci-dessus "
    "n'en dépendent pas."
)


def _summary(parts: Repartition) -> Iterator[str]:
    groupement = parts.groupement
    couts = groupement.couts
    montants = ", ".join(filter(None, (euros(parts.total), couts.taxes, typeset(couts.periode))))
    yield phrase(
        "Dépenses prévues : {montants} ; {membres}{annee}.",
        montants=montants,
        membres=compte(len(parts.lignes), "membre") + _liste(parts),
        annee=f", populations de {parts.annee}" if parts.annee else "",
    )
    refus = [en_phrase(membre.collectivite) for membre in parts.refus]
    if refus:
        yield phrase("Sans part, pour avoir refusé d'adhérer : {noms}.", noms=enumeration(refus))
    hors = [en_phrase(membre.collectivite) for membre in parts.hors_annexe_1]
    if hors:
        yield phrase("Sans part, car l'annexe 1 ne les nomme pas : {noms}.", noms=enumeration(hors))
    if parts.sans_payeur:
        yield phrase(
            "Aucun des membres comptés ne paie, et le total laisse de côté : {depenses}.",
            depenses=enumeration(map(depense_dite, parts.sans_payeur)),
        )
    tous = [depense for depense in parts.depenses if depense.cle in ENTRE_TOUS]
    somme = sum(depense.depense.montant for depense in tous)
    if tous:
        titres = {typeset(depense.rubrique.titre): depense.cle.value for depense in tous}
        yield phrase(
            "Les clés comparées partagent {somme} ; par l'annexe 2 : {titres}.{reste}",
            somme=euros(somme),
            titres=", ".join(f"{titre} ({cle})" for titre, cle in titres.items()),
            reste="" if somme == parts.total else phrase(" Le reste suit l'annexe 2."),
        )
    else:
        yield say("Aucune rubrique n'est payée par tous les membres : il n'y a pas d'autre clé à comparer.")


def _liste(parts: Repartition) -> str:
    """Who shares, where it is not all who may join."""
    if parts.annexe_1_du is None:
        return ""
    return phrase(" de l'annexe 1 arrêtée au {jour}", jour=date_chiffres(parts.annexe_1_du))


def _tables(simulation: Simulation, width: int) -> Iterator[list[str]]:
    """The table, in as many pieces as the width asks for; each has the names of members."""
    parts = simulation.colonnes[0].parts
    noms = ["Membre", *(ligne.membre.collectivite.nom for ligne in parts.lignes), "Total"]
    largeur = max(map(cells, noms))
    colonnes = [*_weights(parts), *(_column(simulation, colonne) for colonne in simulation.colonnes)]
    morceau: list[list[str]] = []
    prises = largeur
    for colonne in colonnes:
        prend = len(_GAP) + max(map(cells, colonne))
        if morceau and prises + prend > width:
            yield _rows(noms, largeur, morceau)
            morceau, prises = [], largeur
        morceau.append(colonne)
        prises += prend
    yield _rows(noms, largeur, morceau)


def _rows(noms: list[str], largeur: int, colonnes: list[list[str]]) -> list[str]:
    larges = [max(map(cells, colonne)) for colonne in colonnes]
    return [
        nom.ljust(largeur)
        + "".join(_GAP + colonne[rang].rjust(large) for colonne, large in zip(colonnes, larges, strict=True))
        for rang, nom in enumerate(noms)
    ]


def _weights(parts: Repartition) -> Iterator[list[str]]:
    connues = [ligne.population for ligne in parts.lignes]
    yield ["habitants", *("—" if each is None else nombre(each) for each in connues), ""]
    yield ["services", *(str(ligne.services) for ligne in parts.lignes), ""]


def _column(simulation: Simulation, colonne: SharesByKey) -> list[str]:
    parts = colonne.parts
    montants = [ligne.total for ligne in parts.lignes]
    return [_title(colonne, parts.groupement), *(f"{nombre(each)}" for each in montants), nombre(parts.total)]


def _title(colonne: SharesByKey, groupement: Groupement) -> str:
    if colonne.cle is None:
        return _DECLAREE
    if colonne.cle is CleDeRepartition.POPULATION_ET_SERVICES:
        return "pop. × services"
    return colonne.cle.value


def _why(refusees: Sequence[SharesByKey]) -> Iterator[str]:
    """Why keys can't share these costs, and what to do; once where they lack the same populations."""
    manques: dict[tuple[str, ...], list[str]] = {}
    for colonne in refusees:
        assert colonne.cle is not None, "the keys of the file are checked when it is read"
        inconnus = dict.fromkeys(
            en_phrase(membre.collectivite)
            for depense in colonne.parts.depenses
            for membre in depense.sans_population
        )
        if inconnus:
            manques.setdefault(tuple(inconnus), []).append(f"«\u00a0{colonne.cle.value}\u00a0»")
            continue
        yield phrase(
            "Clé « {cle} » : elle ne peut rien partager, aucun membre n'a de {unites} à son compte.",
            cle=colonne.cle.value,
            unites=pluriel(colonne.parts.groupement.unite),
        )
    for inconnus_de, cles in manques.items():
        noms = list(inconnus_de)
        if len(noms) > _MOST_NAMED:
            noms = [*noms[:_MOST_NAMED], compte(len(noms) - _MOST_NAMED, "autre membre", "autres membres")]
        modele = _UNE_CLE if len(cles) == 1 else _PLUSIEURS_CLES
        yield phrase(modele, cles=enumeration(cles), noms=enumeration(noms))


_DONNEZ = (
    ", faute de la population de {noms}. Donnez-la à la rubrique « populations » des coûts ; 0 pour qui ne "
    "paierait rien par cette clé."
)
_UNE_CLE = "Clé {cles} : elle n'est pas comparée" + _DONNEZ
_PLUSIEURS_CLES = "Clés {cles} : elles ne sont pas comparées" + _DONNEZ


def simulation_report(file: Path, simulation: Simulation) -> dict[str, Any]:
    """The same for other programs. Amounts are texts with two decimals: nothing is rounded on the way."""
    colonnes = simulation.colonnes
    parts = colonnes[0].parts if colonnes else None
    return {
        "fichier": file.as_posix(),
        "constats": [finding_report(finding) for finding in simulation.findings],
        "annee_population": parts.annee if parts else None,
        "cles": [_key(colonne) for colonne in colonnes],
        "cles_non_comparees": [_key(colonne) for colonne in simulation.refusees],
        "membres": [
            {
                "code": ligne.membre.collectivite.code,
                "nom": ligne.membre.collectivite.nom,
                "population": ligne.population,
                "services": ligne.services,
                "parts": {_key(each): f"{each.parts.lignes[rang].total:.2f}" for each in colonnes},
            }
            for rang, ligne in enumerate(parts.lignes if parts else ())
        ],
        "total": f"{parts.total:.2f}" if parts else None,
    }


def _key(colonne: SharesByKey) -> str:
    return _DECLAREE if colonne.cle is None else colonne.cle.value
