"""Templates in Markdown and in Word, two front ends of one tree: structure first, values after.

A template is parsed once with its tags masked; the resulting tree holds the places of the values and
never their text, so no value can change the structure of an act.

What an author may write (everything else is text or a finding):

=====================================  ==========================================================
`# Titre`, `## Article 1`              headings; `{: #ancre }` on the next line names an anchor
a paragraph, `**gras**`, `*italique*`  body text; a backslash or two spaces end a line
`{: .visa }` under a paragraph         its style: a value of `actgen.acts.tree.nodes.Style`;
                                       `.avec-la-suite` keeps it on the page of what follows
`::: visa` … `:::`                     the same style for each paragraph inside
`- point`, `1. point`                  lists, nested by indentation
`| a | b |` under a head row           a table; `{: largeurs="3 1" .titres-de-lignes }` under it, `.entier` to
                                       keep it on one page; a paragraph `{: .legende }` right above it is
                                       its caption
`<table>` … `</table>`                 a table with merged cells, one `<tr>` a line
`::: partie annexe_1 hors-empreinte`   an annex, up to `:::`; `dans-la-page` for one that begins no page
`---`                                  a page break
`{{ x }}`, `{{ x | date }}`            a value; blocks (signatures, stamp, prose) alone in their paragraph
`{% if %}` `{% elif %}` `{% else %}`   alone on their line round whole paragraphs, items or rows, or
`{% for m in membres %}`               inside one paragraph; `loop.index`, `loop.first`, `loop.last`
`{% set x = … %}`                      at the top only
`{{ clause.visas }}`                   alone on its line: the shared clause of that name
`{# … #}`                              a note that is not printed
=====================================  ==========================================================

`reading.parse_template` checks the rules of the grammar and gives each fault its place;
`vocabulary.check_vocabulary` compares a template with the type of its view; `evaluate.evaluate`
fills it. No function here raises for the fault of a template.
"""
