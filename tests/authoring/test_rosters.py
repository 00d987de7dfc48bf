"""Rosters of a council as town halls keep them: what is read, and what is said at its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from actgen.authoring.rosters.headings import Column, heading
from actgen.authoring.rosters.names import split_identity
from actgen.authoring.rosters.offices import office_of
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.text.grammar import Genre
from actgen.base.text.keys import cle
from actgen.council.facts.personne import Fonction
from actgen.council.facts.phrases.presence import parse_personne
from actgen.council.facts.roster import office_key
from actgen.law.natures import GenreCollectivite
from tests.authoring.classeurs import COUNCIL, HEAD, read, told_of, with_part, workbook
from tests.french import typing_faults

MEMBERS = (
    ("maire", "M. Membre UN"),
    ("adjointe", "Mme Membre DEUX"),
    ("conseiller", "M. Membre TROIS"),
)
CSV = "\n".join(";".join(map(str, row)) for row in (HEAD, *COUNCIL)) + "\n"


def test_a_plain_workbook_gives_its_members_and_nothing_to_say() -> None:
    roster, told = read(workbook())
    assert roster.membres == MEMBERS
    assert told == ()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_whatever_its_encoding_separator_and_ends(separator: str, encoding: str, end: str) -> None:
    content = CSV.replace(";", separator).replace("\n", end).encode(encoding)
    roster, told = read(content)
    assert (roster.membres, told) == (MEMBERS, ())


def test_headings_come_after_a_preamble_in_any_order() -> None:
    rows = [
        ("MAIRIE DE X",),
        (),
        ("Conseil élu le 15 mars 2020",),
        ("Téléphone", "NOM", "PRENOMS", "Sexe", "QUALITÉ", "Rang"),
        ("03 89", "Deux", "Membre", "F", "Adjointe", 2),
        ("03 89", "Un", "Membre", "H", "maire", 1),
    ]
    roster, told = read(workbook(rows))
    assert roster.membres == MEMBERS[:2]
    assert [(each.code, each.severity) for each in told] == [("TABLEAU-COLONNE", Severity.INFO)]
    assert "Téléphone" in told[0].message


@pytest.mark.parametrize("title", ["Qualité (M. ou Mme)", "Qualité", "Civilité"])
@pytest.mark.parametrize("office", ["Fonction", "Qualités"])
def test_a_column_of_m_and_mme_is_taken_whatever_its_title(title: str, office: str) -> None:
    rows = [
        (title, "Nom", "Prénom", office),
        ("M.", "Un", "Membre", "maire"),
        ("Mme", "Deux", "Membre", "adjointe"),
    ]
    roster, told = read(workbook(rows))
    assert roster.membres == MEMBERS[:2]
    assert [each.code for each in told] == ["TABLEAU-ORDRE"]


def test_members_with_a_number_are_taken_as_they_are_typed() -> None:
    roster, told = read(workbook([("Nom", "Fonction"), ("Membre 1", "maire"), ("Mme Membre 2", "adjointe")]))
    assert roster.membres == (("maire", "Membre 1"), ("adjointe", "Mme Membre 2"))
    assert "TABLEAU-NOM" not in {each.code for each in told}


def test_the_national_directory_of_elected_members() -> None:
    roster, _ = read(
        "Code du département;Libellé de la commune;Nom de l'élu;Prénom de l'élu;Code sexe;Date de naissance;"
        "Date de début du mandat;Libellé de la fonction;Date de début de la fonction\n"
        "68;Dietwiller;DEUX;Membre;F;01/01/1970;18/05/2020;1er adjoint au Maire;25/05/2020\n"
        "68;Dietwiller;QUATRE;Membre;F;01/01/1970;03/02/2022;;\n"
        "68;Dietwiller;UN;Membre;M;01/01/1970;18/05/2020;Maire;25/05/2020\n"
    )
    assert roster.membres == (
        MEMBERS[0],
        MEMBERS[1],
        ("conseillere", "Mme Membre QUATRE, depuis le 03/02/2022"),
    )


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Nom", Column.NOM), ("NOM DE FAMILLE", Column.NOM), ("Nom d’usage", Column.NOM),
        ("Prénom(s)", Column.PRENOM), ("Prénoms", Column.PRENOM), ("Nom - Prénom", Column.IDENTITE),
        ("Nom et prénom", Column.IDENTITE), ("Civilité", Column.CIVILITE), ("Genre", Column.CIVILITE),
        ("Fonction", Column.FONCTION), ("Qualité", Column.FONCTION), ("N° d’ordre", Column.ORDRE),
        ("Rang du tableau", Column.ORDRE), ("Date de début de mandat", Column.DEBUT),
        ("Fin du mandat", Column.FIN), ("Date d’élection", Column.ELECTION), ("Commune", Column.COMMUNE),
        ("Suppléant", Column.SUPPLEANT), ("Date de naissance", None), ("Téléphone", None),
        ("Date de début de la fonction", None), ("Nom de naissance", None),
    ],
)  # fmt: skip
def test_headings(text: str, column: Column | None) -> None:
    assert heading(text) == column


@pytest.mark.parametrize(
    ("text", "genre", "key", "rank"),
    [
        ("Maire", Genre.FEMININ, "maire", 0),
        ("1er Adjoint au Maire", Genre.FEMININ, "adjointe", 1),
        ("2ème adjointe, déléguée aux finances", Genre.FEMININ, "adjointe", 2),
        ("Troisième adjoint", Genre.MASCULIN, "adjoint", 3),
        ("Adjoint n° 4", Genre.MASCULIN, "adjoint", 4),
        ("Conseillère municipale déléguée à la voirie", Genre.FEMININ, "conseillere_deleguee", 0),
        ("Conseiller municipal", Genre.INCONNU, "membre", 0),
        ("", Genre.MASCULIN, "conseiller", 0),
        ("Vice-Présidente", Genre.FEMININ, "vice_presidente", 0),
        ("3e vice-président en charge de l’eau", Genre.MASCULIN, "vice_president", 3),
        ("3e adjoint (travaux, voirie)", Genre.MASCULIN, "adjoint", 3),
        ("Adjointe (2e)", Genre.FEMININ, "adjointe", 2),
        ("Conseiller délégué aux sports", Genre.MASCULIN, "conseiller_delegue", 0),
    ],
)
def test_offices(text: str, genre: Genre, key: str, rank: int) -> None:
    office = office_of(text)
    assert office is not None
    assert (office_key(Fonction(office.key), genre), office.rank) == (key, rank)


@pytest.mark.parametrize(
    "text",
    [
        "Maire délégué",
        "Maire (déléguée)",
        "Conseiller (voirie)",
        "Conseiller départemental",
        "Directrice",
        "Maires",
        "adjoint technique",
    ],
)
def test_offices_that_no_council_has(text: str) -> None:
    assert office_of(text) is None


@pytest.mark.parametrize(
    ("text", "surname_first", "read_as"),
    [
        ("Mme Anne-Lise DE LA TOUR", True, ("Anne-Lise", "DE LA TOUR")),
        ("DE LA TOUR Anne-Lise", False, ("Anne-Lise", "DE LA TOUR")),
        ("Jean d’ORNANO", True, ("Jean", "d’ORNANO")),
        ("Martin Jean", True, ("Jean", "MARTIN")),
        ("Jean Martin", False, ("Jean", "MARTIN")),
        ("Jean Pierre Martin", False, None),
        ("M. du PLESSIS Guy", True, ("Guy", "du PLESSIS")),
        ("Guy du Plessis", True, ("Guy", "DU PLESSIS")),
        ("Le GOFF Yann", True, ("Yann", "Le GOFF")),
        ("Karim El AMRANI", False, ("Karim", "El AMRANI")),
        ("VAN DER MEER Jan", True, ("Jan", "VAN DER MEER")),
        ("Marc N'Guyen", True, ("Marc", "N’GUYEN")),
        ("DE LA TOUR - MORIN Hélène", True, ("Hélène", "DE LA TOUR-MORIN")),
        ("ÉLOÏSE Françoise épouse ROUX", True, ("Françoise", "ÉLOÏSE épouse ROUX")),
        ("Mme ROUX (née ÉLOÏSE) Anne", True, ("Anne", "ROUX née ÉLOÏSE")),
        ("Anne ROUX ép. ÉLOÏSE", True, ("Anne", "ROUX épouse ÉLOÏSE")),
        ("MARTIN JEAN", True, ("Jean", "MARTIN")),
        ("Jean Martin", None, None),
        ("Le GOFF", True, None),
        ("Dr Jean DUPONT", True, None),
        ("MARTIN JEAN PIERRE", True, None),
    ],
)
def test_names_in_one_column(text: str, surname_first: bool | None, read_as: tuple[str, str] | None) -> None:
    found = split_identity(text, surname_first=surname_first)
    assert ((found.prenom, found.nom) if found else None) == read_as


def _rows(*changes: tuple[int, int, object]) -> bytes:
    rows = [list(row) for row in (HEAD, *COUNCIL)]
    for row, column, value in changes:
        rows[row][column] = value
    return workbook(rows)


def _last(*column: object) -> bytes:
    """The workbook with another last column."""
    return _rows(*((row, 4, value) for row, value in enumerate(column)))


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def _hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["D"].hidden = True


def _sheet(name: str, *, state: str = "visible") -> Callable[[Worksheet], None]:
    def add(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent.create_sheet(name)
        other.sheet_state = state
        for row in (HEAD, *COUNCIL):
            other.append(list(row))

    return add


CELL = "feuille «\u00a0Conseil\u00a0», cellule"
FAULTS = [
    (workbook(change=lambda sheet: sheet.merge_cells("D3:D4")), "TABLEAU-FUSION", f"{CELL}s D3:D4"),
    (workbook(change=_hide), "TABLEAU-MASQUE", f"{CELL} A3"),
    (workbook(change=_hide_column), "TABLEAU-MASQUE", f"{CELL} D1"),
    (workbook(change=_sheet("Ancien conseil")), "TABLEAU-FEUILLES", "feuille «\u00a0Conseil\u00a0»"),
    (_rows((2, 1, '="Membre"')), "TABLEAU-FORMULE", f"{CELL} B3"),
    (_rows((2, 1, "#REF!")), "TABLEAU-FORMULE", f"{CELL} B3"),
    (_rows((3, 2, None)), "TABLEAU-NOM", f"{CELL} C4"),
    (_rows((3, 1, "  ")), "TABLEAU-NOM", f"{CELL} B4"),
    (_rows((3, 2, "Total : 15")), "TABLEAU-NOM", f"{CELL} C4"),
    (_rows((3, 2, "x" * 300)), "TABLEAU-NOM", f"{CELL} C4"),
    (_rows((3, 3, "Garde champêtre")), "TABLEAU-FONCTION", f"{CELL} D4"),
    (_rows((3, 2, "Tr\u200bois")), "CARACTERE-INTERDIT", f"{CELL} C4"),
    (_rows((3, 3, "Maire")), "MEMBRE-FONCTION", f"{CELL} C4"),
    (_rows((3, 3, "Président")), "MEMBRE-FONCTION", f"{CELL} C4"),
    (_rows((3, 2, "un")), "MEMBRE-DOUBLE", f"{CELL} C4"),
    (_rows((3, 4, 2)), "TABLEAU-ORDRE", f"{CELL} C3"),
    (_rows((3, 4, None)), "TABLEAU-ORDRE", f"{CELL} E4"),
    (_rows((3, 4, "3 bis")), "TABLEAU-ORDRE", f"{CELL} E4"),
    (_rows((0, 4, "Nom")), "TABLEAU-ENTETES", f"{CELL} C1"),
    (_rows((0, 2, "Colonne1")), "TABLEAU-ENTETES", "feuille «\u00a0Conseil\u00a0»"),
    (_last("Commune", "Dietwiller", "Habsheim", ""), "TABLEAU-COMMUNE", f"{CELL} E2"),
    (_last("Début de mandat", None, None, "le printemps"), "TABLEAU-DATE", f"{CELL} E4"),
    (CSV.replace("Civilité", "CivilitÃ©"), "TABLEAU-FICHIER", "ligne 1"),
    ('Nom;Prénom\n"Un;Membre\n' * 9, "TABLEAU-NOM", "ligne 2"),
    (workbook([HEAD]), "TABLEAU-NOM", "feuille «\u00a0Conseil\u00a0»"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "code", "place"), FAULTS, ids=[fault[1] for fault in FAULTS])
def test_what_can_not_be_read_is_an_error_at_its_cell(content: bytes | str, code: str, place: str) -> None:
    _, told = read(content)
    assert told_of(content).get(code) == place, told
    assert any(each.severity is Severity.ERROR and each.code == code for each in told)
    for each in told:
        assert typing_faults(each.message) == [] and typing_faults(each.hint) == []


DOUBTS = [
    (_rows((1, 3, "Conseiller")), "TABLEAU-SANS-TETE", "feuille «\u00a0Conseil\u00a0»"),
    (_rows((2, 0, "Dr")), "TABLEAU-CIVILITE", f"{CELL} A3"),
    (_rows((3, 0, None)), "TABLEAU-CIVILITE", f"{CELL} C4"),
    (_last("Fin de mandat", None, "3 mai 2021", None), "TABLEAU-DATE", f"{CELL} E3"),
    (_rows((0, 4, "Courriel")), "TABLEAU-ORDRE", "feuille «\u00a0Conseil\u00a0»"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "code", "place"), DOUBTS, ids=[doubt[1] for doubt in DOUBTS])
def test_what_is_doubtful_is_read_and_said(content: bytes, code: str, place: str) -> None:
    roster, told = read(content)
    assert told_of(content).get(code) == place, told
    assert not [each for each in told if each.severity is Severity.ERROR], told
    assert len(roster.membres) == 3


def test_two_mayors_may_follow_each_other() -> None:
    head = (*HEAD, "Début de mandat", "Fin de mandat")
    rows = (
        head,
        ("M.", "Membre", "Un", "Maire", 1, date(2020, 5, 25), date(2021, 5, 3)),
        ("Mme", "Membre", "Deux", "Maire", 2, date(2021, 5, 4), None),
    )
    roster, told = read(workbook(rows))
    assert told == ()
    assert roster.membres == (
        ("maire", "M. Membre UN, jusqu’au 03/05/2021"),
        ("maire", "Mme Membre DEUX, depuis le 04/05/2021"),
    )


def test_a_number_is_no_date() -> None:
    _, told = read(_last("Début de mandat", 43831, None, None))
    assert (told[0].code, told[0].severity) == ("TABLEAU-DATE", Severity.ERROR)
    assert "43831" in told[0].message


def test_merged_or_hidden_cells_outside_the_table_do_not_matter() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:E1")
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["H"].hidden = True

    roster, told = read(workbook((("Le conseil",), ("note",), HEAD, *COUNCIL), change))
    assert (roster.membres, told) == (MEMBERS, ())


def test_a_hidden_sheet_is_left_and_said_or_asked_for_when_it_is_the_only_one() -> None:
    roster, told = read(workbook(change=_sheet("2014", state="hidden")))
    assert roster.membres == MEMBERS
    assert [(each.code, each.severity) for each in told] == [("TABLEAU-FEUILLES", Severity.INFO)]
    hidden = workbook((("Note",),), lambda sheet: _sheet("2014", state="hidden")(sheet))
    (only,) = read(hidden)[1]
    assert (only.code, only.severity) == ("TABLEAU-FEUILLES", Severity.ERROR)


def test_a_formula_with_its_result_is_read() -> None:
    content = with_part(
        _rows((2, 1, "=B2")),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b'<c r="B3"><f>B2</f><v></v>', b'<c r="B3" t="str"><f>B2</f><v>Membre</v>'),
    )
    assert read(content) == (read(workbook())[0], ())


def test_an_epci_has_a_president_and_its_members_communes() -> None:
    rows = (
        ("Nom Prénom", "Fonction", "Commune", "Suppléant"),
        ("UN Membre", "Président", "Habsheim", "AUTRE Membre"),
        ("DEUX Membre", "1ère Vice-présidente", "Dietwiller", ""),
    )
    roster, told = read(workbook(rows), GenreCollectivite.EPCI)
    assert roster.membres == (
        ("president", "Membre UN, commune de Habsheim, suppléant Membre AUTRE"),
        ("vice_presidente", "Membre DEUX, commune de Dietwiller"),
    )
    assert {each.code for each in told} == {"TABLEAU-CIVILITE", "TABLEAU-ORDRE"}
    assert "au masculin" in next(each.hint for each in told if each.code == "TABLEAU-CIVILITE")


EPCI_HEAD = ("Civilité", "Prénom", "Nom", "Fonction", "Ordre", "Commune")
EPCI_ROW = ("Mme", "Membre", "Un", "Présidente", 1, "Habsheim")


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        ("Suppléant", "Mme Membre AUTRE", "suppléante Mme Membre AUTRE"),
        ("Suppléante", "AUTRE Membre", "suppléant Membre AUTRE"),
        ("Prénom et nom du suppléant", "M. Membre Autre", "suppléant M. Membre AUTRE"),
        ("Nom et prénom du suppléant", "Autre Membre", "suppléant Membre AUTRE"),
        ("Suppléant", "néant", ""),
        ("Suppléant", None, ""),
    ],
)
def test_the_substitute_of_a_member(title: str, text: str | None, said: str) -> None:
    content = workbook(((*EPCI_HEAD, title), (*EPCI_ROW, text)))
    roster, told = read(content, GenreCollectivite.EPCI)
    ((_, phrase),) = roster.membres
    assert phrase == ", ".join(filter(None, ("Mme Membre UN", "commune de Habsheim", said)))
    read_by_order = "Autre" in str(text)  # nothing but the heading tells which is the surname
    assert [each.code for each in told] == ["TABLEAU-NOM"] * read_by_order


TWO_COLUMNS = ("Nom du suppléant", "Prénom du suppléant")


def test_the_substitute_in_two_columns_is_said_not_to_be_taken() -> None:
    content = workbook(((*EPCI_HEAD, *TWO_COLUMNS), (*EPCI_ROW, "Autre", "Membre")))
    roster, told = read(content, GenreCollectivite.EPCI)
    assert "suppléant" not in roster.membres[0][1]
    assert [each.code for each in told] == ["TABLEAU-COLONNE"] and "Nom du suppléant" in told[0].message


def test_the_substitutes_of_a_municipal_council_are_not_taken() -> None:
    head, row = EPCI_HEAD[:5], ("Mme", "Membre", "Un", "Maire", 1)
    roster, told = read(workbook(((*head, *TWO_COLUMNS), (*row, "Autre", "Membre"))))
    assert roster.membres == (("maire", "Mme Membre UN"),)
    assert [each.code for each in told] == ["TABLEAU-COLONNE"]


@pytest.mark.parametrize("commune", ["Étaules", "Léry", "Le Mans", "Les Ulis", "L’Isle-Adam", "Saint-Denis"])
def test_the_phrases_of_a_seat_are_read_back_as_they_were(commune: str) -> None:
    rows = ((*EPCI_HEAD, "Suppléant"), (*EPCI_ROW[:-1], commune, "Mme Membre AUTRE"))
    roster, _ = read(workbook(rows), GenreCollectivite.EPCI)
    ((_, phrase),) = roster.membres
    lu = parse_personne(phrase)
    assert isinstance(lu, dict)
    assert (lu["commune"], lu["suppleant"]) == (commune, "Mme Membre AUTRE")


def test_a_seat_that_can_not_be_read_is_an_error_at_its_cell() -> None:
    rows = (
        (*EPCI_HEAD, "Suppléant"),
        (*EPCI_ROW, "M. Jean Pierre Martin"),
        ("M.", "Membre", "Deux", "Conseiller", 2, "Habsheim, 68", ""),
    )
    told = told_of(workbook(rows), GenreCollectivite.EPCI)
    assert told["TABLEAU-NOM"] == f"{CELL} G2"
    assert told["TABLEAU-COMMUNE"] == f"{CELL} F3"


def test_a_substitute_beside_another_seat_of_the_commune_is_doubtful() -> None:
    rows = (
        (*EPCI_HEAD, "Suppléant"),
        (*EPCI_ROW, "M. Membre AUTRE"),
        ("M.", "Membre", "Deux", "Conseiller", 2, "Habsheim", ""),
    )
    assert set(told_of(workbook(rows), GenreCollectivite.EPCI)) == {"SUPPLEANT-SIEGE"}


def test_a_municipal_council_has_no_substitutes() -> None:
    rows = ((*HEAD, "Suppléant"), *((*row, "M. Membre AUTRE") for row in COUNCIL))
    roster, told = read(workbook(rows))
    assert roster.membres == MEMBERS
    assert [(each.code, each.severity) for each in told] == [("TABLEAU-COLONNE", Severity.INFO)]


@pytest.mark.parametrize(
    "total",
    [
        ("Total : 3 membres",),
        ("Total", 3),
        ("EFFECTIF : 3",),
        ("Effectif légal : 15",),
        ("Total",),
        ("", "", "", "Nombre de conseillers en exercice", 3),
        ("Mis à jour le 12/03/2026",),
        ("Conseillers municipaux",),
    ],
)
def test_a_line_that_counts_the_members_is_no_member(total: tuple[object, ...]) -> None:
    roster, told = read(workbook([HEAD, *COUNCIL, (), total]))
    assert (roster.membres, told) == (MEMBERS, ())


def test_all_the_faults_of_a_table_are_told_at_once() -> None:
    rows = [HEAD, *COUNCIL, ("M.", "Membre", "Un", "Garde champêtre", 4), ("M.", "", "Cinq", "x", 5)]
    told = told_of(workbook(rows))
    assert {"MEMBRE-DOUBLE", "TABLEAU-FONCTION", "TABLEAU-NOM"} <= told.keys()


def test_what_a_deputy_is_in_charge_of_is_said_not_to_be_kept_and_a_rank_of_another_line_is_asked() -> None:
    _, told = read(_rows((2, 3, "2e adjointe (finances)")))
    assert [(each.code, each.severity.value) for each in told] == [
        ("TABLEAU-COLONNE", "info"),
        ("TABLEAU-ORDRE", "attention"),
    ]
    assert "2e adjointe (finances)" in told[0].message and "au rang 1 dans la fiche" in told[1].message


def _asked(told: Iterable[Diagnostic]) -> set[str]:
    return {each.code for each in told} & {"TABLEAU-NOM", "MEMBRE-DOUBLE"}


_GIVEN = st.sampled_from(["Guy", "Jean-Pierre", "Anne Marie", "Élodie", "J.-P.", "Ben", "Van", "Loup"])
_BEFORE = st.sampled_from(
    ["", "du ", "de la ", "d’", "d'", "von ", "van der ", "Le ", "El ", "Ben ", "Mc", "N’"]
)
_STEM = st.sampled_from(["Plessis", "Arcangues", "Meer", "Tour-Morin", "Goff", "Éloïse", "Ali", "Thi Lan"])


@given(
    _GIVEN, _BEFORE, _STEM,
    st.sampled_from(["capitals", "stem in capitals", "none", "everything"]),
    st.sampled_from(["NOM Prénom", "Prénom NOM"]), st.sampled_from(["", "M. ", "Mme ", "Mlle "]),
    st.sampled_from(["", " née Roux", " épouse ROUX", " (ép. ROUX)"]),
    st.sampled_from(["Nom et prénom", "Prénom et nom", "Élu", "deux colonnes"]),
)  # fmt: skip
def test_a_name_is_read_right_or_asked_about(
    given_name: str, before: str, stem: str, case: str, order: str, civility: str, other: str, heading: str
) -> None:
    last = {
        "capitals": (before + stem).upper(), "stem in capitals": before + stem.upper(),
        "none": before + stem, "everything": (before + stem).upper(),
    }[case]  # fmt: skip
    first = given_name.upper() if case == "everything" else given_name
    if heading == "deux colonnes":
        rows = [f"Prénom;Nom;Fonction\n{first};{civility}{last}{other};Maire\n"]
    else:
        whole = f"{last} {first}" if order == "NOM Prénom" else f"{first} {last}"
        rows = [f"{heading};Fonction\n{civility}{whole}{other};Maire\n"]
    roster, told = read("".join(rows))
    right = roster.personnes and (
        cle(roster.personnes[0].prenom) == cle(given_name)
        and cle(roster.personnes[0].nom).startswith(cle(before + stem))
        and cle(other.replace("ép.", "épouse").strip(" ()")) in cle(roster.personnes[0].nom)
    )
    assert right or _asked(told), (roster.membres, told)


def test_a_member_called_total_is_one() -> None:
    roster, _ = read(workbook([HEAD, *COUNCIL[:-1], ("M.", "Membre", "TOTAL", "conseiller", 3)]))
    assert roster.membres[-1] == ("conseiller", "M. Membre TOTAL")
