"""In sentences: which of the questions that count were here before their answers were known.

A score of what was entered afterwards shows how sums are done. Whoever reads a
mean must know how much of it is that, before they read on.
"""

from __future__ import annotations

from collections.abc import Iterator

from foresite.publication import DESK
from foresite.track_record import Denominators, TrackRecord


def entry_sentences(record: TrackRecord) -> Iterator[str]:
    """What the archive can and cannot vouch for, of a record in which any question counts."""
    counts = record.denominators
    if counts.scored:
        yield _entered(counts, is_own=record.author == DESK)
    if counts.last_on_answer_day:
        yield (
            f"For {_whose(counts.last_on_answer_day, counts)}, the last number is dated on the very day the answer became known. It is "
            "taken as in time, since files have days and not hours."
        )
    late = counts.corrected_after_answer
    if late:
        are = "It is" if late == 1 else "They are"
        yield (
            f"For {_whose(late, counts)}, something was corrected on the day the answer became known or "
            f"later. {are} scored by what stood when the answer became known."
        )


def _entered(counts: Denominators, *, is_own: bool) -> str:
    is_one = counts.scored == 1
    if counts.recorded_unknown == counts.scored:
        return (
            f"Whether {'the one question that counts was' if is_one else f'the {counts.scored:,} questions that count were'} "
            f"entered here before {'its answer was' if is_one else 'their answers were'} known cannot be "
            "told: git does not say, and nothing is claimed."
        )
    if counts.recorded_in_time == counts.scored:
        return (
            f"{'The one question that counts was' if is_one else f'All {counts.scored:,} questions that count were'} "
            f"recorded here by the day {'its answer was' if is_one else 'their answers were'} known, by git’s dates."
        )
    return " ".join(_late(counts, is_own=is_own))


def _late(counts: Denominators, *, is_own: bool) -> Iterator[str]:
    after = counts.recorded_after_answer
    if after:
        shows = (
            "not foresight of this site"
            if is_own
            else "and that it was said beforehand rests on the sources, not on this site"
        )
        if counts.scored == 1:
            yield f"The one question that counts was entered here after its answer was known: this shows the sums, {shows}."
        else:
            which = (
                f"All {after:,} questions"
                if after == counts.scored
                else f"{after:,} of the {counts.scored:,} questions"
            )
            were = "was" if after == 1 else "were"
            their = "its answer was" if after == 1 else "their answers were"
            yield f"{which} that count {were} entered here after {their} known: this shows the sums, {shows}."
    for number, told in (
        (
            counts.recorded_partly_after,
            "a number that is scored came here only after the answer was known",
        ),
        (counts.recorded_unknown, "git does not say when the numbers came here"),
    ):
        if number:
            yield f"Of {_whose(number, counts)}, {told}."


def _whose(number: int, counts: Denominators) -> str:
    if counts.scored == 1:
        return "the one question that counts"
    return f"{number:,} of the {counts.scored:,} questions that count"


def short_entry(record: TrackRecord) -> str:
    """The same in a few words, to follow a score wherever one stands; empty if none was late."""
    counts = record.denominators
    after = counts.recorded_after_answer
    if not after:
        return ""
    if after == counts.scored:
        return (
            " It was entered here after its answer was known."
            if after == 1
            else " All that count were entered here after their answers were known."
        )
    return f" {after:,} of the {counts.scored:,} that count {'was' if after == 1 else 'were'} entered here after the answer was known."
