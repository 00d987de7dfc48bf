"""A second convocation: what it must be to spare the quorum, and the proxies of the first session."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.facts.seance import Pouvoir
from actgen.figures.pouvoirs import pouvoirs_ecrits
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.seconde import Obstacle, Reserve, Seconde
from actgen.rules import Rule, rule
from actgen.text.dates import date_chiffres
from actgen.text.elision import elision
from actgen.text.grammar import compte
from actgen.text.messages import phrase, shorten

from .outils import portee, votes

QUORUM_2E_CONV = rule("QUORUM-2E-CONV")
QUORUM_2E_CONV_LOCAL = rule("QUORUM-2E-CONV-LOCAL")
POUV_SECONDE_SEANCE = rule("POUV-SECONDE-SEANCE")
_A_REPRENDRE = (
    "Vérifiez les présents et les dates. Si le quorum était exigé, le point est à reprendre sur une nouvelle "
    "convocation ; s'il n'a pas été voté, écrivez « non_traite: faute de quorum » à la place de « vote »."
)


def check_conditions(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Items voted below the quorum that the second convocation, by its own fault, spares not."""
    for obstacle in (Obstacle.DELAI, Obstacle.URGENCE, Obstacle.RAPPEL):
        concernes = tuple(point for point in _refuses(figures) if _obstacle(point) is obstacle)
        for numero in portee(figures, concernes) if concernes else ():
            temoin = next(p for p in concernes if numero in (None, p.point.numero))
            yield _irreguliere(temoin, figures, numero)


