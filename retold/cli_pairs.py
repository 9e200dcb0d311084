"""FRONT. The command that lays given pairs of texts side by side."""

from __future__ import annotations

import sys

import click

from .cli import main


@main.command(short_help="Passages that given pairs of texts share, in PAN's format.")
@click.argument("folder")
@click.option("-o", "--output", "into", required=True, metavar="FOLDER", help="Where the documents go.")
@click.option("--workers", type=int, default=None, help="Processes to use; by default one a core.")
def collate(folder: str, into: str, workers: int | None) -> None:
    """Find the passages that given pairs of texts have in common: PAN text alignment in and out.

    FOLDER/pairs names two texts a line, which stand in FOLDER/susp and FOLDER/src; each pair gets one XML document.
    """
    from . import pairs
    from .output.progress import bar

    with bar() as progress:
        found = pairs.collate(folder, into, workers, progress)
    for line in found.refused:
        click.echo(f"retold: {line}", err=True)
    click.echo(pairs.told(found, into))
    if found.refused or not found.seen:
        sys.exit(3)
