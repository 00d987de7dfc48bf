"""Whom an act proclaims elected or designated, against whom the rounds elect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from actgen.acts.tree.nodes import Style
from actgen.base.diagnostics import Diagnostic
from actgen.base.rules import rule
from actgen.base.text.keys import cle
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, say, shorten
from actgen.base.text.numbers import nombre_final
from actgen.base.text.patterns import pattern
from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.lectures import Bornes, Noms, plie
from actgen.checks.textes.votes import Dit, dits
from actgen.council.figures.elections import Election, est_une_liste, proclames
from actgen.council.figures.seance import FiguresPoint, FiguresSeance

ELU_TEXTE = rule("ELU-TEXTE")
_VERBE = pattern(
    r"\b(?P<verbe>proclame|elit|designe|nomme|installe|declare(?=.{0,200}\belue?s?\b))(?:nt)?\b"
    r"|\b(?:est|sont|a ete|ont ete) (?:ainsi |donc )?"
    r"(?P<passe>proclame|declare|elu|designe|nomme|installe)e?s?\b"
    r"|^\W*(?P<titre>elue?s?)(?= ?:)"
    r"|\b(?:prend acte|constate|approuve|confirme|valide) (?:de )?"
    r"(?P<nom>l'election|la designation|la nomination) de\b"
)
_FIN = pattern(
    r"\b(?:en remplacement|a la place|au lieu|succed\w+|demissionnaires?|sortante?s?|face a|contre|qui|"
    r"dont|supple\w+|ayant|etant|occupee?|au poste de|avec|par (?=\d|le |la |l')|candidate?s?|proposition|"
    r"et (?:charge|autorise|dit|donne|prend|designe|nomme)|pour (?:signer|representer|presider|executer))\b"
)
_AUTRE_CHARGE = pattern(
    r"\b(?:secretaire|scrutat|assesse|rapporteu|doyen|referent|regisseu|correspondant|"
    r"president\w* de (?:la )?seance)"
)
_DEVANT = pattern(r"\b(?:que|felicite|remercie|propose)\b")
_PAS_LUI = pattern(
    r",? (?:n'|ne |(?:absente?|excusee?|empechee?|etant|(?:ayant|a) (?:obtenu|recueilli|reuni))\b)"
)
_CAPITALE = r"[A-ZÀ-ÖØ-Þ]"
_ETRANGER = pattern(
    rf"(?P<nom>(?:M\.|Mme|Monsieur|Madame)(?: (?:d[eu] |d'|la )*{_CAPITALE}[\w'-]+)+"
    rf"|(?:{_CAPITALE}[a-zà-öø-ÿ'-]+ )+{_CAPITALE}[A-ZÀ-ÖØ-Þ'-]+)"
)
_LIEN = pattern(r"(?: elue?s?)? ?:? ")
_ET = pattern(r"(?: et|,(?: et)?(?= (?:m\.|mme|monsieur|madame) )) ")
_CHARGE = pattern(
    r"\b(?:maire|adjointe?|president\w*|delegue\w*|conseil\w*|membres?|liste|titulaire|suppleante?|candidat\w*|"
    r"commission|elue?s?|vice)\b"
)
_AU_TOUR = pattern(
    r"\belue?s? (?:[a-z']+ ){0,5}au (?:(?P<un>premier|1er)|(?P<deux>second|deuxieme|2e)|troisieme|3e) tour\b"
)
_TETE = pattern(r"\W*(?:le (?:conseil|comite|bureau)(?: [a-z' ]{1,25})? )?")
_NIE = pattern(r"\b(?:n'|ne |aucun|pas )")
_OBTENU = pattern(
    r"(?:,? (?:qui )?(?:ayant|a|avait) (?:obtenu|recueilli|reuni) |,? ?(?:\(|: ?| )"
    r"|,? (?:est|a ete) (?:proclamee? )?elue?(?: [a-z' ]{1,40})?,? (?:par|avec) )"
    r"(?:la majorite(?: (?P<sorte>absolue|relative))?|(?P<voix>[\w -]{1,40}?) (?:voix|suffrages))\b"
)


class _Nom(Struct, frozen=True):
    """A person named among those who are proclaimed: the words, from the verb to the name."""

    cle: str
    span: Bornes
    proclame: bool


def check_elus(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Someone proclaimed whom the vote doesn't elect; someone elected whom nothing proclaims."""
    nommes: dict[int, list[tuple[Dit, _Nom]]] = {}
    connus: dict[int, Noms] = {}
    annonces = set[int]()
    for dit in dits(acte, figures):
        election, numero = dit.point.election, dit.point.point.numero
        if not _of_text(dit) or (election is None and not dit.point.nomme):
            continue
        noms = connus[numero] = connus.get(numero) or _known_names(dit.point, figures)
        if election is not None and not election.listes:
            yield from _scores(acte, dit, election, noms, figures)
        verbes = [
            match
            for match in _VERBE.finditer(dit.texte)
            if not _takes_part(dit, match) and dit.certain(match.start(), figures) is True
        ]
        trouves = [nom for match in verbes for nom in _people_named(dit, match, noms)]
        if not trouves:
            yield from _of_nobody(acte, dit, verbes)
        if numero in annonces and not verbes:
            trouves = [_Nom(nom, span, True) for nom, span in noms.en_tete(dit.texte)]
        if verbes and dit.texte.rstrip().endswith(":"):  # « sont élus : », then a list
            annonces.add(numero)
        elif not trouves or verbes:
            annonces.discard(numero)
        nommes.setdefault(numero, []).extend((dit, nom) for nom in trouves)
    for each in nommes.values():
        yield from _gaps(acte, each)