def check_points(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Items voted below the quorum that the first convocation had not on its agenda."""
    for point in _refuses(figures):
        if _obstacle(point) is Obstacle.POINT_NOUVEAU:
            yield _code(figures).finding(
                phrase(
                    "Point {n} : il n'était pas à l'ordre du jour de la première convocation, le quorum y "
                    "reste exigé ; {faits}.",
                    n=point.point.numero,
                    faits=point.quorum.faits,
                ),
                point.point.lieu,
                _lieu(figures),
                hint=phrase(
                    "Le point est à inscrire à une nouvelle séance, où le quorum sera atteint ; s'il n'a pas "
                    "été voté, écrivez « non_traite: faute de quorum » à la place de « vote »."
                ),
                point=point.point.numero,
            )


def check_reserves(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Items voted below the quorum that are spared it as long as nobody says otherwise."""
    reserves = [(p, p.quorum.seconde) for p in votes(figures) if not p.quorum.en_nombre]
    de_tous = figures.quorum.seconde.reserve if figures.quorum.seconde else None
    dits: dict[Reserve | None, None] = {}
    for point, seconde in reserves:
        if seconde is None or seconde.reserve is None:
            continue
        dits |= {de_tous: None, seconde.reserve: None}
        if seconde.reserve is Reserve.AFFAIRE_DOUTEUSE:
            yield _affaire_douteuse(point, seconde, figures)
    for reserve in dits:
        if reserve not in (None, Reserve.AFFAIRE_DOUTEUSE):
            yield _reserve(reserve, figures)


def _refuses(figures: FiguresSeance) -> Iterator[FiguresPoint]:
    return (point for point in votes(figures) if point.quorum.refuse_a_la_seconde)


def _obstacle(point: FiguresPoint) -> Obstacle | None:
    return point.quorum.seconde.obstacle if point.quorum.seconde else None


def _code(figures: FiguresSeance) -> Rule:
    return QUORUM_2E_CONV_LOCAL if figures.regime.alsace_moselle else QUORUM_2E_CONV


def _lieu(figures: FiguresSeance) -> Location | None:
    seconde = figures.seance.convocation.seconde
    return seconde.lieu if seconde else None


def _irreguliere(point: FiguresPoint, figures: FiguresSeance, numero: int | None) -> Diagnostic:
    seconde, convocation = point.quorum.seconde, figures.seance.convocation
    assert seconde is not None, "only items with a second convocation come here"
    debut = phrase("Point {n} : ", n=numero) if numero is not None else ""
    if seconde.obstacle is Obstacle.RAPPEL:
        defaut = phrase(
            "la seconde convocation doit rappeler expressément que le conseil délibérera quel que soit le "
            "nombre de présents"
        )
    elif seconde.obstacle is Obstacle.URGENCE:
        defaut = phrase("la seconde convocation est faite en urgence, le quorum reste exigé")
    else:
        defaut = phrase(
            "la seconde convocation est envoyée le {envoi} pour le {jour}, {n} quand il en faut {requis}",
            envoi=date_chiffres(convocation.envoyee_le) if convocation.envoyee_le else "",
            jour=date_chiffres(figures.seance.date),
            n=compte(max(seconde.jours_francs or 0, 0), "jour franc", "jours francs"),
            requis=seconde.requis,
        )
    message = debut + defaut + phrase(" ; {faits}.", faits=point.quorum.faits)
    return _code(figures).finding(
        message[0].upper() + message[1:],
        convocation.lieu_envoi if seconde.obstacle is Obstacle.DELAI else _lieu(figures),
        point.point.lieu if numero is not None else None,
        hint=phrase("Écrivez « rappel_sans_quorum: oui » si la convocation porte ce rappel. " + _A_REPRENDRE)
        if seconde.obstacle is Obstacle.RAPPEL
        else phrase(_A_REPRENDRE),
        point=numero,
    )


def _reserve(reserve: Reserve, figures: FiguresSeance) -> Diagnostic:
    if reserve is Reserve.URGENCE_LOCALE:
        return _code(figures).finding(
            phrase(
                "La seconde convocation est faite en urgence : aucun texte de droit local ne dit qu'elle "
                "dispense alors du quorum, à confirmer."
            ),
            _lieu(figures),
            hint=phrase("Demandez à la préfecture, ou convoquez à nouveau dans le délai ordinaire."),
            severity=Severity.WARNING,
        )
    if reserve is Reserve.DEROGATION:
        return _code(figures).finding(
            phrase(
                "La seconde convocation ne porte pas le rappel du droit local ; la règle dérogatoire de ce "
                "jour-là dispense du quorum à {jours}, sans nommer le droit local : à confirmer.",
                jours=compte(figures.regime.quorum.seconde_jours_francs, "jour franc", "jours francs"),
            ),
            _lieu(figures),
            hint=phrase("Demandez à la préfecture si cette dispense vaut dans les communes de droit local."),
            severity=Severity.WARNING,
            article=figures.regime.quorum.texte,
        )
    return _code(figures).finding(
        phrase(
            "Sans quorum, seuls les points de la première convocation peuvent être délibérés : son ordre du "
            "jour n'est pas écrit, à confirmer."
        ),
        _lieu(figures),
        hint=phrase("Recopiez-le à la rubrique « ordre_du_jour » de « seconde »."),
        severity=Severity.WARNING,
    )


def _affaire_douteuse(point: FiguresPoint, seconde: Seconde, figures: FiguresSeance) -> Diagnostic:
    assert seconde.ligne is not None, "an item that may be of the first convocation has its line"
    return _code(figures).finding(
        phrase(
            "Point {n} : la première convocation portait « {objet} ». Le quorum n'est pas exigé s'il "
            "s'agit de la même affaire : à confirmer.",
            n=point.point.numero,
            objet=shorten(seconde.ligne.objet),
        ),
        seconde.ligne.lieu,
        point.point.lieu,
        hint=phrase(
            "Si l'affaire est nouvelle, ne faites ni délibération ni certificat : elle est à reprendre à une "
            "séance où le quorum sera atteint. Si c'est la même, écrivez-le à « derogations » : jusque-là, "
            "aucun certificat. Le premier ordre du jour reste ici tel qu'il est parti."
        ),
        point=point.point.numero,
        severity=Severity.WARNING,
    )


def check_pouvoirs(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A proxy of the first session used at the second: it says which sessions it is for, or one asks."""
    seconde, jour = figures.seance.convocation.seconde, figures.seance.date
    if seconde is None or seconde.premiere_seance is None or seconde.premiere_seance >= jour:
        return
    for pouvoir in pouvoirs_ecrits(figures.seance):
        if pouvoir.seances and jour not in pouvoir.seances:
            yield _autre_seance(pouvoir, date_chiffres(jour))
        elif not pouvoir.seances and pouvoir.date is not None and pouvoir.date <= seconde.premiere_seance:
            yield _a_verifier(pouvoir, date_chiffres(seconde.premiere_seance), date_chiffres(jour))


def _autre_seance(pouvoir: Pouvoir, jour: str) -> Diagnostic:
    designees = " et ".join(date_chiffres(each) for each in pouvoir.seances)
    return POUV_SECONDE_SEANCE.finding(
        phrase(
            "Le pouvoir {mandant} désigne la séance du {designees}, pas la seconde, du {jour}.",
            mandant=elision("de", pouvoir.mandant.nom_complet),
            designees=designees,
            jour=jour,
        ),
        pouvoir.lieu,
        hint=phrase(
            "Relisez sur le pouvoir signé les séances qu'il désigne ; s'il ne désigne pas celle-ci, son "
            "auteur est absent."
        ),
        severity=Severity.WARNING,
    )


def _a_verifier(pouvoir: Pouvoir, premiere: str, seconde: str) -> Diagnostic:
    return POUV_SECONDE_SEANCE.finding(
        phrase(
            "Le pouvoir {mandant} est donné avant la première séance, du {premiere} : vérifiez qu'il vise "
            "aussi la seconde.",
            mandant=elision("de", pouvoir.mandant.nom_complet),
            premiere=premiere,
        ),
        pouvoir.lieu,
        hint=phrase(
            "S'il nomme les deux séances, écrivez l'absence ligne à ligne : « - nom: {mandant} », "
            "« pouvoir: », et en retrait « a: {mandataire} », « du: {du} », "
            "« seances: [{premiere}, {seconde}] ».",
            mandant=pouvoir.mandant.nom_complet,
            mandataire=pouvoir.mandataire.nom_complet,
            du=date_chiffres(pouvoir.date) if pouvoir.date else "JJ/MM/AAAA",
            premiere=premiere,
            seconde=seconde,
        ),
    )


RULES = (check_conditions, check_points, check_reserves, check_pouvoirs)
