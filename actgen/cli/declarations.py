"""Every command as its help and its reader know it: words, options, examples. What it does is elsewhere.

`actgen COMMANDE --help` loads this and no more.
"""

from __future__ import annotations

from actgen.cli.line import Argument, Command, Option
from actgen.outputs.formats import formats

SUMMARIES = {
    "studio": "ouvre le studio\u00a0: préparer une séance et voir ses actes dans une fenêtre",
    "new": "prépare un espace de travail, une collectivité, un groupement, une séance",
    "check": "relit une séance\u00a0: ce qui sera écrit, ce qui ne va pas, et qui peut le corriger",
    "render": "écrit les actes d’une séance en PDF, Word et HTML",
    "batch": "écrit tous les papiers d’un groupement, pour chacune de ses communes",
    "status": "dit où en est chaque membre d’un groupement\u00a0: voté, transmis, exécutoire, signé",
    "register": "fait le registre des délibérations d’une année, à imprimer et à relier",
    "simulate": "compare les clés de répartition d’un groupement\u00a0: ce que paierait chaque membre",
    "export": "prépare ce qui part ailleurs\u00a0: préfecture, données ouvertes, archives",
    "verify": "dit si des actes, leurs modèles et leurs sources sont restés tels qu’actgen les a écrits",
    "calendar": "donne les échéances d’une séance, avec leur article, et un fichier pour votre agenda",
    "templates": "aide à écrire les modèles d’actes\u00a0: leurs variables, leurs fichiers, leurs erreurs",
    "explain": "explique un code de contrôle, par exemple PUB-MODE",
    "schema": "écrit la description des fichiers, pour l’aide à la saisie des éditeurs",
    "guide": "écrit les guides (secrétaire, coordonnateur, rédacteur) en une page pour le navigateur",
    "doctor": "vérifie ce qui fonctionne sur cet ordinateur, et dit quoi taper pour le reste",
}
"""The commands in the order of the general help, each with its sentence."""

ORGANES = ("conseil", "bureau")
KEYS = ("population-services", "population", "services", "parts-egales")

REPORT = Option("--report", "forme du compte rendu", "FORME", choices=("text", "json"))
TEMPLATES = Option("--templates", "dossier de modèles à consulter avant les autres", "DOSSIER", many=True)
OVERRIDE = Option(
    "--override",
    "lève une erreur de droit dont la raison est écrite dans la séance (derogations)",
    "CODE,…",
    many=True,
)
JOBS = Option("--jobs", "nombre de processus (par défaut\u00a0: un par cœur, s’il y a assez à faire)", "N")
STRICT = Option("--strict", "termine en échec (code 1) dès le premier avertissement")
FORMATS = Option("--formats", "formats à écrire, séparés par des virgules", "LISTE", formats(), many=True)
OUT = Option("--out", "dossier où écrire (par défaut\u00a0: output)", "DOSSIER")
RENDERED = Option("--out", "dossier où render a écrit (par défaut\u00a0: output)", "DOSSIER")
ANSWER = Option("--report", "forme de la réponse", "FORME", choices=("text", "json"))
CLUSTER = Option(
    "--cluster",
    "fait les fichiers sur d’autres machines, par un ordonnanceur Dask (tcp://MACHINE:8786)",
    "ADRESSE",
)

