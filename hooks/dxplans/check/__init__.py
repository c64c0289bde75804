"""A project's data to all its problems at once, in the words of the person who will fix them.

``findings`` the shape · ``rules`` within a file · ``wording`` of texts · ``links`` between files ·
``messages`` what each rule says in Japanese and English.
"""
