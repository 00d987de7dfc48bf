"""The coordinator of a group: who it is, by what mandate, what it may sign; what rules on groups share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from actgen.base.diagnostics import Diagnostic, Location, Mender, Scope, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.keys import slug
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.checks.deliberations import DELEGATION_ETEINTE, pourquoi_eteinte
from actgen.checks.epci import EPCI_BUREAU
from actgen.council.facts.groupement import Groupement, MembreGroupement
from actgen.council.figures.groupements import est_rejetee, executoire_au, listes, pas_executoires
from actgen.council.figures.mandats import delegation_eteinte
from actgen.council.figures.reponses import Faute, fautes
from actgen.law.articles import Article, article
from actgen.law.reference import communes_de


def tant_que_projet(groupement: Groupement) -> Severity | None:
    """A warning while the text may still be completed; the code's own gravity once it is approved."""
    return Severity.WARNING if groupement.approuvee_le is None else None


def sans_doute(groupement: Groupement) -> tuple[MembreGroupement, ...]:
    """The members but those that stay pending until something is mended, which is told apart."""
    return tuple(membre for membre in groupement.membres if not membre.a_corriger)


def noms(membres: Iterable[MembreGroupement]) -> str:
    """« Daoulas, Hanvec et Irvillac »."""
    return enumeration(membre.collectivite.nom for membre in membres)


def noms_dates(membres: Iterable[tuple[MembreGroupement, date]]) -> str:
    """« Daoulas (05/06/2023) et Hanvec (06/06/2023) »."""
    return enumeration(f"{membre.collectivite.nom} ({date_chiffres(jour)})" for membre, jour in membres)


# the coordinator: a member, entrusted with the same thing everywhere, and allowed to act for the others

GC_COORDONNATEUR = rule("GC-COORDONNATEUR")
GC_EPCI = rule("GC-EPCI")
_DIT = {"membres": "à chaque membre", "coordonnateur": "au coordonnateur"}


