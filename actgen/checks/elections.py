"""Elections: rounds, majorities, who is elected, and ties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actgen.base.diagnostics import Diagnostic, Location, Severity, Status
from actgen.base.rules import rule
from actgen.base.text.grammar import compte
from actgen.base.text.keys import cle
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, shorten
from actgen.checks.votes import VOTE_TOTAL, votants_possibles
from actgen.council.facts.vote import Vote
from actgen.council.figures.elections import Election, FiguresTour, repartir
from actgen.council.figures.population import population_du_conseil
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.citations import Citation, Code, citation_courte
from actgen.law.natures import NatureElection, SeatSharing

# the rounds of an election: their ballots, their order, who is elected

VOTE_TOURS = rule("VOTE-TOURS")
VOTE_ELUS = rule("VOTE-ELUS")


def check_bulletins(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """More ballots than voters in a round, or fewer without a word; more votes than the ballots may hold."""
    for point, _, election in elections(figures):
        for tour in election.tours:
            yield from _bulletins(point, election, tour)


def _bulletins(point: FiguresPoint, election: Election, tour: FiguresTour) -> Iterator[Diagnostic]:
    possibles, autres = point.votants, tour.hors_du_vote
    plafond = max(possibles.defendables | possibles.contestes)
    voix = [nombre for _, nombre in tour.tour.voix]
    bulletins = bulletins_au_moins(election, tour)
    if bulletins + autres > plafond:
        yield _total(point, tour, bulletins + autres, "Recomptez les bulletins de ce tour.")
    elif bulletins_connus(election, tour) and bulletins + autres < min(possibles.defendables):
        remede = "Comptez les bulletins blancs ou nuls ; qui n'a pas voté, sous « ne_prennent_pas_part »."
        yield _total(point, tour, bulletins + autres, remede)
    elif (
        not election.listes
        and election.sieges is not None
        and _too_many_votes(voix, election.sieges, tour.exprimes)
    ):
        yield VOTE_TOTAL.tell(
            "{debut}{voix} voix, pour {exprimes} et {sieges}.",
            tour.tour.lieu,
            hint="Un bulletin donne au plus une voix à chaque nom, et autant de voix que de sièges.",
            point=point.point.numero,
            debut=debut(point, tour),
            voix=sum(voix),
            exprimes=compte(tour.exprimes, "suffrage exprimé", "suffrages exprimés"),
            sieges=compte(election.sieges, "siège"),
        )


def bulletins_au_moins(election: Election, tour: FiguresTour) -> int:
    """How many ballots a round had: where one bears several names, as its first candidate has, at least."""
    if bulletins_connus(election, tour):
        return tour.bulletins
    return max((nombre for _, nombre in tour.tour.voix), default=0) + tour.tour.non_exprimes


def bulletins_connus(election: Election, tour: FiguresTour) -> bool:
    """Whether the ballots of a round are known, by a count of their own or one a vote."""
    return tour.tour.exprimes is not None or election.sieges == 1 or election.listes


def _too_many_votes(voix: list[int], sieges: int, exprimes: int) -> bool:
    """A ballot gives each name one vote at most, and bears as many names as there are seats."""
    return max(voix, default=0) > exprimes or sum(voix) > sieges * exprimes


def check_sieges(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """More votes than voters, and nothing tells how many names a ballot bears, nor who was elected.

    Said once. Nobody can be told elected of such a sum: an error, until the file says who was.
    """
    for point, vote, election in elections(figures):
        if election.sieges is not None or election.listes:
            continue
        plafond = max(point.votants.defendables)
        tour = next(tour for tour in election.tours if _sum(tour) > plafond)
        if max(voix for _, voix in tour.tour.voix) <= plafond:
            remede = "Recomptez les voix ; si un bulletin porte plusieurs noms, écrivez « sieges »."
            yield _total(point, tour, _sum(tour), remede, Severity.WARNING if vote.elus else None)


def _sum(tour: FiguresTour) -> int:
    return sum(voix for _, voix in tour.tour.voix)


def _total(
    point: FiguresPoint, tour: FiguresTour, total: int, remede: str, severity: Severity | None = None
) -> Diagnostic:
    return VOTE_TOTAL.tell(
        "{debut}{total} voix pour {votants_possibles}.",
        tour.tour.lieu,
        hint=remede,
        point=point.point.numero,
        severity=severity,
        debut=debut(point, tour),
        total=total,
        votants_possibles=votants_possibles(point),
    )


def check_suite(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A round too many: a fourth one, or one that comes when all the seats are filled."""
    for point, vote, election in elections(figures):
        permis, fin = election.mode.tours, election.tour_de_cloture()
        if election.proportionnelle:
            continue
        if fin is not None and fin.rang < len(election.tours):
            suivant = election.tours[fin.rang]
            yield constat(
                point,
                "{debut}un tour a suivi, alors que {elus} au tour {rang}.",
                "Retirez ce tour, ou recomptez les voix du précédent.",
                suivant.tour.lieu,
                fin.tour.lieu,
                debut=debut(point, suivant),
                elus=_elus(fin),
                rang=fin.rang,
            )
        elif len(election.tours) > permis:
            yield constat(
                point,
                "Point {n} : {tours} de scrutin ; le {permis}e et dernier élit à la majorité relative.",
                "Retirez les tours en trop, ou voyez si l'élection est à reprendre.",
                election.tours[permis].tour.lieu,
                vote.lieu,
                tours=compte(len(election.tours), "tour"),
                permis=permis,
            )


