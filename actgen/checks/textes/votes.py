"""What sentences say was decided, against the vote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from actgen.acts.tree.nodes import Style
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.records import replace
from actgen.base.rules import Rule, rule
from actgen.base.text.dates import MOIS
from actgen.base.text.grammar import compte
from actgen.base.text.keys import cle
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, say
from actgen.base.text.patterns import pattern
from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.lectures import (
    ABSTENTION,
    CIVILITE,
    CONTRE,
    MOINS,
    POUR,
    Bornes,
    Noms,
    Passage,
    Sorte,
    VoixDites,
    cle_de,
    phrases,
    plie,
    voix,
)
from actgen.checks.votes import pour_contre
from actgen.council.facts.seance import Organe
from actgen.council.facts.texte import Prose
from actgen.council.figures.elections import Election
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.votes import Decompte, Resultat

# what the words of an act say of its items, sentence by sentence, to be held against what was counted

_DU_DISPOSITIF = (Style.FORMULA, Style.OPERATIVE, Style.VOTE)
_AILLEURS = (Style.VISA, Style.IDENTITY, Style.SUBTITLE, Style.FACT, Style.NOTE)
_DEVANT = 10  # letters that the act may put before a decision

_PARTICIPE = (
    r"(?:adopt|approuv|vot|donn|décid|arrêt|valid|accept|refus|rejet|accord|désign|autoris|exprim|constat)ée?s?"
    r"|(?:émis|pris|rendu|élu|retenu|consenti|choisi)e?s?"
)
_RAPPELE = pattern(
    rf"(?i)\b(?:avait|avaient|a|ont|fut|furent) (?:\w+ )?(?:{_PARTICIPE}) $"
    rf"|(?<!\best )(?<!\bsont )(?<!pas )(?<!\bainsi )\b(?:{_PARTICIPE}),? $"
)
_RAPPELE_DE_LOIN = pattern(
    rf"(?i)\b(?:avait|avaient|a|ont|fut|furent) (?:\w+ )?(?:{_PARTICIPE})\b"
    rf"|(?<!\best )(?<!\bsont )\b(?:{_PARTICIPE})\b[^.;:,]{{0,45}}$"
)
"""Of a vote that is recalled: accents tell « adopté » from « adopte ». From afar: with a day that is past."""
_PARTICIPE = plie(_PARTICIPE)
_SEULE = pattern(
    rf"^\W*(?:(?:vote|decision|deliberation|proposition|motion)\b\W*)?(?:(?:{_PARTICIPE})\b)?\W*$"
)
_PROCLAME = pattern(r"\b(?:proclame|declare|designe|nomme)")
_ASSEMBLEES = r"commission|jury|assemblee generale|conseil (?:d'administration|d'ecole|de surveillance)"
_D_UNE_COMMUNE = r"comite|conseil (?:communautaire|syndical|metropolitain)"
_HORS_DU_DISPOSITIF = r"precedente?|derniere seance|association|parents"
_VOTER = r"(?:statue|se prononce|delibere|decide|vote|adopte)(?:nt)?"
_AUTRE_VOTE = pattern(
    r"\brappelle(?:nt)? que\b"
    r"|\brenonc|\bne pas (?:proceder|recourir|voter)|\bhuis clos\b|\bprend acte (?:du vote|des? l?'?avis)\b"
    r"|\b(?:proceder|voter|vote|scrutin)\b.{0,30}\bmain levee"
    rf"|\b(?:syndicat|communaute|departement|region|association)\b[^.;:,]{{0,30}},? a (?:{_PARTICIPE})\b"
)
_MODAL = (
    r"(?:doi(?:t|vent)|devra|devront|sera|seront|serait|seraient|soit|soient|peu(?:t|vent)|pourra|pourront)\b"
)
_REGLE = pattern(
    r"\b(?:si (?:l[ea]|l'|un|ce)|s'ils?\b)|\bcas ou\b|\ba condition\b"
    r"|\b(?:decisions|deliberations|resolutions|avis|toute?|chaque)\b(?! suivant)[^.;:]{0,60}"
    r"\b(?:sont|est)\b[^.;:,]{0,20}$"
    rf"|\b{_MODAL}[^;:]{{0,50}}\b(?:{_PARTICIPE}|elire|\w+er)\W*$"
)
"""Of votes to come, or of how votes are held."""
_AUTREMENT = pattern(
    rf"\b{_MODAL}|\b(?:lorsque|quand|des que|des lors|une fois|avant que|apres que)\b|\bprise?s\b"
    rf"|\b(?:comite|conseil)\b[^.;:]{{0,40}}\b(?:statue|se prononce)(?:nt)?\W*$"
    r"|\b(?:statuts|reglement|charte|pacte|convention|loi|article)\b.{0,200}"
    r"\b(?:qui|dont|que|selon|(?:prevo|stipul|dispos|fix|precis|impos|exig)\w+)\b"
)
_SUJET = pattern(
    r"\b(?:le conseil|l'assemblee|le comite|le bureau|les membres|apres en avoir delibere|est|sont)\b"
)
_DATE = pattern(
    rf"\b(?P<jour>\d{{1,2}})(?:er)? (?P<mois>{'|'.join(map(plie, MOIS))})\b(?: (?P<an>\d{{4}}))?"
    r"|\b(?P<j>\d{2})/(?P<m>\d{2})/(?P<a>\d{4})\b|\ben (?P<annee>(?:19|20)\d{2})\b"
)
_PASSEE = pattern(r"\bdeliberation n[°o] ?\d|\bl'an(?:nee)? (?:dern|pass|preced)")
_MOIS = {plie(mois): n for n, mois in enumerate(MOIS, start=1)}
REJET = pattern(r"\brejet|\brefus|\bdefavorable|\bn'(?:approuve|adopte|accepte|emet)|\bs'oppose")


class Dit(Struct, frozen=True):
    """A sentence that speaks of an item. `operatif`: of its operative part; `debats`: of its discussion.

    `texte` is without accents or capitals.
    """

    passage: Passage
    debut: int
    texte: str
    point: FiguresPoint
    operatif: bool
    debats: bool

    def ecrit(self, start: int, end: int) -> str:
        """The words themselves, accents and capitals kept."""
        return self.passage.plain[self.debut + start : self.debut + end]

    def certain(self, at: int, figures: FiguresSeance, fin: int = 0) -> bool | None:
        """Whether what it says there, up to `fin`, is of the item's own vote; None: it is of another vote."""
        avant, ecrit = self.texte[:at], self.ecrit(0, max(at, fin))
        rappele = _RAPPELE.search(self.ecrit(0, at)) is not None and _PROCLAME.search(avant) is None
        loin = rappele or _RAPPELE_DE_LOIN.search(ecrit) or "avait" in self.texte
        if _AUTRE_VOTE.search(self.texte) or _REGLE.search(avant) or (loin and self._is_earlier(figures)):
            return None
        autres = self._autres_assemblees(figures)
        rapporte = (
            rf"\b(?:{autres})\b[^.;:]{{0,60}}\b{_VOTER}\W*$|\bprend acte que (?:l[ea] |l')?(?:{autres})\b"
        )
        if (
            _cites(avant)
            or re.search(rapporte, avant)
            or re.match(
                rf"[^.;:,]{{0,20}}\b(?:par|de) (?:l[ea]s? |l')?(?:{autres})\b", self.texte[max(at, fin) :]
            )
        ):
            return None
        if re.search(rf"\b(?:{autres})\b", avant if self.operatif else plie(self.passage.plain)):
            return False if self.operatif and not rappele else None
        if self.debats or _AUTREMENT.search(avant):
            return False
        if self.passage.style is Style.VOTE or _SEULE.match(avant):
            return True
        return not rappele and (self.operatif or _SUJET.search(avant) is not None)

    def _is_earlier(self, figures: FiguresSeance) -> bool:
        """Whether it names a day before that of the session, or the number of a deliberation."""
        seance = figures.seance.date
        for lu in _DATE.finditer(self.texte):
            annee = int(lu["an"] or lu["a"] or lu["annee"] or seance.year)
            mois = _MOIS.get(lu["mois"] or "", int(lu["m"] or 0)) or (seance.month if lu["annee"] else 0)
            if (annee, mois, int(lu["jour"] or lu["j"] or 0)) < (seance.year, seance.month, seance.day):
                return True
        return _PASSEE.search(self.texte) is not None

    def _autres_assemblees(self, figures: FiguresSeance) -> str:
        """Those whose votes are not this one, as a pattern."""
        autres = [_ASSEMBLEES]
        if figures.seance.collectivite.est_commune:
            autres.append(_D_UNE_COMMUNE)
        if figures.seance.organe is not Organe.BUREAU:
            autres.append("bureau")
        if not self.operatif:
            autres.append(_HORS_DU_DISPOSITIF)
        return "|".join(autres)

    def constat(
        self, acte: ActeCompose, code: Rule, span: tuple[int, int], fait: str, aide: str, *, sur: bool
    ) -> Diagnostic:
        """A contradiction: an error when it is `sur`."""
        start, end = (self.debut + place for place in span)
        return acte.tell(
            code,
            "Point {n} : le texte dit « {mots} », {fait}.",
            *acte.lieux(self.passage, start, end, self.point.point.numero),
            hint="{aide}",
            severity=Severity.ERROR if sur else Severity.WARNING,
            n=self.point.point.numero,
            mots=self.ecrit(*span).strip(),
            fait=fait,
            aide=aide,
        )


