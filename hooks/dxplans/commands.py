"""What a module is handed that adds a command to the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

Command = Callable[[str, Callable[[Path, Namespace], int], str, str, str], ArgumentParser]
"""A name, what to run, what it does in Japanese and English, an example: the parser of its options."""
