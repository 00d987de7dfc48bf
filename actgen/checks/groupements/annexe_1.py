"""Annexe 1: the parties, their dates in order, the day on which the list is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.keys import sans_accents
from actgen.base.text.messages import phrase, shorten
from actgen.base.text.patterns import pattern
from actgen.checks.groupements.coordonnateur import deux_signataires, noms, noms_dates, sans_doute
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.groupement import Coordonnateur, Groupement, MembreGroupement
from actgen.council.facts.parties import est_nomme
from actgen.council.figures.groupements import executoire, hors_annexe_1, listes, pas_executoires
from actgen.council.figures.reponses import dates_inversees, texte_du
from actgen.council.figures.suites import INVRAISEMBLABLE

# annexe 1, the list of the parties: each once, its dates in order, none left out by its own day

ANNEXE_1 = rule("ANNEXE-1")
_FAITS = {
    "deliberation_le": ("deliberation_du", "délibération"),
    "transmise_le": ("transmise_le", "transmission"),
    "recue_le": ("recue_le", "réception"),
    "publiee_le": ("publiee_le", "publication"),
    "notifiee_le": ("notifiee_le", "notification"),
    "signee_le": ("signee_le", "signature"),
}
_UN_AN = timedelta(days=366)
_SUITE = _UN_AN  # within which a vote is transmitted, published or notified
_SIX_MOIS = timedelta(days=184)


def check_doubles(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A party listed twice, by its code."""
    fois = Counter(membre.collectivite.code for membre in groupement.membres)
    doubles = [membre for membre in groupement.membres if fois[membre.collectivite.code] > 1]
    if doubles:
        yield ANNEXE_1.tell(
            "Annexe 1 : plusieurs lignes pour une même partie ({noms}).",
            *(membre.lieu for membre in doubles),
            hint="Gardez une seule ligne par membre.",
            noms=noms(doubles[:1]),
        )