def _of_nobody(acte: ActeCompose, dit: Dit, verbes: list[re.Match[str]]) -> Iterator[Diagnostic]:
    """« Élit un représentant », at the head of a decision, where no round elects anybody."""
    if not dit.point.sans_elu:
        return
    for match in verbes:
        tete = match["verbe"] and _TETE.fullmatch(dit.texte, 0, match.start())
        if tete and not _AUTRE_CHARGE.search(dit.texte):
            span = match.start(), len(dit.texte.rstrip(" ."))
            yield dit.constat(acte, ELU_TEXTE, span, _PERSONNE, _AIDE_PERSONNE, sur=True)


def _of_text(dit: Dit) -> bool:
    """Whether somebody wrote it: what the act prints of the vote itself comes from the rounds."""
    return dit.operatif and dit.passage.style is not Style.VOTE


def _takes_part(dit: Dit, match: re.Match[str]) -> bool:
    """« désigné », which only its accent tells from « désigne »."""
    return match["verbe"] is not None and dit.ecrit(match.end() - 1, match.end()) in "éÉ"


def _known_names(point: FiguresPoint, figures: FiguresSeance) -> Noms:
    """Every name that may be proclaimed, as a text writes it, by its key: members and candidates."""
    membres = figures.seance.collectivite.membres
    connus = {membre.nom_complet: cle(membre.nom_complet) for membre in membres}
    seuls = [membre.nom for membre in membres]
    connus |= {
        membre.nom: cle(membre.nom_complet)
        for membre in membres
        if membre.nom[:1].isalpha() and len(membre.nom) > 2 and seuls.count(membre.nom) == 1
    }
    tours = point.election.tours if point.election is not None else ()
    for nom in {nom: None for tour in tours for nom, _ in tour.tour.voix}:
        connus[nom] = cle(nom)
        if est_une_liste(nom) and (tete := re.sub(r"^liste (?:de |d'|conduite par )?", "", plie(nom))):
            connus |= {f"liste {mots} {tete}": cle(nom) for mots in ("de", "conduite par", "menée par")}
    return Noms(connus)


def _scores(
    acte: ActeCompose, dit: Dit, election: Election, noms: Noms, figures: FiguresSeance
) -> Iterator[Diagnostic]:
    """« Membre 5 a obtenu 8 voix », or the majority, or is elected at a round, which no round gives."""
    rangs = {tour.rang for tour in election.tours if tour.elus}
    dite = _AU_TOUR.search(dit.texte) if rangs and not _NIE.search(dit.texte) else None
    dit_rang = (1 if dite["un"] else 2 if dite["deux"] else 3) if dite else None
    if dite and dit_rang not in rangs and dit.certain(dite.start(), figures) is True:
        fait = f"le scrutin élit au tour {enumeration(map(str, sorted(rangs)))}"
        yield dit.constat(acte, ELU_TEXTE, dite.span(), fait, _AIDE, sur=True)
    for nom, (debut, fin) in noms.un_a_un(dit.texte):
        obtenu = _OBTENU.match(dit.texte, fin)
        if obtenu is None or dit.certain(debut, figures) is not True:
            continue
        recues = [(tour, n) for tour in election.tours for autre, n in tour.tour.voix if cle(autre) == nom]
        if obtenu["voix"]:
            lu = nombre_final(obtenu["voix"])
            vrai = lu is None or lu[1] in {n for _, n in recues}
        else:
            vrai = any(2 * n > tour.exprimes for tour, n in recues) or (
                obtenu["sorte"] != "absolue"
                and any(nom in map(cle, (*tour.elus, *tour.ex_aequo)) for tour in election.tours)
            )
        if not vrai:
            donne = enumeration([f"{n}\u00a0voix" for _, n in recues], "puis")
            fait = f"le scrutin lui donne {donne}" if donne else "le scrutin ne lui donne aucune voix"
            yield dit.constat(acte, ELU_TEXTE, (debut, obtenu.end()), fait, _AIDE, sur=True)


