"""Proxies: written, dated, for whom and for how long; one a member, and never for the quorum."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.elision import elision
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration, enumeration_avec, etendue
from actgen.base.text.messages import phrase
from actgen.base.text.numbers import cardinal
from actgen.council.facts.personne import Membre, is_among, names_of
from actgen.council.facts.seance import Pouvoir, SensMouvement
from actgen.council.figures.presence import (
    autre_seance,
    en_trop,
    pouvoirs_ecrits,
    rang_de_seance,
    trop_de_seances,
)
from actgen.council.figures.seance import FiguresPoint, FiguresSeance, cgct_du_conseil
from actgen.law.scrutins import duree_des_pouvoirs

# proxies as they are written: between two members, dated, given by someone who is not there

POUV_MEMBRE = rule("POUV-MEMBRE")
POUV_AUTO = rule("POUV-AUTO")
POUV_MANDANT_PRESENT = rule("POUV-MANDANT-PRESENT")
POUV_ECRIT = rule("POUV-ECRIT")
POUV_DATE = rule("POUV-DATE")


def check_membres(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Giver and holder hold a seat that day; of a substitute who sits for a member, it is less sure."""
    sieges = _suppleants_qui_siegent(figures)
    for pouvoir in pouvoirs_ecrits(figures.seance):
        for membre in (pouvoir.mandant, pouvoir.mandataire):
            if is_among(membre, sieges):
                # from memory (art. L. 5211-6 CGCT): a warning, and the voice is counted
                yield POUV_MEMBRE.tell(
                    "Le pouvoir {mandant} à {mandataire} : {nom} siège à la place {titulaire} ; qu'un "
                    "suppléant puisse donner ou recevoir un pouvoir est à vérifier.",
                    pouvoir.lieu,
                    membre.lieu,
                    hint="Une réponse ministérielle (Assemblée nationale, question 49337) ne voit rien qui "
                    "l'interdise ; aucun texte ne le dit : à confirmer. Le vote est compté avec ce pouvoir.",
                    severity=Severity.WARNING,
                    mandant=elision("de", pouvoir.mandant.nom_complet),
                    mandataire=pouvoir.mandataire.nom_complet,
                    nom=membre.nom_complet,
                    titulaire=elision("de", membre.titulaire),
                )
            elif not is_among(membre, figures.en_exercice):
                yield POUV_MEMBRE.tell(
                    "Le pouvoir {mandant} à {mandataire} : {nom} n'était pas en exercice ce jour-là.",
                    pouvoir.lieu,
                    membre.lieu,
                    hint="Vérifiez les noms et les dates de mandat.",
                    mandant=elision("de", pouvoir.mandant.nom_complet),
                    mandataire=pouvoir.mandataire.nom_complet,
                    nom=membre.nom_complet,
                )


def _suppleants_qui_siegent(figures: FiguresSeance) -> list[Membre]:
    """Substitutes who took the seat of a member, from the opening or on arriving."""
    absences = (absence.suppleant for absence in figures.seance.absents or ())
    arrives = (m.membre for m in figures.seance.mouvements if m.membre.titulaire)
    return [membre for membre in (*absences, *arrives) if membre is not None]


