"""Who presides, and the votes on accounts, from which the mayor withdraws."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.lists import etendue
from actgen.base.text.messages import phrase
from actgen.checks.citations import renvoi_au_droit_local
from actgen.checks.votes import VOTE_PREPONDERANTE, VoteCompte, pour_contre, votants_possibles, votes_comptes
from actgen.council.facts.personne import CHEFS, Fonction, Membre, is_among, names_of
from actgen.council.facts.seance import EtatSeance, NatureSeance
from actgen.council.facts.vote import Scrutin, SensDuVote
from actgen.council.figures.comptes import COMPTES, Ordonnateur, vote_du_budget
from actgen.council.figures.quorum import chef
from actgen.council.figures.seance import (
    FiguresPoint,
    FiguresSeance,
    cgct_du_conseil,
    premier_adjoint_present,
)
from actgen.council.figures.votes import voix_ecartees_des_comptes
from actgen.law.citations import cgct, numero_imprime
from actgen.law.natures import NatureElection
from actgen.law.scrutins import adoption_des_comptes, compte_financier_unique

# who presides, at each item

PRES_PRESIDENT = rule("PRES-PRESIDENT")


def check_president(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Nobody is named as president of what was voted."""
    sans = [point for point in figures.votes if point.president is None]
    for point in figures.numbers_told(sans) if sans else ():
        debut = phrase("Point {n} : ", n=point) if point is not None else ""
        yield PRES_PRESIDENT.tell(
            "{debut}"
            + (
                "le président de séance n'est pas indiqué."
                if debut
                else "Le président de séance n'est pas indiqué."
            ),
            figures.seance.lieux.get("presidence"),
            hint="Écrivez son nom à la rubrique « presidence » de la séance.",
            point=point,
            debut=debut,
        )


