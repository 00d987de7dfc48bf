"""Articles cited in an act: read, in force that day, spelt in one way, those of local law where it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic, Location, Severity, Status
from actgen.base.rules import Rule, rule
from actgen.base.text.characters import plain
from actgen.base.text.dates import date_chiffres
from actgen.base.text.elision import de_lieu
from actgen.base.text.lists import enumeration
from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.lectures import Passage
from actgen.council.figures.seance import FiguresSeance
from actgen.law.articles import Article, Motif, NotInForce, Replaced, article, code, shipped_articles
from actgen.law.citations import Citation, citation_courte, numero, numero_imprime
from actgen.law.files import follows_the_law
from actgen.law.reference import departement

# the articles that a text cites, in every spelling, with their code; ranges and « et suivants »

AUTRE = "autre"
"""Stands for a text of law that actgen has no table of: nothing is said of its articles."""

_RANGS = {"premier": 1, "deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4, "cinquième": 5}


class Cite(Struct, frozen=True):
    """One article cited, or a range of them (`fin`), or one and those that follow (`suivants`).

    `code` is the initials of its code, AUTRE for a text that actgen doesn't know, "" when nothing tells.
    `precision` is "alinéa 2" or "1°". `start` and `end` bound the words, `suivants` the words that it was
    written with.
    """

    numero: str
    code: str
    start: int
    end: int
    precision: str = ""
    fin: str = ""
    suivants: str = ""

    @property
    def plusieurs(self) -> bool:
        return bool(self.fin or self.suivants)


class _Mention(Struct, frozen=True):
    """A text of law named in a passage; `genitif`: « du code … », which follows its articles."""

    code: str
    start: int
    end: int
    genitif: bool


@cache
def _article() -> re.Pattern[str]:
    return re.compile(r"(?<![\w./-])(?:LO|[LRD])\.? ?\*? ?\d{3,4}(?:-\d{1,3}){1,3}(?![\w/]|-\d|\.\d)")


@cache
def _suite() -> re.Pattern[str]:
    return re.compile(
        r",? ?(?:à|au|jusqu'à|-|–) (?:l'article )?"
        r"(?P<fin>(?:LO|[LRD])\.? ?\*? ?\d{3,4}(?:-\d{1,3}){1,3})(?![\w/]|-\d)"
        r"|,? ?(?:à|au) -?(?P<court>\d{1,3})(?= (?:du|de la|inclus)\b|[,;).]|$)"
        r"|,? (?P<suivants>et (?:suivante?s?|suiv\.?|s\.))"
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(r",? ?\(?(?:(?:al\.|alinéa) ?(?P<al>\d)|(?P<deg>\d{1,2}) ?°)")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<rang>premier|deuxième|second|troisième|quatrième|cinquième|\d(?:er|e|ème)) alinéa"
        r"|alinéa (?P<al>\d)|(?P<deg>\d{1,2}) ?°) de (?:l'|son )article $"
    )


@follows_the_law
@cache
def _mention() -> re.Pattern[str]:
    known = "|".join(
        rf"(?P<{sigle}>{re.escape(code.nom.replace('’', chr(39)))}|\b{sigle}\b)"
        for sigle, code in shipped_articles().codes.items()
    )
    return re.compile(
        rf"(?P<genitif>\b(?:du|dudit|le|ledit|ce|au|de ce|même) )?(?:même )?(?:{known}"
        r"|(?P<repris>(?<=même )code|(?<=dudit )code|(?<=ledit )code|(?<=ce )code"
        r"|code (?:précité|susvisé|sus ?-?visé))"
        r"|(?P<autre>\bcode (?!postal|insee|officiel|d'accès|commune|siren|ape\b)[a-zéèàâêîôûç']+"
        r"|\b(?:CGPPP|CG3P|CGFP|CGI|CCH)\b"
        r"|\b(?:loi|ordonnance|décret|règlement) (?:n°|organique|du \d|\(UE\))))",
        re.IGNORECASE,
    )


@follows_the_law
@lru_cache(maxsize=4096)
def citations(text: str) -> tuple[Cite, ...]:
    """Every citation of a passage of plain text, in order. Kept: several rules and acts ask for it."""
    if not any(letter in text for letter in "LRD"):
        return ()
    found = list(_bare(text))
    return tuple(_with_codes(text, found)) if found else ()


def _bare(text: str) -> Iterator[Cite]:
    at = 0
    while (match := _article().search(text, at)) is not None:
        number = numero(match[0])
        at = match.end()
        if number is None or _numbers_an_act(number):
            continue
        precision, end = _precision(text, match.start(), match.end())
        fin, suivants = "", ""
        if (suite := _suite().match(text, end)) is not None:
            at = end = suite.end()
            fin = numero(suite["fin"]) or "" if suite["fin"] else ""
            if suite["court"]:
                fin = number.rpartition("-")[0] + "-" + suite["court"]
            suivants = suite["suivants"] or ""
        yield Cite(number, "", match.start(), end, precision, fin, suivants)


def _numbers_an_act(number: str) -> bool:
    """« D2024-11-02 », « D2024-012 » are numbers of acts, by month or through the year: no article is so."""
    return re.fullmatch(r"D(?:19|20)\d\d(?:-\d+)+", number) is not None


def _precision(text: str, start: int, end: int) -> tuple[str, int]:
    """The part of the article that is cited, and where its words end."""
    if (after := _after().match(text, end)) is not None:
        return (f"alinéa {after['al']}" if after["al"] else f"{after['deg']}°"), after.end()
    before = _before().search(text, max(0, start - 40), start)
    if before is None:
        return "", end
    if before["deg"]:
        return f"{before['deg']}°", end
    rang = before["rang"] or before["al"]
    return f"alinéa {_RANGS.get(rang) or int(rang[0])}", end


def _with_codes(text: str, found: Sequence[Cite]) -> Iterator[Cite]:
    mentions = tuple(_mentions(text)) if found else ()
    for cite in found:
        code = _code(text, cite, mentions)
        yield Cite(cite.numero, code, cite.start, cite.end, cite.precision, cite.fin, cite.suivants)


def _mentions(text: str) -> Iterator[_Mention]:
    last = ""
    for match in _mention().finditer(text):
        word = (match["genitif"] or "").strip().lower()
        if match["repris"]:
            code = last
        else:
            code = AUTRE if match["autre"] else str(match.lastgroup)
            last = code
        yield _Mention(code, match.start(), match.end(), word not in ("le", "ledit"))


def _code(text: str, cite: Cite, mentions: Sequence[_Mention]) -> str:
    """The code named after the article in its sentence (« du code … »), else before it."""
    for mention in mentions:
        if (
            mention.start >= cite.end
            and mention.genitif
            and not _sentence_ends(text[cite.end : mention.start])
        ):
            return mention.code or _only_code(cite.numero)
    before = [mention for mention in mentions if mention.end <= cite.start]
    if before:
        return before[-1].code or _only_code(cite.numero)
    return AUTRE if any(mention.code == AUTRE for mention in mentions) else _only_code(cite.numero)


def _sentence_ends(between: str) -> bool:
    return re.search(r"(?<![LRD]|O)\. (?=[A-ZÀ-Ý])(?!\d)|;|\n", between) is not None


def _only_code(number: str) -> str:
    """The one code that has this article; "" when none or several have."""
    having = {sigle for sigle, known in shipped_articles().redactions if known == number}
    return having.pop() if len(having) == 1 else ""


# the articles that an act cites are in force that day, one by one, inside ranges too

GC_BASE = rule("GC-BASE")
ARTICLE_ABROGE = rule("ARTICLE-ABROGE")
ARTICLE_SUIVANTS = rule("ARTICLE-SUIVANTS")
ARTICLE_INCONNU = rule("ARTICLE-INCONNU")
ARTICLE_GRAPHIE = rule("ARTICLE-GRAPHIE")
_CCP = "CCP"
_STARTS_KNOWN = frozenset({_CCP})
"""Codes whose first day was studied; elsewhere a first day is that of the wording that was read."""


def check_en_vigueur(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A single article that is out of force: an error; in the minutes, which quote what was said, advice."""
    jour = figures.seance.date
    for passage, cite in known_citations(acte):
        if cite.plusieurs:
            continue
        found = article(cite.code, cite.numero, jour)
        if isinstance(found, NotInForce):
            last, first = found.redactions[-1], found.redactions[0]
            early = found.motif is Motif.PAS_ENCORE
            read = last.origine.statut in (Status.VERIFIED, Status.PARTLY)
            sure = read and (cite.code in _STARTS_KNOWN if early else not last.fin_deduite)
            depuis = first.periode.du if early else last.periode.au
            severity = Severity.ERROR if sure and not acte.famille.traits.raconte else Severity.WARNING
            texte = (
                "L'article {cite} n'est pas encore en vigueur au {jour} : il l'est depuis le {depuis}."
                if early
                else "L'article {cite} n'est plus en vigueur au {jour} : son dernier jour est le {depuis}."
            )
            if not sure:
                texte = texte[:-1] + " (à confirmer)."
            yield acte.tell(
                _code_of(cite),
                texte,
                *acte.lieux(passage, cite.start, cite.end),
                hint="Retirez cet article, ou citez celui qui le remplace.",
                severity=severity,
                article=citation_courte(_citation(cite)),
                cite=_name(cite),
                jour=jour,
                depuis=date_chiffres(depuis) if depuis else "?",
            )


