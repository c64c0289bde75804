"""The portal to open data: JSON documents, CSV tables, JSON-LD and one archive of them all.

``values`` a value of the model with its texts in every language · ``documents`` what each JSON file
holds · ``columns``, ``tables`` and ``codes`` the one description of the CSV files, from which headers,
metadata, README and the page /data/ are made · ``rows`` documents to rows · ``sheets`` rows to CSV ·
``schemas`` and ``package`` what programs need to read them · ``linked`` JSON-LD · ``archive`` the ZIP ·
``export`` everything, as part of the build. decisions/0023 says why.
"""
