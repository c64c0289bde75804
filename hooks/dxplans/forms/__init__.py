"""What a clerk answers to new files: one plain question at a time, then valid, commented YAML.

``question`` what is asked · ``replies`` what is typed to a value · ``trial`` a value to what the
check says of it · ``console`` a terminal · ``filling`` questions to answers · ``project`` and
``choices`` what is there already, to choose from · ``quantity`` a printed value to its number ·
``layout`` answers to YAML, ``hints`` the fields that may follow · ``splice`` one more id in a list ·
``drafts`` files tried, then written · ``municipality``, ``edition``, ``initiative``, ``term`` and
``progress`` the five forms, with ``edition_questions``, ``initiative_questions`` and
``commitments`` · ``kinds`` the five together · ``outcome`` what becomes of the files · ``command``
the command line.
"""
