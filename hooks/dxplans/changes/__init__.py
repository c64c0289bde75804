"""Two states of a project to what changed between them, told in the words of an office.

``repository`` and ``snapshot`` what git or a folder holds · ``revision`` what somebody typed to a
snapshot · ``record`` a file to comparable data · ``alignment`` and ``sentence`` two lists or texts
to their pairs · ``walk`` two values of the model to each ``difference`` ·
``corrected`` and its reason ·
``naming`` and ``names`` what things are called · ``change`` the result, as other programs read it · ``kinds`` and ``meaning`` a difference to a change ·
``compare`` two snapshots to all changes, with ``renames``, ``translations`` and ``others`` ·
``labels`` the names of fields · ``wording`` and ``sentences`` a change to Japanese and English ·
``cells`` and ``marking`` a change to old and new side by side, with the words that differ ·
``render``, ``markdown`` and ``table`` many changes to text, JSON, a comment or a 新旧対照表 ·
``command`` `dxplans diff` · ``lost`` the lasting addresses that went without a word.
"""

from dxplans.changes.change import Change
from dxplans.changes.compare import compare
from dxplans.changes.snapshot import Folder, Snapshot

__all__ = ["Change", "Folder", "Snapshot", "compare"]
