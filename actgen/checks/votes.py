"""Votes: their counts against who may vote, the majority, the casting vote."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.council.facts.personne import names_of
from actgen.council.facts.vote import Scrutin, SensDuVote, Vote
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.votes import (
    Decompte,
    Resultat,
    VotePrealable,
    exces,
    retires_comptes_a_part,
    voix_du_president,
)
from actgen.law.citations import cgct, numero_imprime
from actgen.law.scrutins import adoption_des_comptes

# how messages tell the figures of a vote, and which votes are counted one by one

MODES = {
    Scrutin.MAIN_LEVEE: "à main levée",
    Scrutin.PUBLIC: "au scrutin public",
    Scrutin.SECRET: "au scrutin secret",
}


class VoteCompte(Struct, frozen=True):
    """A vote with its figures, rounds set aside. `a_part`: withdrawn members counted as taking no part.

    `total` is without them; `exces`: how many votes of members who must not vote it holds.
    """

    point: FiguresPoint
    vote: Vote
    chiffres: Decompte
    a_part: int

    @property
    def total(self) -> int:
        return self.chiffres.total - self.a_part

    @property
    def exces(self) -> int:
        return exces(self.total, self.point.votants)


def votes_comptes(figures: FiguresSeance) -> Iterator[VoteCompte]:
    """The votes of a session that are told by directions, not by rounds."""
    for point in figures.votes:
        vote, chiffres = point.point.vote, point.decompte
        if vote is not None and chiffres is not None and not vote.tours:
            yield VoteCompte(point, vote, chiffres, retires_comptes_a_part(vote, chiffres, point.votants))


def votants_possibles(point: FiguresPoint) -> str:
    """« 13 votants possibles (11 présents + 2 pouvoirs) »."""
    salle = point.presence.au_vote
    parts = [compte(len(salle.presents), "présent")]
    if salle.representes:
        parts.append(compte(len(salle.representes), "pouvoir"))
    somme = " + ".join(parts)
    if ecartes := len(salle.presents) + len(salle.representes) - point.votants.nombre:
        somme += f" − {compte(ecartes, 'voix écartée', 'voix écartées')}"
    autres = sorted(point.votants.defendables - {point.votants.nombre})
    nombres = enumeration([str(n) for n in (*autres, point.votants.nombre)], "ou")
    mot = "votant possible" if point.votants.nombre < 2 else "votants possibles"
    return f"{nombres}\u00a0{mot} ({somme})"


def pour_contre(chiffres: Decompte) -> str:
    """« 12 pour, 1 contre »."""
    return f"{chiffres.pour} pour, {chiffres.contre} contre"


# the arithmetic of a vote, its result, and the word « unanimité »

VOTE_TOTAL = rule("VOTE-TOTAL")
VOTE_MAJORITE = rule("VOTE-MAJORITE")
VOTE_PREPONDERANTE = rule("VOTE-PREPONDERANTE")
VOTE_UNANIMITE = rule("VOTE-UNANIMITE")


def check_total(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A total that no defensible count of voters gives.

    A total that only the vote of someone who must not vote explains is left to the rules of interests and
    of the accounts. The rounds of an election have their own rule.
    """
    for each in votes_comptes(figures):
        possibles, pour = each.point.votants, each.chiffres.pour
        if pour < 0:
            yield _total(each.point, each.vote, each.total - pour)
        elif each.total not in possibles.defendables | possibles.contestes | possibles.avec_retires:
            yield _total(each.point, each.vote, each.total)
        elif each.a_part:
            # the total is right, but a withdrawn member is told as refusing to take part, which is
            # otherwise
            yield VOTE_TOTAL.tell(
                "Point {n} : {refus} ; on y compte {retires}, dont le retrait n'est pas une abstention.",
                each.vote.lieu,
                hint="Ne comptez pas dans le vote qui s'en est retiré.",
                point=each.point.point.numero,
                severity=Severity.WARNING,
                refus=compte(each.chiffres.ne_prennent_pas_part, "refus de prendre part au vote", _REFUS),
                retires=names_of(each.point.votants.retires),
            )