def _cites(avant: str) -> bool:
    """Whether a quotation was opened before, elsewhere than at the head of what a rejected act quotes."""
    return avant.count("«") > avant.count("»") and not avant.lstrip().startswith("«")


def dits(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Dit]:
    """Every sentence that the act says of an item that was voted or decided, in reading order."""
    if acte.famille.traits.est_votee and acte.point is not None:
        point = figures.point(acte.point)
        for passage in acte.passages:
            if passage.style not in _AILLEURS and passage.sorte in (Sorte.PARAGRAPHE, Sorte.CELLULE):
                yield from _sentences(passage, point, operatif=_is_operative(passage, point))
    elif acte.famille.traits.raconte:
        told = _told_by_item(figures)
        for passage in acte.passages:
            for rank in sorted({rank for sign in _signs(passage) for rank in told.get(sign, ())}):
                yield from _in_minutes(passage, figures.points[rank])


def _told_by_item(figures: FiguresSeance) -> dict[str, list[int]]:
    """By what their words are known, the ranks of items: each passage of long minutes is held against few."""
    told: dict[str, list[int]] = {}
    for rank, figure in enumerate(figures.points):
        item = figure.point
        files = (prose.fichier for prose in (item.texte, item.debats, item.dispositif) if prose is not None)
        for sign in (*files, *_decisions(figure)):
            told.setdefault(sign, []).append(rank)
    return told


