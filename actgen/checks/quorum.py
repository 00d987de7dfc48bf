"""The quorum, announced against computed, and the second convocation, which does without."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.base.diagnostics import Diagnostic, Location, Severity, Status
from actgen.base.rules import Rule, rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.elision import elision
from actgen.base.text.grammar import compte
from actgen.base.text.messages import phrase, shorten
from actgen.council.figures.presence import pouvoirs_ecrits
from actgen.council.figures.quorum import Obstacle, Reserve
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.citations import cgct, numero
from actgen.law.regimes import RegleQuorum, RegleSeconde

# the quorum: announced against computed, at the opening and at each item that was voted

QUORUM_SEUIL = rule("QUORUM-SEUIL")
QUORUM_OUVERTURE = rule("QUORUM-OUVERTURE")
QUORUM_POINT = rule("QUORUM-POINT")
QUORUM_INTERESSES = rule("QUORUM-INTERESSES")
QUORUM_LOCAL_INTERESSES = rule("QUORUM-LOCAL-INTERESSES")
QUORUM_COVID = rule("QUORUM-COVID")
_REMEDE = (
    "Vérifiez les arrivées et les départs. Si le vote n'a pas eu lieu, écrivez « non_traite: faute de "
    "quorum » à la place de « vote ». S'il a eu lieu, gardez-le : le procès-verbal et la liste le disent "
    "tenu sans quorum, et le point est à reprendre sur une nouvelle convocation."
)


def check_seuil(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The announced quorum. In an exception, rounding up a part is our deduction: a warning."""
    releve, regle = figures.seance.compte, figures.regime.quorum
    if not figures.constatee or releve.quorum in (None, figures.quorum.requis):
        return
    yield QUORUM_SEUIL.tell(
        "Quorum annoncé : {annonce} ; calculé : {calcule}, pour {base} en exercice.",
        releve.lieux.get("quorum"),
        hint="Corrigez le quorum annoncé, ou la liste des membres en exercice ce jour-là.",
        severity=Severity.WARNING if regle.derogatoire else None,
        selon=[regle],
        article=_article(figures),
        annonce=releve.quorum,
        calcule=figures.quorum.requis,
        base=compte(figures.quorum.base, "membre"),
    )


