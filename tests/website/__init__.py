"""A built site to what is wrong with it: pages as trees, checkers over them, projects to build.

``document`` reads pages · ``links`` what leads where · ``manners`` how each page is made ·
``discovery`` what search engines are told · ``serving`` the site under its own headers ·
``projects`` projects to build from · ``probes`` what is asked inside a browser.
"""
