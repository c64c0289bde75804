"""Municipal DX plans kept as YAML to a static, bilingual website.

What flows from where to where, each arrow a function, each name a frozen value::

    YAML ──source──► marked data ──check──► Plan, Initiative, Term … ──portal──► Portal
                          │ Problem (file:line:column)                 │
                          ▼                                            ├─ translation ─► locales/*.po
                     all at once, ja/en                                ▼
                                               localise ──► views ──pages──► HTML ──build──► site/

Read in this order: ``model`` the one description of the format · ``source`` files to data that
remembers its lines · ``check`` data to all its problems · ``library``, ``edition`` and ``portal`` files to
linked plans · ``records`` what was found in files before, by their content · ``permanent`` the
addresses that last · ``states`` what is true today · ``catalogue``, ``localise``, ``views`` and ``translation`` one
language at a time · ``pages`` what each page shows and renders · ``search`` the pages to an index
that the browser searches · ``guide`` what is told of each message of the check ·
``screens`` the pictures in the guide for staff · ``phrases`` and
``furigana`` what helps people read · ``accessibility`` what was tested to what may be said ·
``proposal`` a pull request to the comment on it · ``owners`` who reviews it ·
``progress`` yearly results by Excel · ``build`` the whole site · ``rendering`` its pages, by
this process, several, or a cluster · ``kept`` those of them that need not be rendered again · ``part`` one prefecture or publisher as a site of its own ·
``output`` what is finished, swapped in · ``compression`` copies that servers send as they are · ``server`` the same while somebody edits ·
``changes`` two states of the project to what changed, in words ·
``updates`` git's history to what readers are told of it, on a page and in feeds · ``opendata`` the
portal to files for programs · ``shell`` the hand-written pages,
built by MkDocs, which no module here imports · ``forms`` a clerk's answers to new files ·
``workbench`` what the next plan's author takes along from other plans, and how far they compare ·
``cli`` the commands · ``develop`` the tools of those who work on the project itself.
"""