def check_mandataires(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """All the proxies whose holder nobody tells, in one finding: who votes for their givers isn't known."""
    sans = [pouvoir for pouvoir in pouvoirs_ecrits(figures.seance) if pouvoir.sans_mandataire]
    if not sans:
        return
    mandants = enumeration_avec("de", (pouvoir.mandant.nom_complet for pouvoir in sans))
    yield POUV_ECRIT.tell(
        "Le pouvoir {mandants} ne nomme personne."
        if len(sans) == 1
        else "Les pouvoirs {mandants} ne nomment personne.",
        *(pouvoir.lieu for pouvoir in sans),
        hint="Lisez sur le pouvoir signé qui le reçoit, puis écrivez « pouvoir à Prénom NOM ». S'il ne "
        "nomme personne, cette voix ne peut pas être comptée : écrivez « excusé » ou « absent ».",
        severity=Severity.ERROR,
        mandants=mandants,
    )


def check_auto(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Giver and holder are two persons."""
    for pouvoir in pouvoirs_ecrits(figures.seance):
        if pouvoir.mandant.nom_complet == pouvoir.mandataire.nom_complet and not pouvoir.sans_mandataire:
            yield POUV_AUTO.tell(
                "Le pouvoir de {nom} désigne {nom} : nul ne se donne pouvoir à soi-même.",
                pouvoir.lieu,
                hint="Lisez sur le pouvoir signé le nom de celui qui le reçoit.",
                nom=pouvoir.mandant.nom_complet,
            )


def check_arrivees(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A proxy given on arriving."""
    for mouvement in figures.seance.mouvements:
        if mouvement.sens is SensMouvement.ARRIVEE and mouvement.pouvoir is not None:
            yield POUV_MANDANT_PRESENT.tell(
                "{mandant} arrive et donne pourtant pouvoir à {mandataire}.",
                mouvement.lieu,
                hint="Arrivé, il vote lui-même : ôtez « pouvoir à … » de la phrase. Parti, écrivez « part ».",
                mandant=mouvement.membre.nom_complet,
                mandataire=mouvement.pouvoir.mandataire.nom_complet,
            )


def check_dates(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """All the undated proxies in one finding: the law asks for a writing, a holder and a session."""
    pouvoirs = [pouvoir for pouvoir in pouvoirs_ecrits(figures.seance) if not pouvoir.sans_mandataire]
    sans_date = [pouvoir for pouvoir in pouvoirs if pouvoir.date is None]
    if sans_date:
        premier = sans_date[0].mandataire.nom_complet
        yield POUV_ECRIT.tell(
            "{sujet} : la loi ne l'exige pas.",
            *(pouvoir.lieu for pouvoir in sans_date),
            hint="Si le pouvoir signé porte une date, écrivez par exemple « pouvoir {a} du JJ/MM/AAAA ».",
            sujet=_subject(len(sans_date), len(pouvoirs)),
            a=elision("à", premier),
        )


def _subject(sans_date: int, tous: int) -> str:
    if tous == 1:
        return "Le pouvoir n’est pas daté"
    if sans_date == tous:
        return f"Les {cardinal(tous)} pouvoirs ne sont pas datés"
    if sans_date == 1:
        return f"Un des {cardinal(tous)} pouvoirs n’est pas daté"
    return f"{cardinal(sans_date).capitalize()} des {cardinal(tous)} pouvoirs ne sont pas datés"


def check_posterieurs(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A proxy dated after the session for which it was used."""
    jour = figures.seance.date
    for pouvoir in pouvoirs_ecrits(figures.seance):
        if pouvoir.date is not None and pouvoir.date > jour:
            yield POUV_DATE.tell(
                "Le pouvoir {mandant} est daté du {date}, après la séance du {jour}.",
                pouvoir.lieu,
                hint="Lisez la date sur le pouvoir signé.",
                mandant=elision("de", pouvoir.mandant.nom_complet),
                date=date_chiffres(pouvoir.date),
                jour=date_chiffres(jour),
            )


# for which sessions a proxy holds

POUV_SEANCE = rule("POUV-SEANCE")
POUV_TROIS_SEANCES = rule("POUV-TROIS-SEANCES")


def check_seances(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A proxy that names other sessions. At a second convocation, that is its rule's to say."""
    jour = figures.seance.date
    if figures.seance.convocation.seconde is not None:
        return
    for pouvoir in pouvoirs_ecrits(figures.seance):
        if autre_seance(pouvoir, jour):
            yield POUV_SEANCE.tell(
                "{mandant} désigne {seances}, pas celle du {jour}.",
                pouvoir.lieu,
                hint="Relisez sur le pouvoir signé les séances qu'il désigne ; s'il ne désigne pas "
                "celle-ci, son auteur est absent.",
                article=cgct_du_conseil(figures, "L2121-20"),
                mandant=_mandant(pouvoir),
                seances=_seances(pouvoir.seances),
                jour=jour,
            )


def check_duree(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The same proxy at a fourth consecutive session, without illness."""
    duree = duree_des_pouvoirs(figures.seance.date)
    for pouvoir in pouvoirs_ecrits(figures.seance):
        if not trop_de_seances(pouvoir, figures.seance.date):
            continue
        yield POUV_TROIS_SEANCES.tell(
            "{mandant} sert à une {rang}e séance de suite ; {limite} au plus, sauf maladie dûment constatée.",
            pouvoir.lieu,
            hint="Sans un nouveau pouvoir, son auteur est absent ; si sa maladie est dûment constatée, "
            "écrivez « maladie: oui ».",
            article=cgct_du_conseil(figures, "L2121-20"),
            selon=[duree],
            mandant=_mandant(pouvoir),
            rang=rang_de_seance(pouvoir, figures.seance.date),
            limite=duree.seances,
        )


def _mandant(pouvoir: Pouvoir) -> str:
    return phrase(
        "Le pouvoir {mandant} à {mandataire}",
        mandant=elision("de", pouvoir.mandant.nom_complet),
        mandataire=pouvoir.mandataire.nom_complet,
    )


def _seances(jours: tuple[date, ...]) -> str:
    mot = "la séance du" if len(jours) == 1 else "les séances des"
    return f"{mot} {enumeration(date_chiffres(jour) for jour in sorted(jours))}"


# proxies as they are used: one for each holder, who must be there

POUV_UNIQUE = rule("POUV-UNIQUE")
POUV_CHAINE = rule("POUV-CHAINE")


def check_unique(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A holder with more proxies than he may carry, at the opening or at an item that was voted."""
    permis = figures.regime.pouvoirs_par_membre
    trouves: dict[tuple[str, tuple[Pouvoir, ...]], tuple[Membre, list[FiguresPoint]]] = {
        (each.mandataire.nom_complet, each.pouvoirs): (each.mandataire, [])
        for each in en_trop(figures.ouverture.representes, permis)
    }
    for point in figures.votes:
        for detention in en_trop(point.presence.au_vote.representes, permis):
            cle = (detention.mandataire.nom_complet, detention.pouvoirs)
            trouves.setdefault(cle, (detention.mandataire, []))[1].append(point)
    for (_, pouvoirs), (mandataire, points) in trouves.items():
        for point_vise in figures.numbers_told(points):
            debut = phrase("Point {n} : ", n=point_vise) if point_vise is not None else ""
            droit = "un seul est permis" if permis == 1 else f"{cardinal(permis)} sont permis"
            yield POUV_UNIQUE.tell(
                "{debut}{nom} détient {combien} ({noms}) ; {droit}.",
                *(pouvoir.lieu for pouvoir in pouvoirs),
                hint="Si un pouvoir a été écarté en séance, retirez-le du fichier : son auteur est absent.",
                point=point_vise,
                article=figures.regime.quorum.texte if figures.regime.quorum.derogatoire else None,
                selon=[figures.regime.quorum],
                debut=debut,
                nom=mandataire.nom_complet,
                combien=compte(len(pouvoirs), "pouvoir"),
                noms=names_of(pouvoir.mandant for pouvoir in pouvoirs),
                droit=droit,
            )


def check_sans_effet(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A proxy whose holder isn't there: said in any case, an error where a stated figure needs it."""
    comptes = [point for point in figures.votes if _compte_au_vote(point)]
    a_l_ouverture = _inflated_count(figures)
    deja_dits: set[Pouvoir] = set()
    for point in comptes:
        pouvoirs = _real_ones(point.presence.au_vote.sans_effet)
        if pouvoirs:
            deja_dits.update(pouvoirs)
            yield _counted(pouvoirs, point, point.point.vote.lieu if point.point.vote else None)
    if a_l_ouverture is not None and (pouvoirs := _real_ones(figures.ouverture.sans_effet)):
        deja_dits.update(pouvoirs)
        yield _counted(pouvoirs, None, a_l_ouverture)
    for pouvoir, points in _sans_effet(figures).items():
        if pouvoir not in deja_dits:
            yield POUV_CHAINE.tell(
                "Le pouvoir {mandant} est sans effet "
                + ("{aux_points}" if points else "à l'ouverture")
                + " : {mandataire} n'y est pas.",
                pouvoir.lieu,
                hint="Vérifiez le nom du mandataire ; sinon, retirez le pouvoir. Tant qu'il ne peut pas "
                "servir, son auteur est compté parmi les absents."
                if (len(points) == len(figures.points) > 0)
                else "Vérifiez le nom du mandataire et les « mouvements » ; s'ils sont exacts, rien à "
                "corriger : son auteur est alors compté parmi les absents.",
                severity=Severity.WARNING,
                mandant=elision("de", pouvoir.mandant.nom_complet),
                aux_points=_at_items(points),
                mandataire=pouvoir.mandataire.nom_complet,
            )


def _compte_au_vote(point: FiguresPoint) -> bool:
    """Whether the total of the vote is reached only with proxies without effect."""
    return point.decompte is not None and point.decompte.total in point.votants.contestes


def _inflated_count(figures: FiguresSeance) -> Location | None:
    """The place of a count of the opening that holds proxies without effect."""
    ouverture, releve = figures.ouverture, figures.seance.compte
    gonfle = range(1, len(ouverture.sans_effet) + 1)
    representes = len(ouverture.representes)
    comparaisons = (
        ("representes", releve.representes, representes),
        ("votants", releve.votants, len(ouverture.presents) + representes),
    )
    for champ, lu, deduit in comparaisons:
        if lu is not None and lu - deduit in gonfle:
            return releve.lieux.get(champ)
    return None


def _real_ones(pouvoirs: tuple[Pouvoir, ...]) -> tuple[Pouvoir, ...]:
    """Without those that someone gave to himself, which have their own rule."""
    return tuple(p for p in pouvoirs if p.mandant.nom_complet != p.mandataire.nom_complet)


def _sans_effet(figures: FiguresSeance) -> dict[Pouvoir, list[int]]:
    """The proxies without effect, each with the items where it is so; none: at the opening only."""
    trouves: dict[Pouvoir, list[int]] = {p: [] for p in _real_ones(figures.ouverture.sans_effet)}
    for point in figures.points:
        for pouvoir in _real_ones(point.presence.au_vote.sans_effet):
            trouves.setdefault(pouvoir, []).append(point.point.numero)
    return trouves


def _counted(pouvoirs: tuple[Pouvoir, ...], point: FiguresPoint | None, lieu: Location | None) -> Diagnostic:
    ou = phrase("Point {n} : ", n=point.point.numero) if point is not None else phrase("À l'ouverture : ")
    mandataires = {p.mandataire.nom_complet: p.mandataire for p in pouvoirs}.values()
    la = "qui n’est pas là" if len(mandataires) == 1 else "qui ne sont pas là"
    return POUV_CHAINE.tell(
        "{ou}les chiffres écrits comptent {combien} sans effet, {mandants} à {mandataires}, {la}.",
        *(p.lieu for p in pouvoirs),
        lieu,
        hint="Un pouvoir que personne ne porte ne vote pas : recomptez sans lui.",
        point=point.point.numero if point is not None else None,
        ou=ou,
        combien=compte(len(pouvoirs), "pouvoir"),
        mandants=enumeration_avec("de", (p.mandant.nom_complet for p in pouvoirs)),
        mandataires=names_of(mandataires),
        la=la,
    )


def _at_items(points: list[int]) -> str:
    return f"au point {points[0]}" if len(points) == 1 else f"aux points {etendue(points)}"