NEW = Command(
    name="new",
    summary="Pose quelques questions en français, puis écrit des fichiers commentés, prêts à compléter, que "
    "«\u00a0actgen check\u00a0» accepte déjà.",
    arguments=(
        Argument(
            "QUOI",
            "ce qu’il faut préparer",
            choices=("workspace", "collectivite", "groupement", "session", "kind"),
        ),
        Argument(
            "DOSSIER",
            "l’espace de travail (par défaut, celui du dossier courant)\u202f; pour kind, deliberations/NOM",
            optional=True,
        ),
    ),
    options=(
        Option(
            "--from",
            "reprend les membres d’un tableau, en .xlsx ou en .csv (collectivite seulement)",
            "FICHIER",
        ),
        Option("--word", "écrit en Word les textes de la nature d’acte (kind seulement)"),
    ),
    about=(
        "workspace prépare les dossiers et la première collectivité\u202f; collectivite, une "
        "commune ou un EPCI\u202f; "
        "groupement, le fichier d’un groupement de commandes, pour qui le coordonne\u202f; "
        "session, une séance à tenir\u202f; kind, une nature de délibération, son texte et son exemple.",
        "Une réponse vide prend la valeur entre crochets, ou remet à plus tard. Les réponses "
        "peuvent aussi venir "
        "d’un fichier, une par ligne. Un fichier qui existe n’est jamais remplacé\u202f; seul celui d’une "
        "collectivité que new a préparé, et que personne n’a changé, est complété par --from.",
        "À la question de l’objet d’un point, «\u00a0reprend: 2026-04-10 point 3\u00a0» reprend celui d’une "
        "séance passée\u00a0: ses chiffres sont laissés en blanc, avec en remarque ce qu’ils étaient.",
        "Le tableau de --from nomme ses colonnes au-dessus des membres\u00a0: Civilité, Prénom, Nom, "
        "Fonction, Ordre, Début et Fin de mandat\u202f; pour un EPCI, Commune et Suppléant. Ce qui ne "
        "peut pas être lu est dit, cellule par "
        "cellule\u202f; avec une erreur, rien n’est écrit et le code est 1.",
    ),
    examples=(
        "actgen new workspace mairie",
        "actgen new collectivite --from membres.xlsx",
        "actgen new groupement",
        "actgen new session < reponses.txt",
        "actgen new kind deliberations/vente_de_parcelle",
        "actgen new kind deliberations/bail_communal --word",
    ),
)

CHECK = Command(
    name="check",
    summary="Relit une ou plusieurs séances\u00a0: ce qui sera écrit dans les actes, ce qui ne va "
    "pas, et qui "
    "peut le corriger. N’écrit aucun fichier.",
    arguments=(
        Argument("FICHIER", "un ou plusieurs fichiers de séance, ou le dossier qui les contient", many=True),
    ),
    options=(
        Option("--details", "montre chaque chiffre avec son calcul et son texte, et les informations"),
        REPORT,
        Option("--full", "de plusieurs séances, contrôle aussi le texte des actes"),
        STRICT,
        Option("--as-of", "dit aussi ce qui serait en retard à cette date", "DATE"),
        OVERRIDE,
    ),
    about=(
        "Au-delà de cinq fichiers, seules les erreurs sont montrées, puis une ligne par fichier.",
        "D’une séance seule, les phrases des actes sont relues aussi, comme par render. De plusieurs, il "
        "faut --full pour voir un blanc oublié, un article abrogé, un tableau sans en-tête, un acte transmis "
        "dont la séance a changé depuis.",
        "Termine avec le code 0 si rien n’empêche d’écrire les actes, 1 si une erreur a été trouvée.",
    ),
    examples=("actgen check seances/dietwiller-2022-12-15.yaml", "actgen check seances"),
)

RENDER = Command(
    name="render",
    summary="Écrit les actes d’une séance\u00a0: ceux qui sont dus le sont, avec ce qu’il faut en "
    "faire\u202f; pour les "
    "autres, il est dit ce qui manque.",
    arguments=(Argument("FICHIER", "un ou plusieurs fichiers de séance", many=True),),
    options=(
        Option(
            "--only", "seulement ces actes (certificat, procès-verbal, deliberation-09…)", "ACTE,…", many=True
        ),
        FORMATS,
        OUT,
        Option("--draft", "marque PROJET tous les actes"),
        STRICT,
        TEMPLATES,
        OVERRIDE,
        JOBS,
        CLUSTER,
        REPORT,
        Option("--watch", "recommence à chaque enregistrement d’un modèle ou d’un fichier de la séance"),
    ),
    about=(
        "Un fichier signé, corrigé à la main ou déjà transmis n’est jamais remplacé.",
        "Avec --watch, tous les constats sont affichés à chaque fois\u202f; Ctrl-C arrête.",
        "Termine avec le code 0 si les actes dus sont écrits, 1 si un acte demandé a été refusé, ou si un "
        "vote de la séance est irrégulier.",
    ),
    examples=(
        "actgen render seances/dietwiller-2022-12-15.yaml",
        "actgen render seances/dietwiller-2022-12-15.yaml --only certificat --formats pdf",
    ),
)

