"""The population of a commune and the number of its seats."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, shorten
from actgen.base.text.numbers import nombre
from actgen.base.text.typography import typeset
from actgen.council.facts.collectivite import COLLECTIVITE_INCOMPLETE, Population
from actgen.council.facts.personne import names_of
from actgen.council.facts.seance import NatureSeance, Seance, SensMouvement
from actgen.council.figures.population import (
    Doute,
    Enjeu,
    PopulationDuConseil,
    Vacances,
    doute_du_conseil,
    doute_du_jour,
    enjeux,
    population_du_conseil,
    population_insee,
    vacances,
)
from actgen.council.figures.presence import en_trop
from actgen.council.figures.seance import FiguresSeance
from actgen.law.citations import cgct
from actgen.law.natures import NatureElection
from actgen.law.regimes import (
    bareme,
    effectif_legal,
    effectif_repute_complet,
    effectif_suivant,
    hors_departement,
    seuil_population,
    shipped_regimes,
    vient_d_etre_renouvele,
)

# what the population decides: the side of a threshold, the number of seats

POPULATION_SEUIL = rule("POPULATION-SEUIL")
EFFECTIF_LEGAL = rule("EFFECTIF-LEGAL")
COLLECTIVITE_TERRITOIRE = rule("COLLECTIVITE-TERRITOIRE")


def check_territoire(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A territory that is no département: what this program says, counts and cites may not hold there."""
    ici = figures.seance.collectivite
    regle = hors_departement(ici.departement.code)
    if regle is not None:
        yield COLLECTIVITE_TERRITOIRE.tell(
            "{nom} ({code}) : {regle} (à confirmer).",
            ici.lieu,
            hint="actgen écrit le droit des communes des départements, en euros : relisez chaque visa, "
            "chaque délai et chaque montant avant de signer.",
            regle=typeset(regle.regle),
            nom=shorten(ici.departement.nom),
            code=ici.departement.code,
        )


