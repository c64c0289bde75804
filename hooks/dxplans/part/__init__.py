"""A part of a project as a site of its own: one prefecture, or one publisher.

``place`` which parts there are, and what belongs to one · ``cut`` all data to that of a part · ``history`` the same of the past ·
``own`` its name, address and colours in mkdocs.yml · ``colours`` a stylesheet in other colours, and
whether people can read them.
"""