AVENANT = Option("--avenant", "de cet avenant à la convention, et non de la convention", "N")

BATCH = Command(
    name="batch",
    summary="Écrit tous les papiers d’un groupement\u00a0: pour chaque commune, le modèle de délibération, "
    "la convention et la lettre d’envoi\u202f; pour celles qui ont voté, leurs actes.",
    arguments=(Argument("GROUPEMENT", "le fichier du groupement"),),
    options=(AVENANT, FORMATS, OUT, JOBS, CLUSTER, TEMPLATES, REPORT),
    about=(
        "Ce qui est revenu des communes est lu dans le dossier (membres, retours) et dans leurs propres "
        "fichiers de séance, s’il y en a dans «\u00a0seances\u00a0».",
        "Une commune en erreur n’arrête pas les autres\u202f; seuls les actes dont quelque chose a changé "
        "sont refaits. Un fichier signé ou corrigé à la main n’est jamais remplacé.",
        "Un vote ou un acte daté d’après aujourd’hui n’est pas cru : ce membre reste en attente.",
        "Interrompue (Ctrl-C, coupure), la commande reprend où elle en était\u00a0: tapez-la de nouveau.",
    ),
    examples=(
        "actgen batch groupements/e_services.yaml",
        "actgen batch groupements/papeterie.yaml --avenant 1",
    ),
)

STATUS = Command(
    name="status",
    summary="Dit où en est chaque membre d’un groupement\u00a0: délibération adoptée, transmise, publiée, "
    "exécutoire, notifiée, convention signée, et l’étape qui manque.",
    arguments=(Argument("GROUPEMENT", "le fichier du groupement"),),
    options=(
        AVENANT,
        Option("--as-of", "état à cette date\u00a0: ce qui a eu lieu après n’est pas compté", "DATE"),
        Option("--out", "écrit aussi dans ce dossier une page à imprimer, un classeur et un CSV", "DOSSIER"),
        Option("--strict", "termine en échec (code 1) si un membre est à vérifier"),
        REPORT,
    ),
    about=(
        "Ce qui est revenu des communes est lu dans le dossier (membres, retours) et dans leurs propres "
        "fichiers de séance, s’il y en a dans «\u00a0seances\u00a0».",
        "Une commune en erreur, ou dont le retour contredit la séance, reste en attente\u202f; les autres "
        "suivent leur cours. Un fichier corrigé à la main n’est jamais remplacé.",
        "Un vote ou un acte daté d’après aujourd’hui n’est pas cru : ce membre reste en attente.",
    ),
    examples=(
        "actgen status groupements/e_services.yaml",
        "actgen status groupements/e_services.yaml --as-of 31/01/2023 --out suivi",
    ),
)

REGISTER = Command(
    name="register",
    summary="Fait le registre des délibérations d’une année\u00a0: feuillets numérotés, clôture de chaque "
    "séance avec la place des signatures, tables par date et par objet\u202f; dit ce qui y manque et ce qui "
    "y serait deux fois.",
    arguments=(Argument("COLLECTIVITE", "le fichier de la collectivité"),),
    options=(
        Option("--year", "année du registre (obligatoire)", "ANNEE"),
        Option("--organe", "assemblée dont c’est le registre (par défaut\u00a0: conseil)", "MOT", ORGANES),
        Option("--first-sheet", "numéro du premier feuillet (par défaut\u00a0: 1)", "N"),
        Option(
            "--sheets", "numéro du dernier feuillet déjà paraphé\u00a0: le registre n’ira pas au-delà", "N"
        ),
        Option("--one-side", "pour imprimer au recto seulement\u00a0: un feuillet par page"),
        Option("--formats", "formats à écrire (par défaut\u00a0: pdf)", "LISTE", ("pdf", "html"), many=True),
        OUT,
        TEMPLATES,
        REPORT,
    ),
    about=(
        "Toutes les séances de l’année qui sont dans «\u00a0seances\u00a0» y entrent, par date\u202f; une "
        "séance à venir ou sans délibération est signalée. En cas d’erreur, rien n’est écrit.",
        "Word n’est pas proposé\u00a0: il referait les pages, et les numéros de feuillet ne seraient plus "
        "ceux des tables.",
        "Un fichier corrigé à la main n’est jamais remplacé.",
    ),
    examples=(
        "actgen register collectivites/dietwiller.yaml --year 2022",
        "actgen register collectivites/m2a.yaml --year 2024 --organe bureau --first-sheet 85",
    ),
)

