"""The minutes and the private data that published copies hide."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from actgen.acts.tree.occultation import contains, too_short
from actgen.base.diagnostics import Diagnostic, Location, Scope, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.characters import plain
from actgen.base.text.dates import MOIS, date_chiffres, date_longue
from actgen.base.text.grammar import compte
from actgen.base.text.keys import cle, sans_accents
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, shorten
from actgen.base.text.patterns import pattern
from actgen.council.facts.annee import Arret, Soumis
from actgen.council.facts.personne import DonneePrivee
from actgen.council.facts.seance import Seance
from actgen.council.facts.suites import ProcesVerbalPrecedent
from actgen.council.facts.vote import Scrutin
from actgen.council.figures.actes import a_la_place_de, arrets, arrets_ecrits, numero, proches, soumissions
from actgen.council.figures.seance import FiguresSeance
from actgen.council.figures.suites import proces_verbaux_soumis
from actgen.law.suites import SuiteLegale, delai

# what became of the minutes: adopted at a later session, then published within a week

PV_ARRET = rule("PV-ARRET")
PV_PUBLICATION = rule("PV-PUBLICATION")

PV_PRECEDENT = rule("PV-PRECEDENT")
PV_SANS_DEBAT = rule("PV-SANS-DEBAT")


def check_arret(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Never before the session; since 01/07/2022 not the same day (only advice in Alsace-Moselle).

    Minutes adopted too early are illegal and may be told; a day before the session can only be a slip.
    """
    suivi, jour = figures.seance.proces_verbal, figures.seance.date
    arrete = suivi.arrete_le
    if arrete is None or arrete > jour or (arrete == jour and not figures.regime.regime_2022):
        return
    conseille = arrete == jour and figures.regime.alsace_moselle
    found = PV_ARRET.tell(
        "Procès-verbal arrêté le {arrete} : il ne peut l'être qu'après la séance du {jour}.",
        suivi.lieux.get("arrete_le", suivi.lieu),
        hint="Écrivez la date de la séance au début de laquelle il a été arrêté.",
        severity=Severity.WARNING if conseille else Severity.ERROR,
        arrete=arrete,
        jour=jour,
    )
    yield replace(found, scope=Scope.MINUTES) if arrete < jour else found


