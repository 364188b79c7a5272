"""File by file: what was edited, deleted, renamed or put before what is published."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence

from foresite.appending.backdated import backdated, dated_back
from foresite.appending.change import Answered, Change, Correction, Published, assembled, stem
from foresite.appending.differences import Hunk, first_difference, hunks
from foresite.appending.sealed import sealed
from foresite.appending.stand import Present, Stand
from foresite.appending.terms import ORDER, Term, changed_terms
from foresite.problems import Location, Problem
from foresite.records.correction_conversion import same_text
from foresite.records.folders import CORRECTIONS, FORECAST, SEALED, UPDATES
from foresite.source import SourceFile, markdown_document

_DATED = re.compile(rf"({UPDATES}|{CORRECTIONS})/.*|{SEALED}/.*\.yml")
"""The files whose name is the day on which they were made."""
_WITHDRAWAL = ("withdrawn_on", "withdrawn_because")


def only_added(
    published: Published, present: Sequence[SourceFile], *, archive: str, on: Present
) -> tuple[Problem, ...]:
    """All by which the present files do more than add to the published ones, sorted."""
    change = Change(published, present, archive, on)
    faults = {p for home in change.homes for p in _of_forecast(change, home)}
    refused = {fault.where.path for fault in faults}
    unproved, late = sealed(change, refused=refused), backdated(change, refused=refused)
    return tuple(sorted({*faults, *unproved, *late}))


def _of_forecast(change: Change, home: str) -> Iterator[Problem]:
    if not change.present_in(home):
        yield _forecast_gone(change, home)
        return
    yield from _invented(change, home)
    yield from _inserted(change, home)
    for file in change.published_in(home):
        path = f"{home}/{file}"
        if path not in change.present:
            yield _gone(change, home, file)
        elif change.is_kept(path):
            continue
        elif file == FORECAST:
            yield from _edited_terms(change, home, is_corrected=_corrected(change, home, file))
        elif not _corrected(change, home, file):
            yield from _edited(change, home, file)


def _corrected(change: Change, home: str, file: str) -> bool:
    """Whether this change corrects the file; how well, ``_invented`` looks at."""
    return not file.startswith(f"{CORRECTIONS}/") and any(
        correction.file == file for correction in change.corrections(home)
    )


def _invented(change: Change, home: str) -> Iterator[Problem]:
    """Corrections whose earlier text was never published.

    Of several new ones of a file only the first can keep the published text:
    what stood between two of them, nobody but their author ever read.
    """
    made = change.corrections(home)
    for file in sorted({correction.file for correction in made}):
        first, *others = [correction for correction in made if correction.file == file]
        path = f"{home}/{file}"
        if path not in change.present:
            continue  # another rule says that there is no such file
        if path not in change.published:
            message = f"corrects {file}, which is not published at {change.ref} yet"
            where = first.document.place(("file",))
            yield Problem(where, "correction-differs", message, "delete this correction")
            continue
        if not same_text(first.earlier, change.published[path]):
            yield _not_kept(change, home, first)
        for other in others:
            message = (
                f"corrects {file} once more in one change: what stood between "
                f"{first.document.path.removeprefix(home)[1:]} and this was never published"
            )
            hint = "delete this correction: the other one keeps what is published"
            where = other.document.place(("file",))
            yield Problem(where, "correction-differs", message, hint)


def _not_kept(change: Change, home: str, correction: Correction) -> Problem:
    """Where a correction’s earlier text is another than the published one."""
    file, document = correction.file, correction.document
    published = change.published[f"{home}/{file}"]
    found = first_difference(published.strip("\n"), document.body.strip("\n"))
    offset = document.body_start.line - 1
    where = Location(document.path, found.line + offset, found.column, found.length)
    message = f"does not keep {file} as it stands at {change.ref}: {found.words}"
    hint = f"run `{_correct(change, home, file)}` again, or copy the published text here"
    return Problem(where, "correction-differs", message, hint)


def _inserted(change: Change, home: str) -> Iterator[Problem]:
    """What is new and would stand before what is published."""
    new = [file for file in change.present_in(home) if f"{home}/{file}" not in change.published]
    late = dict(_thought_afterwards(change, home, new))
    yield from (_late(change, home, file, answered) for file, answered in late.items())
    last = max((stem(file) for file in change.updates_at_ref(home)), default="")
    corrected = max((stem(file) for file in change.corrections_at_ref(home)), default="")
    for file in new:
        if file in late:
            continue
        if _is_before(file, last):
            yield _before(change, home, file, f"update {last}", last)
        elif file.startswith(f"{CORRECTIONS}/"):
            if stem(file) < corrected:
                yield _before(change, home, file, f"correction {corrected}", corrected)
            elif stem(file)[:10] < change.on.earliest.isoformat():
                yield dated_back(change, Location(f"{home}/{file}"))


def _before(change: Change, home: str, file: str, what: str, last: str) -> Problem:
    message = f"would stand before the {what}, which is published at {change.ref}"
    hint = (
        "name it by the day on which it is made"
        if stem(file)[:10] != last[:10]
        else f"give its name a suffix that sorts after {last}"
    )
    return Problem(Location(f"{home}/{file}"), "published-order", message, hint)


def _thought_afterwards(
    change: Change, home: str, new: Sequence[str]
) -> Iterator[tuple[str, Answered]]:
    """New files that claim to be no later than an answer that was published, and that answer.

    A correction may be made on the answer's own day, and is often made for it.
    """
    dated = [file for file in new if _DATED.fullmatch(file)]
    answered = change.answered(home) if dated else None
    if answered is None:
        return
    for file in dated:
        day, answer = stem(file)[:10], str(answered.known_on)
        if day < answer or (day == answer and not file.startswith(f"{CORRECTIONS}/")):
            yield file, answered


def _late(change: Change, home: str, file: str, answered: Answered) -> Problem:
    message = (
        f"is dated no later than the answer, which was known on {answered.known_on} "
        f"and is published at {change.ref}{'' if answered.stands else ', though it no longer stands'}"
    )
    hint = (
        "delete it: a number that is published after the answer is no forecast; "
        "what is to be said now goes into an update of today"
        if file.startswith(f"{UPDATES}/")
        else "name it by the day on which it is made"
    )
    return Problem(Location(f"{home}/{file}"), "published-order", message, hint)


def _is_before(file: str, last: str) -> bool:
    """Whether a new file claims to be older than the newest published update.

    Updates of one day stand in a row; a correction or a seal only has a day. A
    revealed text goes by the name of its seal.
    """
    if file.startswith(f"{UPDATES}/"):
        return stem(file) < last
    return bool(_DATED.fullmatch(file)) and stem(file)[:10] < last[:10]


def _forecast_gone(change: Change, home: str) -> Problem:
    where = Location(f"{home}/{FORECAST}")
    moved = _moved_to(change, f"{home}/{FORECAST}")
    if moved:
        to = moved.removesuffix(f"/{FORECAST}")
        message = f"is published at {change.ref}, but its folder was renamed to {to}"
        hint = f"name the folder {home} again: it is the forecast’s permanent address"
        return Problem(where, "published-removed", message, hint)
    message = f"is published at {change.ref}, but its folder was deleted"
    hint = (
        f"put it back with `{_checkout(change, home)}`; "
        "a question that was flawed is annulled in a resolution.md"
    )
    return Problem(where, "published-removed", message, hint)


def _gone(change: Change, home: str, file: str) -> Problem:
    path = f"{home}/{file}"
    moved = _moved_to(change, path)
    if moved:
        message = f"is published at {change.ref}, but was renamed to {moved.removeprefix(home)[1:]}"
        hint = f"name it {file} again: its name is its day and its permanent address"
        return Problem(Location(path), "published-removed", message, hint)
    message = f"is published at {change.ref}, but was deleted"
    hint = f"put it back with `{_checkout(change, path)}`; a later update may say what was wrong"
    return Problem(Location(path), "published-removed", message, hint)


def _moved_to(change: Change, path: str) -> str | None:
    return change.new_paths.get(change.published[path].strip("\n"))


def _edited(change: Change, home: str, file: str) -> Iterator[Problem]:
    path = f"{home}/{file}"
    before, after = change.published[path], change.present[path]
    if file.startswith("resolution") and _only_withdrawn(path, before, after):
        return
    found = first_difference(before.strip("\n"), after.strip("\n"))
    blank = len(after) - len(after.lstrip("\n"))
    where = Location(path, found.line + blank, found.column, found.length)
    message = f"differs from what is published at {change.ref}: {found.words}"
    yield Problem(where, "published-changed", message, _how_to_correct(change, home, file))


def _only_withdrawn(path: str, before: str, after: str) -> bool:
    """Whether a resolution was withdrawn, and nothing else: that adds to it."""
    old, _ = markdown_document(path, before)
    new, _ = markdown_document(path, after)
    if old is None or new is None or old.body.strip() != new.body.strip():
        return False
    left = {k: v for k, v in new.data.items() if k not in _WITHDRAWAL or k in old.data}
    return left == old.data


def _edited_terms(change: Change, home: str, *, is_corrected: bool) -> Iterator[Problem]:
    """What of forecast.yml may not change, and did."""
    path = f"{home}/{FORECAST}"
    before = assembled([(path, change.published[path])], change.archive)
    after = assembled([(path, change.present[path])], change.archive)
    if before is None or after is None:
        return  # it was never published, or another rule says why it cannot be read now
    answered = change.answered(home)
    stand = Stand(
        ref=change.ref,
        last=max((stem(file)[:10] for file in change.updates_at_ref(home)), default=""),
        known_on=answered.known_on if answered else None,
        correct=_correct(change, home, FORECAST),
        present=change.on,
    )
    changed = hunks(change.published[path], change.present[path])
    for term in changed_terms(before, after, stand):
        if is_corrected and not term.is_backdated:
            continue
        where = _cut_from(term, changed) or _nearest(term.where, changed)
        hint = term.hint or _how_to_correct(change, home, FORECAST)
        if term.rule == ORDER:
            yield Problem(where, "published-order", term.message, hint)
        else:
            yield Problem(where, "published-changed", term.message, hint)


def _cut_from(term: Term, changed: Sequence[Hunk]) -> Location | None:
    """Where what is gone stood, as near as the present file can say."""
    for hunk in changed:
        if term.was is not None and term.was.line in hunk.old:
            return Location(term.where.path, hunk.line, hunk.column, hunk.length)
    return None


def _nearest(where: Location, changed: Sequence[Hunk]) -> Location:
    """The first line from ``where`` on that was changed: a text's own, not its key's."""
    later = [hunk for hunk in changed if hunk.line >= where.line]
    if not later or later[0].line == where.line:
        return where
    return Location(where.path, later[0].line, later[0].column, later[0].length)


def _how_to_correct(change: Change, home: str, file: str) -> str:
    if file.startswith(f"{CORRECTIONS}/"):
        return "put it back as it was: a correction is not corrected"
    if file.startswith(f"{SEALED}/"):
        return "put it back as it was: what is sealed holds only as long as nobody touches it"
    mended = "put it back" if file == FORECAST else "put it back, and say what is new in an update"
    return f"{mended}; an error is mended with `{_correct(change, home, file)}`"


def _correct(change: Change, home: str, file: str) -> str:
    slug = home.removeprefix(f"{change.archive}/")
    return f"foresite correct {shlex.join([slug, file])} --against {shlex.quote(change.ref)}"


def _checkout(change: Change, path: str) -> str:
    return f"git checkout {shlex.quote(change.ref)} -- {shlex.quote(path)}"
