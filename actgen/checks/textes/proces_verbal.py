"""What the minutes must say since 01/07/2022: the list of art. L. 2121-15, found in the text by its facts."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.seance import EtatSeance
from actgen.facts.vote import Scrutin
from actgen.figures.actes import objet
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.rules import rule
from actgen.text.lists import enumeration, etendue
from actgen.text.messages import phrase, say

from .acte import ActeCompose
from .mentions import Mentions

PV_CONTENU = rule("PV-CONTENU")


def check_contenu(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An error since 01/07/2022; before, and in Alsace-Moselle, where the list is not law, advice."""
    if not acte.famille.raconte:
        return
    mentions = Mentions(acte)
    manques = [*_de_la_seance(mentions, figures)]
    for point in figures.points:
        if point.decide:
            manques += [
                phrase("{mention} (point {n})", mention=mention, n=point.point.numero)
                for mention in _du_point(acte, mentions, point)
            ]
    ferme = figures.regime.regime_2022 and not figures.regime.alsace_moselle
    if manques:
        yield acte.constat(
            PV_CONTENU,
            phrase("Mentions absentes du procès-verbal : {manques}.", manques=enumeration(manques)),
            acte.lieu_du_modele,
            hint=say("Remettez-les dans le modèle du procès-verbal."),
            severity=Severity.ERROR if ferme else Severity.WARNING,
        )


def _de_la_seance(mentions: Mentions, figures: FiguresSeance) -> Iterator[str]:
    seance = figures.seance
    if not mentions.jour(seance.date):
        yield "la date de la séance"
    if seance.heure is not None and not mentions.heure(seance.heure):
        yield "l’heure de la séance"
    if seance.presidence is not None and not mentions.dit(seance.presidence.nom_complet):
        yield "le nom du président"
    if not mentions.tous(membre.nom_complet for membre in figures.ouverture.presents):
        yield "le nom des membres présents"
    if not mentions.tous(each.mandant.nom_complet for each in figures.ouverture.representes):
        yield "le nom des membres représentés"
    if not mentions.tous(secretaire.nom for secretaire in seance.secretaires):
        yield "le nom du secrétaire"
    if not mentions.motif(r"(?i)\bquorum\b"):
        yield "le quorum"
    if not mentions.motif(r"(?i)\bordre du jour\b"):
        yield "l’ordre du jour"


def _du_point(acte: ActeCompose, mentions: Mentions, point: FiguresPoint) -> Iterator[str]:
    item = point.point
    if item.objet and not mentions.dit(objet(item, None)):
        yield "l’objet"
    for fichier, mention in ((item.texte, "le rapport"), (item.debats, "la teneur des discussions")):
        if fichier is not None and not any(fichier.fichier in p.proses for p in acte.passages):
            yield mention
    if item.demandes and not mentions.motif(r"(?i)\bdemand\w+"):
        yield "la demande de scrutin particulier"
    if item.vote is None or point.decompte is None:
        return
    if not mentions.vote(point.decompte, item.vote):
        yield "le résultat du scrutin en chiffres"
    if item.vote.scrutin is Scrutin.PUBLIC and not mentions.tous(
        voix.membre.nom_complet for voix in item.vote.noms
    ):
        yield "le nom des votants et le sens de leur vote"


def check_discussions(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Items voted without a word of the discussion: a reminder, only when advice is asked for."""
    if not acte.full or not acte.famille.raconte or figures.etat is not EtatSeance.TENUE:
        return
    muets = [point.point for point in figures.points if point.decide and point.point.debats is None]
    if muets:
        several = len(muets) > 1
        yield acte.constat(
            PV_CONTENU,
            phrase(
                "Aucune discussion n'est relatée {points}.",
                points=f"aux points {etendue(p.numero for p in muets)}"
                if several
                else f"au point {muets[0].numero}",
            ),
            *(point.lieu for point in muets if point.lieu is not None),
            hint=say(
                "S'il y en a eu, résumez les opinions exprimées dans un texte, et nommez-le sous « debats »."
            ),
            severity=Severity.INFO,
        )


RULES = (check_contenu, check_discussions)
