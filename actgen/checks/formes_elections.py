"""The forms of an election: who presides, who stands, when it is posted."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Location, Severity, Status, declare
from actgen.figures.echeance import Devoir
from actgen.figures.echeances import echeances
from actgen.figures.elections import Election
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.citations import Citation, Code, citation_courte
from actgen.model.vote import NatureElection, Repartition, Vote
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase, shorten

from .elections import elections
from .outils import cgct, nomme, votes

ELECTION_FORMES = declare(
    "ELECTION-FORMES",
    Severity.WARNING,
    "Une élection suit les formes de son texte\u202f: doyen d’âge, bureau électoral, listes, affichage dans "
    "les vingt-quatre heures.",
    status=Status.VERIFIED,
    article=cgct("L2122-8"),
)
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
            )
        elif not nomme(doyen, (point.president,)):
            yield _constat(
                point,
                debut + phrase("alors que le doyen d'âge est {doyen}.", doyen=doyen.nom_complet),
                "Corrigez « doyen » ou « presidence » ; si c'est exact, l'élection peut être contestée.",
                figures.seance.lieux.get("doyen"),
            )


def check_affichage(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Posted later than 24 hours after it."""
    for echeance in echeances(figures):
        if echeance.devoir is Devoir.AFFICHAGE_ELECTION and echeance.fait_trop_tard:
            assert echeance.le is not None and echeance.fait_le is not None, "late: both days are known"
            yield ELECTION_FORMES.finding(
                phrase(
                    "Élection affichée le {fait} : elle devait l'être au plus tard le {le}, dans les "
                    "vingt-quatre heures.",
                    fait=date_chiffres(echeance.fait_le),
                    le=date_chiffres(echeance.le),
                ),
                echeance.lieu,
                hint=phrase(
                    "Si l'affichage a précédé la publication, écrivez sa date à « affichee_le », rubrique "
                    "« suites »."
                ),
                article=echeance.article,
                point=echeance.points[0] if len(echeance.points) == 1 else None,
            )


def check_candidats(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Lists that nobody tells, and electors of senators without their board."""
    for point, vote, election in elections(figures):
        nature = point.nature_election
        if nature is NatureElection.ADJOINTS:
            yield from _adjoints(point, election)
        elif nature is NatureElection.DELEGUES_SENATORIAUX:
            yield from _senatoriaux(point, vote)
        if not election.listes and election.mode.repartition is not Repartition.MAJORITE:
            yield from _sans_listes(point, election)


def _adjoints(point: FiguresPoint, election: Election) -> Iterator[Diagnostic]:
    """A list wins, and its candidates are not told: the act can't name the deputies."""
    if election.listes and election.elus and not election.personnes:
        yield _constat(
            point,
            phrase(
                "Point {n} : « {liste} » est élue, ", n=point.point.numero, liste=shorten(election.elus[0])
            )
            + phrase("et l'acte ne peut pas nommer les adjoints un par un."),
            "Écrivez au vote « listes: », avec les candidats dans l'ordre : « Liste A (Prénom NOM, Prénom "
            "NOM) ».",
            election.tours[-1].tour.lieu,
            cgct("L2122-7-2"),
        )


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
    regle = point.regle_election
    article = citation_courte(Citation(Code(regle.code, ""), regle.article)) if regle is not None else ""
    yield _constat(
        point,
        phrase("Point {n} : les voix vont à des noms, ", n=point.point.numero)
        + phrase("alors que cette élection se fait entre des listes, à la proportionnelle."),
        "Écrivez les voix de chaque liste (« Liste A, 9 voix ») ; une seule liste n'a pas besoin de scrutin, "
        "« candidatures: liste unique ».",
        election.tours[0].tour.lieu,
        article,
    )


def _constat(
    point: FiguresPoint, fait: str, remede: str, lieu: Location | None, article: str = ""
) -> Diagnostic:
    return ELECTION_FORMES.finding(
        fait,
        lieu or point.point.lieu,
        hint=phrase(remede),
        article=article or None,
        point=point.point.numero,
    )


RULES = (check_doyen, check_affichage, check_candidats)
