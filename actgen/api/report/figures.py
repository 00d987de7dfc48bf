"""Every figure of a session, how it comes about, the text that gives it: for `--details` and for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from actgen.acts.views.liste import SANS_QUORUM
from actgen.acts.views.votes import du_president, sort_du_vote
from actgen.api.report.reading_back import a_l_unanimite, executory, names, votes_told
from actgen.api.report.screen import Screen, Tone
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import PRESIDENT, compte
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.base.text.numbers import nombre
from actgen.base.text.typography import typeset
from actgen.council.facts.seance import EtatSeance, MotifRetrait
from actgen.council.facts.vote import Scrutin
from actgen.council.figures.actes import objet
from actgen.council.figures.avant_seance import delai_de_convocation, exigence_dite, limite_dite
from actgen.council.figures.population import population_du_conseil
from actgen.council.figures.presence import Presence
from actgen.council.figures.quorum import Quorum
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.votes import VotePrealable
from actgen.council.kinds.manifest import Kind
from actgen.law.articles import Article, Replaced, article
from actgen.law.calendar import jours_francs
from actgen.law.citations import numero, numero_imprime
from actgen.law.periods import Periode
from actgen.law.regimes import Changement, departements_de_droit_local, seuil_population, shipped_regimes

_SCRUTINS = {
    Scrutin.MAIN_LEVEE: "scrutin ordinaire",
    Scrutin.PUBLIC: "scrutin public",
    Scrutin.SECRET: "scrutin secret",
}


class Chiffre(Struct, frozen=True):
    """One figure: a name for programs, a label, its value, how it comes about, the text that gives it."""

    cle: str
    libelle: str
    valeur: str
    calcul: str = ""
    texte: str = ""


def chiffres_de_convocation(figures: FiguresSeance) -> Chiffre:
    """The clear days, those asked for, and the article of this case."""
    seance, delai = figures.seance, delai_de_convocation(figures)
    envoi = seance.convocation.envoyee_le
    asked = exigence_dite(figures)
    if seance.convocation.urgence:
        asked = phrase("réduits par l'urgence, {jours} sans elle", jours=delai.jours_francs)
    how = phrase("envoi {limite}", limite=limite_dite(figures))
    if envoi is None:
        return Chiffre(
            "jours_francs", "Jours francs", "", f"{asked}\u202f; {how}", texte(figures, delai.article)
        )
    dates = phrase(
        "envoi le {envoi}, séance le {jour}", envoi=date_chiffres(envoi), jour=date_chiffres(seance.date)
    )
    return Chiffre(
        "jours_francs",
        "Jours francs",
        str(jours_francs(envoi, seance.date)) if envoi < seance.date else "",
        f"{dates}\u202f; {asked}",
        texte(figures, delai.article),
    )


def chiffres_de_seance(figures: FiguresSeance) -> tuple[Chiffre, ...]:
    """The convocation, then the room at the opening and its quorum."""
    told = [chiffres_de_convocation(figures)]
    if figures.etat is EtatSeance.A_TENIR:
        told.append(_en_exercice(figures, len(figures.en_exercice)))
    else:
        told += _presence(figures, figures.ouverture)
    return (*told, _quorum(figures, figures.quorum, figures.ouverture.effectif))


def chiffres_du_point(figures: FiguresSeance, point: FiguresPoint) -> tuple[Chiffre, ...]:
    """The figures of an item, from the room at its vote to the day its act was executory."""
    if figures.etat is EtatSeance.A_TENIR:
        return ()
    told = [
        *_presence(figures, point.presence.au_vote),
        *_retraits(figures, point),
        _quorum(figures, point.quorum, point.presence.au_debut.effectif),
    ]
    if point.point.abandon:
        mot = point.point.abandon.mot.capitalize()
        return (*told, Chiffre("non_traite", mot, "", point.point.motif_abandon))
    told += [
        *_prealable("huis_clos", "Huis clos", point.huis_clos, texte(figures, "L2121-18")),
        *_prealable("renonciation", "Sans secret", point.renonciation, texte(figures, "L2121-21")),
        _votants(figures, point),
        *_vote(figures, point),
        *_tours(figures, point),
        *_executoire(figures, point),
    ]
    return tuple(told)


def _en_exercice(figures: FiguresSeance, nombre: int) -> Chiffre:
    jour = date_chiffres(figures.seance.date)
    return Chiffre("en_exercice", "En exercice", str(nombre), f"sièges pourvus au {jour}")


def _presence(figures: FiguresSeance, salle: Presence) -> Iterator[Chiffre]:
    par = [f"{r.mandant.nom_complet} par {r.mandataire.nom_complet}" for r in salle.representes]
    permis = compte(figures.regime.pouvoirs_par_membre, "pouvoir")
    told = "\u202f; ".join(par) + phrase(" ({permis} par membre)", permis=permis) if par else ""
    yield _en_exercice(figures, salle.effectif)
    yield Chiffre("presents", "Présents", str(len(salle.presents)))
    pouvoirs = texte(figures, "L2121-20")
    if figures.regime.quorum.derogatoire:
        pouvoirs = texte_du_quorum(figures)
    yield Chiffre("representes", "Représentés", str(len(par)), told, pouvoirs)
    yield Chiffre("excuses", "Excusés", str(len(salle.excuses)), names(salle.excuses))
    yield Chiffre("absents", "Absents", str(len(salle.absents)), names(salle.absents))


def _retraits(figures: FiguresSeance, point: FiguresPoint) -> Iterator[Chiffre]:
    retires = point.votants.retires
    motifs = {retrait.motif for retrait in point.point.retraits}
    articles = {
        "L1111-6": MotifRetrait.REPRESENTANT in motifs,
        "L2131-11": MotifRetrait.PERSONNEL in motifs,
        "L2541-17": MotifRetrait.PERSONNEL in motifs,
        "L2121-14": len(retires) > len(point.point.retraits),  # the accounts
    }
    cited = texte(figures, *(nombre for nombre, regards in articles.items() if regards))
    yield Chiffre("interesses", "Ne votent pas", str(len(retires)), names(retires), cited)


def _quorum(figures: FiguresSeance, quorum: Quorum, effectif: int) -> Chiffre:
    base = phrase("{part} de {base}", part=figures.regime.quorum.part.dite, base=quorum.base)
    if quorum.base != effectif:
        hors = compte(effectif - quorum.base, "représentant d’organisme", "représentants d’organisme")
        base += phrase(" ({effectif} − {hors})", effectif=effectif, hors=hors)
    # before the session nobody is there yet
    reached = (
        "" if figures.etat is EtatSeance.A_TENIR and not quorum.dispense else f"\u202f; {_reached(quorum)}"
    )
    return Chiffre("quorum", "Quorum", str(quorum.requis), f"{base}{reached}", texte_du_quorum(figures))


def _reached(quorum: Quorum) -> str:
    if quorum.dispense:
        return phrase("non exigé : {dispense}", dispense=quorum.dispense)
    counted = (
        compte(quorum.comptes, "présent ou représenté", "présents ou représentés")
        if quorum.representes_comptent
        else compte(quorum.comptes, "présent compté", "présents comptés")
    )
    apart = []
    if quorum.interesses:
        apart.append(phrase("{n} ne prenant pas part", n=quorum.interesses))
    if quorum.sans_l_ordonnateur:
        apart.append("l’ordonnateur à part")
    without = f" ({', '.join(apart)})" if apart else ""
    return f"{counted}{without}\u00a0: {'atteint' if quorum.atteint else 'NON ATTEINT'}"


def _votants(figures: FiguresSeance, point: FiguresPoint) -> Chiffre:
    """« 11 présents + 2 pouvoirs − 1 retrait »."""
    salle, votants = point.presence.au_vote, point.votants
    parts = [compte(len(salle.presents), "présent")]
    if salle.representes:
        parts.append(f"+ {compte(len(salle.representes), 'pouvoir')}")
    if votants.retires:
        parts.append(f"− {compte(len(votants.retires), 'retrait')}")
    if votants.suspendus:
        held = compte(len(votants.suspendus), "pouvoir détenu", "pouvoirs détenus")
        parts.append(phrase("− {held} par qui ne vote pas", held=held))
    return Chiffre("votants", "Votants", str(votants.nombre), " ".join(parts), texte(figures, "L2121-20"))


def _vote(figures: FiguresSeance, point: FiguresPoint) -> Iterator[Chiffre]:
    counted = point.decompte
    if counted is None or (point.point.vote is not None and point.point.vote.tours):
        return
    kind = _SCRUTINS[counted.scrutin]
    majority = texte(figures, "L2121-20")
    yield Chiffre("vote", "Vote", "", f"{votes_told(counted)} · {kind}", texte(figures, "L2121-21"))
    how = f"{counted.pour} pour + {counted.contre} contre"
    yield Chiffre("exprimes", "Exprimés", str(counted.exprimes), how, majority)
    half = phrase("plus de la moitié de {exprimes}", exprimes=counted.exprimes)
    yield Chiffre("majorite", "Majorité", str(counted.majorite_absolue), half, majority)
    yield Chiffre("resultat", "Résultat", "", _result(point), majority if counted.partage else "")


def _result(point: FiguresPoint) -> str:
    counted = point.decompte
    if point.vote_sans_quorum:
        return SANS_QUORUM
    if counted is None or point.resultat is None:
        return f"partage\u00a0: la voix {du_president(point, PRESIDENT)} n’est pas écrite"
    if counted.unanime and point.adopte:
        return f"{sort_du_vote(point)} {a_l_unanimite(counted)}"
    if point.sauf_majorite_contre and counted.pour == counted.contre:
        return f"{point.resultat}, sans majorité contre"
    if point.preponderante is not None:
        return f"{sort_du_vote(point)} par la voix prépondérante {du_president(point, PRESIDENT)}"
    return sort_du_vote(point)


def _tours(figures: FiguresSeance, point: FiguresPoint) -> Iterator[Chiffre]:
    for tour in point.election.tours if point.election else ():
        told = [", ".join(f"{name} {votes}" for name, votes in tour.tour.voix)]
        told.append(
            phrase("majorité absolue {majorite}", majorite=tour.majorite)
            if tour.majorite is not None
            else "majorité relative"
        )
        told.append(phrase("élus : {elus}", elus=", ".join(tour.elus)) if tour.elus else "aucun élu")
        yield Chiffre(
            f"tour_{tour.rang}",
            f"Tour {tour.rang}",
            str(tour.exprimes),
            phrase("exprimés : ") + " · ".join(told),
            texte(figures, "L2121-21"),
        )


def _prealable(cle: str, libelle: str, vote: VotePrealable | None, article: str) -> Iterable[Chiffre]:
    if vote is not None:
        told = votes_told(vote.decompte)
        need = phrase("majorité de {n} présents ou représentés", n=vote.membres)
        yield Chiffre(cle, libelle, str(vote.majorite_des_membres), f"{need}\u202f; {told}", article)


def _executoire(figures: FiguresSeance, point: FiguresPoint) -> Iterator[Chiffre]:
    if point.adopte:
        told = executory(figures.suites_de(point), point)
        yield Chiffre("executoire", "Exécutoire", "", told, texte(figures, "L2131-1"))


_OF_COUNCILS = "L2121-"  # the chapter that article L. 5211-1 carries over to an EPCI
_CARRIES_OVER = "L5211-1"


def texte(figures: FiguresSeance, *nombres: str) -> str:
    """« art. L. 2121-17 CGCT », or what stands for it there; empty when nothing does on that day."""
    cited = [each for nombre in nombres for each in _in_force(figures, nombre)]
    if not figures.seance.collectivite.est_commune and any(each.startswith(_OF_COUNCILS) for each in cited):
        cited.insert(0, _CARRIES_OVER)
    return f"art.\u00a0{enumeration(map(numero_imprime, cited))} CGCT" if cited else ""


def texte_du_quorum(figures: FiguresSeance) -> str:
    """The article of the quorum, or the law of the window then in force."""
    cited = figures.regime.quorum.texte
    return texte(figures, cited) if numero(cited) else cited


def _in_force(figures: FiguresSeance, nombre: str) -> Iterator[str]:
    regime = figures.regime
    found = article("CGCT", nombre, regime.jour, regime)
    if isinstance(found, Replaced):
        yield from found.par
    elif isinstance(found, Article):
        yield nombre


def droit_applique(figures: FiguresSeance) -> tuple[Chiffre, ...]:
    """What decides on the rules of that day, in the words of data/droit/regimes.yaml."""
    return (_territoire(figures), _seuil(figures), _regle_de_quorum(figures), *_bascules(figures))


def _territoire(figures: FiguresSeance) -> Chiffre:
    departement = figures.seance.collectivite.departement
    if figures.regime.alsace_moselle:
        told = phrase("droit local d'Alsace-Moselle : communes du {codes}", codes=_departements(figures))
    elif figures.seance.collectivite.est_commune:
        told = "droit commun"
    else:
        told = "droit commun des établissements publics de coopération intercommunale"
    return Chiffre("territoire", "Territoire", departement.nom, told)


def _departements(figures: FiguresSeance) -> str:
    return enumeration(departements_de_droit_local(figures.regime.jour))


def _seuil(figures: FiguresSeance) -> Chiffre:
    limit = nombre(seuil_population(figures.regime.jour))
    population = population_du_conseil(figures.seance.collectivite, figures.seance.date).population
    people = nombre(population.habitants) if population else ""
    year = phrase("population de {an} ; ", an=population.annee) if population and population.annee else ""
    if not figures.seance.collectivite.est_commune:
        told = phrase("EPCI : règles de {limite} habitants et plus", limite=limit)
    elif figures.regime.seuil_3500:
        told = phrase("règles de {limite} habitants et plus", limite=limit)
    else:
        told = phrase("règles de moins de {limite} habitants", limite=limit)
    return Chiffre("population", "Population", people, year + told)


def _regle_de_quorum(figures: FiguresSeance) -> Chiffre:
    rule = figures.regime.quorum
    told = phrase(
        "{part} des membres en exercice, {pouvoirs} par membre",
        part=rule.part.dite,
        pouvoirs=compte(rule.pouvoirs, "pouvoir"),
    )
    when = _period(rule.periode) if rule.derogatoire else "règle ordinaire"
    return Chiffre("regle_de_quorum", "Quorum", when, told, texte_du_quorum(figures))


def _period(period: Periode) -> str:
    first = phrase("du {du}", du=date_chiffres(period.du)) if period.du else ""
    last = phrase("au {au}", au=date_chiffres(period.au)) if period.au else ""
    return f"{first} {last}".strip()


def _bascules(figures: FiguresSeance) -> Iterator[Chiffre]:
    for change in sorted(shipped_regimes().bascules.values(), key=lambda each: each.le):
        yield Chiffre(
            change.nom.value, date_chiffres(change.le), _state(figures, change), phrase(change.objet)
        )


def _state(figures: FiguresSeance, change: Changement) -> str:
    if getattr(figures.regime, change.nom.value):  # the regime has a field of that name
        return "appliqué"
    return "pas encore" if figures.regime.jour < change.le else "écarté par le droit local"


def show_details(figures: FiguresSeance, kinds: Mapping[int, Kind], screen: Screen) -> None:
    """The law of the day, the opening, then each item, a table each."""
    jour = date_chiffres(figures.seance.date)
    _table(f"LE DROIT DU {jour}", droit_applique(figures), screen)
    opening = "AVANT LA SÉANCE" if figures.etat is EtatSeance.A_TENIR else "À L’OUVERTURE"
    _table(opening, chiffres_de_seance(figures), screen)
    for point in figures.points:
        subject = typeset(objet(point.point, kinds.get(point.point.numero)))
        title = f"POINT {point.point.numero}"
        if subject:
            title += f"  {subject}"
        _table(title, chiffres_du_point(figures, point), screen)


def _table(title: str, told: Iterable[Chiffre], screen: Screen) -> None:
    rows = [(each.libelle, each.valeur, each.calcul, each.texte) for each in told]
    if not rows:
        return
    screen.line()
    screen.say(title, Tone.STRONG)
    screen.grid(rows)