def _people_named(dit: Dit, match: re.Match[str], noms: Noms) -> Iterator[_Nom]:
    """The names after « proclame », or before « est élu », up to what speaks of someone else."""
    verbe = match["verbe"] or match["passe"] or match["nom"] or match["titre"]
    if _AUTRE_CHARGE.search(dit.texte, 0 if match["passe"] else match.end()) and verbe.startswith(
        ("design", "nomm", "la ")
    ):
        return
    if verbe.startswith(("proclam", "el", "declar")) and not _AUTRE_CHARGE.search(dit.texte):
        for nom, (debut, fin) in _foreign(dit, match, noms):
            yield _Nom(nom, (min(match.start(), debut), max(match.end(), fin)), True)
    sens = (True,) if match["passe"] is None else (False, True)
    for apres in sens:
        trouves = list(_on_that_side(dit, match, noms, apres=apres))
        for nom, (debut, fin) in trouves:
            span = (match.start(), fin) if apres else (debut, match.end())
            yield _Nom(nom, span, verbe.startswith(("proclam", "el", "declar", "l'")))
        if trouves:
            return


def _foreign(dit: Dit, match: re.Match[str], noms: Noms) -> Iterator[tuple[str, Bornes]]:
    """Before or after the verb, a name that nobody of the council or the rounds bears."""
    lien = _LIEN.match(dit.texte, match.end())
    for at, arret in ((0, match.start()), (lien.end() if lien else len(dit.texte), None)):
        if connus := noms.en_tete(dit.texte[at:]):
            et = _ET.match(dit.texte, at + connus[-1][1][1])
            at = et.end() if et else len(dit.texte)
        nom = _ETRANGER.match(dit.ecrit(0, len(dit.texte)), at)
        if nom is None or arret not in (None, nom.end() + 1):
            continue
        if not _CHARGE.search(plie(nom[0])) and not noms.porte(re.findall(r"\w+", plie(nom[0]))[-1]):
            yield cle(nom[0]), nom.span()


def _on_that_side(dit: Dit, match: re.Match[str], noms: Noms, *, apres: bool) -> Iterator[tuple[str, Bornes]]:
    debut, fin = (match.end(), len(dit.texte)) if apres else (0, match.start())
    if autre := _VERBE.search(dit.texte, debut, fin):
        debut, fin = (debut, autre.start()) if apres else (autre.end(), fin)
    if not apres:
        debut = max((devant.end() for devant in _DEVANT.finditer(dit.texte, debut, fin)), default=debut)
    if arret := _FIN.search(dit.texte, debut, fin):
        fin = arret.start()
    for ensemble in noms.ensemble(dit.texte, debut, fin):
        if not _PAS_LUI.match(dit.texte, ensemble[-1][1][1]):
            yield from ensemble


def _gaps(acte: ActeCompose, nommes: list[tuple[Dit, _Nom]]) -> Iterator[Diagnostic]:
    if not nommes:
        return
    point = nommes[0][0].point
    vote, election = point.point.vote, point.election
    assert vote is not None, "an item has an election, or names whom it appoints, by its vote"
    elus = vote.elus if election is None else proclames(vote, election)
    cles = {cle(nom) for nom in elus}
    tours = election.tours if election is not None else ()
    candidats = {cle(nom) for tour in tours for nom, _ in tour.tour.voix}
    egaux = {cle(nom) for tour in tours for nom in tour.ex_aequo} if not cles else set[str]()
    if not cles and (election is None or election.listes or election.sieges is None):
        return
    suppleants = {cle(nom) for each in (election.compositions if election else ()) for nom in each.suppleants}
    par_listes = any(map(est_une_liste, elus))
    noms = enumeration(map(shorten, elus))
    fait = phrase("le scrutin élit {noms}", noms=noms) if noms else _PERSONNE
    for dit, nom in nommes:
        if nom.cle in cles | egaux | suppleants or (par_listes and nom.cle not in candidats):
            continue
        sur = nom.cle in candidats or (nom.proclame and election is not None and election.complete)
        yield dit.constat(acte, ELU_TEXTE, nom.span, fait, _AIDE, sur=sur or not cles)
    oublies = [nom for nom in elus if cle(nom) not in {nomme.cle for _, nomme in nommes}]
    if oublies and not par_listes and all(nomme.cle in cles for _, nomme in nommes):
        dit, nom = nommes[-1]
        fait = phrase("le scrutin élit aussi {noms}", noms=enumeration(map(shorten, oublies)))
        yield dit.constat(acte, ELU_TEXTE, nom.span, fait, _AIDE, sur=False)


_PERSONNE = say("le scrutin n'élit personne")
_AIDE_PERSONNE = say(
    "Retirez cette décision : l'acte constate de lui-même que personne n'est élu. Ou écrivez le tour qui "
    "manque, ou corrigez les voix."
)
_AIDE = say("Corrigez le nom dans le texte, ou les voix : l'acte ne peut pas dire deux élus.")