def check_deja_elus(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Votes in a round for someone elected in an earlier one, while other seats are still to be filled."""
    for point, _, election in elections(figures):
        elus: dict[str, FiguresTour] = {}
        for tour in election.tours:
            for nom, _voix in tour.tour.voix:
                avant = elus.get(cle(nom))
                if avant is not None and avant is not election.tour_de_cloture():
                    yield constat(
                        point,
                        "{debut}{nom} reçoit des voix, mais est déjà parmi les élus du tour {rang}.",
                        "Retirez ce nom du tour, ou recomptez les voix du précédent.",
                        tour.tour.lieu,
                        avant.tour.lieu,
                        debut=debut(point, tour),
                        nom=shorten(nom),
                        rang=avant.rang,
                    )
            elus |= {cle(nom): tour for nom in tour.elus}


def check_fin(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The last round leaves a seat empty: a round is missing, or who was the eldest."""
    for point, _, election in elections(figures):
        dernier = election.tours[-1]
        if election.complete or len(election.tours) > election.mode.tours:
            continue
        if election.proportionnelle:
            continue
        if election.sieges is None:  # how many there are is asked by another rule
            continue
        fait, remede = _inacheve(election, dernier)
        yield constat(
            point,
            "{debut}" + fait,
            remede,
            dernier.tour.lieu,
            severity=Severity.WARNING,
            debut=debut(point, dernier),
            noms=enumeration(map(shorten, dernier.ex_aequo)),
            majorite=dernier.majorite,
        )


def _inacheve(election: Election, dernier: FiguresTour) -> tuple[str, str]:
    """What is missing after the last round, and what to write."""
    if dernier.ex_aequo and election.listes:
        return (
            "{noms} ont le même nombre de voix : la liste dont la moyenne d'âge est la plus élevée est élue.",
            "Écrivez au vote, sous « elus », la liste qui a été proclamée élue.",
        )
    if dernier.ex_aequo:
        return (
            "{noms} ont le même nombre de voix : le plus âgé est élu.",
            "Écrivez au vote, sous « elus », qui a été proclamé élu.",
        )
    if dernier.majorite is None:
        return "un siège n'est pas pourvu.", "Vérifiez « sieges » et les voix de ce tour."
    fait = "la majorité absolue est de {majorite} voix, et un siège n'est pas pourvu."
    if not election.elus:
        fait = "personne n'a la majorité absolue, qui est de {majorite} voix : "
        fait += "l'acte dit que personne n'est élu."
    if election.listes:
        return fait, (
            "Écrivez le tour suivant ; si les sièges sont répartis entre les listes, écrivez au vote "
            "« repartition: plus fort reste » et « sieges »."
        )
    return fait, (
        "Écrivez le tour suivant, ou recomptez les voix de celui-ci ; si le conseil s'en est tenu là, "
        "l'élection reste à faire."
    )


def check_elus(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Who was said to be elected, against who is. A list may be named for its candidates."""
    for point, vote, election in elections(figures):
        dits = {cle(nom) for nom in vote.elus}
        calcules = {cle(nom) for nom in election.elus}
        if election.listes:
            calcules, dits = _au_nom_des_listes(vote, election, dits)
        if not dits or not (calcules or election.complete or election.sieges is not None):
            continue
        if dits - calcules or (election.complete and calcules - dits):
            yield VOTE_ELUS.tell(
                "Point {n} : {dits} parmi les élus ; le décompte des tours donne {elus}.",
                vote.lieu,
                *(tour.tour.lieu for tour in election.tours),
                hint="Corrigez « elus », ou les voix. Un nom s'écrit comme dans les tours.",
                point=point.point.numero,
                selon=point.election.mode.selon if point.election else (),
                dits=enumeration(map(shorten, vote.elus)),
                elus=enumeration(map(shorten, election.elus)) or "personne",
            )


def _au_nom_des_listes(vote: Vote, election: Election, dits: set[str]) -> tuple[set[str], set[str]]:
    """Who is elected, who was said to be, in the same words: candidates where told, else lists."""
    listes = {cle(nom) for tour in election.tours for nom, _ in tour.tour.voix}
    siegent = {cle(each.nom) for each in election.partage if each.sieges} or {cle(n) for n in election.elus}
    if dits <= listes:  # lists only: of those that share seats, the one that age favoured may be alone
        return (siegent & dits if election.proportionnelle else siegent), dits
    noms = {cle(nom) for nom in election.nommes}
    dits = dits - listes
    if not noms or len(noms) < sum(each.sieges for each in election.partage):
        compte_juste = len(dits) == (vote.sieges or len(dits))
        return (dits if compte_juste and election.complete else noms), dits
    return noms, dits


def elections(figures: FiguresSeance) -> Iterator[tuple[FiguresPoint, Vote, Election]]:
    """The votes of a session that are told by rounds."""
    for point in figures.votes:
        if point.point.vote is not None and point.election is not None:
            yield point, point.point.vote, point.election


def _elus(tour: FiguresTour) -> str:
    """« Membre 2 a 7 voix sur 13 »: what makes those of a round elected."""
    voix = dict(tour.tour.voix)
    faits = (f"{shorten(nom)} a {voix[nom]} voix sur {tour.exprimes}" for nom in tour.elus)
    return enumeration(faits)


def debut(point: FiguresPoint, tour: FiguresTour) -> str:
    """« Point 1, tour 2 : », at the head of a message."""
    return phrase("Point {n}, tour {rang} : ", n=point.point.numero, rang=tour.rang)


def constat(
    point: FiguresPoint,
    fait: str,
    remede: str,
    *lieux: Location | None,
    severity: Severity | None = None,
    **values: Any,
) -> Diagnostic:
    """A finding on the rounds of an election, by the text of its own where there is one."""
    return VOTE_TOURS.tell(
        fait,
        *lieux,
        hint=remede,
        article=article_de_l_election(point),
        point=point.point.numero,
        severity=severity,
        selon=point.election.mode.selon if point.election else (),
        **values,
    )


def article_de_l_election(point: FiguresPoint) -> str | None:
    """What its own text is: the smaller communes may elect by another article than the others."""
    regle, election = point.regle_election, point.election
    if regle is None:
        return None
    petite = election is not None and election.mode.petite and regle.visas_petites
    code, numero = regle.visas_petites[1] if petite else (regle.code, regle.article)
    return citation_courte(Citation(Code(code, ""), numero))


# seats shared among lists: how many rounds, by which text, and what is still to be known

_SANS_TEXTE = (NatureElection.AUTRE, NatureElection.COMMISSION, NatureElection.DELEGUES_SYNDICAT)
_MOTS = {
    SeatSharing.MAJORITE: "à la majorité",
    SeatSharing.PLUS_FORT_RESTE: "à la proportionnelle, au plus fort reste",
    SeatSharing.PLUS_FORTE_MOYENNE: "à la proportionnelle, à la plus forte moyenne",
}


def check_partages(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What is not settled of seats that lists share, or should share."""
    for point, vote, election in elections(figures):
        yield from _against_text(figures, point, vote, election)
        if election.proportionnelle:
            # lists that share the seats stand once
            if len(election.tours) > 1:
                second = election.tours[1]
                yield constat(
                    point,
                    "{debut}à la représentation proportionnelle, un seul tour répartit les sièges.",
                    "Retirez ce tour, ou écrivez au vote « repartition: majorité » si aucun texte ne veut la "
                    "proportionnelle.",
                    second.tour.lieu,
                    debut=debut(point, second),
                )
            yield from _partage_inacheve(point, election)
            yield from _methode(point, vote, election)
            # A list whose candidates are told has fewer of them than seats
            courtes = [each for each in election.partage if each.titulaires and not each.nommee]
            for each in courtes:
                yield constat(
                    point,
                    "{debut}{liste} a {sieges} pour {compte}.",
                    "Complétez « listes » ; si la liste était incomplète, le siège revient aux autres pour "
                    "un centre d'action sociale, et n'est pas pourvu ailleurs (à confirmer).",
                    vote.lieu,
                    severity=Severity.WARNING,
                    debut=debut(point, election.tours[0]),
                    liste=shorten(each.nom),
                    sieges=compte(each.sieges, "siège"),
                    compte=compte(len(each.titulaires), "candidat"),
                )
        elif election.listes:
            yield from _partage_non_dit(point, vote, election)


def _against_text(
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
            "{debut}sièges répartis {ecrite} ; pour cette élection, ils le sont {legale}.",
            "Effacez « repartition », ou corrigez « election » si ce n'est pas ce qu'on élit.",
            vote.lieu,
            severity=None if sure else Severity.WARNING,
            debut=debut(point, election.tours[0]),
            ecrite=_MOTS[vote.repartition],
            legale=_MOTS[legale],
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
        "{debut}" + fait,
        remede,
        tour.tour.lieu,
        severity=Severity.WARNING,
        debut=debut(point, tour),
        noms=enumeration(map(shorten, tour.ex_aequo)),
    )


def _methode(point: FiguresPoint, vote: Vote, election: Election) -> Iterator[Diagnostic]:
    """The text wants a proportion without saying which, and it matters here."""
    regle, tour = point.regle_election, election.tours[0].tour
    if regle is None or not regle.methode_libre or vote.repartition is not None or not vote.sieges:
        return
    autre, _ = repartir(tour.voix, vote.sieges, SeatSharing.PLUS_FORTE_MOYENNE, vote.listes, vote.elus)
    if [each.sieges for each in autre] != [each.sieges for each in election.partage]:
        yield constat(
            point,
            "{debut}sièges comptés au plus fort reste ; la plus forte moyenne donnerait un autre résultat, "
            "et le texte ne dit pas laquelle prendre.",
            "Écrivez au vote « repartition », d'après le règlement intérieur ou l'usage du conseil.",
            tour.lieu,
            severity=Severity.WARNING,
            debut=debut(point, election.tours[0]),
        )


def _partage_non_dit(point: FiguresPoint, vote: Vote, election: Election) -> Iterator[Diagnostic]:
    """Several lists for several seats, counted at the majority for want of a text that shares them."""
    plusieurs = any(len(tour.tour.voix) > 1 for tour in election.tours)
    dit = vote.repartition is not None or vote.elus
    if dit or not plusieurs or (vote.sieges or 1) < 2 or point.nature_election not in _SANS_TEXTE:
        return
    yield constat(
        point,
        "{debut}plusieurs listes pour {sieges} : elles sont comptées à la majorité, la liste élue a tout.",
        "Si les sièges sont partagés, écrivez au vote « repartition: plus fort reste » ; sinon « majorité ».",
        election.tours[0].tour.lieu,
        severity=Severity.WARNING,
        debut=debut(point, election.tours[0]),
        sieges=compte(vote.sieges or 0, "siège"),
    )