SIMULATE = Command(
    name="simulate",
    summary="Compare les clés de répartition d’un groupement\u00a0: ce que chaque membre paierait des coûts "
    "prévus à l’annexe 2.",
    arguments=(Argument("GROUPEMENT", "le dossier du groupement, avec ses coûts prévus"),),
    options=(
        Option(
            "--cle", "clés à comparer avec celles de l’annexe 2 (par défaut\u00a0: toutes)", "CLE", KEYS, True
        ),
        REPORT,
    ),
    about=(
        "Une clé comparée prend la place de celles des rubriques payées par tous les membres (population, "
        "services, parts égales). Ce que paient un membre seul, le coordonnateur ou les membres demandeurs "
        "d’un service ne change pas.",
        "Les parts sont exactes au centime, par la méthode du plus fort reste. Rien n’est écrit. Un tableau "
        "des retours introuvable, une clause qui manque, n’empêchent pas de les voir\u00a0: c’est dit "
        "ensuite, et le code est 1. Une date ou une rubrique qui ne se lit pas, où que ce soit dans le "
        "fichier, est à corriger d’abord.",
    ),
    examples=(
        "actgen simulate data/groupements/e_services-exemple_de_couts.yaml",
        "actgen simulate groupements/papier.yaml --cle population,parts-egales",
    ),
)

EXPORT_FAMILY = Command(
    name="export",
    summary="Prépare ce qui part ailleurs, d’après les actes que render a écrits et les faits de la séance.",
    parts=(
        ("transmission", "le dossier à déposer sur la plate-forme de transmission à la préfecture"),
        ("opendata", "le fichier CSV des délibérations, au schéma national des données ouvertes"),
        ("archive", "une archive de la séance\u00a0: actes, journal, sources, avec leurs empreintes"),
    ),
    about=(
        "Tout est contrôlé avant d’écrire\u202f; en cas d’erreur, rien n’est écrit. Aucun acte n’est refait, "
        "et rien n’est envoyé\u00a0: actgen n’ouvre aucune connexion.",
    ),
    examples=(
        "actgen export transmission seances/dietwiller-2022-12-15.yaml",
        "actgen export opendata collectivites/dietwiller.yaml --year 2022",
        "actgen export archive seances/dietwiller-2022-12-15.yaml",
    ),
)

EXPORT_TRANSMISSION = Command(
    name="export transmission",
    summary="Prépare le dossier à déposer sur la plate-forme de transmission (@CTES)\u00a0: chaque "
    "délibération et ses annexes sous le nom attendu, et les champs à saisir.",
    arguments=(Argument("FICHIER", "le fichier de la séance"),),
    options=(
        Option("--only", "seulement ces points, par exemple 3,7", "LISTE", many=True),
        Option(
            "--typologie",
            "classification de votre préfecture (RetourClassification, XML) ou ses types de pièces (YAML)",
            "FICHIER",
        ),
        RENDERED,
        TEMPLATES,
        OVERRIDE,
        REPORT,
    ),
    about=(
        "Les PDF sont ceux que render a écrits, octet pour octet. Un acte signé se pose à côté de lui, sous "
        "le même nom suivi de -SIGNE\u00a0: c’est lui qui part. Un PDF changé d’une autre façon est refusé.",
        "Le dossier «\u00a0transmission\u00a0» est à côté des actes. Son fichier a-saisir.txt donne les "
        "champs à recopier, depot.json les donne à un programme. Rien n’est envoyé\u00a0: le dépôt et la "
        "signature restent à faire.",
    ),
    examples=(
        "actgen export transmission seances/dietwiller-2022-12-15.yaml",
        "actgen export transmission seances/nantes-2025-10-10.yaml --only 1,4",
    ),
)