def check_membre(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """The coordinator is one of the parties."""
    coordonnateur = groupement.coordonnateur
    codes = {membre.collectivite.code for membre in groupement.membres}
    if coordonnateur.collectivite.code not in codes:
        yield GC_COORDONNATEUR.tell(
            "{nom} coordonne le groupement sans en être membre.",
            coordonnateur.lieu,
            hint="Ajoutez le coordonnateur aux membres, ou nommez un membre.",
            nom=coordonnateur.collectivite.nom,
        )


def check_mandat(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """What deliberations entrust to the coordinator is what the convention gives it."""
    execution = groupement.clauses.execution
    autres = [each for each in groupement.membres if Faute.MANDAT in fautes(groupement, each)]
    if autres:
        yield GC_COORDONNATEUR.tell(
            "La convention confie l'exécution {a}, ce que ne dit pas la délibération de {noms}.",
            *(_lieu_du_mandat(membre, groupement) for membre in autres),
            groupement.clauses.lieux.get("execution"),
            hint="Alignez la convention, ou demandez une nouvelle délibération.",
            a=_DIT[execution],
            noms=noms(autres),
        )


def _lieu_du_mandat(membre: MembreGroupement, groupement: Groupement) -> Location | None:
    return membre.lieux.get("mandat") or groupement.coordonnateur.deliberation.lieux.get("mandat")


def check_deux_dates(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """The coordinator's own decision is told twice, with two dates."""
    propre = groupement.coordonnateur.deliberation
    for membre in groupement.membres:
        if Faute.DEUX_DATES not in fautes(groupement, membre):
            continue
        yield GC_COORDONNATEUR.tell(
            "La délibération du coordonnateur a deux dates : {une} et {autre}.",
            propre.lieux.get("date"),
            membre.lieux.get("deliberation_du"),
            hint="Gardez la vraie date.",
            une=propre.date,
            autre=membre.deliberation_le,
        )


def check_bureau(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A Bureau, or a president, decided: by a delegation of the council, which came before."""
    propre = groupement.coordonnateur.deliberation
    if propre.organe not in ("bureau", "président") or propre.date is None:
        return
    delegation = propre.delegation_du_conseil
    if delegation is None and propre.organe == "président":
        return  # told among the parties, of which it is one
    if delegation is None:
        yield EPCI_BUREAU.tell(
            "Le bureau du coordonnateur a délibéré ; la délégation de son conseil n'est pas datée.",
            propre.lieux.get("delegation_du_conseil"),
            propre.lieux.get("date"),
            hint="Écrivez sa date à « delegation_du_conseil ».",
            severity=Severity.WARNING,
            mender=Mender.COORDONNATEUR,
        )
    elif delegation > propre.date:
        yield EPCI_BUREAU.tell(
            "Le {qui} du coordonnateur a décidé le {le}, avant la délégation du {delegation}.",
            propre.lieux.get("delegation_du_conseil"),
            propre.lieux.get("date"),
            hint="Corrigez l'une des deux dates ; sinon, son conseil doit délibérer.",
            severity=Severity.WARNING,
            mender=Mender.COORDONNATEUR,
            qui=propre.organe,
            le=propre.date,
            delegation=delegation,
        )
    elif fin := delegation_eteinte(
        groupement.coordonnateur.collectivite, delegation, propre.date, au_chef=False
    ):
        yield DELEGATION_ETEINTE.finding(
            phrase(
                "Le {qui} du coordonnateur a décidé le {le}, sous une délégation du {delegation} : ",
                qui=propre.organe,
                le=date_chiffres(propre.date),
                delegation=date_chiffres(delegation),
            )
            + pourquoi_eteinte(fin),
            propre.lieux.get("delegation_du_conseil"),
            propre.lieux.get("date"),
            hint=phrase("Écrivez la date de la délégation donnée par le nouveau conseil."),
            severity=Severity.WARNING,
            mender=Mender.COORDONNATEUR,
        )


def check_epci(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """An EPCI that buys nothing for itself acts under its statutes, free of charge, for its communes."""
    coordonnateur = groupement.coordonnateur
    if coordonnateur.collectivite.est_commune or coordonnateur.a_besoin_propre:
        return
    if not isinstance(article("CGCT", "L5211-4-4", groupement.accord_cadre.lancement or jour), Article):
        return
    nom = coordonnateur.collectivite.nom
    lieux = coordonnateur.lieux
    if coordonnateur.a_besoin_propre is None:
        yield GC_EPCI.tell(
            "{nom} coordonne le groupement : dites s'il achète aussi pour lui-même.",
            lieux.get("a_besoin_propre"),
            coordonnateur.lieu,
            hint="Écrivez « a_besoin_propre: oui », ou « non » : ses statuts doivent alors le permettre.",
            severity=Severity.INFO,
            nom=nom,
        )
    elif not coordonnateur.statuts_l5211_4_4:
        muets = coordonnateur.statuts_l5211_4_4 is False
        yield GC_EPCI.tell(
            "{nom} n'achète rien pour lui-même : ses statuts {statuts}.",
            lieux.get("statuts_l5211_4_4" if muets else "a_besoin_propre"),
            hint="Vérifiez les statuts, puis écrivez « statuts_l5211_4_4: oui » ; sinon, un membre "
            "coordonne.",
            severity=None if muets else Severity.INFO,
            nom=nom,
            statuts="ne lui permettent pas de mener cette procédure"
            if muets
            else "doivent lui permettre de mener cette procédure",
        )
    else:
        yield from _hors_de_l_article(groupement)


def _hors_de_l_article(groupement: Groupement) -> Iterator[Diagnostic]:
    """The statutes allow it, but not for money, nor for those who are not its communes."""
    coordonnateur = groupement.coordonnateur
    nom, siren = coordonnateur.collectivite.nom, coordonnateur.collectivite.code
    if groupement.clauses.remuneration:
        yield GC_EPCI.tell(
            "{nom} agit pour les membres selon ses statuts : c'est à titre gratuit.",
            groupement.clauses.lieux.get("frais"),
            hint="Choisissez des frais « sans rémunération ».",
            nom=nom,
        )
    siennes = {commune.code for commune in communes_de(siren)}
    autres = [m for m in groupement.membres if m.collectivite.code not in {siren, *siennes}]
    if siennes and autres:
        yield GC_EPCI.tell(
            "{nom} n'agit ainsi que pour ses communes ; ce n'est pas le cas de {noms}.",
            *(membre.lieu for membre in autres),
            hint="Nommez pour coordonnateur un membre qui achète lui-même.",
            nom=nom,
            noms=noms(autres),
        )


# what keeps the convention from being signed: its coordinator has refused, is in doubt, or is two people

_CIVILITES = frozenset({"m", "mr", "monsieur", "mme", "madame"})


def reserves(groupement: Groupement) -> tuple[Diagnostic, ...]:
    """What the coordinator's own line shows against its file: an error holds papers, a warning marks them."""
    trouvees = (
        refus_du_coordonnateur(groupement),
        deux_signataires(groupement),
        coordonnateur_trop_tot(groupement),
    )
    return tuple(trouvee for trouvee in trouvees if trouvee is not None)


def refus_du_coordonnateur(groupement: Groupement) -> Diagnostic | None:
    """The coordinator has refused: nobody can join its group, and no paper may say that it has joined."""
    ligne = _row(groupement)
    if ligne is None or ligne.a_corriger or not est_rejetee(ligne):
        return None
    refus = GC_COORDONNATEUR.tell(
        "{nom} coordonne le groupement et a décidé de ne pas y adhérer{le} : il n'y a rien à envoyer aux "
        "communes ni à faire signer.",
        ligne.lieux.get("resultat") or ligne.lieu,
        groupement.coordonnateur.deliberation.lieux.get("date"),
        hint="Corrigez sa réponse si elle a adhéré ; sinon, nommez un autre membre coordonnateur.",
        nom=ligne.collectivite.nom,
        le=f" le {date_chiffres(ligne.deliberation_le)}" if ligne.deliberation_le else "",
    )
    return replace(refus, scope=Scope.ANSWERS)


def reponse_douteuse(groupement: Groupement) -> Diagnostic | None:
    """What the coordinator answered is to be verified, which is told apart: nothing is signed until then."""
    ligne = _row(groupement)
    if ligne is None or not ligne.a_corriger:
        return None
    return GC_COORDONNATEUR.tell(
        "{nom} coordonne le groupement, et sa réponse est à vérifier ({quoi}) : la convention à signer et "
        "ses feuilles restent des projets.",
        ligne.lieux.get("resultat") or ligne.lieu,
        hint="Corrigez la réponse du coordonnateur avant de faire signer.",
        severity=Severity.WARNING,
        nom=ligne.collectivite.nom,
        quoi=ligne.a_corriger,
    )


def coordonnateur_trop_tot(groupement: Groupement) -> Diagnostic | None:
    """Others may sign, and nothing tells that the coordinator's own decision is executory."""
    ligne, arretee = _row(groupement), groupement.annexe_1_arretee_au
    if ligne is None or ligne not in pas_executoires(groupement):
        return None
    if not any(executoire_au(autre, arretee) for autre in listes(groupement)):
        return None
    return GC_COORDONNATEUR.tell(
        "{nom} coordonne le groupement, et rien ne dit que sa délibération est exécutoire{au} : la "
        "convention à signer et ses feuilles restent des projets.",
        ligne.lieux.get("deliberation_du") or ligne.lieu,
        hint="Écrivez parmi les retours, à la ligne du coordonnateur, la transmission et la publication "
        "de sa délibération.",
        severity=Severity.WARNING,
        nom=ligne.collectivite.nom,
        au=f" au {date_chiffres(arretee)}" if arretee else "",
    )


def deux_signataires(groupement: Groupement) -> Diagnostic | None:
    """Parties and signature name one person for the coordinator, annexe 1 and its sheet another."""
    coordonnateur, ligne = groupement.coordonnateur, _row(groupement)
    if ligne is None or ligne.a_corriger or est_rejetee(ligne):
        return None
    partie = ", ".join(filter(None, (coordonnateur.representant, coordonnateur.qualite)))
    if not partie or not ligne.signataire or _une_personne(coordonnateur.representant, partie, ligne):
        return None
    return GC_COORDONNATEUR.tell(
        "{nom} coordonne le groupement, et deux personnes signeraient en son nom : « {partie} » selon les "
        "parties de la convention, « {autre} » selon l'annexe 1 et sa feuille. La convention à signer et "
        "ses feuilles restent des projets.",
        coordonnateur.lieux.get("represente_par") or coordonnateur.lieu,
        ligne.lieux.get("signataire") or ligne.lieu,
        hint="Écrivez la même personne aux deux endroits. Si le texte est déjà approuvé, gardez celle "
        "qu'il nomme : qui signe par délégation signe pour elle.",
        severity=Severity.WARNING,
        nom=ligne.collectivite.nom,
        partie=partie,
        autre=ligne.signataire,
    )


def _une_personne(representant: str, partie: str, ligne: MembreGroupement) -> bool:
    """Whether both may be one: each word of the shorter is in the longer, civility and order apart."""
    nom, entier, autre = _words(representant), _words(partie), _words(ligne.signataire)
    seul = _words(ligne.signataire.partition(",")[0])
    return _is_within(nom, autre) or _is_within(seul, entier) or _is_within(seul, nom)


def _is_within(mots: list[str], autres: list[str]) -> bool:
    """Each word is one of the others, or the initial of one, or has one for its initial."""
    return all(any(_same_word(mot, autre) for autre in autres) for mot in mots)


def _same_word(mot: str, autre: str) -> bool:
    court, long = sorted((mot, autre), key=len)
    return mot == autre or (len(court) == 1 and court.isalpha() and long.startswith(court))


def _words(nom: str) -> list[str]:
    tete, *suite = slug(nom, 200).split("-")
    return suite if tete in _CIVILITES and suite else [tete, *suite]


def _row(groupement: Groupement) -> MembreGroupement | None:
    """What is known of the coordinator as of any member."""
    code = groupement.coordonnateur.collectivite.code
    return next((membre for membre in groupement.membres if membre.collectivite.code == code), None)
