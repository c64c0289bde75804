"""The security headers, once: for the pages' own meta element and for three kinds of server."""

from __future__ import annotations

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""What a page may load: our own scripts, styles and pictures, nothing inline, no other
host; the search fetches its index from the same place."""

HEADERS: tuple[tuple[str, str], ...] = (
    # A meta element cannot forbid framing; a header can.
    ("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
_LONG = "public, max-age=31536000, immutable"
_COPIES = """\
# The text files have copies beside them, .gz and .br. Where nginx -V shows the modules, let it send those:
# gzip_static on;
# brotli_static on;
"""


def snippets(*, compressed: bool = False) -> dict[str, str]:
    """File name to content for static hosts (``_headers``), Apache and nginx.

    Of a *compressed* site nginx can send the copies; that is a comment, for not every nginx can.
    """
    nginx = _nginx() + (_COPIES if compressed else "")
    return {"_headers": _static_host(), ".htaccess": _apache(), "nginx-headers.conf": nginx}


def _static_host() -> str:
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS)]
    return "\n".join([*lines, "/assets/*", f"  Cache-Control: {_LONG}"]) + "\n"


def _apache() -> str:
    lines = [f'  Header always set {name} "{value}"' for name, value in HEADERS]
    cache = ['  <FilesMatch "-[0-9a-f]{10}\\.(css|js|svg|bin)$">',
             f'    Header set Cache-Control "{_LONG}"', "  </FilesMatch>"]  # fmt: skip
    block = ["<IfModule mod_headers.c>", *lines, *cache, "</IfModule>"]
    return "\n".join(["ErrorDocument 404 /404.html", *block]) + "\n"


def _nginx() -> str:
    lines = [f'add_header {name} "{value}" always;' for name, value in HEADERS]
    first = "# include this inside the server block; set error_page 404 /404.html; beside it"
    return "\n".join([first, *lines]) + "\n"