EXPORT_OPENDATA = Command(
    name="export opendata",
    summary="Écrit les délibérations dans un fichier CSV au schéma national «\u00a0Délibérations\u00a0» "
    "(SCDL 2.1.5), pour les publier en données ouvertes.",
    arguments=(
        Argument("FICHIER", "une séance, une collectivité (avec --year) ou un groupement de commandes"),
    ),
    options=(
        Option("--year", "année à exporter, pour une collectivité ou un groupement", "ANNEE"),
        OUT,
        TEMPLATES,
        OVERRIDE,
        REPORT,
    ),
    about=(
        "Une ligne par délibération votée. Ce qui est à occulter l’est comme dans la copie à publier\u202f; "
        "d’un scrutin secret il n’y a que les chiffres. Une élection, ou des bulletins blancs, que le schéma "
        "ne sait pas dire, laissent vides les colonnes du vote.",
        "Chaque ligne est regardée avant d’écrire\u202f; en cas d’erreur, rien n’est écrit.",
    ),
    examples=(
        "actgen export opendata seances/dietwiller-2022-12-15.yaml",
        "actgen export opendata collectivites/dietwiller.yaml --year 2022",
        "actgen export opendata groupements/e_services.yaml",
    ),
)

EXPORT_ARCHIVE = Command(
    name="export archive",
    summary="Réunit dans une archive (.zip) les actes d’une séance, leur journal, les modèles et les "
    "fichiers d’où ils viennent, avec l’empreinte de chacun.",
    arguments=(Argument("FICHIER", "le fichier de la séance"),),
    options=(RENDERED, TEMPLATES, OVERRIDE, REPORT),
    about=(
        "Les mêmes fichiers donnent la même archive, octet pour octet. Un exemplaire signé posé dans le "
        "dossier y entre aussi, et le manifeste dit que le journal ne le connaît pas.",
        "Si un fichier du journal manque, ou si une source a changé depuis que les actes ont été écrits, "
        "rien n’est écrit. L’archive contient les sources entières\u00a0: elle n’est pas à publier.",
    ),
    examples=("actgen export archive seances/dietwiller-2022-12-15.yaml",),
)

VERIFY = Command(
    name="verify",
    summary="Vérifie des actes\u00a0: dit si les fichiers, les modèles et les sources sont encore ceux "
    "d’où actgen les a "
    "écrits, et nomme ce qui diffère.",
    arguments=(Argument("CHEMIN", "un dossier d’actes, ou un acte (PDF, Word, HTML)", many=True),),
    options=(
        Option("--journal", "dossier dont le journal sert à vérifier des actes déplacés", "DOSSIER"),
        Option("--workspace", "dossier des fichiers de la commune, pour comparer les sources", "DOSSIER"),
        REPORT,
    ),
    about=(
        "Tout est comparé au journal du dossier (journal.json), qui garde l’empreinte de chaque fichier "
        "écrit, de chaque modèle et de chaque source. Un acte seul est comparé au journal de son dossier. De "
        "ce qui est posé à côté sans être nommé au journal (un scan), rien n’est conclu.",
        "Un PDF sans journal est comparé aux données qu’il porte (acte.yaml)\u00a0: chaque mot imprimé qui "
        "n’est plus celui de ses données est nommé, comme la page qui n’est plus dessinée comme à l’origine. "
        "Un PDF qui n’est plus, octet pour octet, celui qu’actgen a écrit n’est pas conforme, même si rien "
        "ne peut en être nommé. Un fichier Word ne se vérifie que contre un journal.",
        "Un acte signé par l’outil de la commune reste conforme\u00a0: il est dit qu’il porte une signature, "
        "qu’un lecteur de PDF vérifie.",
        "«\u00a0Conforme\u00a0» veut dire\u00a0: inchangé depuis qu’actgen l’a écrit. Seule une signature "
        "prouve qui l’a écrit\u00a0: ni un journal refait avec de nouvelles empreintes, ni un PDF dont tout "
        "a été refait ensemble, ne se reconnaissent.",
        "Rien n’est jamais modifié. Termine avec le code 1 si quelque chose diffère.",
    ),
    examples=(
        "actgen verify output/68072-dietwiller/2022-12-15-conseil",
        "actgen verify recu/deliberation.pdf",
        "actgen verify recu/4-certificat-09.pdf --journal output/68072-dietwiller/2022-12-15-conseil",
    ),
)

