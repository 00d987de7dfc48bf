"""Members who have an interest in an item, personally or for the body that they represent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.elision import elision
from actgen.base.text.grammar import pluriel
from actgen.base.text.keys import slug
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, shorten
from actgen.base.text.patterns import pattern
from actgen.checks.votes import VoteCompte, votants_possibles, votes_comptes
from actgen.council.facts.personne import Membre, is_among, names_of
from actgen.council.facts.texte import paragraphes
from actgen.council.facts.vote import Scrutin, SensDuVote
from actgen.council.figures.interets import RepresentantAuPoint, representants_du_point
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.votes import voix_ecartees_des_comptes
from actgen.law.citations import cgct, numero_imprime
from actgen.law.natures import Avantage
from actgen.law.scrutins import Condition, opposition_locale

# members who declared an interest: they neither debate, vote, preside, nor carry or give a proxy

INT_PARTICIPATION = rule("INT-PARTICIPATION")
POUV_INTERET = rule("POUV-INTERET")
INT_OPPOSITION_LOCALE = rule("INT-OPPOSITION-LOCALE")
_REGLE = "Un membre intéressé ne peut ni débattre, ni voter, ni porter ou donner pouvoir."


def check_voix(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An interested member named among the voters, or whose vote the total holds."""
    for each in votes_comptes(figures):
        interesses = _interesses(each.point)
        nommes = [
            voix
            for voix in each.vote.noms
            if is_among(voix.membre, interesses) and voix.sens is not SensDuVote.NE_PREND_PAS_PART
        ]
        if nommes and each.vote.scrutin is not Scrutin.SECRET:
            yield _participation(
                each.point,
                "le vote nomme {noms}, que le fichier dit avoir un intérêt à ce point.",
                *(voix.lieu for voix in nommes),
                figures=figures,
                membres=[voix.membre for voix in nommes],
                noms=names_of(voix.membre for voix in nommes),
            )
        elif each.exces > voix_ecartees_des_comptes(each.point.point, each.point.votants):
            yield _participation(
                each.point,
                "{comptes}",
                each.vote.lieu,
                figures=figures,
                membres=interesses,
                remede="Recomptez les voix, ou corrigez l'appel ou la rubrique « interesse ».",
                comptes=_comptes(each, interesses),
            )


def _comptes(each: VoteCompte, interesses: tuple[Membre, ...]) -> str:
    """« 13 voix pour 12 votants possibles (…) : on y compte Membre 8, qui ne peut…, ou un présent… »."""
    trop = phrase(
        "on y compte {noms}, ou un présent qui est noté absent.",
        noms=phrase("{nom}, qui ne peut y prendre part", nom=names_of(interesses))
        if len(interesses) == 1
        else phrase("l'un des membres qui ne peuvent y prendre part ({noms})", noms=names_of(interesses)),
    )
    return (
        phrase("{total} voix pour ", total=each.total)
        + votants_possibles(each.point)
        + phrase(" : {trop}", trop=trop)
    )


