"""What a clerk answers to new files: one plain question at a time, then valid, commented YAML.

``question`` what is asked · ``replies`` what is typed to a value · ``trial`` a value to what the
check says of it · ``console`` a terminal · ``filling`` questions to answers · ``project`` what is
there already · ``layout`` answers to YAML, ``hints`` the fields that may follow · ``splice`` one
more id in a list · ``drafts`` files tried, then written · ``municipality``, ``edition``,
``initiative``, ``term`` and ``progress`` the five forms · ``command`` the command line.
"""