CALENDAR = Command(
    name="calendar",
    summary="Donne le calendrier d’une ou de plusieurs séances\u00a0: convocation, liste des délibérations, "
    "procès-verbal, transmission, publication, recours, avec l’article de chaque échéance.",
    arguments=(Argument("FICHIER", "un ou plusieurs fichiers de séance", many=True),),
    options=(
        Option("--ics", "écrit aussi les dates dans un fichier pour votre agenda", "FICHIER"),
        Option("--alarm", "avec --ics\u00a0: rappel, ce nombre de jours avant ce qui est à faire", "JOURS"),
        Option("--as-of", "dit ce qui serait en retard à cette date", "DATE"),
        REPORT,
    ),
    about=(
        "Sans --as-of, rien n’est dit en retard\u00a0; une date d’après aujourd’hui n’est jamais crue.",
        "Un fichier qu’actgen n’a pas écrit n’est jamais remplacé.",
    ),
    examples=(
        "actgen calendar seances/dietwiller-2022-12-15.yaml",
        "actgen calendar seances/*.yaml --ics echeances.ics --alarm 3",
    ),
)

TEMPLATES_FAMILY = Command(
    name="templates",
    summary="Aide ceux qui écrivent les modèles d’actes, en Markdown ou en Word. Les textes de votre dossier "
    "«\u00a0templates\u00a0» passent avant ceux qui sont livrés.",
    parts=(
        ("list", "donne les natures d’acte, le format de leur texte et le dossier d’où il vient"),
        ("vars", "donne les variables qu’un modèle peut nommer, avec leur sens et un exemple"),
        ("which", "dit quel fichier donne chaque texte d’un acte, pour une commune ou une séance"),
        ("copy", "copie un texte livré, en Word ou en Markdown, pour en changer les phrases"),
        ("check", "contrôle des modèles avant toute séance, puis les essaie sur trois communes"),
    ),
    examples=(
        "actgen templates vars adhesion_groupement --html variables.html",
        "actgen templates check templates",
    ),
)

TEMPLATES_LIST = Command(
    name="templates list",
    summary="Donne les natures d’acte que connaît l’espace de travail du dossier courant\u00a0: leur "
    "code, leur titre, le format de leur texte (Markdown ou Word) et d’où il vient.",
    options=(TEMPLATES, ANSWER),
    examples=("actgen templates list",),
)

TEMPLATES_VARS = Command(
    name="templates vars",
    summary="Donne tout ce qu’un modèle de cette nature d’acte peut écrire\u00a0: ses variables, avec leur "
    "type, leur sens et leur valeur dans l’exemple\u202f; les clauses, les filtres et les tests.",
    arguments=(
        Argument("NATURE", "code de la nature d’acte, par exemple subvention"),
        Argument(
            "MOT", "ne montre que ce qui porte ces mots, par exemple\u00a0: vote", many=True, optional=True
        ),
    ),
    options=(
        Option("--html", "écrit tout dans une page, à garder ouverte à côté de Word", "FICHIER"),
        TEMPLATES,
        ANSWER,
    ),
    examples=(
        "actgen templates vars subvention",
        "actgen templates vars subvention vote",
        "actgen templates vars adhesion_groupement --html variables.html",
    ),
)

