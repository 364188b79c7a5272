"""What a forecast's files say, as records that only ever grow in number.

Enters a ``Forecast``; leaves ``Record``s, each of one chain: ``update``,
``resolution``, ``criteria/<dimension>`` and so on. A chain holds what is added
in one order only, so that a new signpost never disturbs an update. Texts are
as their author typed them, numbers too: ``0.10`` stays ``0.10``.

A record that was corrected stays in its place as it was; the correction is a
record of its own, which holds it as corrected, or as first given: a closing
date that comes later has no day but the correction's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from foresite.model import (
    SINGLE_READING,
    Bound,
    Dimension,
    Forecast,
    HeadlineRule,
    Kind,
    KindName,
    Resolution,
    Signpost,
    Update,
)
from foresite.records import earlier_document, earlier_forecast

Said = Mapping[str, object]
"""Texts, numbers, lists, tables and None: what JSON can hold."""

FIRST = "version-1"
"""The name of what has no day for a name; criteria have a second and a third."""

_WITHDRAWAL = ("withdrawn_on", "withdrawn_because")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing that was published: in which chain, by what name, of which day, and what it says.

    ``owner`` is the chain of what it belongs to, if it has no day but that one's:
    it takes that if it was given with it.
    """

    chain: str
    id: str
    on: date
    said: Said
    owner: str = ""

    @property
    def name(self) -> tuple[str, str]:
        """What tells it from every other record of its forecast."""
        return self.chain, self.id


def records(forecast: Forecast) -> tuple[Record, ...]:
    """Every record of a forecast, chain by chain, each chain from its oldest to its newest."""
    files = {"forecast.yml": tuple(_asked(forecast))}
    for update in forecast.updates:
        files[f"updates/{update.id}.md"] = (_update(update.id, update.made_on, _told(update)),)
    for resolution in sorted(_resolutions(forecast), key=_number):
        files[_file(resolution)] = tuple(_resolved(resolution))
    made: list[Record] = []
    corrections: dict[str, Record] = {}
    for file, present in files.items():
        states = [*_earlier(forecast, file, present), present]
        made += _first(states)
        for correction, before, after in zip(
            forecast.corrections_of(file), states, states[1:], strict=False
        ):
            told = _given(
                file=file, by=correction.by, because=correction.because, what=correction.what
            )
            corrections[correction.id] = Record(
                chain="correction",
                id=correction.id,
                on=correction.made_on,
                said={**told, "corrected": list(_corrected(before, after))},
            )
    made += _sealed(forecast)
    made += [corrections[c.id] for c in forecast.corrections if c.id in corrections]
    return tuple(sorted(made, key=lambda record: record.chain))


def _sealed(forecast: Forecast) -> Iterator[Record]:
    """Each seal, and each reveal on its own day."""
    for seal in forecast.seals:
        said = _given(digest=seal.digest, about=seal.about)
        yield Record(chain="seal", id=seal.id, on=seal.sealed_on, said=said)
    revealed = [(seal.reveal.revealed_on, seal) for seal in forecast.seals if seal.reveal]
    for on, seal in sorted(revealed, key=lambda pair: (pair[0], pair[1].id)):
        assert seal.reveal is not None
        said = {"salt": seal.reveal.salt, "text": seal.reveal.text}
        yield Record(chain="reveal", id=seal.id, on=on, said=said)


def _first(states: Iterable[tuple[Record, ...]]) -> list[Record]:
    """Each record as it was first published; what a correction added stands in its record."""
    found: dict[tuple[str, str], Record] = {}
    before: tuple[Record, ...] = ()
    for state in states:
        for record in state:
            if not _is_added(record, before):
                found.setdefault(record.name, record)
        before = state
    return list(found.values())


def _is_added(record: Record, before: tuple[Record, ...]) -> bool:
    """Whether it has no day of its own and came after what it belongs to was published.

    Dated like that, it would change the roots of days that have passed.
    """
    return any(each.chain == record.owner for each in before)


