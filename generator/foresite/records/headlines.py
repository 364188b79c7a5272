"""The rule that ties a headline to its dimensions, version by version, from its record.

A name alone is one version that holds from the opening, so that a desk which
never changes its rule need not know of versions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foresite.model import SINGLE_READING, Dimension, HeadlineRule, HeadlineVersion, KindName
from foresite.problems import Location, Problem
from foresite.records.belief_conversion import knows_kind
from foresite.records.field_faults import did_you_mean
from foresite.records.forecast_file import ForecastRecord, HeadlineRecord
from foresite.records.reader import Reader
from foresite.records.unread import NAMES
from foresite.source import Path

JOINING = tuple(rule for rule in HeadlineRule if rule is not HeadlineRule.DIMENSION)
"""The rules that an author names by a word of the format, not by a dimension's id."""

RESERVED = ("headline", SINGLE_READING, *(rule.value for rule in JOINING))
"""What stands in the published tables for the headline, the only reading, or a rule."""


def refuse_reserved_ids(record: ForecastRecord, reader: Reader) -> None:
    """Dimensions that nobody could tell from the headline, from no dimension, or from a rule."""
    for id_ in record.dimensions or {}:
        if id_ in RESERVED:
            where = reader.key_place(("dimensions", id_))
            message = (
                f"a dimension is called “{id_}”, but the published data mean something else by it"
            )
            hint = f"give it a name of its own; {', '.join(RESERVED)} are taken"
            problem = Problem(where, "dimension-reserved", message, hint)
            reader.refuse(problem, ("dimensions", NAMES, id_))


def headline_versions(
    record: ForecastRecord, reader: Reader, dimensions: tuple[Dimension, ...]
) -> tuple[HeadlineVersion, ...]:
    """Every rule that held, oldest first; never empty."""
    if record.headline is None:
        return (_implied(record, reader, dimensions),)
    versions: list[HeadlineVersion] = []
    for index, each in enumerate(record.headline):
        path: Path = ("headline", index, "rule")
        rule, dimension = _rule(each.rule, path, dimensions, reader)
        _refuse_order(record.headline, index, versions, reader)
        versions.append(
            HeadlineVersion(
                since=each.since or record.opened_on,
                rule=rule,
                dimension=dimension,
                reason=each.reason or "",
                where=reader.place(path),
            )
        )
    rules = [("headline", index, "rule") for index in range(len(versions))]
    if reader.knows(*rules) and all(knows_kind(reader, each.id) for each in dimensions):
        for problem in _kind_changed(versions, dimensions):
            reader.refuse(problem, *rules)
    return tuple(versions)


def _implied(
    record: ForecastRecord, reader: Reader, dimensions: tuple[Dimension, ...]
) -> HeadlineVersion:
    """A question with one dimension needs no rule."""
    ids = [dimension.id for dimension in dimensions]
    top = Location(reader.document.path)
    if len(ids) > 1 and reader.knows("headline"):
        message = (
            "this file has several dimensions, but no “headline” that says which settles the number"
        )
        rules = [rule.value for rule in JOINING]
        hint = f"add “headline:” with one of {', '.join([*ids, *rules])}"
        reader.refuse(Problem(top, "headline", message, hint), "headline")
    if not reader.knows("dimensions" if ids == [SINGLE_READING] else ("dimensions", NAMES)):
        reader.unread.add(("headline",))
    return HeadlineVersion(
        since=record.opened_on, rule=HeadlineRule.DIMENSION, dimension=ids[0], where=top
    )


def _rule(
    typed: str, path: Path, dimensions: tuple[Dimension, ...], reader: Reader
) -> tuple[HeadlineRule, str | None]:
    """What a rule’s word means; nothing is settled by a word that means nothing."""
    ids = [dimension.id for dimension in dimensions]
    rules = [rule.value for rule in JOINING]
    where = reader.place(path)
    if typed in ids and ids != [SINGLE_READING]:
        return HeadlineRule.DIMENSION, typed
    if ids == [SINGLE_READING]:
        if not reader.knows("dimensions"):
            reader.unread.add(path)
        elif reader.knows(path):
            message = "headline is given, but the question has a single reading"
            reader.refuse(Problem(where, "headline", message, "delete this line"), path)
        return HeadlineRule.DIMENSION, SINGLE_READING
    if typed not in rules:
        if reader.may_declare("dimensions", typed):
            reader.unread.add(path)
        elif reader.knows(path):
            message = (
                f"headline is “{typed}”, but must be a dimension’s id, all, any or unspecified"
            )
            hint = did_you_mean(typed, [*ids, *rules])
            reader.refuse(Problem(where, "headline", message, hint), path)
        return HeadlineRule.UNSPECIFIED, None
    rule = HeadlineRule(typed)
    other = [
        dimension.id
        for dimension in dimensions
        if dimension.kind.name is not KindName.BINARY and knows_kind(reader, dimension.id)
    ]
    if rule is not HeadlineRule.UNSPECIFIED and other and reader.knows(path):
        message = f"headline is “{typed}”, but {', '.join(other)} is not answered by yes or no"
        hint = "let the headline be one of the dimensions"
        reader.refuse(Problem(where, "headline", message, hint), path)
    return rule, None


def _refuse_order(
    records: Sequence[HeadlineRecord], index: int, before: list[HeadlineVersion], reader: Reader
) -> None:
    """From the second on, each version says since when and why, and follows the one before."""
    if not before:
        return
    record, path = records[index], ("headline", index)
    for key in ("since", "reason"):
        if getattr(record, key) is None and reader.knows((*path, key)):
            message = f"version {index + 1} of the headline’s rule has no “{key}”"
            hint = "say from when it holds, and why it replaces the one before"
            where = reader.place(path)
            reader.refuse(Problem(where, "missing-key", message, hint), (*path, key))
    earlier = "opened_on" if records[index - 1].since is None else ("headline", index - 1, "since")
    is_read = reader.knows((*path, "since"), ("headline", index - 1, "since"), earlier)
    if is_read and record.since and record.since <= before[-1].since:
        message = f"holds since {record.since}, but the rule before it since {before[-1].since}"
        hint = "list the headline’s rules from oldest to newest, a day each"
        where = reader.place((*path, "since"))
        reader.refuse(Problem(where, "headline", message, hint), (*path, "since"))


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
