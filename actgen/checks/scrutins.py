"""How a vote is held: by show of hands, public, secret, behind closed doors, and who asked for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.grammar import compte
from actgen.base.text.messages import phrase
from actgen.checks.points import semble_nommer
from actgen.checks.votes import MODES
from actgen.council.facts.personne import is_among, names_of
from actgen.council.facts.seance import Point
from actgen.council.facts.vote import Scrutin, SensDuVote, VoixNommee, Vote
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.votes import HUIS_CLOS, Decompte, DemandeComptee, VotePrealable, demande_comptee
from actgen.law.citations import cgct
from actgen.law.regimes import Regime
from actgen.law.scrutins import demandeurs_requis, huis_clos

# names in a vote: never for a secret ballot, all of them for a public one, each once and rightly

VOTE_SECRET = rule("VOTE-SECRET")
VOTE_SECRET_DEMANDE = rule("VOTE-SECRET-DEMANDE")
VOTE_PUBLIC = rule("VOTE-PUBLIC")
VOTE_NOMS = rule("VOTE-NOMS")


def check_secret(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Names, or the president's own vote, given for a secret ballot: they are never printed."""
    for point in figures.votes:
        vote = point.point.vote
        if vote is None or vote.scrutin is not Scrutin.SECRET:
            continue
        if not vote.noms and vote.voix_du_president is None:
            continue
        yield VOTE_SECRET.tell(
            "Point {n} : le scrutin est secret, mais le fichier dit qui a voté quoi.",
            *(voix.lieu for voix in vote.noms),
            vote.lieu,
            hint="Retirez les noms et la voix du président, ou corrigez le mode de scrutin.",
            point=point.point.numero,
        )