def _signs(passage: Passage) -> Iterator[str]:
    """The files that it comes from, and its words, with or without what the act puts before a decision."""
    yield from passage.proses
    ecrit = _written(passage)
    yield from (ecrit[before:] for before in range(min(_DEVANT, len(ecrit))))


def _in_minutes(passage: Passage, point: FiguresPoint) -> Iterator[Dit]:
    """The same sentence may stand in the texts of several items: each is held against its own vote."""
    item = point.point
    for prose in (item.texte, item.debats, item.dispositif):
        if prose is not None and prose.fichier in passage.proses:
            own = replace(passage, proses=(prose.fichier,))
            yield from _sentences(own, point, operatif=prose is item.dispositif, debats=prose is item.debats)
    if _de_ses_decisions(passage, point):
        yield from _sentences(passage, point, operatif=True)


def _is_operative(passage: Passage, point: FiguresPoint) -> bool:
    return (
        passage.style in _DU_DISPOSITIF
        or _comes_from(passage, point.point.dispositif)
        or _de_ses_decisions(passage, point)
    )


def _comes_from(passage: Passage, prose: Prose | None) -> bool:
    return prose is not None and prose.fichier in passage.proses


def _de_ses_decisions(passage: Passage, point: FiguresPoint) -> bool:
    """Whether the passage is one of the item's decisions, after « DÉCIDE » or between quotation marks."""
    ecrit = _written(passage)
    return any(
        ecrit.endswith(decision) and len(ecrit) - len(decision) < _DEVANT for decision in _decisions(point)
    )


