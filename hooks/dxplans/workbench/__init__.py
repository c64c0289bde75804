"""The initiatives of a theme or of a plan to rows that the next plan's author takes along.

``comparing`` how far two plans may be compared · ``rows`` what stands on a page, in one language ·
``sources`` where each row is from and whose words are whose · ``lines`` a row to lines of a flat
table · ``sheet``, ``document`` and ``draft`` the same as workbook, Markdown and YAML · ``files``
all of it as files, whole and in pieces that a script joins.
"""
