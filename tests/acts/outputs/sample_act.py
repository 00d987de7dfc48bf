"""One long act that uses every node and style of the tree, for the tests of its outputs."""

from actgen.acts.tree.inline import Emphasis, Foreign, Inline, Lacune, LineBreak, Place, Strong, Text
from actgen.acts.tree.nodes import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Part,
    Row,
    SignaturePlace,
    Signatures,
    Stamp,
    Style,
    Table,
)

COMMUNES = (
    ("Baldersheim", "2\u202f600"),
    ("Bantzenheim", "1\u202f600"),
    ("Battenheim", "1\u202f500"),
    ("Berrwiller", "1\u202f150"),
    ("Bollwiller", "4\u202f100"),
    ("Bruebach", "1\u202f050"),
    ("Brunstatt-Didenheim", "8\u202f000"),
    ("Chalampé", "1\u202f000"),
    ("Dietwiller", "1\u202f430"),
    ("Eschentzwiller", "1\u202f500"),
    ("Feldkirch", "1\u202f000"),
    ("Flaxlanden", "1\u202f450"),
    ("Galfingue", "850"),
    ("Habsheim", "5\u202f000"),
    ("Heimsbrunn", "1\u202f450"),
    ("Hombourg", "1\u202f300"),
    ("Illzach", "14\u202f600"),
    ("Kingersheim", "13\u202f300"),
    ("Lutterbach", "6\u202f300"),
    ("Morschwiller-le-Bas", "3\u202f800"),
    ("Mulhouse", "108\u202f000"),
    ("Niffer", "1\u202f000"),
    ("Ottmarsheim", "1\u202f900"),
    ("Petit-Landau", "850"),
    ("Pfastatt", "9\u202f800"),
    ("Pulversheim", "3\u202f000"),
    ("Reiningue", "2\u202f000"),
    ("Richwiller", "3\u202f700"),
    ("Riedisheim", "12\u202f500"),
    ("Rixheim", "14\u202f200"),
    ("Ruelisheim", "2\u202f400"),
    ("Sausheim", "5\u202f500"),
    ("Staffelfelden", "4\u202f000"),
    ("Steinbrunn-le-Bas", "750"),
    ("Ungersheim", "2\u202f400"),
    ("Wittelsheim", "10\u202f300"),
    ("Wittenheim", "15\u202f000"),
    ("Zillisheim", "2\u202f700"),
    ("Zimmersheim", "1\u202f050"),
)


def texts(*parts: str | Inline) -> tuple[Inline, ...]:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def paragraph(*parts: str | Inline, style: Style = Style.BODY, keep: bool = False) -> Paragraph:
    return Paragraph(texts(*parts), style, keep)


def heading(level: int, text: str, anchor: str = "") -> Heading:
    return Heading(level, texts(text), anchor)


def strong(text: str) -> Strong:
    return Strong(texts(text))


def cell(
    text: str, *, header: bool = False, align: Align = Align.START, across: int = 1, down: int = 1
) -> Cell:
    return Cell((paragraph(text, style=Style.CELL),), header, across, down, align)


def fact(label: str, value: str) -> Paragraph:
    return paragraph(strong(f"{label}\u00a0:"), f" {value}", style=Style.FACT)


def items(*lines: str, ordered: bool = False, start: int = 1) -> ListBlock:
    return ListBlock(tuple(ListItem((paragraph(line),)) for line in lines), ordered, start)


def _opening() -> tuple[Block, ...]:
    return (
        paragraph("République française", style=Style.IDENTITY),
        paragraph("Département du Haut-Rhin – arrondissement de Mulhouse", style=Style.IDENTITY),
        paragraph(strong("Commune de Dietwiller"), style=Style.IDENTITY),
        heading(1, "Extrait du registre des délibérations du conseil municipal"),
        paragraph("Séance du jeudi 15 décembre 2022 à 20\u00a0h\u00a030", style=Style.SUBTITLE),
        paragraph(
            strong("Délibération n°\u00a09"),
            LineBreak(),
            "Adhésion au groupement de commandes pour le développement de services numériques "
            "coordonné par "
            "Mulhouse Alsace Agglomération",
            style=Style.OBJECT,
        ),
        fact("Convocation", "6 décembre 2022"),
        fact("Présidence", "Christian FRANTZ, maire"),
        fact("Membres", "en exercice 15, présents 11, représentés 2, votants 13"),
        fact(
            "Présents",
            "Pierrette KEMPF, Alain MORILLON, Raymonde SEILER et Richard LIEBY, adjoints\u202f; "
            "Claude SCHULLER, "
            "Michel BOBIN, Emmanuelle BONDUELLE, Charles KREMPPER, Elodie GERUM et Guillaume "
            "POIMBOEUF, conseillers municipaux",
        ),
        fact(
            "Représentés", "Elodie DEMARE par Christian FRANTZ\u202f; Dominique RISTORCELLI par Richard LIEBY"
        ),
        fact("Absents excusés", "André BECK, Eléonore JEAN DIT PANNEL"),
        fact("Absents non excusés", "néant"),
        fact("Quorum", "8 membres\u202f; 11 sont présents, il est atteint"),
        fact("Secrétaire de séance", "Pierrette KEMPF"),
    )


