"""The forms of an election: who presides, who stands, when it is posted."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.vote import NatureElection, Repartition, Vote
from actgen.figures.echeance import Devoir
from actgen.figures.echeances import echeances
from actgen.figures.elections import Election
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.citations import Citation, Code, citation_courte
from actgen.rules import rule
from actgen.text.dates import date_chiffres
from actgen.text.grammar import pluriel
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, shorten

from .elections import article_de_l_election, elections
from .outils import cgct, nomme, votes
from .presidence import PRES_PRESIDENT

ELECTION_FORMES = rule("ELECTION-FORMES")
_R133 = citation_courte(Citation(Code("CElectoral", ""), "R133"))


def check_doyen(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The oldest member present presides the election of the mayor: no age is known, the file says who."""
    doyen = figures.seance.doyen
    for point in votes(figures):
        if point.nature_election is not NatureElection.MAIRE or point.president is None:
            continue
        n, president = point.point.numero, point.president.nom_complet
        debut = phrase("Point {n} : {nom} préside l'élection du maire, ", n=n, nom=president)
        if doyen is None:
            yield _constat(
                point,
                debut + phrase("et le fichier ne dit pas qui est le doyen d'âge."),
                "Écrivez à la séance « doyen: », avec le nom du plus âgé des membres présents : c'est à lui "
                "de présider.",
                figures.seance.lieux.get("presidence"),
                cgct("L2122-8"),
            )
        elif not nomme(doyen, (point.president,)):
            yield PRES_PRESIDENT.finding(
                debut + phrase("alors que le doyen d'âge est {doyen}.", doyen=doyen.nom_complet),
                point.point.lieux.get("presidence") if point.point.presidence else None,
                figures.seance.lieux.get("presidence"),
                figures.seance.lieux.get("doyen"),
                hint=phrase(
                    "Corrigez « doyen » ou « presidence » ; si c'est exact, l'élection peut être annulée."
                ),
                article=cgct("L2122-8"),
                point=n,
            )


def check_affichage(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Posted later than 24 hours after it; or said to be online, where a poster is wanted."""
    for echeance in echeances(figures):
        if echeance.devoir is not Devoir.AFFICHAGE_ELECTION or echeance.le is None:
            continue
        if echeance.fait_trop_tard:
            fait = "Élection affichée le {fait} : elle devait l'être au plus tard le {le}, dans les "
            fait += "vingt-quatre heures."
            remede = "Si l'affichage a précédé la publication, écrivez sa date à « affichee_le », "
        elif echeance.fait_le is None and any(
            figures.suites_de(each).publiee_le for each in figures.points if each.entre_en_fonction
        ):
            fait = "Élection publiée, mais rien ne dit qu'elle a été affichée, au plus tard le {le}, dans "
            fait += "les vingt-quatre heures."
            remede = "Si elle l'a été, écrivez la date de l'affichage à « affichee_le », "
        else:
            continue
        yield ELECTION_FORMES.finding(
            phrase(
                fait,
                fait=date_chiffres(echeance.fait_le) if echeance.fait_le else "",
                le=date_chiffres(echeance.le),
            ),
            echeance.lieu,
            hint=phrase(remede) + phrase("rubrique « suites »."),
            article=echeance.article,
            point=echeance.points[0] if len(echeance.points) == 1 else None,
        )


def check_candidats(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Lists that nobody tells, and electors of senators without their board."""
    for point, vote, election in elections(figures):
        if election.sans_nom and not all(each.titulaires for each in election.sans_nom):
            yield from _sans_candidats(point, election)
        if point.nature_election is NatureElection.DELEGUES_SENATORIAUX:
            yield from _senatoriaux(point, vote)
        if election.mode.suite:
            yield from _sans_suppleants(figures, point, election)
        if not election.listes and election.mode.repartition is not Repartition.MAJORITE:
            yield from _sans_listes(point, election)


def _sans_candidats(point: FiguresPoint, election: Election) -> Iterator[Diagnostic]:
    """A list has seats, and its candidates are not told: the act can't name those elected."""
    n, noms = point.point.numero, [shorten(each.nom) for each in election.sans_nom if not each.titulaires]
    yield _constat(
        point,
        phrase(
            "Point {n} : {listes} {ont}, ",
            n=n,
            listes=enumeration(noms),
            ont=pluriel(len(noms), "a des sièges", "ont des sièges"),
        )
        + phrase("et l'acte ne peut pas nommer les élus un par un."),
        "Écrivez au vote « listes: », avec les candidats dans l'ordre : « Liste A (Prénom NOM, Prénom "
        "NOM) ».",
        election.tours[-1].tour.lieu,
    )


def _sans_suppleants(figures: FiguresSeance, point: FiguresPoint, election: Election) -> Iterator[Diagnostic]:
    """Substitutes are elected with the delegates, or by another ballot in a small commune: none is told."""
    n, nature = point.point.numero, point.nature_election
    seul = sum(each.nature_election is nature for each in figures.points) == 1
    if election.proportionnelle and election.postes_suppleants is None:
        fait = "les suppléants s'élisent sur les mêmes listes, et rien n'en est dit."
        remede = (
            "Écrivez au vote « sieges_suppleants », avec leur nombre (trois jusqu'à cinq délégués, puis un "
            "de plus par cinq), et « listes: », avec tous les candidats dans l'ordre."
        )
    elif not election.proportionnelle and seul:
        fait = "les suppléants s'élisent par un scrutin à part, et rien n'en est dit."
        remede = (
            "Écrivez un autre point, « Élection des suppléants des délégués sénatoriaux », avec ses tours."
        )
    else:
        return
    yield _constat(point, phrase("Point {n} : ", n=n) + phrase(fait), remede, point.point.lieux.get("vote"))


def _senatoriaux(point: FiguresPoint, vote: Vote) -> Iterator[Diagnostic]:
    """The electoral board of the election of delegates."""
    if not vote.bureau_electoral:
        yield _constat(
            point,
            phrase("Point {n} : le bureau électoral n'est pas nommé.", n=point.point.numero),
            "Écrivez au vote « bureau_electoral » : le maire, les deux membres présents les plus âgés et les "
            "deux plus jeunes.",
            vote.lieu,
            _R133,
        )


def _sans_listes(point: FiguresPoint, election: Election) -> Iterator[Diagnostic]:
    """Names where the text wants lists that share the seats."""
    yield _constat(
        point,
        phrase("Point {n} : les voix vont à des noms, ", n=point.point.numero)
        + phrase("alors que cette élection se fait entre des listes, à la proportionnelle."),
        "Écrivez les voix de chaque liste (« Liste A, 9 voix ») ; une seule liste n'a pas besoin de scrutin, "
        "« candidatures: liste unique ».",
        election.tours[0].tour.lieu,
    )


def _constat(
    point: FiguresPoint, fait: str, remede: str, lieu: Location | None, article: str = ""
) -> Diagnostic:
    return ELECTION_FORMES.finding(
        fait,
        lieu or point.point.lieu,
        hint=phrase(remede),
        article=article or article_de_l_election(point),
        point=point.point.numero,
    )


RULES = (check_doyen, check_affichage, check_candidats)
