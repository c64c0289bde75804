"""A project's data to all its problems at once, in the words of the person who will fix them.

Within a file: ``shapes`` which part of the format is where · ``findings`` what does not fit it ·
``rules`` and ``quantities`` what disagrees · ``wording`` of texts. Between files: ``publishers``,
``references`` ids that nothing has, ``links`` all the rest. ``messages`` what each rule says in
Japanese and English; ``report`` what `dxplans check` prints.
"""