def _grounds() -> tuple[Block, ...]:
    return (
        paragraph(
            "Vu le code général des collectivités territoriales, notamment ses articles "
            "L.\u00a02121-29, L.\u00a02541-12 et "
            "L.\u00a02131-1\u202f;",
            style=Style.VISA,
        ),
        paragraph(
            "Vu le code de la commande publique, notamment ses articles L.\u00a02113-6 et "
            "L.\u00a02113-7\u202f;",
            style=Style.VISA,
        ),
        paragraph(
            "Vu le projet de convention constitutive, version du 1er décembre 2022, annexé à la présente "
            "délibération\u202f;",
            style=Style.VISA,
        ),
        paragraph(
            "Considérant que la plateforme «\u00a0e-services.mulhouse-alsace.fr\u00a0» réunit les "
            "services en ligne des communes "
            "et de l’agglomération, et que l’accord-cadre qui la porte prend fin en mai 2023\u202f;",
            style=Style.GROUND,
        ),
        paragraph(
            "Considérant que l’adhésion n’engage aucune dépense tant que la commune ne commande pas "
            "de service\u202f;",
            style=Style.GROUND,
        ),
        heading(2, "Exposé", "expose"),
        paragraph(
            "Le maire rappelle que les usagers demandent des démarches plus simples et que la "
            "commune ne peut développer "
            "seule les téléservices correspondants. Un groupement de commandes permet d’acheter "
            "ensemble le développement, "
            "l’hébergement et la maintenance de ces services, pour un montant compris entre ",
            strong("100\u202f000\u00a0€\u00a0HT"),
            " et ",
            strong("1\u202f600\u202f000\u00a0€\u00a0HT"),
            " sur quatre ans. ",
            Emphasis(texts("Chaque membre reste libre de ses commandes.")),
            " Les usagers frontaliers le connaissent sous le nom de ",
            Foreign(texts("Bürgerservice"), "de"),
            ". La clé de répartition tient compte de la population de "
            "chaque commune et du nombre de services qu’elle propose à ses habitants.",
        ),
        paragraph("Sont proposés aujourd’hui\u00a0:", keep=True),
        ListBlock(
            (
                ListItem(
                    (
                        paragraph("par l’agglomération\u00a0:"),
                        items("la petite enfance\u202f;", "les activités et loisirs aquatiques\u202f;"),
                    )
                ),
                ListItem(
                    (
                        paragraph(
                            "par la Ville de Mulhouse, l’état civil, le service des eaux, la carte "
                            "famille, les inscriptions "
                            "scolaires et le stationnement urbain\u202f;"
                        ),
                    )
                ),
                ListItem(
                    (
                        paragraph(
                            "par toutes les communes, la prise de rendez-vous pour les cartes "
                            "nationales d’identité et les "
                            "passeports."
                        ),
                    )
                ),
            )
        ),
        paragraph("La participation de la commune serait la suivante\u00a0:", keep=True),
        _shares(),
    )


def _shares() -> Table:
    money = ("1\u202f200,00\u00a0€", "350,50\u00a0€", "800,00\u00a0€", "120,00\u00a0€")
    return Table(
        head=(
            Row(
                (
                    cell("Services", header=True, down=2),
                    cell("Part fixe", header=True, across=2, align=Align.CENTER),
                    cell("Règle de répartition", header=True, down=2),
                )
            ),
            Row(
                (cell("création", header=True, align=Align.END), cell("par an", header=True, align=Align.END))
            ),
        ),
        body=(
            Row(
                (
                    cell("Démarches en ligne", header=True),
                    cell(money[0], align=Align.END),
                    cell(money[1], align=Align.END),
                    cell(
                        "au prorata de la population, arrêtée chaque année au 1er janvier par l’INSEE", down=2
                    ),
                )
            ),
            Row(
                (
                    cell("Paiement en ligne", header=True),
                    cell(money[2], align=Align.END),
                    cell(money[3], align=Align.END),
                )
            ),
            Row(
                (
                    cell("Prise de rendez-vous", header=True),
                    cell("sans part fixe", across=2, align=Align.CENTER),
                    cell("au nombre de guichets"),
                )
            ),
        ),
        caption=texts("Participation prévisionnelle par service"),
        widths=(30, 18, 16, 36),
    )