def check_president_present(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The president of an item is in the room when it is voted. At the accounts the mayor must not be."""
    for point in figures.votes:
        president = point.president
        if president is None or point.votants.ecarte(president):
            continue
        if not is_among(president, point.presence.au_vote.presents):
            yield PRES_PRESIDENT.tell(
                "Point {n} : {nom} préside, mais n'est pas parmi les présents.",
                point.point.lieux.get("presidence") if point.point.presidence else None,
                figures.seance.lieux.get("presidence"),
                hint="Écrivez à ce point, sous « presidence », qui l'a présidé, ou corrigez les présences.",
                point=point.point.numero,
                nom=president.nom_complet,
            )


def check_chef_present(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Someone else presides although the mayor is there; the eldest may, while a mayor is elected."""
    president, maire = figures.seance.presidence, chef(figures.ouverture)
    if figures.etat is not EtatSeance.TENUE or figures.seance.nature is NatureSeance.INSTALLATION:
        return
    if president is None or maire is None or is_among(president, (maire,)) or elu_et_maire(figures):
        return
    if all(_yields(figures, point, maire) for point in figures.votes):
        return
    yield PRES_PRESIDENT.tell(
        "{president} préside la séance, alors que {maire} est là dès l'ouverture.",
        figures.seance.lieux.get("presidence"),
        hint="Vérifiez qui a présidé ; pour quelques points seulement, écrivez-le à ces points.",
        severity=Severity.WARNING,
        president=president.nom_complet,
        maire=maire.nom_complet,
    )


def _yields(figures: FiguresSeance, point: FiguresPoint, maire: Membre) -> bool:
    """Whether another has the chair of that item: told there, for an interest, or as the eldest."""
    interesse = is_among(maire, (retrait.membre for retrait in point.point.retraits))
    doyen = point.nature_election is NatureElection.MAIRE and point.president == figures.seance.doyen
    return point.point.presidence is not None or interesse or doyen


def check_remplacant(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The mayor is out, and another than the first deputy presides. An EPCI has no deputies."""
    if figures.seance.nature is NatureSeance.INSTALLATION:
        return
    trouves: dict[tuple[str, str], list[FiguresPoint]] = {}
    for point in figures.votes:
        president, attendu = point.president, _remplacant(point)
        if president is None or attendu is None or is_among(president, (attendu,)):
            continue
        interesse = is_among(president, (retrait.membre for retrait in point.point.retraits))
        if is_among(president, point.presence.au_vote.presents) and not interesse:
            trouves.setdefault((president.nom_complet, attendu.nom_complet), []).append(point)
    for (president_dit, attendu_dit), points in trouves.items():
        for numero in figures.numbers_told(points):
            yield PRES_PRESIDENT.tell(
                ("Point {n} : " if numero is not None else "")
                + "{president} préside, alors que {adjoint}, qui remplace le maire avant les autres, est "
                "là : à confirmer.",
                points[0].point.lieux.get("presidence") if points[0].point.presidence else None,
                figures.seance.lieux.get("presidence"),
                hint="Le maire empêché est remplacé par un adjoint, dans l'ordre des nominations.",
                point=numero,
                severity=Severity.WARNING,
                article=cgct("L2122-17"),
                president=president_dit,
                adjoint=attendu_dit,
            )


def _remplacant(point: FiguresPoint) -> Membre | None:
    """The deputy who presides for an absent or interested mayor; None where that is another matter."""
    salle, retires = point.presence.au_vote, tuple(retrait.membre for retrait in point.point.retraits)
    maire = chef(salle)
    if point.ordonnateur is not None or (maire is not None and not is_among(maire, retires)):
        return None
    return premier_adjoint_present(salle, retires)


MAIRE_VACANCE = rule("MAIRE-VACANCE")


def check_vacance(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """No mayor that day: the council elects one, convened within fifteen days, and a deputy stands in."""
    ici = figures.seance.collectivite
    elit = any(point.nature_election is NatureElection.MAIRE for point in figures.points)
    maires = (membre for membre in ici.membres if membre.fonction is Fonction.MAIRE)
    fins = ((m.jusqu_au, m.nom_complet) for m in maires if m.jusqu_au and m.jusqu_au < figures.seance.date)
    parti = max(fins, default=None)
    en_place = any(membre.fonction in CHEFS for membre in figures.en_exercice)
    if parti is None or elit or en_place or figures.seance.nature is NatureSeance.INSTALLATION:
        return
    yield MAIRE_VACANCE.tell(
        "Ce jour-là, la commune n'a pas de maire : {nom} l'a été jusqu'au {jour}.",
        ici.lieu,
        hint="Le conseil est convoqué dans les quinze jours pour élire le maire, et un adjoint le remplace "
        "jusque-là (à confirmer). S'il est élu, corrigez le tableau.",
        nom=parti[1],
        jour=parti[0],
    )


# the vote of the accounts: a president of its own, without the mayor's vote or proxies

PRES_CA_CFU = rule("PRES-CA-CFU")
POUV_MAIRE_CA = rule("POUV-MAIRE-CA")
COMPTES_BUDGET = rule("COMPTES-BUDGET")


def check_presidence(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Who managed that year presides the vote of the accounts."""
    for point, juge in _juges(figures):
        president = point.president
        if president is None or president.nom_complet != juge.nom:
            continue
        yield PRES_CA_CFU.tell(
            "Point {n} : {nom} préside au vote des comptes, alors que le conseil {elit} pour ce point un "
            "autre président.",
            point.point.lieux.get("presidence") if point.point.presidence else None,
            figures.seance.lieux.get("presidence"),
            point.point.lieu,
            hint="Écrivez à ce point, sous « presidence », qui l'a présidé.",
            point=point.point.numero,
            severity=_severity(juge),
            article=_article(figures),
            nom=president.nom_complet,
            elit="nomme" if figures.regime.alsace_moselle else "élit",
        )


def check_voix(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The mayor's vote, or a proxy that he holds or has given, counted in the vote of the accounts."""
    for each in votes_comptes(figures):
        point, votants = each.point, each.point.votants
        if point.ordonnateur is None:
            continue
        declares = [retrait.membre for retrait in point.point.retraits]
        lui = [m for m in votants.retires if votants.ecarte(m) and not is_among(m, declares)]
        absents = [m for m in lui if is_among(m, (r.mandant for r in point.presence.au_vote.representes))]
        portes = [r.mandant for r in votants.suspendus if votants.ecarte(r.mandataire)]
        if each.vote.scrutin is not Scrutin.SECRET and each.vote.noms:
            nommes = [
                v for v in each.vote.noms if is_among(v.membre, (*lui, *portes)) and v.sens is not _NPPV
            ]
            if nommes:
                faits = phrase("le vote nomme {noms}", noms=names_of(v.membre for v in nommes))
                par_pouvoir = all(is_among(v.membre, (*absents, *portes)) for v in nommes)
                yield _voix(each, faits, par_pouvoir, figures, *(v.lieu for v in nommes))
                continue
        if 0 < each.exces <= voix_ecartees_des_comptes(point.point, votants):
            faits = phrase("{total} voix pour ", total=each.total) + votants_possibles(point)
            yield _voix(each, faits, bool(absents or portes), figures, each.vote.lieu)


_NPPV = SensDuVote.NE_PREND_PAS_PART


def _voix(
    each: VoteCompte, faits: str, par_pouvoir: bool, figures: FiguresSeance, *lieux: Location | None
) -> Diagnostic:
    code = POUV_MAIRE_CA if par_pouvoir else PRES_CA_CFU
    regle = (
        "{chef} ne vote pas ses comptes, et n'y donne ni n'utilise aucun pouvoir."
        if par_pouvoir
        else "{chef} se retire au vote de ses comptes."
    )
    return code.tell(
        "Point {n} : {faits} ; " + regle,
        *lieux,
        hint="Recomptez les voix sans celles-là.",
        point=each.point.point.numero,
        severity=_severity(each.point.ordonnateur),
        article=_article(figures),
        faits=faits,
        chef=_lui(each.point, figures),
    )


def _severity(juge: Ordonnateur | None) -> Severity | None:
    """That of the rule; a warning when the file does not tell whose accounts they are."""
    return None if juge is None or juge.sur else Severity.WARNING


def _lui(point: FiguresPoint, figures: FiguresSeance) -> str:
    """« le maire », or by name whoever managed that year and is not the head any more."""
    juge = point.ordonnateur
    if juge is None or not juge.chef:
        return figures.le_chef
    return phrase("{nom}, ordonnateur de {exercice},", nom=juge.nom, exercice=juge.exercice)


_A_ECRIRE = "Écrivez à ce point « ordonnateur: Prénom NOM » : qui l'était le 31 décembre de cet exercice."


def check_ordonnateur(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Whose accounts they are is not told; or today's head, a stranger to that year, presides or votes."""
    for point, juge in _juges(figures):
        fait = _unknown(juge, figures) if not juge.sur else _etranger(point, juge)
        if fait:
            yield PRES_CA_CFU.tell(
                "Point {n} : {fait}",
                point.point.lieux.get("ordonnateur") or point.point.lieu,
                hint="" if juge.sur else _A_ECRIRE,
                point=point.point.numero,
                severity=Severity.WARNING,
                article=_article(figures),
                fait=fait,
            )


def _unknown(juge: Ordonnateur, figures: FiguresSeance) -> str:
    """No mandate reaches the end of that year, or the council was renewed since and no date tells."""
    if not juge.nom:
        return phrase(
            "comptes de {exercice} : le tableau ne dit pas qui était {chef} le 31/12/{exercice}, et qui doit "
            "se retirer, même s'il ne l'est plus.",
            exercice=juge.exercice,
            chef=figures.le_chef,
        )
    return phrase(
        "comptes de {exercice}, le conseil a été renouvelé depuis : {nom} passe pour l'ordonnateur de cet "
        "exercice, à confirmer.",
        exercice=juge.exercice,
        nom=juge.nom,
    )


def _etranger(point: FiguresPoint, juge: Ordonnateur) -> str:
    """What the new head does at the vote of his predecessor's accounts; empty when he keeps out."""
    if not juge.chef:
        return ""
    preside = point.president is not None and point.president.nom_complet == juge.chef
    salle = point.presence.au_vote
    la = [*salle.presents, *(each.mandant for each in salle.representes)]
    retires = [membre.nom_complet for membre in point.votants.retires]
    vote = any(membre.nom_complet == juge.chef for membre in la) and juge.chef not in retires
    if not preside and not vote:
        return ""
    return phrase(
        "{nom} n'était pas l'ordonnateur de {exercice}, et {fait} : ",
        nom=juge.chef,
        exercice=juge.exercice,
        fait="préside au vote de ces comptes" if preside else "vote ces comptes",
    ) + phrase(
        "la loi ne nomme que celui dont la gestion est jugée, mais le conseil élit le président de ce vote ; "
        "à confirmer auprès de la préfecture."
        if preside
        else "la loi n'écarte que celui dont la gestion est jugée, à confirmer auprès de la préfecture."
    )


def check_pratique(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The president elected for the accounts keeps the chair, although the mayor is there."""
    elu = elu_et_maire(figures)
    autres = [p for p in figures.votes if p.point.nature not in COMPTES and p.point.presidence is None]
    if elu is None or not autres:
        return
    president, maire = elu
    yield PRES_CA_CFU.tell(
        "{president} préside aussi {points}, alors que {maire} est là : la présidence élue pour les "
        "comptes ne vaut en principe que pour eux, à confirmer auprès de la préfecture.",
        figures.seance.lieux.get("presidence"),
        hint="Écrivez à chaque point, sous « presidence », qui l'a présidé.",
        severity=Severity.WARNING,
        article=_article(figures),
        president=president.nom_complet,
        points=_points(autres),
        maire=maire.nom_complet,
    )


def elu_et_maire(figures: FiguresSeance) -> tuple[Membre, Membre] | None:
    """Who presides a session that votes the accounts in place of the mayor, who is there; and the mayor."""
    president, maire = figures.seance.presidence, chef(figures.ouverture)
    if president is None or maire is None or is_among(president, (maire,)):
        return None
    return (president, maire) if any(p.point.presidence is None for p in _comptes(figures)) else None


def check_droit_local(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Local law sets the rule of the accounts aside, by articles last read in 2015: where that counts."""
    regle = adoption_des_comptes(figures.seance.date)
    renvoi = renvoi_au_droit_local(figures)
    for each in votes_comptes(figures):
        point, chiffres = each.point, each.chiffres
        if point.ordonnateur is None or chiffres.pour != chiffres.contre:
            continue
        if point.sauf_majorite_contre and not renvoi:
            continue
        yield VOTE_PREPONDERANTE.tell(
            "Point {n} : {voix} ; " + (_EPCI_EN_DROIT_LOCAL if renvoi else _EN_DROIT_LOCAL),
            each.vote.lieu,
            hint=_ADOPTES if renvoi else _VOIX_DU_PRESIDENT,
            point=point.point.numero,
            severity=Severity.WARNING,
            article=cgct(renvoi or regle.ecartee_en_droit_local),
            voix=pour_contre(chiffres),
            renvoi=cgct(renvoi) if renvoi else "",
            exclusion=cgct(regle.ecartee_en_droit_local),
            cite=cgct(regle.article),
        )


_EN_DROIT_LOCAL = (
    "en droit local l'{exclusion}, dont la rédaction en vigueur n'a pas été lue, écarte l'{cite}, qui "
    "tiendrait ces comptes pour adoptés : à confirmer."
)
_VOIX_DU_PRESIDENT = (
    "actgen applique la majorité des suffrages exprimés et la voix prépondérante : si elle n'est pas écrite, "
    "ajoutez au vote « voix du président pour » (ou « contre »)."
)
_EPCI_EN_DROIT_LOCAL = (
    "comptes tenus pour adoptés (l'{cite}), à confirmer : l'{renvoi} renvoie cet établissement au droit "
    "local, où l'{exclusion} écarte cette règle."
)
_ADOPTES = "Demandez à la préfecture si ces comptes sont adoptés, avant de signer l'acte."


def check_budget(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """In local law the accounts are presented before the budget is deliberated on (art. L. 2543-8)."""
    if not figures.regime.alsace_moselle:
        return
    budgets: list[int] = []
    for point in figures.votes:
        if vote_du_budget(point.point) is not None:
            budgets.append(point.point.numero)
        elif point.ordonnateur is not None and budgets:
            yield COMPTES_BUDGET.tell(
                "Point {n} : comptes votés après le budget (point {budget}) ; en droit local ils sont "
                "présentés avant que le conseil en délibère, à confirmer.",
                point.point.lieu,
                hint="Si l'ordre de la séance fut autre, corrigez-le ; sinon voyez la préfecture.",
                point=point.point.numero,
                budget=budgets[0],
            )


def check_nature(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A compte administratif voted when the compte financier unique has taken its place everywhere."""
    regle = compte_financier_unique(figures.seance.date)
    if regle is None:
        return
    for point in _comptes(figures):
        if point.point.nature == "compte_administratif":
            yield PRES_CA_CFU.tell(
                "Point {n} : compte administratif ; à partir des comptes de {exercice}, un compte "
                "financier unique le remplace.",
                point.point.lieux.get("nature"),
                hint="Vérifiez l'exercice, et écrivez « nature: compte_financier_unique ».",
                point=point.point.numero,
                severity=Severity.WARNING,
                article=_article(figures),
                exercice=regle.exercice,
            )


def _comptes(figures: FiguresSeance) -> tuple[FiguresPoint, ...]:
    return tuple(point for point, _ in _juges(figures))


def _juges(figures: FiguresSeance) -> Iterator[tuple[FiguresPoint, Ordonnateur]]:
    """The items that vote accounts, with whose they are."""
    for point in figures.votes:
        if point.ordonnateur is not None:
            yield point, point.ordonnateur


def _points(points: list[FiguresPoint]) -> str:
    liste = etendue(point.point.numero for point in points)
    return phrase("le point {n}", n=liste) if len(points) == 1 else phrase("les points {n}", n=liste)


def _article(figures: FiguresSeance) -> str:
    if figures.regime.alsace_moselle:
        return f"{cgct('L2541-13').removesuffix(' CGCT')} et {numero_imprime('L2543-8')} CGCT"
    return cgct_du_conseil(figures, "L2121-14")
