"""The clock edge: what day it is, for whoever must pass ``today`` on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime


def today(environment: Mapping[str, str] = os.environ) -> date:
    """The day of ``SOURCE_DATE_EPOCH`` if it is set, else the present day, in UTC.

    Source: reproducible-builds.org/specs/source-date-epoch. Raises ValueError
    if the variable holds no whole number of seconds.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    return datetime.now(tz=UTC).date()