def _decision() -> tuple[Block, ...]:
    verbs = (
        (
            "APPROUVE",
            " l’adhésion de la commune au groupement de commandes pour le développement de services "
            "numériques\u202f;",
        ),
        (
            "APPROUVE",
            " la convention constitutive du groupement et ses deux annexes, dans leur version du "
            "1er décembre 2022\u202f;",
        ),
        (
            "AUTORISE",
            " le maire, ou l’adjoint délégué, à signer cette convention et les actes nécessaires à "
            "l’exécution de la "
            "présente délibération\u202f;",
        ),
        (
            "PRÉCISE",
            " que les crédits seront inscrits au budget de l’exercice au cours duquel une commande "
            "sera passée.",
        ),
    )
    return (
        paragraph("Après en avoir délibéré, le conseil municipal", style=Style.FORMULA, keep=True),
        *(paragraph(strong(verb), rest, style=Style.OPERATIVE) for verb, rest in verbs),
        paragraph(
            strong("Vote\u00a0:"),
            " 13 pour, 0 contre, 0 abstention. La délibération est adoptée à l’unanimité des suffrages "
            "exprimés.",
            style=Style.VOTE,
        ),
        paragraph(
            "Fait et délibéré à Dietwiller, les jour, mois et an susdits. Date de signature\u00a0: ",
            Place("date de signature", 20),
            ".",
            keep=True,
        ),
        Signatures(
            (
                SignaturePlace("Le maire,", "Christian FRANTZ", "maire"),
                SignaturePlace("La secrétaire de séance,", "Pierrette KEMPF", "secretaire"),
            )
        ),
        Stamp("Cadre réservé à l’accusé de réception de la transmission au représentant de l’État"),
        paragraph(
            "La présente délibération peut être contestée devant le tribunal administratif de "
            "Strasbourg, dans un délai de deux "
            "mois à compter de sa publication, par courrier ou par l’application Télérecours citoyens "
            "(www.telerecours.fr).",
            style=Style.NOTE,
        ),
        paragraph(
            "Un recours gracieux peut être adressé au maire dans le même délai\u202f; il prolonge "
            "le délai de recours "
            "contentieux.",
            style=Style.NOTE,
        ),
    )


def _annex() -> Part:
    head = Row(
        (
            cell("N°", header=True, align=Align.END),
            cell("Membre", header=True),
            cell("Population", header=True, align=Align.END),
            cell("Délibération", header=True),
        )
    )
    body = tuple(
        Row(
            (
                cell(str(number), align=Align.END),
                cell(name, header=True),
                cell(population, align=Align.END),
                Cell(
                    (
                        paragraph(Lacune("deliberation", "date de la délibération"))
                        if name == "Niffer"
                        else paragraph(
                            "en attente" if name != "Dietwiller" else "15 décembre 2022", style=Style.CELL
                        ),
                    )
                ),
            )
        )
        for number, (name, population) in enumerate(COMMUNES, 1)
    )
    return Part(
        "Annexe 1",
        (
            heading(2, "Annexe 1. Membres du groupement", "annexe-1"),
            paragraph("Liste arrêtée au 15 décembre 2022.", keep=True),
            Table((head,), body, texts("Communes membres et date de leur délibération"), (8, 40, 20, 32)),
            heading(3, "Modalités", "modalites"),
            items(
                "la commune adresse sa délibération au coordonnateur\u202f;",
                "le coordonnateur en accuse réception\u202f;",
                "la liste est mise à jour.",
                ordered=True,
                start=5,
            ),
            PageBreak(),
            heading(2, "Annexe 2. Engagement des membres", "annexe-2"),
            paragraph("Chaque membre signe pour ce qui le concerne, le porte\u2011parole compris."),
            Signatures(
                tuple(SignaturePlace(f"Pour la commune n°\u00a0{n},", f"Membre {n}") for n in range(1, 6))
            ),
        ),
        fingerprinted=False,
    )


def sample(*, projet: bool = True) -> Document:
    banner = (
        paragraph(
            strong("PROJET."),
            " Cet acte n’est pas définitif. Il manque\u00a0: la date de la délibération de Niffer "
            "(deliberation).",
            style=Style.BANNER,
        ),
    )
    return Document(
        title="Délibération n°\u00a09\u00a0– Adhésion au groupement de commandes "
        "«\u00a0services numériques\u00a0»",
        blocks=(*(banner if projet else ()), *_opening(), *_grounds(), *_decision(), _annex()),
        header="Dietwiller · conseil municipal du 15 décembre 2022",
        subject="Adhésion au groupement de commandes",
        author="Commune de Dietwiller",
        projet=projet,
    )