def _corrected(before: tuple[Record, ...], after: tuple[Record, ...]) -> Iterator[Said]:
    """What a correction changed or added, as it then read; None for what it took away."""
    then = {record.name: record.said for record in after}
    for record in before:
        said = then.get(record.name)
        if said != record.said:
            yield {"chain": record.chain, "id": record.id, "record": said}
    known = {record.name for record in before}
    for record in after:
        if record.name not in known and _is_added(record, before):
            yield {"chain": record.chain, "id": record.id, "record": record.said}


def _earlier(
    forecast: Forecast, file: str, present: tuple[Record, ...]
) -> Iterator[tuple[Record, ...]]:
    """The records of a file as they stood before each of its corrections."""
    for correction in forecast.corrections_of(file):
        if file == "forecast.yml":
            earlier = earlier_forecast(correction, forecast)
            yield tuple(_asked(earlier)) if earlier else present
            continue
        document = earlier_document(correction)
        if document is None:
            yield present
        elif file.startswith("updates/"):
            said = {**document.data, "rationale": document.body.strip("\n")}
            yield (_update(present[0].id, present[0].on, said),)
        else:
            said = {**document.data, "post_mortem": document.body.strip("\n")}
            yield tuple(_resolution(present[0].id, present[0].on, said))


def _update(id_: str, on: date, said: Said) -> Record:
    return Record(chain="update", id=id_, on=on, said=said)


def _told(update: Update) -> Said:
    return {**update.typed, "rationale": update.rationale}


def _resolutions(forecast: Forecast) -> tuple[Resolution, ...]:
    standing = (forecast.resolution,) if forecast.resolution else ()
    return (*forecast.withdrawn, *standing)


def _file(resolution: Resolution) -> str:
    return PurePosixPath(resolution.where.path).name


def _number(resolution: Resolution) -> tuple[int, str]:
    """resolution.md, resolution-2.md, …, resolution-10.md."""
    return len(resolution.where.path), resolution.where.path


def _resolved(resolution: Resolution) -> Iterator[Record]:
    said = {**resolution.typed, "post_mortem": resolution.post_mortem}
    id_ = PurePosixPath(resolution.where.path).stem
    return _resolution(id_, resolution.recorded_on, said)


def _resolution(id_: str, on: date, said: Said) -> Iterator[Record]:
    """A resolution as first recorded, and its withdrawal, which was added later."""
    first = {key: value for key, value in said.items() if key not in _WITHDRAWAL}
    yield Record(chain="resolution", id=id_, on=on, said=first)
    withdrawn_on = _day(said.get("withdrawn_on"))
    if withdrawn_on:
        withdrawn = {key: said.get(key) for key in _WITHDRAWAL}
        yield Record(chain="withdrawal", id=id_, on=withdrawn_on, said=withdrawn)


def _day(typed: object) -> date | None:
    """A day as typed; None for anything else, which an earlier text may hold."""
    try:
        return date.fromisoformat(str(typed).strip())
    except ValueError:
        return None


def _asked(forecast: Forecast) -> Iterator[Record]:
    """What forecast.yml says, less what a desk may change at will (tags, background)."""
    opened = forecast.opened_on
    question = {
        "question": forecast.question,
        "opened_on": opened.isoformat(),
        "author": forecast.author,
    }
    yield Record(chain="question", id=FIRST, on=opened, said=question)
    if forecast.closes_on:
        due = forecast.resolves_by.isoformat() if forecast.resolves_by else None
        closing = _given(closes_on=forecast.closes_on.isoformat(), resolves_by=due)
        yield Record(chain="closing", id=FIRST, on=opened, said=closing, owner="question")
    if not forecast.has_single_reading:
        yield from _headlines(forecast)
    if forecast.base_rate:
        rate = forecast.base_rate
        said = _given(probability=rate.probability, source=rate.source, url=rate.url)
        yield Record(chain="base-rate", id=FIRST, on=opened, said=said, owner="question")
    yield from _implications(forecast)
    for dimension in forecast.dimensions:
        yield from _dimension(dimension, opened)
    for post in forecast.signposts:
        yield from _signpost(post)