def check_presidence(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An interested member who presides the item."""
    for point in figures.votes:
        president = point.president
        if president is not None and is_among(
            president, (retrait.membre for retrait in point.point.retraits)
        ):
            yield _participation(
                point,
                "{nom} préside, mais est dit avoir un intérêt à ce point.",
                point.point.lieux.get("presidence") if point.point.presidence else None,
                figures=figures,
                membres=[president],
                remede="Écrivez à ce point, sous « presidence », qui l'a présidé.",
                nom=president.nom_complet,
            )


def check_rapporteur(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An interested member who presents the item: no text that was read forbids it in terms."""
    for point in figures.votes:
        rapporteur = point.point.rapporteur
        if rapporteur is None or not is_among(rapporteur, (r.membre for r in point.point.retraits)):
            continue
        yield _participation(
            point,
            "{nom} en est le rapporteur, et a un intérêt à ce point : c'est prendre part au débat, à "
            "confirmer.",
            point.point.lieux.get("rapporteur"),
            figures=figures,
            membres=[rapporteur],
            remede="Nommez un autre rapporteur.",
            severity=Severity.WARNING,
            nom=rapporteur.nom_complet,
        )


def check_salle(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An interested member still in the room: since 24/12/2025 mere presence is no participation.

    Local law keeps the stricter record, by our own deduction.
    """
    local, permis = figures.regime.alsace_moselle, figures.regime.lnt_2025
    for point in figures.votes:
        for retrait in point.point.retraits:
            if retrait.a_quitte_la_salle is not False or not _is_there(retrait.membre, point):
                continue
            suite = "."
            if permis:
                suite = (
                    " : en droit local, mieux vaut sortir, à confirmer."
                    if local
                    else (" : depuis le 24/12/2025, cette seule présence n'est pas une participation.")
                )
            yield _participation(
                point,
                "{nom} a un intérêt et est dans la salle" + suite,
                figures=figures,
                membres=[retrait.membre],
                remede="Le procès-verbal doit dire qu'il n'a pris part ni aux débats ni au vote."
                if permis and not local
                else "Un membre intéressé sort avant le débat : vérifiez s'il l'a fait.",
                severity=Severity.INFO if permis and not local else Severity.WARNING,
                nom=retrait.membre.nom_complet,
            )


def check_pouvoirs(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The proxy that an interested member holds, used all the same."""
    for each in votes_comptes(figures):
        votants = each.point.votants
        suspendus = [r for r in votants.suspendus if not votants.ecarte(r.mandataire)]
        mandants = [r.mandant for r in suspendus]
        nommes = [voix for voix in each.vote.noms if is_among(voix.membre, mandants)]
        utilises = each.total in votants.defendables - votants.prudents
        if not nommes and not utilises:
            continue
        yield POUV_INTERET.tell(
            "Point {n} : le vote compte {pouvoirs}, qui ne peut prendre part à ce point : à confirmer.",
            *(voix.lieu for voix in nommes),
            each.vote.lieu if not nommes else None,
            *(r.pouvoir.lieu for r in suspendus),
            hint="La lecture prudente écarte aussi le pouvoir que tient un membre intéressé.",
            point=each.point.point.numero,
            article=_article(figures),
            pouvoirs=enumeration(
                f"le pouvoir {elision('de', r.mandant.nom_complet)} à {r.mandataire.nom_complet}"
                for r in suspendus
            ),
        )


def check_opposition(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The last day of the local opposition, as an indication."""
    if not figures.regime.alsace_moselle:
        return
    regle = opposition_locale(figures.seance.date)
    for point in figures.votes:
        if point.point.retraits:
            yield INT_OPPOSITION_LOCALE.tell(
                "Point {n} : un intérêt est déclaré ; droit local, opposition possible devant le tribunal "
                "administratif jusqu'au {date} ({jours} jours, date indicative).",
                *(retrait.lieu for retrait in point.point.retraits),
                hint="Elle est ouverte aux électeurs de la commune et au représentant de l'État.",
                point=point.point.numero,
                date=figures.seance.date + timedelta(days=regle.jours),
                jours=regle.jours,
            )


def _participation(
    point: FiguresPoint,
    fait: str,
    *lieux: Location | None,
    figures: FiguresSeance,
    membres: Sequence[Membre],
    remede: str = "Recomptez les voix, ou corrigez la rubrique « interesse ».",
    severity: Severity | None = None,
    **values: Any,
) -> Diagnostic:
    """Told where it is written, then where each member concerned declared the interest."""
    declares = (retrait.lieu for retrait in point.point.retraits if is_among(retrait.membre, membres))
    return INT_PARTICIPATION.tell(
        "Point {n} : " + fait,
        *dict.fromkeys((*lieux, *declares)),
        hint=f"{_REGLE} {remede}",
        point=point.point.numero,
        severity=severity,
        article=_article(figures),
        **values,
    )


def _interesses(point: FiguresPoint) -> tuple[Membre, ...]:
    """The declared members who could have voted, in person or by proxy."""
    declares = tuple(retrait.membre for retrait in point.point.retraits)
    return tuple(membre for membre in point.votants.retires if is_among(membre, declares))


def _is_there(membre: Membre, point: FiguresPoint) -> bool:
    return is_among(membre, (*point.presence.au_debut.presents, *point.presence.au_vote.presents))


def _article(figures: FiguresSeance) -> str:
    if figures.regime.alsace_moselle:
        return f"{cgct('L2131-11').removesuffix(' CGCT')} et {numero_imprime('L2541-17')} CGCT"
    return cgct("L2131-11")


# who benefits, where the kind of the act says so, and sits in the council

INT_BENEFICIAIRE = rule("INT-BENEFICIAIRE")
_SEEN = 2_000  # signs of a text that are looked at


def check_beneficiaires(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A field that names who benefits has the name of a member who did not withdraw; a surname is a doubt."""
    for point in figures.points:
        if point.point.abandon is not None:
            continue
        retires = [retrait.membre for retrait in point.point.retraits]
        dits = [(mots, lieu, _compared(mots), _tie) for mots, lieu in _beneficiaries(point)]
        libres = [] if dits else _free(point)
        for mots, lieu, ecrits, lie in (*dits, *libres, *(_told(point) if dits or libres else ())):
            for membre in figures.en_exercice if ecrits else ():
                lien = "" if is_among(membre, retires) else lie(membre, ecrits)
                if lien:
                    yield INT_BENEFICIAIRE.tell(
                        "Point {n} : « {mots} » {lien} {nom}, qui siège au conseil et ne s'est pas retiré.",
                        lieu,
                        hint="S'il y a un intérêt, écrivez à ce point « interesse: {nom}, a quitté la "
                        "salle » ; sinon, un motif à « derogations ».",
                        point=point.point.numero,
                        article=_article(figures),
                        mots=shorten(mots),
                        lien=lien,
                        nom=membre.nom_complet,
                    )


def _beneficiaries(point: FiguresPoint) -> Iterator[tuple[str, Location | None]]:
    """The words of the fields and cells that name who benefits, each with its place."""
    for ecrit in point.point.champs.values():
        if ecrit.champ.interesse:
            plusieurs = ecrit.valeur if isinstance(ecrit.valeur, tuple) else (ecrit.valeur,)
            for rang, valeur in enumerate(plusieurs):
                lieu = ecrit.lieux[rang] if rang < len(ecrit.lieux) else ecrit.lieu
                yield from _words(valeur, lieu)
        for ligne in ecrit.lignes:
            for colonne in ecrit.champ.colonnes:
                if colonne.interesse:
                    yield from _words(ligne.valeurs.get(colonne.nom), ligne.lieux.get(colonne.nom))


def _words(valeur: object, lieu: Location | None) -> Iterator[tuple[str, Location | None]]:
    if isinstance(valeur, Membre):
        yield valeur.nom_complet, lieu
    elif isinstance(valeur, str):
        yield valeur, lieu


def _compared(mots: str) -> str:
    """The same words, once for all members: « -a-mme-membre-1- »."""
    return f"-{slug(mots, _SEEN)}-"


def _tie(membre: Membre, ecrits: str) -> str:
    """« nomme », « porte le nom de famille de », or nothing. A surname of no letter is none."""
    complets = (membre.nom_complet, f"{membre.nom} {membre.prenom}")
    if any(f"-{slug(complet)}-" in ecrits for complet in complets):
        return "nomme"
    famille = slug(membre.nom)
    return "porte le nom de famille de" if famille.strip("-0123456789") and f"-{famille}-" in ecrits else ""


_Dit = tuple[str, Location | None, str, Callable[[Membre, str], str]]
_AVANTAGE = pattern(
    r"-(?:ven[dt]\w*|ced\w+|cession|alien\w+|lou\w+|location|bail|acquisition|acquier\w+|ach[ae]t\w*|"
    r"echang\w+|subvention\w*|secours|aide)-"
)


_ACCORDE = pattern(
    r"-(?:accord\w+|attribu\w+|octro\w+|protection|garanti\w*|indemnis\w+|rembours\w+|exoner\w+|occup\w+|prime)-"
)
_ROLES = (
    "president|presidente|vice-president|vice-presidente|tresorier|tresoriere|gerant|gerante|directeur|directrice|"
    "dirigeant|dirigeante|proprietaire|associe|associee|actionnaire|salarie|salariee|membre-du-bureau"
)


def _free(point: FiguresPoint) -> list[_Dit]:
    """What an act without such a field gives, from where something is sold, let or granted."""
    dits: list[_Dit] = []
    for mots, lieu in _in_words(point):
        ecrits = _compared(mots)
        vendu, accorde = _AVANTAGE.search(ecrits), _ACCORDE.search(ecrits)
        debut = min((each.start() for each in (vendu, accorde) if each is not None), default=len(ecrits))
        dits.append((mots, lieu, ecrits[debut:], _sold_to if vendu is not None else _granted_to))
    return [each for each in dits if each[2]]


def _told(point: FiguresPoint) -> Iterator[_Dit]:
    """What is set out, but in a Word file: who is at the head of what benefits."""
    joint, recit = point.point.texte, point.point.recit
    if joint is not None:
        recit = joint.content.decode(errors="replace") if joint.fichier.endswith(".md") else ""
    lieu = point.point.lieux.get("texte")
    yield from ((mots, lieu, _compared(mots), _leads) for mots in paragraphes(recit))


def _leads(membre: Membre, ecrits: str) -> str:
    """Whether the text says that this member presides, directs or owns something."""
    nom = rf"{_CIVIL}{re.escape(slug(membre.nom_complet))}"
    dirige = rf"-que-(?:preside|dirige|gere)-{nom}-|-(?:presid|dirig|ger)ee?-par-{nom}-"
    est = rf"-{nom}-(?:qui-)?(?:en-)?(?:preside|dirige|gere|est-(?:(?:le|la|son|sa)-)?(?:{_ROLES}))-"
    return "dit à la tête du bénéficiaire" if re.search(f"{dirige}|{est}", ecrits) else ""


def _in_words(point: FiguresPoint) -> Iterator[tuple[str, Location | None]]:
    """What an act without such a field says of it: its object, then what is decided; not whom it appoints."""
    item = point.point
    if item.acte and item.nature != "nomination":
        yield item.objet, item.lieux.get("objet") or item.lieu
        for decision in item.decisions:
            yield decision, item.lieux.get("decide") or item.lieu


_CIVIL = r"(?:m-|mme-|monsieur-|madame-)?"


def _sold_to(membre: Membre, ecrits: str) -> str:
    """« nomme » when it is « à M. Prénom NOM »: who signs is named otherwise."""
    return _granted_to(membre, ecrits, "a|de|d|au-profit-de|en-faveur-de")


def _granted_to(membre: Membre, ecrits: str, vers: str = "a|au-profit-de|en-faveur-de") -> str:
    """The same: a report « de » somebody gives them nothing."""
    nom = rf"-(?:{vers})-{_CIVIL}{re.escape(slug(membre.nom_complet))}-"
    return "nomme" if re.search(nom, ecrits) else ""


# representatives in another body: from which decisions about it the law of the day takes them out

INT_REPRESENTANT = rule("INT-REPRESENTANT")
_OBJETS = {
    Avantage.COMMANDE_PUBLIQUE: "un contrat de la commande publique",
    Avantage.GARANTIE: "une garantie d'emprunt",
    Avantage.AIDE: "une aide",
    Avantage.DESIGNATION: "un représentant, ou sa rémunération",
}
_SANS_AVANTAGE = (None, Avantage.RIEN, Avantage.DEPENSE_OBLIGATOIRE, Avantage.BUDGET)
_SINON = {
    Condition.DESIGNES_PAR_LA_LOI: "sans y être désignés en application de la loi",
    Condition.SANS_REMUNERATION: "contre rémunération ou avantage",
}
_A_DIRE = {Condition.DESIGNES_PAR_LA_LOI: "designes_par_la_loi", Condition.SANS_REMUNERATION: "remuneres"}


def check_retrait(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Those who stay where the law of the day takes them out, or where nothing protects them."""
    for point in figures.votes:
        restes = [
            each
            for each in representants_du_point(point.point, figures.seance.date)
            if each.retrait is None and _may_vote(each, point)
        ]
        if restes:
            yield from _who_stayed(point, restes)


def _who_stayed(point: FiguresPoint, restes: list[RepresentantAuPoint]) -> Iterator[Diagnostic]:
    """All the representatives of an item are in one case: the body, the day and the decision are the same."""
    cas = restes[0]
    n, organisme = point.point.numero, shorten(cas.organisme.nom)
    qui = names_of(each.membre for each in restes)
    if cas.regle is None or cas.protege is False:
        yield INT_REPRESENTANT.tell(
            "Point {n} : {qui} : représentation dans « {organisme} » "
            + (_SINON[cas.regle.condition] if cas.regle else "avant le 23/02/2022")
            + ", qui peut être un intérêt à ce point.",
            cas.organisme.lieu,
            hint="Appréciez-le au cas par cas ; s'il y en a un, écrivez le nom sous « interesse ».",
            point=n,
            severity=Severity.INFO
            if cas.regle is None or cas.organisme.recoit in _SANS_AVANTAGE
            else Severity.WARNING,
            article=cgct("L2131-11"),
            qui=qui,
            organisme=organisme,
        )
    elif cas.doit_se_retirer and cas.organisme.recoit is not None:
        inconnu = cas.protege is None
        doute = inconnu or cas.incertain
        yield INT_REPRESENTANT.tell(
            "Point {n} : {qui}, pour la représentation dans « {organisme} », {doit} se retirer "
            "d'une décision qui lui donne "
            + _OBJETS[cas.organisme.recoit]
            + (", à confirmer." if doute else "."),
            cas.organisme.lieu,
            point.point.vote.lieu if point.point.vote else None,
            hint=(
                "Écrivez à ce point « interesse: Prénom NOM, représentant » si le retrait a eu "
                "lieu"
                + (", et dites « {cle} » à l'organisme." if inconnu else ".")
                + (
                    " Un groupement de collectivités, un CCAS ou une caisse des écoles ne le "
                    "demande pas : écrivez alors sa « nature »."
                    if cas.incertain
                    else ""
                )
            ),
            point=n,
            severity=Severity.WARNING if doute else None,
            selon=[cas.regle],
            qui=qui,
            organisme=organisme,
            doit=pluriel(len(restes), "doit", "doivent"),
            cle=_A_DIRE[cas.regle.condition],
        )


def _may_vote(each: RepresentantAuPoint, point: FiguresPoint) -> bool:
    salle = point.presence.au_vote
    return is_among(each.membre, (*salle.presents, *(r.mandant for r in salle.representes)))
