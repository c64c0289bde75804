"""The history of the data to what readers are told: a page of updates, and feeds.

``history`` git's log to commits with the data files that they touch · ``record`` a commit to its
updates, in words of both languages · ``store`` what is known of commits already ·
``chronicle`` all of it, read again only when there is a new commit · ``public`` what may be told
today · ``feed`` Atom · ``editions`` an edition and the one before it to what differs between them.
"""

from dxplans.updates.chronicle import Chronicle
from dxplans.updates.public import Updates, public
from dxplans.updates.record import UNKNOWN, History

__all__ = ["UNKNOWN", "Chronicle", "History", "Updates", "public"]