def check_suites(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Ranges and « et suivants » that hide repealed articles."""
    jour = figures.seance.date
    for passage, cite in known_citations(acte):
        if not cite.plusieurs:
            continue
        membres = _members(cite)
        gone = [each for each in membres if _gone(cite.code, each, jour)]
        if not gone:
            continue
        kept = [each for each in membres if each not in gone]
        yield acte.tell(
            _code_of(cite),
            "« {cite} » comprend {abroges}, qui {verbe} plus en vigueur au {jour}.",
            *acte.lieux(passage, cite.start, cite.end),
            hint="Écrivez {kept}.",
            severity=Severity.WARNING,
            article=citation_courte(_citation(cite)),
            cite=passage.text[cite.start : cite.end],
            abroges=_list(gone),
            verbe="n’est" if len(gone) == 1 else "ne sont",
            jour=jour,
            kept=_suites(kept),
        )


def check_suivants(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """« et suivants » after the only article of its chapter, or in the singular."""
    jour = figures.seance.date
    for passage, cite in known_citations(acte):
        if not cite.suivants:
            continue
        found = article(cite.code, cite.numero, jour)
        if isinstance(found, Article) and found.seul:
            dit = "« {cite} » : l'article {nom} est le seul de son chapitre, aucun ne le suit."
            aide = "Écrivez {numero} seul."
        elif cite.suivants.endswith("suivant"):
            dit = "« {cite} » : plusieurs articles suivent, le pluriel manque."
            aide = "Écrivez {numero} et suivants, ou mieux le dernier article visé."
        else:
            continue
        yield acte.tell(
            ARTICLE_SUIVANTS,
            dit,
            *acte.lieux(passage, cite.start, cite.end),
            hint=aide,
            article=citation_courte(_citation(cite)),
            cite=passage.text[cite.start : cite.end],
            nom=_name(cite),
            numero=numero_imprime(cite.numero),
        )


def check_graphie(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Two spellings of numbers in one act: each odd one is told once. No reader sees the kind of a space."""
    usual = False
    odd: dict[str, list[Location]] = {}
    for passage in acte.passages:
        for cite in citations(passage.plain):
            words = passage.text[cite.start : cite.end]
            if plain(words).startswith(plain(numero_imprime(cite.numero))):
                usual = True
            else:
                places = acte.lieux(passage, cite.start, cite.end)
                odd.setdefault(_first_number(words), []).extend(places)
    for words, found in odd.items() if usual else ():
        right = numero_imprime(words.replace(" ", "").replace(".", ""))
        yield acte.tell(
            ARTICLE_GRAPHIE,
            "« {words} » : les autres articles de l'acte s'écrivent « {right} ».",
            *dict.fromkeys(found),
            hint="Écrivez {right}.",
            words=words,
            right=right,
        )


def _first_number(words: str) -> str:
    for mark in (" à ", " au ", " et ", ","):
        words = words.partition(mark)[0]
    return words.strip()


def check_inconnus(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Articles of a known code that the table doesn't have: to be checked by hand; only when asked."""
    if not acte.full:
        return
    known = shipped_articles().redactions
    places: dict[str, list[Location]] = {}
    for passage in acte.passages:
        for cite in citations(passage.plain):
            if cite.code not in ("", AUTRE) and (cite.code, cite.numero) not in known:
                places.setdefault(_name(cite), []).extend(acte.lieux(passage, cite.start, cite.end))
    if not places:
        return
    several = len(places) > 1
    yield acte.tell(
        ARTICLE_INCONNU,
        "{n} qu'actgen n'a pas dans sa table : {articles}.",
        *dict.fromkeys(place for each in places.values() for place in each),
        hint="Vérifiez sur Légifrance qu'il est en vigueur ; rien d'autre à faire.",
        n="Articles cités" if several else "Article cité",
        articles=enumeration(list(places)),
    )


@cache
def _elsewhere() -> re.Pattern[str]:
    """Another code, named just after; not those whose articles have four figures too, and may be this one."""
    return re.compile(
        r",? du (?P<code>code (?!(?:du|de la|des) (?:travail|santé|transports|défense)\b)"
        r"(?:du |de la |de l'|des )?[\wéèàâêîôûç]+)"
    )


def check_autre_code(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """« L. 2121-29 du code de la route »: a number that only a code of the table has, told of another."""
    for passage in acte.passages:
        for cite in citations(passage.plain):
            seul = _only_code(cite.numero) if cite.code == AUTRE else ""
            autre = _elsewhere().match(passage.plain, cite.end) if seul else None
            if autre is not None:
                yield acte.tell(
                    ARTICLE_INCONNU,
                    "« {cite} » : actgen ne connaît ce numéro qu'au {sigle}.",
                    *acte.lieux(passage, cite.start, autre.end()),
                    hint="Corrigez le nom du code, ou le numéro ; vérifiez-le sur Légifrance.",
                    severity=Severity.WARNING,
                    cite=passage.text[cite.start : autre.end()],
                    sigle=seul,
                )


def known_citations(acte: ActeCompose) -> Iterator[tuple[Passage, Cite]]:
    """Every citation of a code that actgen has a table of."""
    for passage in acte.passages:
        for cite in citations(passage.plain):
            if cite.code not in ("", AUTRE):
                yield passage, cite


def _code_of(cite: Cite) -> Rule:
    return GC_BASE if cite.code == _CCP else ARTICLE_ABROGE


def _members(cite: Cite) -> list[str]:
    """The known articles of a range, or of a chapter from one on."""
    first = _order(cite.numero)
    last = _order(cite.fin) if cite.fin else (*first[:2], 10**6)
    letter = first[0]
    numbers = [number for sigle, number in shipped_articles().redactions if sigle == cite.code]
    inside = [n for n in numbers if _order(n)[0] == letter and first <= _order(n) <= last]
    return sorted(inside, key=_order)


def _order(number: str) -> tuple[str | int, ...]:
    letter = "LO" if number.startswith("LO") else number[0]
    return (letter, *(int(part) for part in number[len(letter) :].split("-")))


def _gone(sigle: str, number: str, jour: date) -> bool:
    found = article(sigle, number, jour)
    return isinstance(found, NotInForce) and found.motif is Motif.PLUS


def _suites(numbers: list[str]) -> str:
    """« R. 2123-1, R. 2123-2 et R. 2123-4 à R. 2123-7 »."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and _order(runs[-1][-1])[:-1] == _order(number)[:-1] and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        shown = [numero_imprime(number) for number in run]
        parts.extend([f"{shown[0]} à {shown[-1]}"] if len(run) > 2 else shown)
    return enumeration(parts)


def _follows(one: str, other: str) -> bool:
    return int(other.rpartition("-")[2]) == int(one.rpartition("-")[2]) + 1


def _list(numbers: Iterable[str]) -> str:
    return enumeration([numero_imprime(number) for number in numbers])


def _citation(cite: Cite) -> Citation:
    known = code(cite.code)
    assert known is not None, "only citations of a known code are checked"
    return Citation(known, cite.numero)


def _name(cite: Cite) -> str:
    return f"{numero_imprime(cite.numero)} {cite.code}"


# articles cited in the wrong territory: the general one in Alsace-Moselle, the local one elsewhere

DELIB_VISA_LOCAL = rule("DELIB-VISA-LOCAL")


def check_visas_locaux(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A convention is left alone: its members may be of both territories, and an EPCI follows general law."""
    if acte.famille.traits.du_groupe:
        return
    regime = figures.regime
    for passage, cite in known_citations(acte):
        found = article(cite.code, cite.numero, figures.seance.date, regime, cite.precision)
        parties: Sequence[str] = ()
        remplace: Sequence[str] = ()
        if isinstance(found, Replaced):
            parties = () if cite.precision in found.article.exclus else found.article.parties_exclues
            remplace = [numero_imprime(each) for each in found.par]
            dit = "L'article {nom} n'est pas applicable aux communes {dept}{parties}."
            aide = "Citez {par}" + (
                ", ou dites quelle autre partie de l'article vous citez." if parties else "."
            )
            if not remplace:
                aide = "Aucun article ne le remplace : retirez ce visa."
        elif isinstance(found, NotInForce) and found.motif is Motif.TERRITOIRE:
            dit = "L'article {nom} ne vaut que dans les communes de la Moselle, du Bas-Rhin et du Haut-Rhin."
            aide = "Citez l'article général qui traite du même sujet."
        else:
            continue
        yield acte.tell(
            DELIB_VISA_LOCAL,
            dit,
            *acte.lieux(passage, cite.start, cite.end),
            hint=aide,
            nom=_named(cite.numero, cite.precision),
            dept=_du_departement(regime.departement),
            parties=f" ({enumeration(parties)} seulement)" if parties else "",
            par=enumeration(remplace, "ou"),
        )


def _named(number: str, precision: str) -> str:
    return f"{numero_imprime(number)}, {precision}," if precision else numero_imprime(number)


def _du_departement(code: str) -> str:
    """« du Haut-Rhin »."""
    found = departement(code)
    return de_lieu(found.nom, found.type_liaison) if found is not None else f"du département {code}"
