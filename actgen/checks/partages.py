"""Seats shared among lists: how many rounds, by which text, and what is still to be known."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity, Status
from actgen.facts.vote import NatureElection, Repartition, Vote
from actgen.figures.elections import Election
from actgen.figures.listes import repartir
from actgen.figures.population import population_du_conseil
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.text.grammar import compte
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, shorten

from .elections import constat, debut, elections

_SANS_TEXTE = (NatureElection.AUTRE, NatureElection.COMMISSION, NatureElection.DELEGUES_SYNDICAT)
_MOTS = {
    Repartition.MAJORITE: "à la majorité",
    Repartition.PLUS_FORT_RESTE: "à la proportionnelle, au plus fort reste",
    Repartition.PLUS_FORTE_MOYENNE: "à la proportionnelle, à la plus forte moyenne",
}


def check_partages(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What is not settled of seats that lists share, or should share."""
    for point, vote, election in elections(figures):
        yield from _contre_le_texte(figures, point, vote, election)
        if election.proportionnelle:
            yield from _un_seul_tour(point, election)
            yield from _partage_inacheve(point, election)
            yield from _methode(point, vote, election)
            yield from _listes_incompletes(point, vote, election)
        elif election.listes:
            yield from _partage_non_dit(point, vote, election)


def _contre_le_texte(
    figures: FiguresSeance, point: FiguresPoint, vote: Vote, election: Election
) -> Iterator[Diagnostic]:
    """The file shares the seats otherwise than the text of that election does."""
    regle = point.regle_election
    if regle is None or regle.methode_libre or vote.repartition is None or not election.listes:
        return
    population = population_du_conseil(figures.seance.collectivite, figures.seance.date)
    legale = regle.partage(figures.regime, population.habitants)
    if legale is not vote.repartition:
        sure = regle.origine.statut is Status.VERIFIED
        yield constat(
            point,
            debut(point, election.tours[0])
            + phrase(
                "sièges répartis {ecrite} ; pour cette élection, ils le sont {legale}.",
                ecrite=_MOTS[vote.repartition],
                legale=_MOTS[legale],
            ),
            "Effacez « repartition », ou corrigez « election » si ce n'est pas ce qu'on élit.",
            vote.lieu,
            severity=None if sure else Severity.WARNING,
        )


def _un_seul_tour(point: FiguresPoint, election: Election) -> Iterator[Diagnostic]:
    """Lists that share the seats stand once."""
    if len(election.tours) > 1:
        second = election.tours[1]
        yield constat(
            point,
            debut(point, second)
            + phrase("à la représentation proportionnelle, un seul tour répartit les sièges."),
            "Retirez ce tour, ou écrivez au vote « repartition: majorité » si aucun texte ne veut la "
            "proportionnelle.",
            second.tour.lieu,
        )


def _partage_inacheve(point: FiguresPoint, election: Election) -> Iterator[Diagnostic]:
    """Seats that can't be shared yet: how many, or who was the eldest."""
    tour = election.tours[0]
    if election.complete:
        return
    if election.sieges is None:
        fait = "les sièges se répartissent à la proportionnelle, et leur nombre n'est pas écrit."
        remede = "Écrivez au vote « sieges », avec leur nombre."
    elif tour.ex_aequo:
        fait = (
            "{noms} ont le même reste (ou la même moyenne) et autant de suffrages : le siège revient au plus "
            "âgé des candidats."
        )
        remede = "Écrivez au vote, sous « elus », la liste ou le candidat qui a eu ce siège."
    else:
        fait, remede = "aucune voix : les sièges ne sont pas pourvus.", "Vérifiez les voix de ce tour."
    yield constat(
        point,
        debut(point, tour) + phrase(fait, noms=enumeration(map(shorten, tour.ex_aequo))),
        remede,
        tour.tour.lieu,
        severity=Severity.WARNING,
    )


def _methode(point: FiguresPoint, vote: Vote, election: Election) -> Iterator[Diagnostic]:
    """The text wants a proportion without saying which, and it matters here."""
    regle, tour = point.regle_election, election.tours[0].tour
    if regle is None or not regle.methode_libre or vote.repartition is not None or not vote.sieges:
        return
    autre, _ = repartir(tour.voix, vote.sieges, Repartition.PLUS_FORTE_MOYENNE, vote.listes, vote.elus)
    if [each.sieges for each in autre] != [each.sieges for each in election.partage]:
        yield constat(
            point,
            debut(point, election.tours[0])
            + phrase(
                "sièges comptés au plus fort reste ; la plus forte moyenne donnerait un autre résultat, et "
                "le texte ne dit pas laquelle prendre."
            ),
            "Écrivez au vote « repartition », d'après le règlement intérieur ou l'usage du conseil.",
            tour.lieu,
            severity=Severity.WARNING,
        )


def _listes_incompletes(point: FiguresPoint, vote: Vote, election: Election) -> Iterator[Diagnostic]:
    """A list whose candidates are told has fewer of them than seats."""
    courtes = [each for each in election.partage if each.titulaires and not each.nommee]
    for each in courtes:
        yield constat(
            point,
            debut(point, election.tours[0])
            + phrase("{liste} a {sieges} pour ", liste=shorten(each.nom), sieges=compte(each.sieges, "siège"))
            + f"{compte(len(each.titulaires), 'candidat')}.",
            "Complétez « listes » ; si la liste était incomplète, le siège revient aux autres pour un centre "
            "d'action sociale, et n'est pas pourvu ailleurs (à confirmer).",
            vote.lieu,
            severity=Severity.WARNING,
        )


def _partage_non_dit(point: FiguresPoint, vote: Vote, election: Election) -> Iterator[Diagnostic]:
    """Several lists for several seats, counted at the majority for want of a text that shares them."""
    plusieurs = any(len(tour.tour.voix) > 1 for tour in election.tours)
    dit = vote.repartition is not None or vote.elus
    if dit or not plusieurs or (vote.sieges or 1) < 2 or point.nature_election not in _SANS_TEXTE:
        return
    yield constat(
        point,
        debut(point, election.tours[0])
        + phrase(
            "plusieurs listes pour {sieges} : elles sont comptées à la majorité, la liste élue a tout.",
            sieges=compte(vote.sieges or 0, "siège"),
        ),
        "Si les sièges sont partagés, écrivez au vote « repartition: plus fort reste » ; sinon « majorité ».",
        election.tours[0].tour.lieu,
        severity=Severity.WARNING,
    )


RULES = (check_partages,)