def check_publication(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Published before the session or before being adopted, when not said; or more than a week after."""
    suivi, jour = figures.seance.proces_verbal, figures.seance.date
    if suivi.publie_le is None:
        return
    arrete = suivi.arrete_le if figures.regime.regime_2022 else None
    limite = max(jour, arrete) if arrete is not None else jour
    if suivi.publie_le < limite:
        evenement = "son arrêt" if limite == arrete and arrete != jour else "la séance"
        yield _too_early(figures, suivi.publie_le, evenement, limite)
    elif arrete is not None and arrete > jour:
        yield from _too_late(figures, suivi.publie_le, arrete)
    elif arrete is None and figures.regime.regime_2022:
        yield _without_adoption(figures, suivi.publie_le)


def _too_early(figures: FiguresSeance, publie: date, evenement: str, limite: date) -> Diagnostic:
    suivi = figures.seance.proces_verbal
    conseille = figures.regime.alsace_moselle and publie >= figures.seance.date
    return PV_PUBLICATION.tell(
        "Procès-verbal publié le {publie}, avant {evenement} du {limite}.",
        suivi.lieux.get("publie_le", suivi.lieu),
        hint="Relevez les deux dates ; si elles sont justes, il est à publier à nouveau une fois arrêté.",
        severity=Severity.WARNING if conseille else Severity.ERROR,
        publie=publie,
        evenement=evenement,
        limite=limite,
    )


def _without_adoption(figures: FiguresSeance, publie: date) -> Diagnostic:
    suivi = figures.seance.proces_verbal
    return PV_PUBLICATION.tell(
        "Procès-verbal publié le {publie}, sans que le fichier dise quand il a été arrêté.",
        suivi.lieux.get("publie_le", suivi.lieu),
        hint="Écrivez « arrete_le », la date de la séance qui l'a arrêté : seul un procès-verbal arrêté "
        "se publie.",
        severity=Severity.INFO if figures.regime.alsace_moselle else None,
        publie=publie,
    )


def _too_late(figures: FiguresSeance, publie: date, arrete: date) -> Iterator[Diagnostic]:
    suivi, regle = figures.seance.proces_verbal, delai(SuiteLegale.PROCES_VERBAL, figures.seance.date)
    if regle is None or publie <= regle.fin(arrete):
        return
    local = figures.regime.alsace_moselle
    message = phrase(
        "Procès-verbal arrêté le {arrete}, publié le {publie} : c'était à faire au plus tard le {fin}.",
        arrete=date_chiffres(arrete),
        publie=date_chiffres(publie),
        fin=date_chiffres(regle.fin(arrete)),
    )
    yield PV_PUBLICATION.finding(
        message[:-1] + phrase(", délai seulement conseillé en Alsace-Moselle.") if local else message,
        suivi.lieux.get("publie_le", suivi.lieu),
        hint=phrase("Si la date est juste, gardez-la : le retard ne touche pas les délibérations."),
        severity=Severity.INFO if local else None,
    )


def check_sans_debat(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An item said not to have been discussed, which some voted against or abstained on."""
    for point in figures.votes:
        voix = point.decompte
        if not point.point.sans_debats or voix is None or not voix.contre + voix.abstentions:
            continue
        secret = point.point.vote is not None and point.point.vote.scrutin is Scrutin.SECRET
        parts = ((voix.contre, "voix contre", "voix contre"), (voix.abstentions, "abstention", "abstentions"))
        if not secret and point.election is None:
            yield PV_SANS_DEBAT.tell(
                "Point {n} : {voix}, et il est dit que personne n'en a discuté : à confirmer.",
                point.point.lieux.get("debats") or point.point.lieu,
                hint="Si quelqu'un a dit pourquoi, écrivez-le à « debats » ; sinon, gardez « aucun ».",
                point=point.point.numero,
                voix=enumeration(compte(combien, *mots) for combien, *mots in parts if combien),
            )


def check_precedents(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Minutes adopted before they could be written, or twice in one session."""
    jour, vus = figures.seance.date, dict[date, ProcesVerbalPrecedent]()
    for precedent in figures.seance.proces_verbaux_precedents:
        if precedent.seance >= jour:
            yield PV_PRECEDENT.tell(
                "Procès-verbal de la séance du {precedente} arrêté dès le {jour} : il n'était pas écrit.",
                precedent.lieux.get("seance", precedent.lieu),
                hint="Écrivez la date de la séance précédente, dont c'est le procès-verbal.",
                precedente=precedent.seance,
                jour=jour,
            )
        premier = vus.setdefault(precedent.seance, precedent)
        if premier is not precedent:
            yield PV_PRECEDENT.tell(
                "Le procès-verbal de la séance du {jour} est arrêté deux fois.",
                precedent.lieux.get("seance", precedent.lieu),
                premier.lieu,
                hint="Gardez l'un des deux, ou corrigez l'une des dates.",
                jour=precedent.seance,
            )


_D_UN_PROCES_VERBAL = pattern(r"\b(?:proces-verba(?:l|ux)|comptes?[ -]rendus?|pv)\b")
_SEANCE_DU = pattern(
    r"\b(\d{1,2})(?:er)?(?:[ /.-])(" + "|".join(map(sans_accents, MOIS)) + r"|\d{1,2})[ /.-](\d{4})\b"
)


def check_une_date(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An item that adopts the minutes of one session, by its object, and of another, by what it decides."""
    for point in figures.points:
        item, ligne = point.point, point.inscription.ligne if point.inscription else None
        champ = item.champs.get("seance_du")
        textes = (("objet", item.objet), ("decide", "\n".join(item.decisions)))
        dites = [(rubrique, _jour_dit(texte)) for rubrique, texte in textes]
        dites += [("seance_du", champ.valeur)] if champ and isinstance(champ.valeur, date) else []
        dites += [("ordre_du_jour", _jour_dit(ligne.objet))] if ligne else []
        lues = [(rubrique, jour) for rubrique, jour in dites if jour is not None]
        autre = next(((rubrique, jour) for rubrique, jour in lues[1:] if jour != lues[0][1]), None)
        if autre is not None:
            yield PV_PRECEDENT.tell(
                "Point {n} : le procès-verbal est celui de la séance du {un} à « {ici} », et du {deux} à "
                "« {la} ».",
                item.lieux.get(lues[0][0]) or item.lieu,
                item.lieux.get(autre[0]) or (ligne.lieu if ligne and autre[0] == "ordre_du_jour" else None),
                hint="Gardez la date de la séance dont c'est le procès-verbal.",
                point=item.numero,
                severity=Severity.WARNING if autre[0] == "ordre_du_jour" else None,
                un=date_chiffres(lues[0][1]),
                ici=lues[0][0],
                deux=date_chiffres(autre[1]),
                la=autre[0],
            )


def _jour_dit(texte: str) -> date | None:
    """The one day that a text on minutes names; None when it names none, or several."""
    plie = sans_accents(plain(texte)).casefold()
    if not _D_UN_PROCES_VERBAL.search(plie):
        return None
    jours = set()
    for jour, mois, annee in _SEANCE_DU.findall(plie):
        rang = int(mois) if mois.isdecimal() else [sans_accents(each) for each in MOIS].index(mois) + 1
        with suppress(ValueError):
            jours.add(date(int(annee), rang, int(jour)))
    return jours.pop() if len(jours) == 1 else None


def check_meme_arret(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What these minutes say of their adoption, against what the other sessions of the workspace tell."""
    seance, suivi = figures.seance, figures.seance.proces_verbal
    ecrit, ailleurs = suivi.arrete_le, arrets(seance)
    if ecrit is None or ecrit <= seance.date:
        return
    autres = [(voisine, soumis) for voisine, soumis in ailleurs if voisine.date != ecrit]
    if autres:
        yield PV_ARRET.tell(
            "Procès-verbal arrêté le {ecrit} ici, et le {ailleurs} d'après « {fichier} ».",
            suivi.lieux.get("arrete_le", suivi.lieu),
            *(soumis.lieu for _, soumis in autres),
            hint="Gardez la date de la séance qui l'a arrêté ; vide, « arrete_le » la prend d'elle.",
            ecrit=ecrit,
            ailleurs=autres[0][0].date,
            fichier=autres[0][0].fichier,
        )
    for voisine, soumis in soumissions(seance):
        if voisine.date == ecrit and not autres:
            arret = Arret(ecrit, suivi.remarques, suivi.lieux.get("arrete_le", suivi.lieu))
            yield from _face_a_face(soumis, arret, Severity.ERROR)


def check_soumis(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What this session made of earlier minutes, against what the files of their sessions say."""
    seance = figures.seance
    for soumis in proces_verbaux_soumis(figures):
        for jour, arret in arrets_ecrits(seance):
            if jour == soumis.seance:
                yield from _face_a_face(soumis, arret, Severity.WARNING)


def _face_a_face(soumis: Soumis, arret: Arret, gravite: Severity) -> Iterator[Diagnostic]:
    """One adoption told by two files; `gravite`: of minutes said adopted that were not."""
    if soumis.adopte is False:
        found = PV_ARRET.tell(
            "Le procès-verbal de la séance du {seance} est dit arrêté le {le}, mais la séance du {le} ne l'a "
            "pas arrêté.",
            arret.lieu,
            soumis.lieu,
            hint="Relisez ce vote ; s'il est juste, videz « arrete_le ».",
            severity=gravite,
            seance=soumis.seance,
            le=arret.le,
        )
        yield replace(found, scope=Scope.MINUTES)


def check_precedents_connus(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Minutes of a day without a session, in a workspace that already held sessions then."""
    seance = figures.seance
    for soumis in proces_verbaux_soumis(figures):
        jour = soumis.seance
        proche = a_la_place_de(seance, jour)
        if proche is None:
            continue
        yield PV_PRECEDENT.tell(
            "Procès-verbal de la séance du {jour} : le dossier des séances n'en a aucune ce jour-là, mais "
            "une le {proche}.",
            soumis.lieu,
            hint="Corrigez la date, ou ajoutez le fichier de cette séance.",
            severity=Severity.WARNING if proches(proche, jour) else Severity.INFO,
            jour=jour,
            proche=proche,
        )


# data declared private: whether they can be hidden, and whether what they hide is private at all

OCCULTATION_COURTE = rule("OCCULTATION-COURTE")
OCCULTATION_PUBLIQUE = rule("OCCULTATION-PUBLIQUE")
_CHIFFRES = 3  # digits: fewer would be found in figures of votes, dates and numbers


def check_longueur(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A single sign would hide half of an act, and none at all would hide nothing."""
    for donnee, point in _declarees(figures.seance):
        if too_short(donnee.texte):
            yield OCCULTATION_COURTE.tell(
                "Donnée à occulter trop courte : « {donnee} ».",
                donnee.lieu,
                hint="Écrivez au moins deux lettres ou chiffres, tels qu'ils sont dans l'acte.",
                point=point,
                donnee=shorten(donnee.texte),
            )


def check_portee(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What would disappear and has to be read: an elected member, the commune, the date, the figures."""
    publics = tuple(_publics(figures))
    for donnee, point in _declarees(figures.seance):
        if too_short(donnee.texte):
            continue
        touches = [(quoi, lieu) for quoi, texte, lieu in publics if contains(texte, donnee.texte)]
        if touches:
            quoi, lieu = touches[0]
            yield _finding(donnee, phrase("cacherait aussi {quoi}", quoi=quoi), point, lieu)
        elif cle(donnee.texte).isdigit() and len(cle(donnee.texte)) <= _CHIFFRES:
            yield _finding(donnee, phrase("cacherait aussi des chiffres de votes ou de dates"), point, None)


def _finding(donnee: DonneePrivee, effet: str, point: int | None, autre: Location | None) -> Diagnostic:
    return OCCULTATION_PUBLIQUE.tell(
        "Occulter « {donnee} » {effet}.",
        donnee.lieu,
        autre,
        hint="Écrivez-en davantage (le prénom avec le nom, l'adresse entière), ou retirez cette ligne si "
        "ce nom doit être publié.",
        point=point,
        donnee=shorten(donnee.texte),
        effet=effet,
    )


def _declarees(seance: Seance) -> Iterator[tuple[DonneePrivee, int | None]]:
    for donnee in seance.donnees_privees:
        yield donnee, None
    for point in seance.points:
        for donnee in point.donnees_privees:
            yield donnee, point.numero


def _publics(figures: FiguresSeance) -> Iterator[tuple[str, str, Location | None]]:
    """What it is, its words, its place: all that must be read in what is published."""
    seance = figures.seance
    for membre in seance.collectivite.membres:
        nom = membre.nom_complet
        yield phrase("le nom de {nom}, membre du conseil", nom=nom), nom, membre.lieu
        if membre.suppleant is not None:
            nom = membre.suppleant.nom_complet
            yield phrase("le nom de {nom}, membre suppléant du conseil", nom=nom), nom, membre.suppleant.lieu
    for secretaire in (*seance.secretaires, *seance.auxiliaires):
        yield "le nom du secrétaire de séance", secretaire.nom, secretaire.lieu
    yield "le nom de la collectivité", seance.collectivite.nom, None
    for jour in (date_longue(seance.date), date_chiffres(seance.date)):
        yield "la date de la séance", jour, None
    for point in seance.points:
        yield "le numéro d’une délibération", numero(seance, point), None
