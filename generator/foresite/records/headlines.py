"""The rule that ties a headline to its dimensions, version by version, from its record.

A name alone is one version that holds from the opening, so that a desk which
never changes its rule need not know of versions.
"""

from __future__ import annotations

from collections.abc import Iterator

from foresite.model import SINGLE_READING, Dimension, HeadlineRule, HeadlineVersion, KindName
from foresite.problems import Location, Problem
from foresite.records.field_faults import did_you_mean
from foresite.records.forecast_file import ForecastRecord, HeadlineRecord
from foresite.source import Document, Path

JOINING = tuple(rule for rule in HeadlineRule if rule is not HeadlineRule.DIMENSION)
"""The rules that an author names by a word of the format, not by a dimension's id."""

RESERVED = ("headline", SINGLE_READING, *(rule.value for rule in JOINING))
"""What stands in the published tables for the headline, the only reading, or a rule."""


def reserved_ids(record: ForecastRecord, document: Document) -> Iterator[Problem]:
    """Dimensions that nobody could tell from the headline, from no dimension, or from a rule."""
    for id_ in record.dimensions or {}:
        if id_ in RESERVED:
            where = document.key_place(("dimensions", id_))
            message = (
                f"a dimension is called “{id_}”, but the published data mean something else by it"
            )
            hint = f"give it a name of its own; {', '.join(RESERVED)} are taken"
            yield Problem(where, "dimension-reserved", message, hint)


def headline_versions(
    record: ForecastRecord,
    document: Document,
    dimensions: tuple[Dimension, ...],
    problems: list[Problem],
) -> tuple[HeadlineVersion, ...]:
    """Every rule that held, oldest first; never empty."""
    if record.headline is None:
        return (_implied(record, document, dimensions, problems),)
    versions: list[HeadlineVersion] = []
    for index, each in enumerate(record.headline):
        path: Path = ("headline", index, "rule")
        rule, dimension = _rule(each.rule, document.place(path), dimensions, problems)
        problems += _order(each, index, versions, document)
        versions.append(
            HeadlineVersion(
                since=each.since or record.opened_on,
                rule=rule,
                dimension=dimension,
                reason=each.reason or "",
                where=document.place(path),
            )
        )
    problems += _kind_changed(versions, dimensions)
    return tuple(versions)


def _implied(
    record: ForecastRecord,
    document: Document,
    dimensions: tuple[Dimension, ...],
    problems: list[Problem],
) -> HeadlineVersion:
    """A question with one dimension needs no rule."""
    ids = [dimension.id for dimension in dimensions]
    top = Location(document.path)
    if len(ids) > 1:
        message = (
            "this file has several dimensions, but no “headline” that says which settles the number"
        )
        rules = [rule.value for rule in JOINING]
        hint = f"add “headline:” with one of {', '.join([*ids, *rules])}"
        problems.append(Problem(top, "headline", message, hint))
    return HeadlineVersion(
        since=record.opened_on,
        rule=HeadlineRule.DIMENSION,
        dimension=ids[0] if ids else None,
        where=top,
    )


def _rule(
    typed: str, where: Location, dimensions: tuple[Dimension, ...], problems: list[Problem]
) -> tuple[HeadlineRule, str | None]:
    ids = [dimension.id for dimension in dimensions]
    rules = [rule.value for rule in JOINING]
    if typed in ids and ids != [SINGLE_READING]:
        return HeadlineRule.DIMENSION, typed
    if ids == [SINGLE_READING]:
        message = "headline is given, but the question has a single reading"
        problems.append(Problem(where, "headline", message, "delete this line"))
        return HeadlineRule.DIMENSION, SINGLE_READING
    if typed not in rules:
        message = f"headline is “{typed}”, but must be a dimension’s id, all, any or unspecified"
        problems.append(Problem(where, "headline", message, did_you_mean(typed, [*ids, *rules])))
        return HeadlineRule.UNSPECIFIED, None
    rule = HeadlineRule(typed)
    other = [d.id for d in dimensions if d.kind.name is not KindName.BINARY]
    if rule is not HeadlineRule.UNSPECIFIED and other:
        message = f"headline is “{typed}”, but {', '.join(other)} is not answered by yes or no"
        hint = "let the headline be one of the dimensions"
        problems.append(Problem(where, "headline", message, hint))
    return rule, None


def _order(
    record: HeadlineRecord, index: int, before: list[HeadlineVersion], document: Document
) -> Iterator[Problem]:
    """From the second on, each version says since when and why, and follows the one before."""
    if not before:
        return
    for key in ("since", "reason"):
        if getattr(record, key) is None:
            message = f"version {index + 1} of the headline’s rule has no “{key}”"
            hint = "say from when it holds, and why it replaces the one before"
            yield Problem(document.place(("headline", index)), "missing-key", message, hint)
    if record.since and record.since <= before[-1].since:
        message = f"holds since {record.since}, but the rule before it since {before[-1].since}"
        hint = "list the headline’s rules from oldest to newest, a day each"
        yield Problem(document.place(("headline", index, "since")), "headline", message, hint)


def _kind_changed(
    versions: list[HeadlineVersion], dimensions: tuple[Dimension, ...]
) -> Iterator[Problem]:
    """Numbers published under one rule must still be numbers under the next."""
    kinds = {dimension.id: dimension.kind for dimension in dimensions}
    sorts = [kinds[v.dimension].name if v.dimension in kinds else KindName.BINARY for v in versions]
    for version, sort in zip(versions, sorts, strict=True):
        if sort is not sorts[0]:
            message = (
                f"headline becomes {sort.value}, but until {version.since} it was "
                f"{sorts[0].value}: what was published could no longer be read"
            )
            hint = "open a new forecast for the new question"
            yield Problem(version.where, "headline", message, hint)
