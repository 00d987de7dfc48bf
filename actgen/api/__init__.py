"""The door: what a program asks of actgen, and what its own command line and pages ask.

    workspace = actgen.Workspace("mairie")
    session = workspace.session("seances/2022-12-15.yaml", text=edited)   # unsaved text is welcome
    session.findings, session.acts, session.figures                       # values
    session.to_json()                                                     # what `check --report json` prints
    session.html("deliberation-09")                                       # the page of one act
    session.preview("deliberation-09")                                    # the same, its values marked
    session.render("output", formats=("pdf",))
    workspace.save("seances/2022-12-15.yaml", edited, session.revision)
    workspace.edit("seances/2022-12-15.yaml", [actgen.Put(("seance", "levee"), "22h10")], session.revision)

What is wrong in a file is a finding, never raised. Raised is an `ActgenError` and nothing else: see
`actgen.base.errors`. Nothing here prints, nor asks what day it is.
"""