def _total(point: FiguresPoint, vote: Vote, total: int) -> Diagnostic:
    return VOTE_TOTAL.tell(
        "Point {n} : {total} voix pour {votants_possibles}.",
        vote.lieu,
        hint="Recomptez les voix ; une arrivée, un départ ou un membre intéressé s'écrit dans « "
        "mouvements » ou « interesse ».",
        point=point.point.numero,
        total=total,
        votants_possibles=votants_possibles(point),
    )


_REFUS = "refus de prendre part au vote"


def check_prealables(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The total of the votes that come before: closed session, waiver of the secret, earlier minutes."""
    for debut, prealable, numero in _prealables(figures):
        if prealable.decompte.total in prealable.defendables and prealable.decompte.pour >= 0:
            continue
        nombres = enumeration([str(n) for n in sorted(prealable.defendables)], "ou")
        yield VOTE_TOTAL.tell(
            "{debut}{total} voix pour {nombres} votants.",
            prealable.vote.lieu,
            hint="Recomptez les voix : tous les membres présents ou représentés y prennent part.",
            point=numero,
            debut=debut,
            total=_total_ecrit(prealable),
            nombres=nombres,
        )


def _prealables(figures: FiguresSeance) -> Iterator[tuple[str, VotePrealable, int | None]]:
    """Each such vote, how its finding begins, and its item."""
    for precedent in figures.precedents:
        if precedent.vote is not None:
            jour = date_chiffres(precedent.proces_verbal.seance)
            yield phrase("Vote sur le procès-verbal du {jour} : ", jour=jour), precedent.vote, None
    for point in figures.points:
        for quoi, prealable in (
            ("le huis clos", point.huis_clos),
            ("la renonciation au scrutin secret", point.renonciation),
        ):
            if prealable is not None:
                n = point.point.numero
                yield phrase("Point {n}, vote sur {quoi} : ", n=n, quoi=quoi), prealable, n


def _total_ecrit(prealable: VotePrealable) -> int:
    """The votes as written: those « for » that are fewer than none are left out."""
    chiffres = prealable.decompte
    return chiffres.total - min(chiffres.pour, 0)


def check_majorite(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A stated result that the figures contradict; a tie is the matter of the next rule.

    That nothing for and nothing against adopts nothing is our deduction: a warning. It adopts accounts.
    """
    for each in votes_comptes(figures):
        calcule, annonce = each.point.resultat, each.vote.resultat
        if calcule is None or not annonce or annonce == calcule.value:
            continue
        if each.chiffres.partage and not each.point.sauf_majorite_contre:
            continue
        aucune = each.chiffres.exprimes == 0 and not each.point.sauf_majorite_contre
        yield VOTE_MAJORITE.tell(
            "Point {n} : « {annonce} », contraire au décompte ({decompte}), qui donne « {calcule} »"
            + (", à confirmer." if aucune else "."),
            each.vote.lieu,
            hint="Corrigez le résultat, ou les voix : les comptes sont adoptés sauf majorité des voix contre."
            if each.point.sauf_majorite_contre
            else "Corrigez le résultat, ou les voix. Les abstentions ne comptent pas.",
            point=each.point.point.numero,
            severity=Severity.WARNING if aucune else None,
            selon=[adoption_des_comptes(figures.seance.date)] if each.point.sauf_majorite_contre else (),
            article=_des_comptes(figures) if each.point.sauf_majorite_contre else None,
            annonce=annonce,
            decompte=pour_contre(each.chiffres),
            calcule=calcule.value,
        )


def _des_comptes(figures: FiguresSeance) -> str:
    """What adopts accounts: « art. L. 1612-12 CGCT », in an EPCI after the article that extends it there."""
    article = adoption_des_comptes(figures.seance.date).article
    if figures.seance.collectivite.est_commune:
        return cgct(article)
    return f"art.\u00a0{numero_imprime(article)} et {numero_imprime('L1612-20')} CGCT"


def check_preponderante(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A tie: the vote of the item's president settles it, and must be known.

    That a tie rejects when the president abstains, or in a secret ballot, no text says: a warning. Accounts
    need no casting vote, save in local law, which the check of the accounts tells.
    """
    for each in votes_comptes(figures):
        if not each.chiffres.partage or each.point.sauf_majorite_contre:
            continue
        voix, comptes = voix_du_president(each.vote, each.point.president), each.point.ordonnateur is not None
        if each.chiffres.scrutin is Scrutin.SECRET:
            if each.vote.resultat == Resultat.ADOPTE:
                yield _partage(
                    each,
                    "au scrutin secret, la voix du président ne l'emporte pas : la proposition est tenue "
                    "pour rejetée, à confirmer.",
                    "Corrigez le résultat, ou les voix.",
                    Severity.WARNING,
                )
        elif voix is None and not comptes:
            yield _partage(
                each,
                "le vote du président, qui l'emporte, n'est pas indiqué.",
                f"Écrivez-le à la fin du vote : « {_told_again(each.chiffres)}, voix du président pour » (ou "
                "« contre »). Cette voix ne s'ajoute pas.",
            )
        elif voix not in (None, SensDuVote.POUR, SensDuVote.CONTRE):
            yield _partage(
                each,
                "le président n'a pas départagé : la proposition est tenue pour rejetée, à confirmer.",
                "",
                Severity.WARNING,
            )
        elif voix and each.vote.resultat and each.point.resultat not in (None, each.vote.resultat):
            yield _partage(
                each,
                f"le président a voté {voix.value}, et le résultat annoncé est « {each.vote.resultat} ».",
                "Corrigez le résultat, ou la voix du président.",
            )


def _told_again(chiffres: Decompte) -> str:
    """« 6 pour, 6 contre, 1 abstention », as one writes a vote."""
    parts = [pour_contre(chiffres)]
    if chiffres.abstentions:
        parts.append(compte(chiffres.abstentions, "abstention"))
    if chiffres.ne_prennent_pas_part:
        parts.append(compte(chiffres.ne_prennent_pas_part, "ne prend pas part", "ne prennent pas part"))
    return ", ".join(parts)


def _partage(each: VoteCompte, fait: str, remede: str, severity: Severity | None = None) -> Diagnostic:
    return VOTE_PREPONDERANTE.tell(
        "Point {n} : partage égal des voix ({decompte}) ; {fait}",
        each.vote.lieu,
        hint=remede,
        point=each.point.point.numero,
        severity=severity,
        decompte=pour_contre(each.chiffres),
        fait=phrase(fait),
    )


def check_unanimite(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The word with a vote against, or with nobody for; with abstentions it needs its complement."""
    for each in votes_comptes(figures):
        point, vote, chiffres = each.point, each.vote, each.chiffres
        if not vote.unanimite or chiffres.pour < 0:
            continue
        n = point.point.numero
        if not chiffres.unanime:
            yield VOTE_UNANIMITE.tell(
                "Point {n} : « unanimité » avec {faits}.",
                vote.lieu,
                hint="Écrivez les voix : « {voix} », si c'est leur compte.",
                point=n,
                faits=pour_contre(chiffres),
                voix=_told_again(chiffres),
            )
        elif chiffres.abstentions:
            yield VOTE_UNANIMITE.tell(
                "Point {n} : {abstentions} ; l'unanimité est celle « des suffrages exprimés ».",
                vote.lieu,
                hint="Rien à corriger si les abstentions sont exactes : l'acte l'écrira ainsi.",
                point=n,
                severity=Severity.WARNING,
                abstentions=compte(chiffres.abstentions, "abstention"),
            )