def _signpost(post: Signpost) -> Iterator[Record]:
    """A signpost, what forecast.yml says became of it, and its last day."""
    said = _given(
        event=post.event,
        dimension=post.dimension,
        comparison=post.moves_to.comparison.value,
        probability=post.moves_to.probability,
    )
    chain = f"signpost/{post.id}"
    yield Record(chain=chain, id=FIRST, on=post.armed_on, said=said)
    for event in post.events:
        said = _given(because=event.because, source=event.source, url=event.url)
        yield Record(chain=chain, id=event.state.value, on=event.on, said=said)
    if post.expires_on:
        last = {"expires_on": post.expires_on.isoformat()}
        ends = f"signpost-end/{post.id}"
        yield Record(chain=ends, id=FIRST, on=post.armed_on, said=last, owner=chain)


def _implications(forecast: Forecast) -> Iterator[Record]:
    """Each in a chain of its own, since they stand in no order; of one named twice the first."""
    for other in {each.forecast: each for each in reversed(forecast.implies)}.values():
        yield Record(
            chain=f"implies/{other.forecast}",
            id=FIRST,
            on=other.added_on or forecast.opened_on,
            said={"forecast": other.forecast},
            owner="" if other.added_on else "question",
        )


def _headlines(forecast: Forecast) -> Iterator[Record]:
    """Each rule that ever tied the headline, and in another chain each time that none did."""
    held = forecast.headlines or (forecast.headline_on(forecast.opened_on),)
    numbers = {"headline": 0, "headline-unspecified": 0}
    for version in held:
        is_rule = version.rule is not HeadlineRule.UNSPECIFIED
        chain = "headline" if is_rule else "headline-unspecified"
        numbers[chain] += 1
        said = _given(headline=version.dimension or version.rule.value, reason=version.reason)
        yield Record(
            chain=chain,
            id=f"version-{numbers[chain]}",
            on=version.since,
            said=said,
            owner="" if is_rule or version is not held[0] else "question",
        )


def _dimension(dimension: Dimension, opened: date) -> Iterator[Record]:
    id_, kind = dimension.id, dimension.kind
    is_single = id_ == SINGLE_READING
    if not is_single or kind.name is not KindName.BINARY:
        named = {} if is_single else {"name": dimension.name, "question": dimension.question}
        whole = {**named, **_kind(kind)}
        begun = dimension.added_on or opened
        yield Record(chain=f"dimension/{id_}", id=FIRST, on=begun, said=whole)
    added = ((option.added_on, option) for option in kind.options if option.added_on)
    for added_on, option in sorted(added, key=lambda pair: pair[0]):
        yield Record(chain=f"options/{id_}", id=option.id, on=added_on, said={"name": option.name})
    for number, version in enumerate(dimension.criteria, 1):
        said = _given(
            since=version.since.isoformat(),
            status=version.status.value,
            text=version.text,
            reason=version.reason,
            effect=version.effect.value if version.effect else None,
        )
        yield Record(chain=f"criteria/{id_}", id=f"version-{number}", on=version.since, said=said)


def _kind(kind: Kind) -> Said:
    first = [{"id": o.id, "name": o.name} for o in kind.options if not o.added_on]
    return _given(
        kind=kind.name.value,
        options=first,
        order="ordered" if kind.is_ordered else None,
        unit=kind.unit,
        low=_bound(kind, kind.low),
        high=_bound(kind, kind.high),
    )


def _bound(kind: Kind, bound: Bound | None) -> Said | None:
    if bound is None:
        return None
    is_day = kind.name is KindName.DATE
    value = date.fromordinal(round(bound.value)).isoformat() if is_day else bound.value
    return {"value": value, "open": bound.is_open}


def _given(**said: object) -> Said:
    """What was given: a key without a value today may get one tomorrow."""
    return {key: value for key, value in said.items() if value not in (None, "", [])}
