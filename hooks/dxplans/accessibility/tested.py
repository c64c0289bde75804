"""The evidence and the pages as they are now to what is tested, untested, and with findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dxplans.accessibility.evidence import Evidence, Result, Run

PACKAGES: Mapping[str, str] = {
    "axe": "axe-core",
    "htmlcs": "html_codesniffer",
    "ibm": "accessibility-checker-engine",
    "nu": "vnu-jar",
}
"""The packages behind the engines whose findings have another name."""
NAMES: Mapping[str, str] = {
    "axe": "axe-core",
    "htmlcs": "HTML_CodeSniffer",
    "ibm": "IBM Equal Access",
    "nu": "Nu HTML Checker",
}
"""The engines by the names that people know."""


@dataclass(frozen=True, slots=True)
class Tested:
    """Every page of the site: its result if it was tested as it is now, else nothing."""

    results: Mapping[str, Result] = field(default_factory=dict)
    """By address below the site's base, with its language."""
    changed: tuple[str, ...] = ()
    """Pages that were tested once and have changed since."""
    new: tuple[str, ...] = ()
    """Pages that were never tested."""

    @property
    def total(self) -> int:
        """How many pages the site has."""
        return len(self.results) + len(self.untested)

    @property
    def untested(self) -> tuple[str, ...]:
        """Pages that were not tested as they are now."""
        return tuple(sorted((*self.changed, *self.new)))

    @property
    def with_findings(self) -> tuple[str, ...]:
        """Pages on which something was found."""
        return tuple(address for address, result in self.results.items() if result.found)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs that tested the pages, the first first."""
        return tuple(sorted({result.run for result in self.results.values()}))

    @property
    def modes(self) -> int:
        """In how many modes the pages were looked at, all together."""
        return sum(result.modes for result in self.results.values())

    @property
    def found(self) -> Mapping[str, int]:
        """The number of findings of each engine that has any."""
        number: Counter[str] = Counter()
        for result in self.results.values():
            for engine, modes in result.found.items():
                number[engine] += sum(modes.values())
        return dict(number)

    @property
    def tools(self) -> tuple[tuple[str, str], ...]:
        """The engines' packages with their versions, each once."""
        return tuple(sorted({tool for run in self.runs for tool in run.engines}))

    def has(self, engine: str) -> bool:
        """Whether an engine was among those that looked at the pages."""
        package = PACKAGES.get(engine, engine)
        return engine in self.found or any(name == package for name, _version in self.tools)


def matched(evidence: Evidence, addresses: Iterable[str], hashes: Mapping[str, str]) -> Tested:
    """What *evidence* says of the pages at *addresses*; *hashes* are those of all that it knows."""
    results: dict[str, Result] = {}
    changed, new = [], []
    for address in sorted(addresses):
        if address not in evidence.pages:
            new.append(address)
        elif result := evidence.tested(address, hashes[address]):
            results[address] = result
        else:
            changed.append(address)
    return Tested(results, tuple(changed), tuple(new))


def tool_name(package: str) -> str:
    """The name that people know a package by."""
    engines = {package_: engine for engine, package_ in PACKAGES.items()}
    return NAMES.get(engines.get(package, ""), package)
