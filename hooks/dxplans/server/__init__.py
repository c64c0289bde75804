"""A way to build the site to a browser that always shows its newest state, for the one who edits.

``stage`` what is shown now · ``folder`` address to file · ``notice`` what is said about a build ·
``overlay`` that on top of a page · ``answer`` request to answer · ``handler`` the connections ·
``watch`` saved files to batches · ``loop`` all of it together.
"""

from dxplans.server.handler import PortError
from dxplans.server.loop import serve
from dxplans.server.stage import Outcome

__all__ = ["Outcome", "PortError", "serve"]