TEMPLATES_WHICH = Command(
    name="templates which",
    summary="Dit quel fichier donne chaque texte d’une nature d’acte\u00a0: sa fiche (acte.yaml), ses "
    "textes, chaque clause qu’ils emploient, le papier à en-tête (avec --session, celui de la charte).",
    arguments=(Argument("NATURE", "code de la nature d’acte, par exemple adhesion_groupement"),),
    options=(
        Option(
            "--commune", "comme la voit cette commune\u00a0: code INSEE, ou nom de son fichier", "COMMUNE"
        ),
        Option("--group", "comme la voit ce groupement\u00a0: nom de son fichier", "GROUPEMENT"),
        Option("--session", "comme les actes de cette séance\u00a0: sa commune, ses groupements", "FICHIER"),
        TEMPLATES,
        ANSWER,
    ),
    about=(
        "Un texte est cherché, fichier par fichier, dans le dossier de --templates, puis dans "
        "templates/CODE-INSEE pour la commune, templates/GROUPEMENT pour le groupement, templates pour tout "
        "l’espace de travail, et enfin parmi ceux qui sont livrés. Le premier trouvé sert. Une convention "
        "est la même pour tous\u00a0: le dossier d’une commune n’y change rien.",
    ),
    examples=(
        "actgen templates which adhesion_groupement --commune 68072",
        "actgen templates which adhesion_groupement --session seances/dietwiller-2022-12-15.yaml",
    ),
)

TEMPLATES_COPY = Command(
    name="templates copy",
    summary="Copie les textes d’une nature d’acte dans votre dossier «\u00a0templates\u00a0», en Word "
    "ou en Markdown, avec leurs balises\u00a0: vous n’avez plus qu’à en changer les phrases.",
    arguments=(
        Argument(
            "QUOI", "code d’une nature d’acte, par exemple subvention, ou une clause\u00a0: clauses/visas"
        ),
    ),
    options=(
        Option("--word", "en Word (.docx)"),
        Option("--markdown", "en Markdown (.md), tel quel"),
        Option("--commune", "pour cette commune seule\u00a0: code INSEE, ou nom de son fichier", "COMMUNE"),
        Option("--out", "dans ce dossier de modèles, au lieu de «\u00a0templates\u00a0»", "DOSSIER"),
        TEMPLATES,
    ),
    about=(
        "La copie Word donne le même acte que l’original, mot pour mot. Chaque texte de la nature d’acte a "
        "son fichier (corps, expose, dispositif…)\u202f; une clause partagée y reste une balise, et se "
        "copie à part.",
        "Un fichier qui existe n’est jamais remplacé. Vos propres textes Markdown passent eux aussi en Word "
        "avec --word\u00a0: ils sont alors gardés hors des modèles, dans «\u00a0templates-markdown\u00a0».",
        "Une convention est la même pour tous ses signataires\u00a0: elle ne se copie pas pour une commune. "
        "Termine avec le code 1 si un texte n’a pas pu être copié.",
    ),
    examples=(
        "actgen templates copy subvention --word",
        "actgen templates copy clauses/visas --word --commune 68072",
        "actgen templates copy tarifs --markdown --out essais",
    ),
)

TEMPLATES_CHECK = Command(
    name="templates check",
    summary="Contrôle des modèles avant toute séance\u00a0: leurs balises, chaque variable, chaque clause, "
    "chaque nom de fichier\u202f; puis les essaie sur leur exemple et sur trois communes (7 membres, "
    "69 membres, Alsace) et relit les actes obtenus.",
    arguments=(
        Argument(
            "QUOI",
            "un dossier ou un fichier de modèles, ou des natures d’acte\u202f; sans mot, tout",
            many=True,
            optional=True,
        ),
    ),
    options=(
        Option(
            "--annotate",
            "écrit aussi, à côté de chaque modèle Word, une copie NOM-annoté.docx où chaque "
            "constat est un commentaire",
        ),
        Option(
            "--write-expected",
            "écrit d’abord le texte que donne l’exemple de vos natures d’acte dans leur attendu.md, auquel "
            "il sera comparé ensuite",
        ),
        STRICT,
        TEMPLATES,
        REPORT,
    ),
    about=(
        "Le modèle lui-même n’est jamais modifié. Termine avec le code 0 si rien n’empêche d’employer les "
        "modèles, 1 si une erreur a été trouvée.",
    ),
    examples=(
        "actgen templates check",
        "actgen templates check templates/deliberations/tarifs --annotate",
        "actgen templates check templates/deliberations/tarifs/corps.docx",
        "actgen templates check subvention tarifs",
        "actgen templates check vente_de_parcelle --write-expected",
    ),
)

