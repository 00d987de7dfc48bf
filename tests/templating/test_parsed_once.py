"""A text that was parsed before is that tree again, as long as the clauses that it calls are the same."""

from __future__ import annotations

from actgen.templating import reading
from actgen.templating.reading import parse_template
from actgen.templating.tags import TemplateText as Source

CALLS = Source("Un mot.\n\n{{ clause.milieu }}\n", "corps.md")


def parsed(milieu: str, fin: str = "Une fin.\n") -> tuple[object, list[str]]:
    texts = {"milieu": Source(milieu, "milieu.md"), "fin": Source(fin, "fin.md")}
    template, findings = parse_template(CALLS, texts.get)
    return template, [finding.message for finding in findings]


def test_the_same_texts_are_one_tree_and_others_are_not() -> None:
    first, _ = parsed("{{ clause.fin }}\n")
    assert parsed("{{ clause.fin }}\n")[0] is first
    assert parsed("{{ clause.fin }}\n", "Une autre fin.\n")[0] not in (first, parsed("Sans fin.\n")[0])


def test_what_is_wrong_is_told_each_time() -> None:
    parsed("{{ clause.fin }}\n")
    for _ in range(2):
        assert parsed("{{ clause.absente }}\n")[1] == ["La clause «\u00a0absente\u00a0» n’existe pas."]
        assert parsed("{{ clause.fin }}\n", "{{ clause.milieu }}\n")[1] == [
            "La clause «\u00a0milieu\u00a0» se contient elle-même (milieu → fin → milieu)."
        ]
        assert parsed("{{ clause.fin }}\n")[1] == []


def test_no_more_are_held_than_a_workspace_has() -> None:
    for rank in range(reading._MOST_PARSED + 10):
        parse_template(Source(f"Texte {rank}.\n", "corps.md"))
    assert len(reading._PARSED) == reading._MOST_PARSED
