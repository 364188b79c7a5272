"""Many charts on several processors: the work is shared, its order kept.

Enters charts; leaves their files' texts in the same order. A drawing depends
on its chart alone, so which process makes it changes no byte.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from foresite.charts import Chart, Drawing, drawn

WORTH_SHARING = 150
"""Charts. Fewer are drawn before other processes have started."""

MOST_PROCESSES = 8
CHUNK = 16


def drawn_together(charts: Sequence[Chart]) -> Iterator[Drawing]:
    """Each chart drawn, in order; the work begins at once, whoever waits for it."""
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    if len(charts) < WORTH_SHARING or processes < 2:
        return map(drawn, charts)
    # Fresh processes: the renderer's threads would not survive a fork.
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(processes, mp_context=context)
    drawings = executor.map(drawn, charts, chunksize=CHUNK)
    executor.shutdown(wait=False)
    return drawings
