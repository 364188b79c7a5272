"""Addresses as data files give them: whole where the site's own is known."""

from __future__ import annotations

from foresite.publication import Settings, forecast_address, relative, update_anchor


def update_url(forecast: str, update: str, *, settings: Settings, start: str) -> str:
    """Where an update is read; relative to the folder ``start`` if there is no site_url."""
    return f"{site_url(forecast_address(forecast), settings=settings, start=start)}#{update_anchor(update)}"


def site_url(address: str, *, settings: Settings, start: str) -> str:
    """An address of the site, whole or relative to the folder ``start``."""
    if settings.site_url:
        return f"{settings.site_url.rstrip('/')}/{address}"
    return relative(address, start=start)
