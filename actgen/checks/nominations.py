"""The forms of an election by its own text, and nominations, secret but for a unanimous choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from actgen.acts.tree.occultation import contains
from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity, Status
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import pluriel
from actgen.base.text.keys import cle, slug
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, shorten
from actgen.base.text.patterns import pattern
from actgen.checks.deliberations import DESIGNATION_NOMS
from actgen.checks.elections import article_de_l_election, elections
from actgen.checks.groupements.convention import GC_CAO
from actgen.checks.presidence import PRES_PRESIDENT
from actgen.checks.votes import MODES, pour_contre
from actgen.council.facts.personne import CHEFS, Membre, is_among
from actgen.council.facts.seance import EtatSeance, Point
from actgen.council.facts.tableau import Tableau
from actgen.council.facts.texte import Prose
from actgen.council.facts.vote import Scrutin
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Devoir
from actgen.council.figures.elections import (
    Election,
    est_une_liste,
    nature_election,
    nomination_immediate,
    proclames,
    sans_scrutin,
)
from actgen.council.figures.seance import FiguresPoint, FiguresSeance, chef_elu
from actgen.law.citations import Citation, Code, cgct, citation_courte
from actgen.law.natures import NatureElection, SeatSharing
from actgen.law.scrutins import Secret, regle_election

# the forms of an election: who presides, who stands, when it is posted

ELECTION_FORMES = rule("ELECTION-FORMES")
ELECTION_ELIGIBLES = rule("ELECTION-ELIGIBLES")
_COMMISSION = cle("commission d'appel d'offres")
_GROUPEMENT = cle("groupement")
_R133 = citation_courte(Citation(Code("CElectoral", ""), "R133"))


def check_doyen(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The oldest member present presides the election of the mayor: no age is known, the file says who."""
    doyen = figures.seance.doyen
    for point in figures.votes:
        if point.nature_election is not NatureElection.MAIRE or point.president is None:
            continue
        n, president = point.point.numero, point.president.nom_complet
        debut = phrase("Point {n} : {nom} préside l'élection du maire, ", n=n, nom=president)
        if doyen is None:
            yield constat(
                point,
                "{debut}et le fichier ne dit pas qui est le doyen d'âge.",
                "Écrivez à la séance « doyen: », avec le nom du plus âgé des membres présents : c'est à lui "
                "de présider.",
                figures.seance.lieux.get("presidence"),
                cgct("L2122-8"),
                debut=debut,
            )
        elif not is_among(doyen, (point.president,)):
            yield PRES_PRESIDENT.tell(
                "{debut}alors que le doyen d'âge est {doyen}.",
                point.point.lieux.get("presidence") if point.point.presidence else None,
                figures.seance.lieux.get("presidence"),
                figures.seance.lieux.get("doyen"),
                hint="Corrigez « doyen » ou « presidence » ; si c'est exact, l'élection peut être annulée.",
                article=cgct("L2122-8"),
                point=n,
                debut=debut,
                doyen=doyen.nom_complet,
            )


