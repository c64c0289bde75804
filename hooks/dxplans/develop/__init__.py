"""A working copy to a verdict on it: ``toolbox`` makes the tests possible, ``suite`` runs them.

Both use the standard library alone: they run before anything else is installed. ``bench`` measures
how fast it is, ``audit`` how accessible every page of the site is.
"""
