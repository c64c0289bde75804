"""The pages by many hands: the same bytes from this process, from several, or from a cluster.

``workers`` calls to their results, in order, by any ``concurrent.futures`` executor · ``pool`` the
processes of this machine · ``cluster`` those of a Dask cluster · ``press`` a project to all that
its pages are rendered with · ``order`` what a worker far away must know to have the same press ·
``batch`` some pages to files and to what the search needs.
"""