EXPLAIN = Command(
    name="explain",
    summary="Explique un code de contrôle\u00a0: ce qu’il surveille, sur quel texte, qui peut corriger, avec "
    "un exemple faux et un juste.",
    arguments=(
        Argument(
            "CODE",
            "par exemple PUB-MODE\u202f; un début (QUORUM) ou un mot (pouvoir) donne ceux qui le portent"
            "\u202f; sans code, tous",
            optional=True,
        ),
    ),
    options=(ANSWER,),
    examples=("actgen explain PUB-MODE", "actgen explain QUORUM", "actgen explain"),
)

SCHEMA = Command(
    name="schema",
    summary="Écrit la description des fichiers (JSON Schema)\u00a0: un éditeur qui la connaît "
    "propose les rubriques, "
    "les explique et souligne les fautes pendant la saisie.",
    arguments=(
        Argument(
            "DOSSIER",
            "où écrire seance.json, collectivite.json, groupement.json et acte.json (schema)",
            optional=True,
        ),
    ),
    about=(
        "Les champs des natures d’actes y sont, celles de l’espace de travail comprises\u00a0: relancez "
        "la commande quand l’une d’elles change.",
    ),
    examples=("actgen schema", "actgen schema data/schema"),
)

GUIDE = Command(
    name="guide",
    summary="Écrit les guides (secrétaire, coordonnateur, rédacteur) en une page pour le navigateur\u00a0: "
    "première séance, phrases courtes, modèles d’actes, installation, toutes les rubriques des fichiers, "
    "tous les contrôles.",
    options=(Option("--out", "fichier à écrire (par défaut\u00a0: guide-actgen.html)", "FICHIER"),),
    examples=("actgen guide", "actgen guide --out documents/guide.html"),
)

DOCTOR = Command(
    name="doctor",
    summary="Vérifie ce qui fonctionne sur cet ordinateur\u00a0: PDF, Word, HTML, polices, dossier "
    "de sortie\u202f; pour ce "
    "qui manque, dit exactement quoi taper.",
    options=(Option("--out", "dossier de sortie à essayer (par défaut\u00a0: output)", "DOSSIER"),),
    about=("Termine avec le code 4 si quelque chose de nécessaire manque.",),
    examples=("actgen doctor",),
)

STUDIO = Command(
    name="studio",
    summary="Ouvre le studio\u00a0: une fenêtre où l’on voit ses séances, ce qui leur manque, leurs "
    "fichiers et leurs actes. Tout reste sur cet ordinateur.",
    arguments=(
        Argument(
            "DOSSIER",
            "l’espace de travail, ou l’un de ses fichiers (par défaut, celui du dossier courant)",
            optional=True,
        ),
    ),
    options=(
        Option("--no-browser", "n’ouvre aucune fenêtre\u00a0: donne l’adresse, qui ne sert qu’une fois"),
    ),
    about=(
        "La fenêtre est celle d’Edge ou de Chromium, sinon le navigateur de l’ordinateur. Le studio s’arrête "
        "quand elle est fermée, ou après une heure sans rien.",
        "Il n’écoute que sur cet ordinateur (127.0.0.1) et n’ouvre qu’à la fenêtre qu’il a lui-même ouverte. "
        "Lancé deux fois sur le même dossier, il montre une fenêtre de plus.",
    ),
    examples=("actgen studio", "actgen studio mairie"),
)

COMMANDS = {
    command.name: command
    for command in (
        STUDIO,
        NEW,
        CHECK,
        RENDER,
        BATCH,
        STATUS,
        REGISTER,
        SIMULATE,
        EXPORT_FAMILY,
        EXPORT_TRANSMISSION,
        EXPORT_OPENDATA,
        EXPORT_ARCHIVE,
        VERIFY,
        CALENDAR,
        TEMPLATES_FAMILY,
        TEMPLATES_LIST,
        TEMPLATES_VARS,
        TEMPLATES_WHICH,
        TEMPLATES_COPY,
        TEMPLATES_CHECK,
        EXPLAIN,
        SCHEMA,
        GUIDE,
        DOCTOR,
    )
}
