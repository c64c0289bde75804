"""JSON-LD: a DCAT catalogue of all files, the glossary as a term set, publishers as organisations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dxplans.edition import Edition, Town
from dxplans.opendata.archive import ARCHIVE
from dxplans.opendata.columns import HEADINGS, name
from dxplans.opendata.package import FILE as PACKAGE
from dxplans.opendata.shared import TABLES
from dxplans.opendata.source import LICENCE, NOTICE, OFFICIAL_NOTICE, VERSION, Source
from dxplans.opendata.values import Data
from dxplans.pages import addresses
from dxplans.states import state_of

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = "https://www.iana.org/assignments/media-types/"


def linked_files(source: Source) -> dict[str, Data]:
    """Published name to JSON-LD document."""
    return {
        "data/catalog.jsonld": _catalogue(source),
        "data/glossary.jsonld": _glossary(source),
        "data/publishers.jsonld": _document(
            source,
            {"@graph": [_organisation(source, town) for town in source.portal.towns.values()]},
        ),
    }


def _document(source: Source, content: Data) -> Data:
    """*content* with its context; addresses are counted from the site's root, or from this file's."""
    site = source.locals[0].settings.site_url
    return {"@context": [_CONTEXT, {"@base": site or "../"}], **content}


def _said(source: Source, text: str) -> list[Data]:
    """A text of the interface in every language."""
    return [{"@language": one.lang, "@value": one.gettext(text)} for one in source.locals]


def _texts(found: Data) -> list[Data]:
    return [{"@language": lang, "@value": text} for lang, text in found.items() if lang != "as"]


def _day(value: str) -> Data:
    return {"@type": "xsd:date", "@value": value}


def _catalogue(source: Source) -> Data:
    operator = source.locals[0].settings.operator
    publisher: Data = {"@id": "#publisher", "@type": ["schema:Organization", "dcterms:Agent"]}
    names = operator or {source.locals[-1].lang: "Open DX Plans contributors"}
    publisher["schema:name"] = [{"@language": lang, "@value": text} for lang, text in names.items()]
    return _document(source, {
        "@id": "data/", "@type": ["dcat:Catalog", "schema:DataCatalog"],
        "dcterms:title": [
            {"@language": one.lang, "@value": one.settings.language(one.lang).site_name}
            for one in source.locals
        ],
        "dcterms:description": _said(source, NOTICE),
        "dcterms:publisher": publisher,
        "dcterms:modified": _day(source.today.isoformat()),
        "dcterms:license": {"@id": LICENCE},
        "dcat:version": VERSION,
        "dcat:dataset": [*_tables(source), _whole(source), *_plans(source)],
    })  # fmt: skip


def _file(path: str, media: str, **more: Any) -> Data:
    return {
        "@id": path, "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dcat:downloadURL": {"@id": path}, "schema:contentUrl": {"@id": path},
        "dcat:mediaType": {"@id": f"{_MEDIA}{media}"}, "schema:encodingFormat": media, **more,
    }  # fmt: skip


def _dataset(identity: str, names: list[Data], about: list[Data], files: list[Data]) -> Data:
    return {
        "@id": identity, "@type": ["dcat:Dataset", "schema:Dataset"],
        "dcterms:title": names, "schema:name": names,
        "dcterms:description": about, "schema:description": about,
        "dcterms:license": {"@id": LICENCE}, "schema:license": {"@id": LICENCE},
        "dcat:distribution": files,
    }  # fmt: skip


def _tables(source: Source) -> Iterator[Data]:
    for table in TABLES:
        files = [
            _file(name(lang, table.name), "text/csv", **{"dcterms:conformsTo": {"@id": PACKAGE}})
            for lang in HEADINGS
        ]
        about = _said(source, table.about)
        yield _dataset(f"data/#{table.name}", _said(source, table.title), about, files)


def _whole(source: Source) -> Data:
    files = [_file(ARCHIVE, "application/zip"), _file("data/index.json", "application/json")]
    names = [
        {"@language": one.lang, "@value": one.settings.language(one.lang).site_name}
        for one in source.locals
    ]
    return _dataset("data/#all", names, _said(source, NOTICE), files)


def _plans(source: Source) -> Iterator[Data]:
    for edition in source.portal.editions():
        if edition.plan.withdrawn is None:
            yield _plan(source, edition)


def _plan(source: Source, edition: Edition) -> Data:
    names = _texts(source.plan_texts(edition).of("name", "plan/title", edition.plan.title))
    path = addresses.edition(edition)
    official = edition.plan.text == "official"
    found = _dataset(
        f"{path}#data", names, _said(source, OFFICIAL_NOTICE if official else NOTICE),
        [_file(f"data/{edition.key}.json", "application/json")],
    )  # fmt: skip
    period = edition.plan.period
    found["dcat:landingPage"] = {"@id": path}
    found["dcterms:creator"] = {"@id": f"{addresses.town(edition.town)}#publisher"}
    found["schema:creativeWorkStatus"] = state_of(edition, source.today).kind
    found["dcterms:temporal"] = {
        "@type": "dcterms:PeriodOfTime", "dcat:startDate": _day(f"{period.start}-04-01"),
        **({"dcat:endDate": _day(f"{period.end + 1}-03-31")} if period.end else {}),
    }  # fmt: skip
    if official:
        # The words are the publisher's, whose licence is not ours to state.
        del found["dcterms:license"], found["schema:license"]
    return found


def _organisation(source: Source, town: Town) -> Data:
    publisher = town.publisher
    found: Data = {
        "@id": f"{addresses.town(town)}#publisher", "@type": "schema:GovernmentOrganization",
        "schema:name": _texts(source.each(lambda local: local.town(town))),
        "schema:subjectOf": {"@id": addresses.town(town)},
    }  # fmt: skip
    if publisher.code:
        found["schema:identifier"] = {
            "@type": "schema:PropertyValue",
            "schema:propertyID": "全国地方公共団体コード", "schema:value": publisher.code,
        }  # fmt: skip
    if publisher.website:
        found["schema:url"] = {"@id": publisher.website}
    return found


def _glossary(source: Source) -> Data:
    texts = source.texts(lambda translation: translation.glossary)
    return _document(source, {
        "@id": addresses.GLOSSARY, "@type": "schema:DefinedTermSet",
        "schema:name": _said(source, "用語集"),
        "schema:license": {"@id": LICENCE},
        "schema:hasDefinedTerm": [
            {
                "@id": addresses.term(identity), "@type": "schema:DefinedTerm",
                "schema:termCode": identity,
                "schema:inDefinedTermSet": {"@id": addresses.GLOSSARY},
                "schema:name": _texts(texts.of("name", f"{identity}/label", term.label)),
                "schema:description": _texts(
                    texts.of("line", f"{identity}/definition", term.definition)
                ),
                **({"schema:alternateName": list(term.aliases)} if term.aliases else {}),
            }
            for identity, term in source.portal.terms.items()
        ],
    })  # fmt: skip
