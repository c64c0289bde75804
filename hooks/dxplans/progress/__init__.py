"""Yearly results by Excel or CSV: a form for a plan's KPIs, and the filled-in form back to YAML.

What flows from where to where::

    Edition ──layout──► rows ──form──► .xlsx       .xlsx ──archive──► workbook ─┐
                            └─csvfile─► .csv        .csv ──────────── csvfile ──┴► Sheet
    Sheet ──headers──► columns ──reading (kpis, amounts, dates)──► Reading, or all its troubles
    Reading + progress/<year>.yaml ──merge──► Progress and changes ──document──► YAML, checked

``grid`` what a sheet is · ``troubles`` what is wrong, by cell · ``sentences`` what has changed ·
``command`` the two commands. A workbook may come from anybody: ``archive`` bounds it first.
"""