def check_seuil(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A population that may be on the other side, when something of the session hangs on it.

    That of the renewal, for the convocation; that of the day, for the publication. One may stand for both.
    """
    seance, ici = figures.seance, figures.seance.collectivite
    en_jeu = tuple(enjeux(seance, figures.regime))
    conseil = population_du_conseil(ici, seance.date)
    par_doute: dict[tuple[Doute, int], list[Enjeu]] = {}
    populations = {id(each): each for each in (conseil.population, ici.population)}
    for enjeu in en_jeu:
        publication = enjeu is Enjeu.PUBLICATION
        trouve = doute_du_jour(seance) if publication else doute_du_conseil(seance)
        if trouve is not None:
            cle = trouve, id(ici.population if publication else conseil.population)
            par_doute.setdefault(cle, []).append(enjeu)
    for (trouve, laquelle), touches in par_doute.items():
        population = populations[laquelle]
        yield POPULATION_SEUIL.finding(
            _told(
                trouve,
                population,
                seance,
                enumeration(touches),
                "dépend" if len(touches) == 1 else "dépendent",
            ),
            (population.lieu if population else None) or ici.lieu,
            hint=_to_write(trouve, touches, figures, conseil),
            severity=Severity.INFO if trouve is Doute.LIVREE else None,
        )


def _told(trouve: Doute, population: Population | None, seance: Seance, en_jeu: str, depend: str) -> str:
    seuil = nombre(seuil_population(seance.date))
    if population is None:
        return phrase(
            "La population de la commune est inconnue : actgen la compte sous {seuil} habitants. En {depend} "
            "{en_jeu}.",
            seuil=seuil,
            en_jeu=en_jeu,
            depend=depend,
        )
    annee = f" ({population.annee})" if population.annee else ""
    habitants = compte(population.habitants, "habitant") + annee
    insee = population_insee(seance.collectivite)
    if trouve is Doute.CONTREDITE and insee is not None:
        return phrase(
            "Population de {habitants}, et l'Insee en compte {insee} : le seuil de {seuil} les sépare, à "
            "confirmer. En {depend} {en_jeu}.",
            habitants=habitants,
            insee=f"{nombre(insee.habitants)} ({insee.annee})",
            seuil=seuil,
            en_jeu=en_jeu,
            depend=depend,
        )
    if trouve is Doute.LIVREE:
        return phrase(
            "Population de {habitants} reprise des données livrées avec actgen, loin du seuil de {seuil}.",
            habitants=habitants,
            seuil=seuil,
        )
    origine = phrase(", donnée livrée avec actgen," if trouve is Doute.LIVREE_PROCHE else "")
    return phrase(
        "Population de {habitants}{origine} proche du seuil de {seuil}, à confirmer. En {depend} {en_jeu}.",
        habitants=habitants,
        origine=origine,
        seuil=seuil,
        en_jeu=en_jeu,
        depend=depend,
    )


def _to_write(
    trouve: Doute, touches: list[Enjeu], figures: FiguresSeance, conseil: PopulationDuConseil
) -> str:
    if trouve is Doute.CONTREDITE:
        return phrase(
            "Corrigez « population » ou « population_renouvellement », avec son année ; pour une commune "
            "nouvelle, écrivez « commune_nouvelle: oui »."
        )
    if trouve is Doute.LIVREE:
        return phrase("Écrivez la vôtre à la rubrique « population » si elle est autre.")
    remedes = []
    if touches != [Enjeu.PUBLICATION]:
        annee = f", en principe celle de {conseil.millesime}, avec cette année" if conseil.millesime else ""
        remedes.append(
            phrase(
                "Écrivez à la rubrique « population_renouvellement » celle qui était en vigueur au dernier "
                "renouvellement du conseil{annee}.",
                annee=annee,
            )
        )
    if Enjeu.PUBLICATION in touches:
        remedes.append(
            phrase(
                "Écrivez à la rubrique « population » celle en vigueur à la date de la séance, en principe "
                "celle de {millesime}, avec cette année.",
                millesime=shipped_regimes().doute_population.millesime(figures.seance.date),
            )
        )
    return " ".join(remedes)


def check_en_exercice(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A table whose every term begins after the session, or had ended: of nobody, no act says anything."""
    seance, membres = figures.seance, figures.seance.collectivite.membres
    if membres and not figures.en_exercice:
        yield COLLECTIVITE_INCOMPLETE.tell(
            "Aucun membre du tableau ({membres}) n'est en exercice le {jour}, jour de la séance.",
            membres[0].lieu,
            hint="Corrigez la date de la séance, ou les mandats (« depuis le », « jusqu'au ») à la rubrique "
            "« membres ».",
            severity=None if figures.constatee else Severity.WARNING,
            membres=compte(len(membres), "membre"),
            jour=date_chiffres(seance.date),
        )


def check_effectif(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Members in office against the seats of the law; fewer are vacancies, or a council deemed complete.

    The seats are those of the population at the last general renewal: by another, one line of the table more
    is no wonder. New communes, Paris, Lyon and Marseille have other rules.
    """
    seance, ici = figures.seance, figures.seance.collectivite
    conseil = population_du_conseil(ici, seance.date)
    population, sure = conseil.population, conseil.sure
    if not ici.est_commune or ici.commune_nouvelle or population is None:
        return
    legal = effectif_legal(population.habitants, seance.date, ici.code)
    membres = len(ici.en_exercice(seance.date))
    if legal is None or not membres or membres == legal:
        return
    regle = bareme(seance.date)
    yield EFFECTIF_LEGAL.tell(
        "Le conseil compte {membres} en exercice pour un effectif légal de {legal} ({habitants}){suite}",
        population.lieu or ici.lieu,
        hint="{remede}",
        severity=_severity(membres, legal, figures, sure) if membres > legal else Severity.INFO,
        selon=[regle] if regle else (),
        membres=compte(membres, "membre"),
        legal=legal,
        habitants=compte(population.habitants, "habitant")
        + (f" en {population.annee}" if population.annee else ""),
        suite=_suite(membres, legal, population, figures, sure),
        remede=_elections(perdus)
        if (perdus := vacances(ici, seance.date)) is not None and perdus.a_elire
        else _remedy(membres > legal, sure),
    )


def _severity(membres: int, legal: int, figures: FiguresSeance, sure: bool) -> Severity | None:
    """Of members too many: a population of another year explains the next line of the table, and no more."""
    if sure:
        return None
    return Severity.INFO if membres <= effectif_suivant(legal, figures.seance.date) else Severity.WARNING


def _suite(membres: int, legal: int, population: Population, figures: FiguresSeance, sure: bool) -> str:
    if membres > legal:
        doute = phrase(" C'est la population du dernier renouvellement qui compte : à confirmer.")
        return "." if sure else f".{doute}"
    vacants = phrase(", soit {vacants}", vacants=compte(legal - membres, "siège vacant", "sièges vacants"))
    complet = effectif_repute_complet(population.habitants, figures.seance.date)
    if complet is not None and membres >= complet:
        return vacants + phrase(
            ", à moins que le conseil, élu à {complet} ou plus, ne soit réputé complet ({article}).",
            complet=complet,
            article=cgct("L2121-2-1"),
        )
    return f"{vacants}."


def _remedy(trop: bool, sure: bool) -> str:
    if not sure:
        return phrase(
            "Écrivez « population_renouvellement », ou « commune_nouvelle: oui », au fichier de la "
            "collectivité."
        )
    if trop:
        return phrase("Vérifiez les membres, leurs dates de mandat et la population du renouvellement.")
    return phrase("Rien à faire si des sièges sont vacants ; sinon, un membre manque au tableau.")


def _elections(perdus: Vacances) -> str:
    """What a council that has lost too many members is to do, after what makes sure that it has."""
    part = "La moitié" if perdus.fin_de_mandat else "Le tiers"
    comment = (
        " (art. L. 258 du code électoral)"
        if perdus.petite
        else ", une fois les listes épuisées (art. L. 270 du code électoral)"
    )
    return phrase(
        "{part} des sièges est perdu : des élections sont à tenir dans les trois mois de la dernière "
        "vacance{comment}. Si ces sièges sont pourvus, des membres manquent au tableau.",
        part=part,
        comment=comment,
    )


# who elects the mayor and deputies: a council that is complete, or deemed so

ELECTION_INCOMPLETE = rule("ELECTION-INCOMPLETE")
_EXECUTIF = (NatureElection.MAIRE, NatureElection.ADJOINTS)


def check_election_par_un_conseil_incomplet(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A mayor or deputies elected with seats vacant, but for one deputy while a third isn't lost.

    Right after a general renewal the council elects them as it is (CE 19/01/1990, n° 108778).
    """
    seance = figures.seance
    elections = [
        point
        for point in figures.points
        if point.nature_election in _EXECUTIF and point.point.abandon is None
    ]
    perdus = vacances(seance.collectivite, seance.date) if elections else None
    if perdus is None or perdus.repute_complet or seance.nature is NatureSeance.INSTALLATION:
        return
    if vient_d_etre_renouvele(seance.date) or (perdus.fin_de_mandat and not perdus.tiers_perdu):
        return
    point, vote = elections[0], elections[0].point.vote
    seul = len(elections) == 1 and point.nature_election is NatureElection.ADJOINTS
    un_seul_adjoint = seul and vote is not None and max(vote.sieges or 0, len(vote.elus)) < 2
    admis = un_seul_adjoint and not perdus.tiers_perdu
    yield ELECTION_INCOMPLETE.tell(
        "Point {n} : un seul adjoint élu par un conseil incomplet, de {membres} pour {legal} sièges : le "
        "conseil l'a décidé, sur la proposition du maire."
        if admis
        else "Point {n} : élection {de_qui} par un conseil incomplet, de {membres} pour {legal} sièges.",
        point.point.lieu,
        seance.collectivite.lieu,
        hint="Faites-le décider avant l'élection, et dites-le au procès-verbal ; sinon, des élections "
        "complètent d'abord le conseil."
        if admis
        else "{completer} Si le conseil a été élu à ce nombre, ou si le tableau est incomplet, corrigez "
        "« population_renouvellement » ou les membres.",
        severity=Severity.INFO if admis else None,
        point=point.point.numero,
        de_qui="du maire" if point.nature_election is NatureElection.MAIRE else "des adjoints",
        membres=compte(perdus.membres, "membre"),
        legal=perdus.legal,
        completer=phrase(
            "Des élections complémentaires le complètent avant la convocation."
            if perdus.petite
            else "Le suivant de la liste est d'abord appelé ; s'il n'y en a plus, le conseil est renouvelé."
        ),
    )


# the count of the signed sheet against the list, and absences to qualify

EFFECTIF_COHERENCE = rule("EFFECTIF-COHERENCE")
ABSENCE_QUALIFIEE = rule("ABSENCE-QUALIFIEE")


def check_compte(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Members in office, present, represented and voting at the opening, as counted and as deduced.

    A difference that proxies without effect, or too many for their holder, account for is theirs to say. Who
    comes later signs the sheet too: what is counted on it may be the opening, or the whole session. The first
    is asked about: of a whole session, it would have as many absent members told present as came late.
    """
    if not figures.constatee:
        return
    ouverture, releve = figures.ouverture, figures.seance.compte
    presents, representes = len(ouverture.presents), len(ouverture.representes)
    permis = figures.regime.pouvoirs_par_membre
    surplus = sum(len(each.pouvoirs) - permis for each in en_trop(ouverture.representes, permis))
    arrives = {membre.siege for membre in figures.arrives}
    venus = sum(each.mandant.siege in arrives for each in ouverture.representes)
    jeu = range(-surplus, len(ouverture.sans_effet) + 1)
    comparaisons = (
        ("en_exercice", releve.en_exercice, len(figures.en_exercice), "membre", {0}),
        ("presents", releve.presents, presents, "présent", {0, len(arrives)}),
        ("representes", releve.representes, representes, "représenté", {*jeu, -venus}),
        ("votants", releve.votants, presents + representes, "votant", jeu),
    )
    faux = [
        (champ, compte(lu, mot), deduit)
        for champ, lu, deduit, mot, ecarts in comparaisons
        if lu is not None and lu - deduit not in ecarts
    ]
    if faux:
        ecarts_dits = enumeration(f"{lu} au lieu de {deduit}" for _, lu, deduit in faux)
        yield EFFECTIF_COHERENCE.tell(
            "Le compte relevé n'est pas celui que donne la liste : {ecarts_dits}.",
            *(releve.lieux.get(champ) for champ, _, _ in faux),
            hint="Relisez les noms sur la feuille signée : tous ceux qui ne sont pas dans « absents » "
            "sont comptés présents.",
            ecarts_dits=ecarts_dits,
        )
    elif arrives and releve.presents == presents:
        yield EFFECTIF_COHERENCE.tell(
            "Compte relevé : {presents}, autant qu'à l'ouverture, alors que {arrives}.",
            releve.lieux.get("presents"),
            hint="Recomptez toutes les signatures : il doit y en avoir {toutes}, écrivez-le ; s'il n'y en a "
            "que {n}, {absents} à la rubrique « absents ».",
            severity=Severity.WARNING,
            presents=compte(presents, "présent"),
            n=presents,
            toutes=presents + len(arrives),
            arrives=compte(len(arrives), "membre est arrivé ensuite", "membres sont arrivés ensuite"),
            absents=compte(len(arrives), "absent manque", "absents manquent"),
        )


def check_absences(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Absent the whole session, not represented, and neither excused nor not. Late arrivals were there."""
    if not figures.constatee or not figures.regime.alsace_moselle:
        return
    arrives = {
        mouvement.membre.nom_complet
        for mouvement in figures.seance.mouvements
        if mouvement.sens is SensMouvement.ARRIVEE
    }
    absents = {membre.nom_complet for membre in figures.ouverture.absents} - arrives
    a_dire = [
        absence
        for absence in figures.seance.absents or ()
        if absence.excuse is None
        and absence.membre.nom_complet in absents
        and not (absence.pouvoir and absence.pouvoir.sans_mandataire)
    ]
    if a_dire:
        debut = "Précisez si l'absence est excusée ou non : "
        yield ABSENCE_QUALIFIEE.tell(
            debut + "{noms}.",
            *(absence.lieu for absence in a_dire),
            hint="Ajoutez « excusé » ou « non excusé » après le nom.",
            noms=names_of(absence.membre for absence in a_dire),
        )