def _written(passage: Passage) -> str:
    return cle_de(passage.text).rstrip(".; ")


def _decisions(point: FiguresPoint) -> list[str]:
    """The keys of an item's decisions."""
    return [key for each in point.point.decisions if (key := cle_de(each.strip(" .;,")))]


def _sentences(
    passage: Passage, point: FiguresPoint, *, operatif: bool, debats: bool = False
) -> Iterator[Dit]:
    for debut, texte in phrases(passage.plain):
        yield Dit(passage, debut, texte, point, operatif, debats)


# what the words of an act say of its vote, against the figures of that vote

VOTE_TEXTE = rule("VOTE-TEXTE")
_UNANIMITE = pattern(
    r"\b(?:a l' ?unanimite|unanimement)\b(?P<exprimes> des suffrages exprimes)?(?P<moins> moins\b)?"
)
_MAJORITE = pattern(
    r"\ba la majorite\b(?! (?:qualifiee|renforcee|legale|de (?!ses|\d)|d'|des (?:enfants|habitants|usagers)))"
    r"(?: (?P<sorte>absolue|relative)"
    r"| des (?P<n>deux|trois|quatre|[234])[ /-](?P<d>tiers|quarts|cinquiemes|[345]))?"
)
_RESULTAT = pattern(
    r"\b(?:proposition|deliberation|motion|vœu|voeu) (?P<verbe>est|n'est pas) "
    r"(?P<mot>adopt|approuv|rejet)ee?\b(?! (?:par|le|en|lors)\b)"
)
_FRACTION = {"deux": 2, "trois": 3, "quatre": 4, "tiers": 3, "quarts": 4, "cinquiemes": 5}
_A_VOTE = pattern(
    r",? (?:(?P<dit>annoncent?|declarent?|disent|dit|indiquent?) qu'(?:il|elle)s? )?"
    r"(?:votant|votent?|votera|voteront|ayant vote|a vote|ont vote) (?P<sens>pour|contre)\b"
)
_ABSTENU = pattern(r",? (?:s'abstenant|s'abstien(?:nen)?t|s'(?:est|etant)|se sont)(?: abstenue?s?)?\b")
_PAR_TITRE = pattern(
    rf"\b(?:(?P<sens>pour|contre|abstention)s?(?: \(\d+\))? ?(?:: ?|\()|abstentions? de ){CIVILITE}$"
)


class _Ecart(Struct, frozen=True):
    """Words that the count belies. `sur`: both aren't true; `net`: told only if they are of this vote."""

    span: Bornes
    fait: str
    sur: bool = True
    net: bool = False
    at: int | None = None