def check_commission_mixte(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A mixed committee of a group has a member of each council that joins: told before the session."""
    elit = any(_elit_a_une_commission(point.point) for point in figures.points)
    if elit or figures.etat is not EtatSeance.A_TENIR:
        return
    for point in figures.points:
        groupe = point.point.groupement
        if groupe is None or groupe.cao != "mixte" or point.point.abandon is not None:
            continue
        yield GC_CAO.tell(
            "Point {n} : la commission d'appel d'offres du groupement est mixte, et aucun point n'y élit de "
            "représentant.",
            point.point.lieux.get("groupement") or point.point.lieu,
            hint="Le conseil l'élit parmi les membres de sa propre commission qui ont voix délibérative, et "
            "peut prévoir un suppléant : ajoutez un point « acte: designation_representants », ou portez-le "
            "à la séance suivante.",
            severity=Severity.INFO,
            mender=Mender.SECRETAIRE,
            article=cgct("L1414-3"),
            point=point.point.numero,
        )


def _elit_a_une_commission(point: Point) -> bool:
    """Whether an item names people to a tender committee, as its object or a field of its own tells."""
    dits = (point.objet, *(each.valeur for each in point.champs.values() if isinstance(each.valeur, str)))
    return point.nature == "nomination" and any(_COMMISSION in cle(dit) for dit in dits)


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
        yield ELECTION_FORMES.tell(
            fait,
            echeance.lieu,
            hint=(remede + "rubrique « suites »."),
            article=echeance.article,
            point=echeance.points[0] if len(echeance.points) == 1 else None,
            fait=date_chiffres(echeance.fait_le) if echeance.fait_le else "",
            le=echeance.le,
        )


def check_candidats(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Lists that nobody tells, and electors of senators without their board."""
    for point, vote, election in elections(figures):
        if election.sans_nom and not all(each.titulaires for each in election.sans_nom):
            yield from _sans_candidats(point, election)
        if point.nature_election is NatureElection.DELEGUES_SENATORIAUX and not vote.bureau_electoral:
            yield constat(
                point,
                "Point {n} : le bureau électoral n'est pas nommé.",
                "Écrivez au vote « bureau_electoral » : le maire, les deux membres présents les plus "
                "âgés et les deux plus jeunes.",
                vote.lieu,
                _R133,
            )
        if election.mode.suite:
            yield from _sans_suppleants(figures, point, election)
        if not election.listes and election.mode.repartition is not SeatSharing.MAJORITE:
            # names where the text wants lists that share the seats
            yield _entre_des_listes(point, "vont à", election.tours[0].tour.lieu)


_ELIT = pattern(r"\b(?:elections?|elire|designations?|designer|nominations?|composition|constitution)\b")
_CANDIDAT_PAR_CANDIDAT = (
    NatureElection.MAIRE,
    NatureElection.DELEGUES_SYNDICAT,
    NatureElection.EXECUTIF_EPCI,
)
_AVANT_D_ELIRE = pattern(r"\b(?:depots?|conditions|modalites|reglement|groupement|nombre)\b")


def check_entre_des_listes(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Names voted for or against, be the item said a nomination or not, where a text wants lists everywhere.

    Of the committees of a council it wants their share alone, whatever the vote (art. L. 2121-22).
    """
    noms = [membre.nom_complet for membre in figures.seance.collectivite.membres]
    for point in figures.votes:
        mots = slug(point.objet, 200)
        dite = point.point.nature == "nomination" or _ELIT.search(mots)
        sur_des_noms = point.decompte is not None and point.election is None
        if not (dite and sur_des_noms and _nomme_quelqu_un(point.point, noms)) or _AVANT_D_ELIRE.search(mots):
            continue
        elit = nature_election(replace(point.point, nature="nomination"), (point.objet,))
        regle = None if elit is NatureElection.COMMISSION else regle_election(elit, figures.seance.date)
        immediate = nomination_immediate(point.point)
        if (
            elit in _CANDIDAT_PAR_CANDIDAT
            and regle
            and not immediate
            and point.decompte
            and point.decompte.contre
        ):
            yield constat(
                point,
                "Point {n} : les voix sont pour ou contre des noms, alors que chaque siège se vote entre des "
                "candidats, qui ont chacun leurs voix.",
                "Écrivez au vote « tours », avec les voix de chaque candidat, un scrutin par siège.",
                point.point.lieux.get("vote"),
                citation_courte(Citation(Code(regle.code, ""), regle.article)),
            )
        elif regle and not immediate and regle.partage(figures.regime, None) is not SeatSharing.MAJORITE:
            article = citation_courte(Citation(Code(regle.code, ""), regle.article))
            yield _entre_des_listes(point, "sont pour ou contre", point.point.lieux.get("vote"), article)


def _entre_des_listes(point: FiguresPoint, vont: str, lieu: Location | None, article: str = "") -> Diagnostic:
    return constat(
        point,
        "Point {n} : les voix {vont} des noms, alors que cette élection se fait entre des listes, à la "
        "proportionnelle.",
        "Écrivez les voix de chaque liste (« Liste A, 9 voix ») ; une seule liste n'a pas besoin de scrutin, "
        "« candidatures: liste unique ».",
        lieu,
        article,
        vont=vont,
    )


def _sans_candidats(point: FiguresPoint, election: Election) -> Iterator[Diagnostic]:
    """A list has seats, and its candidates are not told: the act can't name those elected."""
    noms = [shorten(each.nom) for each in election.sans_nom if not each.titulaires]
    yield constat(
        point,
        "Point {n} : {listes} {ont}, et l'acte ne peut pas nommer les élus un par un.",
        "Écrivez au vote « listes: », avec les candidats dans l'ordre : « Liste A (Prénom NOM, Prénom "
        "NOM) ».",
        election.tours[-1].tour.lieu,
        listes=enumeration(noms),
        ont=pluriel(len(noms), "a des sièges", "ont des sièges"),
    )


def _sans_suppleants(figures: FiguresSeance, point: FiguresPoint, election: Election) -> Iterator[Diagnostic]:
    """Substitutes are elected with the delegates, or by another ballot in a small commune: none is told."""
    nature = point.nature_election
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
    yield constat(point, "Point {n} : " + fait, remede, point.point.lieux.get("vote"))


def check_eligibles(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A committee elected within the assembly: its members alone, each once, without who presides it."""
    tableau = Tableau(figures.en_exercice, frozenset(membre.rang for membre in figures.en_exercice))
    for point in figures.points:
        regle = point.regle_election
        a_confirmer = regle is not None and regle.sein_a_confirmer and figures.seance.collectivite.est_commune
        if regle is None or not (regle.en_son_sein or a_confirmer):
            continue
        vus: set[str] = set()
        for nom in _proclames(point):
            qui = tableau.who(nom)
            connu = qui[0].nom_complet if len(qui) == 1 else nom
            if not qui:
                fait = "figure parmi les élus, et n'est pas membre du conseil."
            elif len(qui) == 1 and _preside(point, qui[0], chef_elu(figures)):
                fait = "figure parmi les élus, alors que {chef} préside de droit."
                if regle.entree_en_fonction:
                    fait = "figure parmi les élus, et c'est {chef}."
            else:
                fait = (
                    "figure deux fois parmi les élus, titulaires et suppléants." if cle(connu) in vus else ""
                )
            vus.add(cle(connu))
            if fait:
                yield _constat_eligibles(point, figures, connu, fait)


def _proclames(point: FiguresPoint) -> tuple[str, ...]:
    """Those elected, then their substitutes; without rounds, those whom the file says elected."""
    vote, election = point.point.vote, point.election
    if vote is None or point.point.abandon is not None:
        return ()
    elus = vote.elus if election is None else (*proclames(vote, election), *election.suppleants)
    return tuple(nom for nom in elus if not est_une_liste(nom, vote.listes))


def _preside(point: FiguresPoint, membre: Membre, elu: Membre | None) -> bool:
    """Whether they preside by right what is elected; the head may stand for the committee of a group."""
    regle, d_un_groupe = point.regle_election, _GROUPEMENT in cle(point.point.objet)
    return (
        regle is not None
        and regle.president_de_droit
        and not d_un_groupe
        and (membre.fonction in CHEFS if elu is None else membre == elu)
    )


def _constat_eligibles(point: FiguresPoint, figures: FiguresSeance, nom: str, fait: str) -> Diagnostic:
    vote = point.point.vote
    assert vote is not None, "it is a vote that elects"
    listes = (each for each in vote.listes if cle(nom) in map(cle, (*each.candidats, *each.suppleants)))
    return ELECTION_ELIGIBLES.tell(
        "Point {n} : {nom} " + fait,
        *([each.lieu for each in listes] or [vote.lieu]),
        hint="L'assemblée élit en son sein, son président mis à part, titulaires et suppléants, chacun une "
        "fois : corrigez les noms ; s'ils sont exacts, l'élection est à reprendre.",
        article=article_de_l_election(point),
        point=point.point.numero,
        severity=None if _sait_ce_qu_il_elit(point) else Severity.WARNING,
        nom=shorten(nom),
        chef=figures.le_chef,
    )


def _sait_ce_qu_il_elit(point: FiguresPoint) -> bool:
    """Whether the item or its act says what is elected, by a text that was read; an object may err."""
    regle = point.regle_election
    lu = regle is not None and regle.origine.statut is Status.VERIFIED and not regle.sein_a_confirmer
    return lu and (point.point.election is not None or point.point.acte == point.nature_election)


def constat(
    point: FiguresPoint, fait: str, remede: str, lieu: Location | None, article: str = "", **values: Any
) -> Diagnostic:
    """What is wrong with the forms of an election; `article`: another than that of the election."""
    return ELECTION_FORMES.tell(
        fait,
        lieu or point.point.lieu,
        hint=remede,
        article=article or article_de_l_election(point),
        point=point.point.numero,
        **values,
    )


# nominations: secret ballot, but for a unanimous waiver, or when no ballot is needed at all

VOTE_NOMINATION = rule("VOTE-NOMINATION")
# « Mme Durand », « Jean DUPONT »: in doubt it is a name, for its lack refuses the act
_NOM_PROPRE = pattern(
    r"(?:\bM\.|\bMmes?\b|\bMM\.|\bMonsieur\b|\bMadame\b) \w|\b[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ][\w'’-]+"
)


def check_nominations(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The ballot of each nomination, and what is written of nominations where there is none."""
    if not figures.constatee:
        return
    for point in figures.points:
        if point.point.abandon:
            continue
        if (trop_vite := _sans_vote_possible(point)) is not None:
            yield trop_vite
            continue
        if point.point.nature != "nomination":
            yield from _sans_nature(point.point)
        elif point.point.vote is None or sans_scrutin(point.point):
            yield from _sans_scrutin(point.point, figures)
        elif point.point.vote.scrutin is not Scrutin.SECRET:
            yield from _ouvert(point, point.point.vote.scrutin)


def check_noms(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A nomination adopted by figures or without a ballot, whose act names nobody: it decides nothing."""
    noms = [membre.nom_complet for membre in figures.seance.collectivite.membres]
    for point in figures.points:
        nomination = point.point.acte and point.point.nature == "nomination" and point.point.abandon is None
        if not nomination or not (point.adopte or point.nomme) or point.election is not None:
            continue
        if not _nomme_quelqu_un(point.point, noms):
            designes = point.point.champs.get("titulaires")
            yield DESIGNATION_NOMS.tell(
                "Point {n} : ceux que le conseil élit ou désigne ne sont nommés nulle part.",
                (designes.lieu if designes is not None else None) or point.point.lieux.get("vote"),
                hint="Écrivez « titulaires: Prénom NOM », ou les tours du scrutin."
                if designes is not None
                else "Écrivez au vote les tours du scrutin, avec les listes et leurs candidats ; sans tours, "
                "écrivez « elus », avec le nom de chacun.",
                article=article_de_l_election(point),
                point=point.point.numero,
            )


def _nomme_quelqu_un(point: Point, noms: Sequence[str]) -> bool:
    """Whether a name is written: at the vote, in a field, in what is decided; a joined text isn't read."""
    champs = [each.valeur for each in point.champs.values()]
    ecrits = [each for champ in champs for each in (champ if isinstance(champ, tuple) else (champ,))]
    dits = [*point.decisions, *(each for each in ecrits if isinstance(each, str))]
    return bool(
        (point.vote and point.vote.elus)
        or point.dispositif
        or point.texte
        or any(isinstance(each, Membre | Prose) for each in ecrits)
        or any(_NOM_PROPRE.search(dit) or any(contains(dit, nom) for nom in noms) for dit in dits)
    )


def _ouvert(point: FiguresPoint, scrutin: Scrutin) -> Iterator[Diagnostic]:
    """A nomination voted otherwise than in secret."""
    mode, renonciation = MODES[scrutin], point.renonciation
    if impose := _secret_impose(point):
        yield _constat_nominations(
            point.point,
            "Point {n} : nomination votée {mode}, alors qu'un texte impose le scrutin secret.",
            "Corrigez le mode de scrutin ; s'il est exact, la nomination est à reprendre.",
            point.point.lieux.get("secret_impose"),
            severity=impose,
            mode=mode,
        )
    elif nomination_immediate(point.point):
        return
    elif renonciation is None:
        yield _constat_nominations(
            point.point,
            "Point {n} : nomination votée {mode}, sans que le fichier dise si l'assemblée a renoncé au "
            "scrutin secret à l'unanimité.",
            "Ajoutez par exemple « renonciation_au_secret: unanimité », ou corrigez le mode de scrutin.",
            point.point.lieu,
            severity=Severity.WARNING,
            mode=mode,
        )
    elif not renonciation.decompte.unanime:
        yield _constat_nominations(
            point.point,
            "Point {n} : nomination votée {mode} ; la renonciation au scrutin secret n'est pas unanime "
            "({pour_contre}).",
            "Faute d'unanimité, la nomination se vote au scrutin secret : elle est à reprendre.",
            renonciation.vote.lieu,
            mode=mode,
            pour_contre=pour_contre(renonciation.decompte),
        )


def _secret_impose(point: FiguresPoint) -> Severity | None:
    """How sure it is that a text imposes the secret: said by the file, or by the text of that election.

    What is elected may be guessed from the words of the object alone: it is then for the reader to see.
    """
    regle = point.regle_election
    if point.point.secret_impose:
        return Severity.ERROR
    if regle is None or regle.secret is not Secret.IMPOSE:
        return None
    su = point.point.election is not None or regle.entree_en_fonction
    return Severity.ERROR if su and regle.origine.statut is Status.VERIFIED else Severity.WARNING


def _sans_vote_possible(point: FiguresPoint) -> Diagnostic | None:
    """Nominations without a ballot, where the text asks for one, or is not known to let them be."""
    regle = point.regle_election
    if regle is None or not nomination_immediate(point.point):
        return None
    sure = _secret_impose(point)
    syndicat = point.nature_election is NatureElection.DELEGUES_SYNDICAT
    if sure is None and not syndicat:
        return None
    article = citation_courte(Citation(Code(regle.code, ""), regle.article))
    fait = (
        "la nomination sans vote vaut pour les commissions et les organismes extérieurs ; rien ne dit "
        "qu'elle vaille pour les délégués à un syndicat ({cite}, à confirmer)."
        if syndicat
        else "la nomination prendrait effet sans vote, alors qu'un texte veut le scrutin secret ({cite})."
    )
    return _constat_nominations(
        point.point,
        "Point {n} : " + fait,
        "Effacez « candidatures », et écrivez les tours du scrutin.",
        point.point.lieux.get("candidatures"),
        severity=sure if regle.entree_en_fonction else Severity.WARNING,
        cite=article,
    )


def _sans_scrutin(point: Point, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """One candidate a seat, or one list: the nominations take effect at once."""
    if nomination_immediate(point):
        yield _constat_nominations(
            point,
            "Point {n} : autant de candidats que de sièges, ou une seule liste ; les nominations prennent "
            "effet immédiatement, {chef} en donne lecture.",
            "Cela vaut pour les commissions et les organismes extérieurs. Il n'y a pas de vote à écrire.",
            point.lieux.get("candidatures"),
            severity=Severity.INFO,
            chef=figures.le_chef,
        )


def _sans_nature(point: Point) -> Iterator[Diagnostic]:
    """Keys that regard nominations alone, at an item that is not said to be one."""
    ecrits = {
        "renonciation_au_secret": point.renonciation_au_secret is not None,
        "candidatures": point.candidatures is not None,
        "secret_impose": point.secret_impose,
    }
    cle = next((nom for nom, ecrit in ecrits.items() if ecrit), None)
    if cle is not None:
        yield _constat_nominations(
            point,
            "Point {n} : « {cle} » ne vaut que pour une nomination.",
            "Ajoutez au point « nature: nomination », ou retirez cette rubrique.",
            point.lieux.get(cle),
            severity=Severity.WARNING,
            cle=cle,
        )


def _constat_nominations(
    point: Point,
    fait: str,
    remede: str,
    *lieux: Location | None,
    severity: Severity | None = None,
    **values: Any,
) -> Diagnostic:
    places = (*lieux, point.vote.lieu if point.vote else None)
    return VOTE_NOMINATION.tell(
        fait,
        *(places if any(places) else (point.lieu,)),
        hint=remede,
        point=point.numero,
        severity=severity,
        **values,
    )