def check_ordre(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Deliberated, then transmitted, received, published, signed: the first step that is out of order."""
    for membre in sans_doute(groupement):
        if faute := inversion(membre):
            yield faute


def inversion(membre: MembreGroupement) -> Diagnostic | None:
    """The first two dates of a member that are not in the order of its procedure."""
    inverses = dates_inversees(membre)
    if inverses is None:
        return None
    avant, apres = inverses
    return ANNEXE_1.tell(
        "{nom} : {apres} du {le}, avant la {avant} du {autre}.",
        _place(membre, apres),
        _place(membre, avant),
        hint="L'une des deux dates est fausse.",
        nom=membre.collectivite.nom,
        apres=_FAITS[apres][1],
        le=getattr(membre, apres),
        avant=_FAITS[avant][1],
        autre=getattr(membre, avant),
    )


def invraisemblable(groupement: Groupement, membre: MembreGroupement) -> Diagnostic | None:
    """A fact of a member years away from every day that the group's own file tells: its year is mistyped."""
    reperes = _landmarks(groupement, membre)
    reperes += _suivie(groupement, membre, reperes)
    for champ, (_, nom) in _FAITS.items():
        jour = getattr(membre, champ)
        if jour is None or not reperes or min(abs(jour - repere) for repere in reperes) <= INVRAISEMBLABLE:
            continue
        return ANNEXE_1.tell(
            "{nom} : {fait} du {le}, à plus de cinq ans de toutes les dates du dossier du groupement.",
            _place(membre, champ),
            hint="Vérifiez l'année. Si elle est juste, dites ce qui a suivi sa délibération "
            "(transmission, publication), ou la date demandée aux conseils : « a_deliberer_avant ».",
            nom=membre.collectivite.nom,
            fait=nom,
            le=jour,
        )
    return None


def avant_le_texte(groupement: Groupement, membre: MembreGroupement) -> Diagnostic | None:
    """A fact of a day on which no council knew the text: its year, or that of the text, is mistyped.

    The version tells the day of the text; where it tells none, six months before the coordinator decided.
    What the coordinator tells of its own decision apart from its line is no answer.
    """
    coordonnateur, debut = groupement.coordonnateur, texte_du(groupement)
    vote = coordonnateur.deliberation.date
    sien = membre.collectivite.code == coordonnateur.collectivite.code
    seuil = debut or (None if vote is None or sien else vote - _SIX_MOIS)
    dits = (champ for champ, (cle, _) in _FAITS.items() if not sien or membre.lieux.get(cle))
    faits = ((champ, getattr(membre, champ)) for champ in dits)
    tot = next(((c, le) for c, le in faits if le is not None and seuil is not None and le < seuil), None)
    if tot is None:
        return None
    champ, le = tot
    return ANNEXE_1.tell(
        "{nom} : {fait} du {le}, avant le texte que les conseils approuvent, du {debut}."
        if debut
        else "{nom} : {fait} du {le}, plus de six mois avant la délibération du coordonnateur, le {vote}.",
        _place(membre, champ),
        groupement.lieux.get("version") if debut else coordonnateur.deliberation.lieux.get("date"),
        hint="Vérifiez l'année, et la date du texte (« version ») ; un vote sur un texte antérieur est à "
        "refaire. D'ici là, ce membre reste en attente."
        if debut
        else "Vérifiez l'année. Si elle est juste, dites à « version » de quel jour est le texte (« texte du "
        "1er septembre 2024 ») ; d'ici là, ce membre reste en attente.",
        nom=membre.collectivite.nom,
        fait=_FAITS[champ][1],
        le=le,
        debut=debut,
        vote=vote,
    )


def a_venir(membre: MembreGroupement, aujourd_hui: date) -> Diagnostic | None:
    """A fact that is told before its day has come. The message is the same every day until then."""
    for champ, (_, nom) in _FAITS.items():
        jour = getattr(membre, champ)
        if jour is not None and jour > aujourd_hui:
            return ANNEXE_1.tell(
                "{nom} : {fait} du {le}, une date qui n'est pas encore venue.",
                _place(membre, champ),
                hint="Vérifiez l'année ; d'ici là, ce membre reste en attente.",
                nom=membre.collectivite.nom,
                fait=nom,
                le=jour,
            )
    return None


def _landmarks(groupement: Groupement, membre: MembreGroupement) -> tuple[date, ...]:
    coordonnateur = groupement.coordonnateur
    autre = membre.collectivite.code != coordonnateur.collectivite.code
    dits = (
        groupement.conseils.a_deliberer_avant,
        groupement.accord_cadre.lancement,
        groupement.approuvee_le,
        coordonnateur.deliberation.date if autre else None,
    )
    return tuple(jour for jour in dits if jour is not None)


def _suivie(groupement: Groupement, membre: MembreGroupement, reperes: tuple[date, ...]) -> tuple[date, ...]:
    """A vote years after those of a lasting group, whose year is also that of what followed it.

    One day alone may be mistyped. Nobody joins a group that is closed, or before its coordinator.
    """
    vote, coordonnateur = membre.deliberation_le, groupement.coordonnateur.collectivite.code
    if vote is None or not reperes or groupement.clauses.adhesion == "fermee":
        return ()
    if vote < min(reperes) and membre.collectivite.code != coordonnateur:
        return ()
    suites = (getattr(membre, champ) for champ in _FAITS if champ != "deliberation_le")
    suivie = any(jour is not None and timedelta(0) <= jour - vote <= _SUITE for jour in suites)
    return (vote,) if suivie else ()


def check_signatures(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Signed before its deliberation was executory, or while nothing tells that it is.

    Before the vote itself, the dates are out of order, which `check_ordre` tells.
    """
    for membre in listes(groupement):
        signee, depuis, vote = membre.signee_le, executoire(membre), membre.deliberation_le
        if signee is None or (depuis is not None and signee >= depuis) or (vote and signee < vote):
            continue
        suite = (
            phrase("sa délibération n'est exécutoire que le {depuis}", depuis=date_chiffres(depuis))
            if depuis is not None
            else phrase("rien ne dit que sa délibération est exécutoire")
        )
        yield ANNEXE_1.tell(
            "{nom} : convention signée le {signee}, alors que {suite}.",
            _place(membre, "signee_le"),
            hint="Complétez ou corrigez ses dates ; une signature prématurée est à refaire par prudence.",
            severity=Severity.WARNING,
            nom=membre.collectivite.nom,
            signee=signee,
            suite=suite,
        )


def check_annees(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A vote months away from what followed it, or from the day councils were asked for: a year mistyped."""
    for membre in listes(groupement):
        if doute := _suite_tardive(membre) or _vote_ancien(groupement, membre):
            yield doute


def _suite_tardive(membre: MembreGroupement) -> Diagnostic | None:
    vote = membre.deliberation_le
    for champ in ("transmise_le", "recue_le", "publiee_le"):
        le = getattr(membre, champ)
        if vote is not None and le is not None and le - vote > _SIX_MOIS:
            return ANNEXE_1.tell(
                "{nom} : {fait} du {le}, plus de six mois après la délibération du {vote}.",
                _place(membre, champ),
                _place(membre, "deliberation_le"),
                hint="Vérifiez l'année de ces deux dates.",
                severity=Severity.WARNING,
                nom=membre.collectivite.nom,
                fait=_FAITS[champ][1],
                le=le,
                vote=vote,
            )
    return None


def _vote_ancien(groupement: Groupement, membre: MembreGroupement) -> Diagnostic | None:
    vote, demande = membre.deliberation_le, groupement.conseils.a_deliberer_avant
    if vote is None or demande is None or demande - vote <= _UN_AN or _des_debuts(groupement, membre, vote):
        return None
    return ANNEXE_1.tell(
        "{nom} : délibération du {vote}, plus d'un an avant la date demandée aux conseils ({demande}).",
        _place(membre, "deliberation_le"),
        groupement.conseils.lieux.get("a_deliberer_avant"),
        hint="Vérifiez l'année de ces deux dates.",
        severity=Severity.WARNING,
        nom=membre.collectivite.nom,
        vote=vote,
        demande=demande,
    )


def _des_debuts(groupement: Groupement, membre: MembreGroupement, vote: date) -> bool:
    """Whether it voted once the group existed, when the day asked for may be that of members to come."""
    coordonnateur = groupement.coordonnateur
    autre = membre.collectivite.code != coordonnateur.collectivite.code
    nes = (groupement.approuvee_le, coordonnateur.deliberation.date if autre else None)
    return groupement.clauses.adhesion != "fermee" and any(ne is not None and ne <= vote for ne in nes)


def _place(membre: MembreGroupement, champ: str) -> Location | None:
    return membre.lieux.get(_FAITS[champ][0]) or membre.lieu


# whom annexe 1 leaves out on the day of its list, and what is not made to be signed because of it


def check_arretee(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Members that have decided to join after the day at which the list stands: they are left out of it.

    Where no other than the coordinator is left on it, or the coordinator itself is not, what is made of the
    list to be signed is not made, or is a PROJET: that is told here, with its reason.
    """
    plus_tard = [(m, m.deliberation_le) for m in hors_annexe_1(groupement) if m.deliberation_le is not None]
    arretee = groupement.annexe_1_arretee_au
    if not plus_tard or arretee is None:
        return
    yield ANNEXE_1.tell(
        "Annexe 1 arrêtée au {arretee} : des membres ont délibéré ensuite et n'y sont pas, {noms}.{suite}",
        groupement.lieux.get("arretee_au"),
        *(membre.lieu for membre, _ in plus_tard),
        hint="Arrêtez la liste à une date plus tardive pour les y mettre, ou corrigez celles de ces membres.",
        severity=Severity.WARNING,
        arretee=arretee,
        noms=noms_dates(plus_tard),
        suite=_suite_pour_la_signature(groupement),
    )


def trop_tot_pour_signer(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Members that the list to be signed leaves out: nothing says that they may sign on its day.

    It is told with what is made to be signed: a council that approves the text has nothing to do about it.
    """
    coordonnateur, arretee = groupement.coordonnateur.collectivite.code, groupement.annexe_1_arretee_au
    trop_tot = [m for m in pas_executoires(groupement) if m.collectivite.code != coordonnateur]
    if not trop_tot or arretee is None:
        return
    yield ANNEXE_1.tell(
        "Annexe 1 arrêtée au {arretee} : la convention à signer n'y nomme pas {noms}, dont rien ne dit que "
        "la délibération est exécutoire à cette date.{suite}"
        if groupement.avenant is None
        else "Annexe 1 arrêtée au {arretee} : l'avenant à signer n'attend pas la signature de {noms}, dont "
        "rien ne dit que la délibération est exécutoire à cette date.{suite}",
        groupement.lieux.get("arretee_au"),
        *(membre.lieu for membre in trop_tot),
        hint="Écrivez {leur} transmission et {leur} publication, ou arrêtez la liste à une date plus tardive "
        ": une signature donnée plus tôt serait à refaire.",
        severity=Severity.WARNING,
        arretee=arretee,
        noms=noms(trop_tot),
        leur="leur" if len(trop_tot) > 1 else "sa",
        suite="" if hors_annexe_1(groupement) else _suite_pour_la_signature(groupement),
    )


def _suite_pour_la_signature(groupement: Groupement) -> str:
    hors = {membre.collectivite.code for membre in hors_annexe_1(groupement)}
    trop_tot = {membre.collectivite.code for membre in pas_executoires(groupement)}
    dedans = {membre.collectivite.code for membre in listes(groupement)} - hors - trop_tot
    coordonnateur = groupement.coordonnateur.collectivite.code
    if not dedans - {coordonnateur}:
        return phrase(
            " Sans autre membre que le coordonnateur, la convention à signer et ses feuilles ne sont pas "
            "faites."
        )
    if coordonnateur in hors:
        return phrase(
            " Le coordonnateur n'y est pas : la convention à signer et ses feuilles restent des projets."
        )
    return ""


_SIGNE_EN_SON_NOM = pattern(r"\b(?:maires?|presidente?s?)\b")
_D_UN_MAIRE = pattern(
    r"\b(?:adjointe?|vice-?\s?presidente?|conseill\w+|secretaire|direct\w+|responsable|delegue\w*)\b"
)


def check_delegations(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Someone else than the head signs: the decision lets the head, who delegates by an order of theirs."""
    for collectivite, dit, lieu in _qui_signent(groupement):
        qualite = sans_accents(dit.partition(",")[2]).casefold()
        seul = _SIGNE_EN_SON_NOM.search(qualite) and not _D_UN_MAIRE.search(qualite)
        if not est_nomme(dit) or seul or not qualite:
            continue
        yield ANNEXE_1.tell(
            "{nom} : « {dit} » signerait la convention ; la délibération autorise d'ordinaire {chef}, à "
            "confirmer.",
            lieu,
            hint="Joignez la délégation de signature {du_chef} ; sans elle, faites signer {chef}.",
            severity=Severity.WARNING,
            nom=collectivite.nom,
            dit=shorten(dit),
            chef="le maire" if collectivite.est_commune else "le président",
            du_chef="du maire" if collectivite.est_commune else "du président",
        )


def _qui_signent(groupement: Groupement) -> Iterator[tuple[Collectivite, str, Location | None]]:
    """Who would sign for each party, and where that is told: the coordinator's is named among the parties.

    Its line may tell the same person in another office; another person is told apart.
    """
    coordonnateur = groupement.coordonnateur
    yield coordonnateur.collectivite, coordonnateur.represente_par, _lieu_du_representant(coordonnateur)
    for membre in listes(groupement):
        sien = membre.collectivite.code == coordonnateur.collectivite.code
        deja = membre.signataire == coordonnateur.represente_par or deux_signataires(groupement) is not None
        if not (sien and deja):
            yield membre.collectivite, membre.signataire, membre.lieux.get("signataire") or membre.lieu


def _lieu_du_representant(coordonnateur: Coordonnateur) -> Location | None:
    return coordonnateur.lieux.get("represente_par") or coordonnateur.lieu


# who signed for each party: annexe 1 names its representative, or prints a dash in a final text


def check_representants(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A member that has signed, and nothing tells by whom; one whose signatory has no name, or no office.

    The coordinator's is named among the parties.
    """
    coordonnateur = groupement.coordonnateur
    partie = coordonnateur.represente_par
    if partie and not est_nomme(partie):
        yield _sans_nom(coordonnateur.collectivite, partie, _lieu_du_representant(coordonnateur))
    for membre in listes(groupement):
        dit, sien = membre.signataire, membre.collectivite.code == coordonnateur.collectivite.code
        sans_objet = membre.signataire_nomme or (dit and sien and partie)
        if sans_objet or (not dit and (membre.signee_le is None or groupement.avenant)):
            continue
        lieu = membre.lieux.get("signataire") or membre.lieu
        yield (
            _sans_nom(membre.collectivite, dit, lieu)
            if dit
            else ANNEXE_1.tell(
                "{nom} : convention signée le {le}, sans dire par qui.",
                lieu,
                hint="Écrivez « signataire » : prénom, nom et qualité (maire, adjoint, président…). Sans "
                "lui, l'annexe 1 porte un tiret.",
                severity=Severity.WARNING,
                nom=membre.collectivite.nom,
                le=membre.signee_le,
            )
        )


def _sans_nom(collectivite: Collectivite, dit: str, lieu: Location | None) -> Diagnostic:
    return ANNEXE_1.tell(
        "{nom} : « {dit} » ne dit pas le prénom, le nom et la qualité de qui signe la convention.",
        lieu,
        hint="Écrivez prénom, nom et qualité (maire, adjoint, président…). L'annexe 1 porte ce qui y est "
        "écrit ; d'ici là, sa feuille de signature reste un projet.",
        severity=Severity.WARNING,
        nom=collectivite.nom,
        dit=shorten(dit),
    )
