"""``zhaoshang key``: the keys that let programs and other people call the service."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime

import click

from zhaoshang.service.access.keys import SCOPES, KeyRing
from zhaoshang.stores.settings import Settings

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print as JSON.")


@click.group()
def key() -> None:
    """Keys of the service: make, list, revoke.

    Without any key the service can be read by all, and written by the person at its own machine. Keys are kept as hashes in
    the data folder; a running service sees a change at once.

    \b
    Examples:
      zhaoshang key create newsroom --scope write
      zhaoshang key list
      zhaoshang key revoke 1f2e3d4c
    """


@key.command()
@click.argument("name")
@click.option(
    "--scope", type=click.Choice(SCOPES), default="read", show_default=True, help="What it allows; each includes those before it."
)
@click.option("--days", type=click.FloatRange(min=0, min_open=True, max=36500), help="Good for so many days; without it, until revoked.")
@AS_JSON
def create(name: str, scope: str, days: float | None, as_json: bool) -> None:
    """Make a key called NAME and print it. It is shown only now: keep it where secrets are kept.

    \b
    Examples:
      zhaoshang key create newsroom --scope write
      zhaoshang key create trial --days 30
    """
    made, secret = _ring().create(name, scope, days)
    if as_json:
        click.echo(json.dumps({"id": made.id, "name": name, "scope": scope, "expires": made.expires, "key": secret}, ensure_ascii=False))
    else:
        click.echo(secret)
        click.echo(f"{name} may {scope}; it is shown only now. Revoke it with: zhaoshang key revoke {made.id}", err=True)


@key.command("list")
@AS_JSON
def list_(as_json: bool) -> None:
    """List the keys: id, scope, name, when made, and what has become of them.

    \b
    Examples:
      zhaoshang key list
      zhaoshang key list --json
    """
    keys, now = _ring().all(), datetime.now(UTC)
    if as_json:
        shown = [{**{k: v for k, v in asdict(one).items() if k != "hash"}, "good": not one.fault(now)} for one in keys]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    for one in keys:
        click.echo(f"{one.id}  {one.scope:<5}  {one.created[:10]}  {one.fault(now) or 'good':<7}  {one.name}")
    if not keys:
        click.echo("no key was made yet; make one with: zhaoshang key create NAME --scope write", err=True)


@key.command()
@click.argument("ident", metavar="ID")
def revoke(ident: str) -> None:
    """End the key ID (see `zhaoshang key list`) at once.

    \b
    Examples:
      zhaoshang key revoke 1f2e3d4c
    """
    gone = _ring().revoke(ident)
    click.echo(f"{gone.name} ({gone.id}) is revoked")


def _ring() -> KeyRing:
    return KeyRing(Settings.from_env().data)
