"""The files of a sealed text: the digest now, the text later."""

from __future__ import annotations

import json
from datetime import date

from foresite.model import Forecast, sealed_digest
from foresite.scaffolding.forecasts import free_name


def new_seal(
    forecast: Forecast, text: str, *, salt: str, about: str, today: date
) -> tuple[str, dict[str, str]]:
    """The seal's name, and its file: the digest of salt and text, and not a word of it."""
    name = free_name({seal.id for seal in forecast.seals}, today)
    said = f"about: {json.dumps(about, ensure_ascii=False)}\n" if about else ""
    made = f"digest: {sealed_digest(salt, text)}\n{said}"
    return name, {f"{forecast.path}/sealed/{name}.yml": made}


def new_reveal(
    forecast: Forecast, name: str, secret: str, *, today: date
) -> tuple[str, dict[str, str]]:
    """The digest of a secret, and the file that shows its text beside its seal."""
    salt, _, text = secret.partition("\n")
    made = f"---\nsalt: {salt}\nrevealed_on: {today}\n---\n{text}"
    return sealed_digest(salt, text), {f"{forecast.path}/sealed/{name}.md": made}