def check_ouverture(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Below the quorum from the start: an error when nothing was voted with it, else a warning."""
    decides = figures.votes
    if figures.quorum.atteint or not decides or not figures.constatee:
        return
    if any(point.quorum.refuse_a_la_seconde for point in decides):
        return  # QUORUM-2E-CONV tells why
    reste = [point for point in decides if point.quorum.atteint or point.quorum.douteux]
    suite = (
        phrase(" Le quorum n'est atteint qu'à partir du point {point}.", point=reste[0].point.numero)
        if reste
        else phrase(" Aucun vote de la séance n'est valable.")
    )
    yield QUORUM_OUVERTURE.tell(
        "À l'ouverture, le quorum n'est pas atteint : {faits}.{sans_les_pouvoirs}{suite}",
        figures.seance.lieux.get("absents"),
        hint=_REMEDE,
        severity=Severity.WARNING if reste else None,
        selon=[figures.regime.quorum],
        article=_article(figures),
        faits=figures.quorum.faits,
        sans_les_pouvoirs=_sans_les_pouvoirs(figures),
        suite=suite,
    )


def check_points(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Each item voted below its quorum. When no item of the session had it, the opening says so once."""
    decides = figures.votes
    dit = not figures.quorum.atteint and not any(p.quorum.atteint or p.quorum.douteux for p in decides)
    for point in decides:
        if point.quorum.douteux:
            yield QUORUM_POINT.tell(
                "Point {n} : quorum douteux, {faits} sans compter {lui}, qui se retire pour ce vote.",
                point.point.lieu,
                hint="Aucun texte ne tranche : à confirmer auprès de la préfecture.",
                point=point.point.numero,
                severity=Severity.WARNING,
                faits=point.quorum.faits,
                lui=_l_ordonnateur(point, figures),
            )
        elif point.quorum.perdu_par_interet:
            yield QUORUM_INTERESSES.tell(
                "Point {n} : sans {retires}, {faits}.",
                *(retrait.lieu for retrait in point.point.retraits),
                hint=(
                    "Un membre intéressé ne compte pas dans le quorum, même resté dans la salle. " + _REMEDE
                ),
                point=point.point.numero,
                selon=[figures.regime.quorum],
                retires=compte(point.quorum.interesses, "membre intéressé", "membres intéressés"),
                faits=point.quorum.faits,
            )
        elif not (point.quorum.atteint or point.quorum.refuse_a_la_seconde or dit):
            yield QUORUM_POINT.tell(
                "Point {n} : {faits}.{sans_les_pouvoirs}",
                point.point.lieu,
                *(mouvement.lieu for mouvement in point.presence.mouvements),
                hint=_REMEDE,
                point=point.point.numero,
                article=_article(figures),
                selon=[figures.regime.quorum],
                faits=point.quorum.faits,
                sans_les_pouvoirs=_sans_les_pouvoirs(figures),
            )


def _l_ordonnateur(point: FiguresPoint, figures: FiguresSeance) -> str:
    """« le maire », or the name of whoever managed that year before."""
    juge = point.ordonnateur
    return juge.nom if juge is not None and juge.chef else figures.le_chef


def check_moitie_interessee(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Local law asks for no quorum at that item, and the minutes must say so."""
    for point in figures.votes:
        if point.quorum.moitie_interessee:
            yield QUORUM_LOCAL_INTERESSES.tell(
                "Point {n} : {interesses} sur {base} en exercice, la moitié au moins : aucun quorum n'est "
                "exigé.",
                *(retrait.lieu for retrait in point.point.retraits),
                hint="Le procès-verbal le dira.",
                point=point.point.numero,
                interesses=compte(len(point.point.retraits), "membre intéressé", "membres intéressés"),
                base=len(figures.en_exercice),
            )


def check_derogations(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Which exception governs a session, of 2020 to 2022 or of later."""
    regle = figures.regime.quorum
    if not regle.derogatoire:
        return
    comptes = "présents ou représentés" if figures.quorum.representes_comptent else "présents"
    doute = phrase(" Les dates de cette période sont à confirmer.")
    yield QUORUM_COVID.tell(
        "Règles dérogatoires à cette date : pour le quorum, {part} des membres en exercice, {comptes}, "
        "soit {requis} sur {base}, et {pouvoirs} par membre."
        + ("{doute}" if regle.origine.statut is not Status.VERIFIED else ""),
        figures.seance.lieux.get("date"),
        article=regle.texte,
        part=regle.part.dite,
        comptes=comptes,
        requis=figures.quorum.requis,
        base=figures.quorum.base,
        pouvoirs=compte(regle.pouvoirs, "pouvoir"),
        doute=doute,
    )


def _sans_les_pouvoirs(figures: FiguresSeance) -> str:
    return "" if figures.quorum.representes_comptent else phrase(" Les pouvoirs ne comptent pas.")


def _article(figures: FiguresSeance) -> str:
    """What the rule of that day comes from: an article, or the law of an exception."""
    texte = figures.regime.quorum.texte
    return cgct(texte) if numero(texte) else texte


# a second convocation: what it must be to spare the quorum, and the proxies of the first session

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
        for point in figures.numbers_told(concernes) if concernes else ():
            temoin = next(p for p in concernes if point in (None, p.point.numero))
            seconde, convocation = temoin.quorum.seconde, figures.seance.convocation
            assert seconde is not None, "only items with a second convocation come here"
            debut = phrase("Point {n} : ", n=point) if point is not None else ""
            if seconde.obstacle is Obstacle.RAPPEL:
                defaut = phrase(
                    "la seconde convocation doit rappeler expressément que le conseil délibérera quel que "
                    "soit le nombre de présents"
                )
            elif seconde.obstacle is Obstacle.URGENCE:
                defaut = phrase("la seconde convocation est faite en urgence, le quorum reste exigé")
            else:
                defaut = phrase(
                    "la seconde convocation est envoyée le {envoi} pour le {jour}, {n} quand il en faut "
                    "{requis}",
                    envoi=date_chiffres(convocation.envoyee_le) if convocation.envoyee_le else "",
                    jour=date_chiffres(figures.seance.date),
                    n=compte(max(seconde.jours_francs or 0, 0), "jour franc", "jours francs"),
                    requis=seconde.requis,
                )
            message = debut + defaut + phrase(" ; {faits}.", faits=temoin.quorum.faits)
            yield _code(figures).finding(
                message[0].upper() + message[1:],
                convocation.lieu_envoi if seconde.obstacle is Obstacle.DELAI else _place(figures),
                temoin.point.lieu if point is not None else None,
                hint=phrase(
                    "Écrivez « rappel_sans_quorum: oui » si la convocation porte ce rappel. " + _A_REPRENDRE
                )
                if seconde.obstacle is Obstacle.RAPPEL
                else phrase(_A_REPRENDRE),
                point=point,
                selon=_rules_of(figures),
            )


def check_points_de_la_seconde(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Items voted below the quorum that the first convocation had not on its agenda."""
    for point in _refuses(figures):
        if _obstacle(point) is Obstacle.POINT_NOUVEAU:
            yield _code(figures).tell(
                "Point {n} : il n'était pas à l'ordre du jour de la première convocation, le quorum y "
                "reste exigé ; {faits}.",
                point.point.lieu,
                _place(figures),
                hint="Le point est à inscrire à une nouvelle séance, où le quorum sera atteint ; s'il "
                "n'a pas été voté, écrivez « non_traite: faute de quorum » à la place de « vote ».",
                point=point.point.numero,
                selon=_rules_of(figures),
                faits=point.quorum.faits,
            )


def check_reserves(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Items voted below the quorum that are spared it as long as nobody says otherwise."""
    reserves = [(p, p.quorum.seconde) for p in figures.votes if not p.quorum.en_nombre]
    de_tous = figures.quorum.seconde.reserve if figures.quorum.seconde else None
    dits: dict[Reserve | None, None] = {}
    for point, seconde in reserves:
        if seconde is None or seconde.reserve is None:
            continue
        dits |= {de_tous: None, seconde.reserve: None}
        if seconde.reserve is Reserve.AFFAIRE_DOUTEUSE:
            assert seconde.ligne is not None, "an item that may be of the first convocation has its line"
            yield _code(figures).tell(
                "Point {n} : la première convocation portait « {objet} ». Le quorum n'est pas exigé s'il "
                "s'agit de la même affaire : à confirmer.",
                seconde.ligne.lieu,
                point.point.lieu,
                hint="Si l'affaire est nouvelle, ne faites ni délibération ni certificat : elle est à "
                "reprendre à une séance où le quorum sera atteint. Si c'est la même, écrivez-le à « "
                "derogations » : jusque-là, aucun certificat. Le premier ordre du jour reste ici tel "
                "qu'il est parti.",
                point=point.point.numero,
                severity=Severity.WARNING,
                objet=shorten(seconde.ligne.objet),
            )
    for reserve in dits:
        if reserve not in (None, Reserve.AFFAIRE_DOUTEUSE):
            yield _reserve(reserve, figures)


def _refuses(figures: FiguresSeance) -> Iterator[FiguresPoint]:
    return (point for point in figures.votes if point.quorum.refuse_a_la_seconde)


def _obstacle(point: FiguresPoint) -> Obstacle | None:
    return point.quorum.seconde.obstacle if point.quorum.seconde else None


def _code(figures: FiguresSeance) -> Rule:
    return QUORUM_2E_CONV_LOCAL if figures.regime.alsace_moselle else QUORUM_2E_CONV


def _rules_of(figures: FiguresSeance) -> tuple[RegleSeconde, RegleQuorum]:
    """The rules of that day: of a second convocation, and of the quorum that it would spare."""
    return figures.regime.seconde, figures.regime.quorum


def _place(figures: FiguresSeance) -> Location | None:
    seconde = figures.seance.convocation.seconde
    return seconde.lieu if seconde else None


def _reserve(reserve: Reserve, figures: FiguresSeance) -> Diagnostic:
    if reserve is Reserve.URGENCE_LOCALE:
        return _code(figures).tell(
            "La seconde convocation est faite en urgence : aucun texte de droit local ne dit qu'elle "
            "dispense alors du quorum, à confirmer.",
            _place(figures),
            hint="Demandez à la préfecture, ou convoquez à nouveau dans le délai ordinaire.",
            severity=Severity.WARNING,
        )
    if reserve is Reserve.DEROGATION:
        return _code(figures).tell(
            "La seconde convocation ne porte pas le rappel du droit local ; la règle dérogatoire de ce "
            "jour-là dispense du quorum à {jours}, sans nommer le droit local : à confirmer.",
            _place(figures),
            hint="Demandez à la préfecture si cette dispense vaut dans les communes de droit local.",
            severity=Severity.WARNING,
            article=figures.regime.quorum.texte,
            jours=compte(figures.regime.quorum.seconde_jours_francs, "jour franc", "jours francs"),
        )
    return _code(figures).tell(
        "Sans quorum, seuls les points de la première convocation peuvent être délibérés : son ordre du "
        "jour n'est pas écrit, à confirmer.",
        _place(figures),
        hint="Recopiez-le à la rubrique « ordre_du_jour » de « seconde ».",
        severity=Severity.WARNING,
    )


def check_pouvoirs(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A proxy of the first session used at the second: it says which sessions it is for, or one asks."""
    seconde, jour = figures.seance.convocation.seconde, figures.seance.date
    if seconde is None or seconde.premiere_seance is None or seconde.premiere_seance >= jour:
        return
    for pouvoir in pouvoirs_ecrits(figures.seance):
        if pouvoir.seances and jour not in pouvoir.seances:
            designees = " et ".join(date_chiffres(each) for each in pouvoir.seances)
            yield POUV_SECONDE_SEANCE.tell(
                "Le pouvoir {mandant} désigne la séance du {designees}, pas la seconde, du {jour}.",
                pouvoir.lieu,
                hint="Relisez sur le pouvoir signé les séances qu'il désigne ; s'il ne désigne pas "
                "celle-ci, son auteur est absent.",
                severity=Severity.WARNING,
                mandant=elision("de", pouvoir.mandant.nom_complet),
                designees=designees,
                jour=date_chiffres(jour),
            )
        elif not pouvoir.seances and pouvoir.date is not None and pouvoir.date <= seconde.premiere_seance:
            yield POUV_SECONDE_SEANCE.tell(
                "Le pouvoir {de} est donné avant la première séance, du {premiere} : vérifiez qu'il vise "
                "aussi la seconde.",
                pouvoir.lieu,
                hint="S'il nomme les deux séances, écrivez l'absence ligne à ligne : « - nom: {mandant} », "
                "« pouvoir: », et en retrait « mandataire: {mandataire} », « du: {du} », "
                "« seances: [{premiere}, {seconde}] ».",
                de=elision("de", pouvoir.mandant.nom_complet),
                mandant=pouvoir.mandant.nom_complet,
                mandataire=pouvoir.mandataire.nom_complet,
                du=pouvoir.date,
                premiere=seconde.premiere_seance,
                seconde=jour,
            )