def check_vote(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """« à l'unanimité », « à la majorité », a result or voices that the vote of the item belies."""
    membres = Noms({m.nom_complet: cle(m.nom_complet) for m in figures.seance.collectivite.membres})
    tous = tuple(dits(acte, figures))
    for dit in tous:
        chiffres = dit.point.decompte
        for ecart in () if chiffres is None else _gaps(dit, chiffres, membres):
            certain = dit.certain(ecart.span[0] if ecart.at is None else ecart.at, figures, ecart.span[1])
            if certain or (certain is False and not ecart.net):
                aide = say("Retirez ces mots : actgen écrit lui-même le vote et son résultat.")
                sur = ecart.sur and certain and not _several_votes(dit, tous)
                yield dit.constat(acte, VOTE_TEXTE, ecart.span, ecart.fait, aide, sur=sur)


def _several_votes(dit: Dit, tous: tuple[Dit, ...]) -> bool:
    """Whether the sentence, or the operative part, tells two votes: by chapters, of which one was counted."""
    autres = [autre for autre in tous if autre.operatif and autre.passage.style is not Style.VOTE]
    textes = [dit.texte, *(autre.texte for autre in autres if dit.operatif and autre.point is dit.point)]
    pour, contre = (
        {each.nombre for texte in textes for each in voix(texte) if each.sens == sens}
        for sens in (POUR, CONTRE)
    )
    unanime = any(not match["moins"] for texte in textes for match in _UNANIMITE.finditer(texte))
    return (
        len(pour) > 1 or len(contre) > 1 or (unanime and (any(contre) or any(map(_MAJORITE.search, textes))))
    )


def _gaps(dit: Dit, chiffres: Decompte, membres: Noms) -> Iterator[_Ecart]:
    if (election := dit.point.election) is not None:
        for match in _UNANIMITE.finditer(dit.texte):
            yield from _unanimite_de_l_election(match, election)
        for match in _MAJORITE.finditer(dit.texte):
            yield from _majorite_de_l_election(match, election)
        return
    rejette, lues = REJET.search(dit.texte) is not None, voix(dit.texte)
    for match in _UNANIMITE.finditer(dit.texte):
        if not (rejette and chiffres.pour == 0):
            dites = {each.sens for each in lues} | ({ABSTENTION} if "absten" in dit.texte else set())
            yield from _unanimite(match, chiffres, dites)
    for match in _MAJORITE.finditer(dit.texte):
        if not (chiffres.unanime and chiffres.abstentions and "absten" in dit.texte):
            yield from _majorite(match, dit.point, chiffres, rejette=rejette)
    for match in _RESULTAT.finditer(dit.texte):
        yield from _resultat(match, dit.point)
    if dit.passage.style is not Style.VOTE:
        yield from _voix(lues, chiffres, rejette=rejette)
        yield from _people_named(dit, chiffres, membres)


def _unanimite(match: re.Match[str], chiffres: Decompte, comptees: set[str]) -> Iterator[_Ecart]:
    """What the sentence counts itself is left to its figures: « à l'unanimité moins une voix »."""
    contre = 0 if match["moins"] and comptees & {MOINS, CONTRE} else chiffres.contre
    abstentions = 0 if match["exprimes"] or comptees & {MOINS, ABSTENTION} else chiffres.abstentions
    told = [f"{contre}\u00a0contre"] if contre else []
    told += [compte(abstentions, "abstention")] if abstentions else []
    if told:
        yield _Ecart(match.span(), phrase("le vote compte {told}", told=enumeration(told)), contre > 0)


def _unanimite_de_l_election(match: re.Match[str], election: Election) -> Iterator[_Ecart]:
    for tour in election.tours:
        recues = dict(tour.tour.voix)
        divises = [nom for nom in tour.elus if recues[nom] < tour.exprimes]
        if divises:
            fait = phrase(
                "{nom} a {voix} voix sur {n}", nom=divises[0], voix=recues[divises[0]], n=tour.exprimes
            )
            yield _Ecart(match.span(), fait, len(divises) == len(tour.elus))
            return


def _majorite(
    match: re.Match[str], point: FiguresPoint, chiffres: Decompte, *, rejette: bool
) -> Iterator[_Ecart]:
    comptees = pour_contre(chiffres)
    if match["d"]:
        n, sur = (_FRACTION.get(mot) or int(mot) for mot in (match["n"], match["d"]))
        if chiffres.pour * sur < chiffres.exprimes * n and not rejette:
            yield _Ecart(match.span(), phrase("le vote compte {voix}", voix=comptees))
    elif chiffres.unanime:
        fait = phrase("le vote est unanime ({voix})", voix=comptees)
        yield _Ecart(match.span(), fait, chiffres.abstentions == 0)
    elif chiffres.partage:
        fait = phrase("les voix sont également partagées ({voix})", voix=comptees)
        yield _Ecart(match.span(), fait, sur=False)
    elif point.resultat is Resultat.REJETE and not rejette:
        yield _Ecart(match.span(), phrase("la proposition est rejetée ({voix})", voix=comptees))


def _majorite_de_l_election(match: re.Match[str], election: Election) -> Iterator[_Ecart]:
    """Which majority elected, when all were elected by the same."""
    relatives = {tour.majorite is None for tour in election.tours if tour.elus}
    sorte = match["sorte"]
    if sorte and len(relatives) == 1 and relatives != {sorte == "relative"}:
        vraie = "relative" if True in relatives else "absolue"
        yield _Ecart(match.span(), phrase("l'élection est acquise à la majorité {vraie}", vraie=vraie))


def _resultat(match: re.Match[str], point: FiguresPoint) -> Iterator[_Ecart]:
    adopte = (match["verbe"] == "est") is (match["mot"] != "rejet")
    if point.resultat is not None and adopte is not point.adopte and point.decompte is not None:
        fait = phrase(
            "le vote donne « {sort} » ({voix})", sort=point.resultat.value, voix=pour_contre(point.decompte)
        )
        yield _Ecart(match.span(), fait, net=True, at=match.end("verbe"))


def _voix(lues: list[VoixDites], chiffres: Decompte, *, rejette: bool) -> Iterator[_Ecart]:
    """Against the figures; of a rejection, « par 8 voix contre 5 » tells those against first."""
    pour, contre, abstentions = chiffres.pour, chiffres.contre, chiffres.abstentions
    comptes = {
        POUR: {pour, contre} if rejette else {pour},
        CONTRE: {pour, contre} if rejette else {contre},
        ABSTENTION: {abstentions},
        MOINS: {contre, abstentions, contre + abstentions, chiffres.total - pour} - {0},
    }
    if faux := [lue for lue in lues if lue.nombre not in comptes[lue.sens]]:
        vrais = dict.fromkeys(_comptees(chiffres, lue.sens) for lue in faux)
        fait = phrase("le vote compte {voix}", voix=enumeration(vrais))
        yield _Ecart((faux[0].span[0], faux[-1].span[1]), fait)


def _number(chiffres: Decompte, sens: str) -> int:
    return {POUR: chiffres.pour, CONTRE: chiffres.contre, ABSTENTION: chiffres.abstentions}[sens]


def _comptees(chiffres: Decompte, sens: str) -> str:
    if sens == MOINS:
        return f"{pour_contre(chiffres)}, {compte(chiffres.abstentions, 'abstention')}"
    nombre = _number(chiffres, sens)
    return compte(nombre, sens) if sens == ABSTENTION else f"{nombre}\u00a0{sens}"


def _people_named(dit: Dit, chiffres: Decompte, membres: Noms) -> Iterator[_Ecart]:
    """« Membre 5 votant contre », « abstention : Membre 6 », whom the vote counts or names otherwise."""
    vote = dit.point.point.vote
    noms = vote.noms if vote is not None else ()
    for suite in membres.ensemble(dit.texte):
        debut, fin = suite[0][1][0], suite[-1][1][1]
        avant = _PAR_TITRE.search(dit.texte, 0, debut)
        apres = _A_VOTE.match(dit.texte, fin) or _ABSTENU.match(dit.texte, fin)
        if (trouve := avant or apres) is None:
            continue
        sens = trouve.groupdict().get("sens") or ABSTENTION
        nommes, nombre = {nom for nom, _ in suite}, _number(chiffres, sens)
        ainsi = {cle(v.membre.nom_complet): v.membre.nom_complet for v in noms if v.sens.value == sens}
        autrement = {cle(v.membre.nom_complet) for v in noms if v.sens.value != sens}
        absents = nommes - ainsi.keys() if len(ainsi) == nombre else nommes & autrement
        if absents or len(nommes) > nombre:
            qui = f" ({enumeration(ainsi.values())})" if ainsi else ""
            fait = phrase("le vote compte {voix}", voix=_comptees(chiffres, sens) + qui)
            sur = not trouve.groupdict().get("dit")  # who announces a vote may cast another
            yield _Ecart((min(debut, trouve.start()), max(fin, trouve.end())), fait, sur)