def check_public(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A public ballot with names missing.

    Since 01/07/2022 the duty is in an article set aside in Alsace-Moselle: only a warning there.
    """
    regime = figures.regime
    for point in figures.votes:
        vote, chiffres = point.point.vote, point.decompte
        if vote is None or chiffres is None or vote.scrutin is not Scrutin.PUBLIC or vote.tours:
            continue
        if len(vote.noms) >= chiffres.total:
            continue
        yield VOTE_PUBLIC.tell(
            "Point {n} : scrutin public, mais {noms} pour {voix} voix."
            + (
                " Aucun texte lu ne les impose ici : à confirmer."
                if regime.alsace_moselle and regime.regime_2022
                else ""
            ),
            vote.lieu,
            hint="Donnez tous les noms : « 2 pour (Prénom NOM, Prénom NOM), 1 contre (Prénom NOM) ».",
            point=point.point.numero,
            severity=Severity.WARNING if regime.alsace_moselle and regime.regime_2022 else None,
            article=_article_du_scrutin_public(regime),
            noms=compte(len(vote.noms), "nom"),
            voix=chiffres.total,
        )


def _article_du_scrutin_public(regime: Regime) -> str | None:
    """None: the article of the code's declaration; none is cited where local law sets it aside."""
    if not regime.regime_2022:
        return cgct("L2121-21")
    return "" if regime.alsace_moselle else None


def check_noms(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A name of someone who was not there, a name twice, more names than votes, a president who votes twice.

    Those who were there and had to keep out are the matter of interests and accounts.
    """
    for point in figures.votes:
        vote, chiffres = point.point.vote, point.decompte
        if vote is None or chiffres is None or vote.scrutin is Scrutin.SECRET or chiffres.pour < 0:
            continue
        yield from _president(point, vote)
        salle = point.presence.au_vote
        possibles = (*salle.presents, *(r.mandant for r in salle.representes))
        for voix in vote.noms:
            nom = voix.membre.nom_complet
            if is_among(voix.membre, possibles):
                continue
            yield VOTE_NOMS.tell(
                "Point {n} : le vote nomme {nom}, qui n'y vote ni en personne ni par pouvoir.",
                voix.lieu,
                hint="Corrigez le nom, ou les présences à ce point.",
                point=point.point.numero,
                nom=nom,
            )
        yield from _doubles(point, vote.noms)
        yield from _too_many_names(point, vote.noms, chiffres)


def _president(point: FiguresPoint, vote: Vote) -> Iterator[Diagnostic]:
    """The president's vote told twice, and otherwise."""
    president, dite = point.president, vote.voix_du_president
    if president is None or dite is None:
        return
    for voix in vote.noms:
        if is_among(voix.membre, (president,)) and voix.sens is not dite:
            yield VOTE_NOMS.tell(
                "Point {n} : {nom}, qui préside, est parmi les noms d'un autre vote que sa voix de "
                "président.",
                voix.lieu,
                vote.lieu,
                hint="Corrigez les noms, ou « voix_du_president ».",
                point=point.point.numero,
                nom=president.nom_complet,
            )


def _doubles(point: FiguresPoint, noms: tuple[VoixNommee, ...]) -> Iterator[Diagnostic]:
    for nom, fois in Counter(voix.membre.nom_complet for voix in noms).items():
        if fois > 1:
            yield VOTE_NOMS.tell(
                "Point {n} : le vote nomme {fois} fois {nom}.",
                *(voix.lieu for voix in noms if voix.membre.nom_complet == nom),
                hint="Gardez un seul sens de vote pour chaque membre.",
                point=point.point.numero,
                fois=fois,
                nom=nom,
            )


def _too_many_names(
    point: FiguresPoint, noms: tuple[VoixNommee, ...], chiffres: Decompte
) -> Iterator[Diagnostic]:
    comptes = {
        SensDuVote.POUR: ("pour", chiffres.pour),
        SensDuVote.CONTRE: ("contre", chiffres.contre),
        SensDuVote.ABSTENTION: ("abstention", chiffres.abstentions),
        SensDuVote.NE_PREND_PAS_PART: ("ne prend pas part", chiffres.ne_prennent_pas_part),
    }
    for sens, (mot, voix) in comptes.items():
        nommees = [each for each in noms if each.sens is sens]
        if len(nommees) > voix:
            yield VOTE_NOMS.tell(
                "Point {n} : {noms} pour {voix} voix « {mot} ».",
                *(each.lieu for each in nommees),
                hint="Corrigez le nombre de voix, ou retirez un nom.",
                point=point.point.numero,
                noms=compte(len(nommees), "nom"),
                voix=voix,
                mot=mot,
            )


# ballots that members asked for: enough of those present bind the council


def check_exige(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A ballot validly asked for and not held; asked for both, the secret one prevails (from memory)."""
    for point in figures.votes:
        vote = point.point.vote
        if vote is None:
            continue
        secret, public = (_valable(quoi, point, figures) for quoi in ("secret", "public"))
        if secret is not None and vote.scrutin is not Scrutin.SECRET:
            les_deux = vote.scrutin is Scrutin.PUBLIC and public is not None
            suite = "le scrutin public l'est aussi ; le secret l'emporte, à confirmer." if les_deux else ""
            yield VOTE_SECRET_DEMANDE.finding(
                _facts(point, secret, "secret", vote, suite),
                *_places(secret, vote),
                hint=phrase("Corrigez le mode de scrutin, ou la demande."),
                point=point.point.numero,
                severity=Severity.WARNING if les_deux else None,
                selon=[secret.regle],
            )
        elif public is not None and secret is None and _manque_au_public(point, vote):
            yield VOTE_PUBLIC.finding(
                _facts(point, public, "public", vote),
                *_places(public, vote),
                hint=phrase("Corrigez le mode de scrutin, ou la demande."),
                point=point.point.numero,
                article=VOTE_SECRET_DEMANDE.code.article,
                selon=[public.regle],
            )


def _manque_au_public(point: FiguresPoint, vote: Vote) -> bool:
    """Whether a public ballot that was due was not held: a show of hands with every name is one."""
    if vote.scrutin is Scrutin.SECRET:
        return point.point.nature != "nomination"
    total = point.decompte.total if point.decompte is not None else 0
    return vote.scrutin is Scrutin.MAIN_LEVEE and len(vote.noms) < total


def check_insuffisant(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A secret ballot held at the request of too few, or of nobody: only what is elected needs no request."""
    for point in figures.votes:
        vote, demande = point.point.vote, demande_comptee("secret", point.presence, figures.regime)
        if vote is None or vote.scrutin is not Scrutin.SECRET or (demande is not None and demande.suffit):
            continue
        if point.point.nature == "nomination" or point.election is not None or semble_nommer(point.point):
            continue
        if demande is None:
            if _valable("public", point, figures) is None:  # else the public one that was due is told
                yield _asked_by_nobody(point, vote, figures.regime)
            continue
        yield VOTE_SECRET_DEMANDE.tell(
            "Point {n} : scrutin secret demandé par {nombre} sur {presents} ; il en fallait "
            "{requis}.{absents_demandes}",
            *_places(demande, vote),
            hint="Vérifiez la demande : seuls les présents comptent.",
            point=point.point.numero,
            severity=Severity.WARNING,
            nombre=compte(demande.nombre, "membre présent", "membres présents"),
            presents=demande.presents,
            requis=demande.requis,
            absents_demandes=_absents_demandes(demande),
        )


def _asked_by_nobody(point: FiguresPoint, vote: Vote, regime: Regime) -> Diagnostic:
    regle, salle = demandeurs_requis("secret", regime.jour), len(point.presence.au_vote.presents)
    return VOTE_SECRET_DEMANDE.tell(
        "Point {n} : vote au scrutin secret, et aucune demande n'est notée ; hors nomination, il faut que "
        "{requis} sur {presents} le demandent.",
        vote.lieu,
        hint="Notez qui l'a demandé, ou corrigez le mode de scrutin.",
        point=point.point.numero,
        severity=Severity.WARNING,
        selon=[regle],
        requis=compte(regle.requis(salle), "membre présent", "membres présents"),
        presents=salle,
    )


def _valable(quoi: str, point: FiguresPoint, figures: FiguresSeance) -> DemandeComptee | None:
    demande = demande_comptee(quoi, point.presence, figures.regime)
    return demande if demande is not None and demande.suffit else None


def _facts(point: FiguresPoint, demande: DemandeComptee, quoi: str, vote: Vote, suite: str = "") -> str:
    return (
        phrase("Point {n} : scrutin {quoi} demandé par ", n=point.point.numero, quoi=quoi)
        + phrase(
            "{nombre} sur {presents} ({requis} suffisent), mais vote {mode}",
            nombre=compte(demande.nombre, "membre présent", "membres présents"),
            presents=demande.presents,
            requis=demande.requis,
            mode=MODES[vote.scrutin],
        )
        + (phrase(" : ") + phrase(suite) if suite else ".")
    )


def _absents_demandes(demande: DemandeComptee) -> str:
    """Who asked without being there."""
    if not demande.absents:
        return ""
    return phrase(" N'est pas parmi les présents : {noms}.", noms=names_of(demande.absents))


def _places(demande: DemandeComptee, vote: Vote) -> Iterator[Location | None]:
    yield from (each.lieu for each in demande.demandes)
    yield vote.lieu


# a closed session: who asked for it, and the vote that decided it

VOTE_HUIS_CLOS = rule("VOTE-HUIS-CLOS")


def check_huis_clos(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """All that a closed item lacks, in one finding; what was decided holds until an item is public."""
    if not figures.constatee:
        return
    decide_avant = False
    for figures_point in figures.points:
        point = figures_point.point
        demande = demande_comptee(HUIS_CLOS, figures_point.presence, figures.regime)
        decide = figures_point.huis_clos
        if decide_avant and point.huis_clos and demande is None and decide is None:
            continue
        decide_avant = (point.huis_clos and _decide(decide)) or _en_est_l_objet(figures_point)
        manques = [*_demande(demande, figures), *_vote(decide)] if point.huis_clos else _opposite(decide)
        if manques:
            yield VOTE_HUIS_CLOS.tell(
                "Point {n}, huis clos : {join}.",
                point.lieux.get("huis_clos") if point.huis_clos else None,
                *(each.lieu for each in (demande.demandes if demande else ())),
                decide.vote.lieu if decide else None,
                hint="{remede}",
                point=point.numero,
                article=cgct(huis_clos(figures.regime.genre, figures.regime.jour).article),
                join=phrase(" ; ").join(manques),
                remede=_remedy(point, demande, decide),
            )


def _decide(vote: VotePrealable | None) -> bool:
    return vote is not None and vote.decide_par_les_membres


def _en_est_l_objet(figures_point: FiguresPoint) -> bool:
    """« Huis clos », put to the vote as an item: the council decides it for its session."""
    vote = figures_point.decompte
    voulu = "huis clos" in figures_point.point.objet.casefold()
    return voulu and vote is not None and vote.pour > figures_point.votants.nombre // 2


def _remedy(point: Point, demande: DemandeComptee | None, decide: VotePrealable | None) -> str:
    """What to write, and what to correct of what is written."""
    if not point.huis_clos:
        return phrase("Écrivez « huis_clos: oui » au point, ou corrigez « vote_huis_clos ».")
    a_ecrire = [
        *(["la demande sous « demandes »"] if demande is None else ()),
        *(["le vote sous « vote_huis_clos »"] if decide is None else ()),
    ]
    a_corriger = [
        *(["la demande"] if demande is not None and not demande.suffit else ()),
        *(["« vote_huis_clos »"] if decide is not None and not decide.decide_par_les_membres else ()),
    ]
    parts = [
        *([phrase("écrivez {quoi}", quoi=phrase(" et ".join(a_ecrire)))] if a_ecrire else ()),
        *(
            [phrase("corrigez {quoi} si c'est une erreur de saisie", quoi=phrase(" ou ".join(a_corriger)))]
            if a_corriger
            else ()
        ),
    ]
    dit = phrase(" ; ").join(parts)
    return f"{dit[0].upper()}{dit[1:]}."


def _demande(demande: DemandeComptee | None, figures: FiguresSeance) -> Iterator[str]:
    if demande is None:
        yield phrase("la demande n'est pas indiquée")
    elif not demande.suffit:
        faits = phrase(
            "demandé par {nombre}, quand il en faut {requis}, ou {chef}",
            nombre=compte(demande.nombre, "membre présent", "membres présents"),
            requis=demande.requis,
            chef=figures.le_chef,
        )
        absents = phrase(" (absents : {noms})", noms=names_of(demande.absents)) if demande.absents else ""
        yield faits + absents


def _vote(decide: VotePrealable | None) -> Iterator[str]:
    if decide is None:
        yield phrase("le vote qui l'a décidé n'est pas indiqué")
    elif not decide.decide_par_les_membres:
        yield phrase(
            "décidé par {pour}, quand la majorité absolue des {membres} membres présents ou représentés "
            "est de {majorite}",
            pour=compte(decide.decompte.pour, "voix", "voix"),
            membres=decide.membres,
            majorite=decide.majorite_des_membres,
        )


def _opposite(decide: VotePrealable | None) -> list[str]:
    """Decided, and the item isn't told to have been closed."""
    if decide is None or not decide.decide_par_les_membres:
        return []
    return [
        phrase(
            "décidé par {pour}, mais le point n'est pas dit traité à huis clos",
            pour=compte(decide.decompte.pour, "voix", "voix"),
        )
    ]
