"""Check the ledger of a forecast site, offline, with nothing but Python 3.10.

    python3 verify_ledger.py SITE [--against OLDER]

SITE is a copy of the published site, or its ledger.json; OLDER is one kept from before. Exit code:
0 as published, 1 something differs, 2 wrong call. Pages, tables and feeds are not checked. A line
of a records.json is a record in canonical JSON (RFC 8785). Its SHA-256 is its digest, and "before"
in the next of its chain. By date, forecast, chain and place they are a Merkle tree's (RFC 6962).
"""

import argparse
import datetime
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import reduce
from hashlib import sha256
from pathlib import Path
from typing import Any

FORMAT, VERIFIER = "foresite-ledger-1", "verify_ledger.py"


def canonical(value: Any) -> str:
    """RFC 8785: no spaces, keys by their UTF-16 units, numbers as ECMAScript writes a double."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return f"{{{','.join(f'{canonical(key)}:{canonical(value[key])}' for key in keys)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, float):
        form = "f" if 1e-6 <= abs(value or 1) < 1e21 else "e"
        return f"{Decimal(repr(value + 0.0)):{form}}".removesuffix(".0")  # 0 has no sign
    return json.dumps(value, ensure_ascii=False)


def tree_roots(leaves: Iterable[bytes]) -> Iterator[str]:
    """The root after each leaf (RFC 6962: leaves are hashed after 0x00, nodes after 0x01)."""
    peaks: list[bytes] = []
    for index, leaf in enumerate(leaves):
        node, full = sha256(b"\0" + leaf).digest(), index
        while full & 1:
            node, full = sha256(b"\1" + peaks.pop() + node).digest(), full >> 1
        peaks.append(node)
        yield reduce(lambda node, left: sha256(b"\1" + left + node).digest(), peaks[::-1]).hex()


def entries(ledger: Any) -> list[tuple[str, str, str, int, str, str]]:
    """Each record in the tree's order: date, forecast, chain, place, id, digest."""
    held = [(f, *c) for f, its in ledger["forecasts"].items() for c in its["chains"].items()]
    return sorted((d, f, c, n, i, x) for f, c, rows in held for n, (i, d, x) in enumerate(rows))


def daily_roots(ledger: Any) -> list[dict[str, Any]]:
    """For each day that has a record, how many there were by its end, and their root."""
    leaves = entries(ledger)
    ends = enumerate(tree_roots(bytes.fromhex(leaf[-1]) for leaf in leaves), 1)
    last = {leaf[0]: end for leaf, end in zip(leaves, ends, strict=True)}
    return [{"day": day, "count": count, "root": root} for day, (count, root) in last.items()]


def head_failures(ledger: Any, name: str) -> Iterator[str]:
    """Whether a ledger's format, roots, count and day fit the digests it lists."""
    days = daily_roots(ledger)
    right = {"root": None, "count": 0, "day": "", **(days[-1] if days else {}), "days": days}
    right |= {"day": str(datetime.date.fromisoformat(max(ledger["day"], right["day"])))}
    right |= {"format": FORMAT, "verifier": VERIFIER}
    for key in [key for key in right if ledger[key] != right[key]]:
        yield f"{name}: its {key} does not fit the digests that it lists, by {FORMAT}"


def lines_of(folder: Path, path: str) -> list[bytes]:
    """The records of a file as published, one a line; none if it is missing or otherwise."""
    is_file = path.startswith("forecasts/") and ".." not in path and (folder / path).is_file()
    content = (folder / path).read_bytes() if is_file else b""
    return content[2:-3].split(b",\n") if content[:2] + content[-3:] == b"[\n\n]\n" else []


def own_failures(ledger: Any, folder: Path) -> Iterator[str]:
    """Where the published records differ from their ledger."""
    for forecast, its in sorted(ledger["forecasts"].items()):
        lines, chains = lines_of(folder, its["records"]), sorted(its["chains"].items())
        wanted = [(c, n, *x, n and r[n - 1][2]) for c, r in chains for n, x in enumerate(r)]
        if len(lines) != len(wanted):
            yield f"{forecast}: its ledger has {len(wanted)} records, {its['records']} {len(lines)}"
        for line, (chain, place, id_, date, digest, before) in zip(lines, wanted, strict=False):
            name, head = f"{forecast}, {chain} {id_}", {"before": before or None}
            head |= {"forecast": forecast, "chain": chain, "place": place, "id": id_, "date": date}
            if (found := sha256(line).hexdigest()) != digest:
                yield f"{name}: its record has the digest {found}, its ledger {digest}"
            elif canonical({**json.loads(line, parse_int=float), **head}).encode() != line:
                yield f"{name}: is not canonical JSON, or does not follow from the record before it"
    known = {folder / its["records"] for its in ledger["forecasts"].values()}
    for path in sorted(set(folder.glob("forecasts/**/records.json")) - known):
        yield f"{path.relative_to(folder).as_posix()}: its ledger does not name it"


def extension_failures(new: Any, now: Path, old: Any, then: Path) -> Iterator[str]:
    """What an older ledger holds that a newer one has not kept."""
    for forecast, its in sorted(old["forecasts"].items()):
        kept = new["forecasts"].get(forecast, {"records": "", "chains": {}})
        for chain, rows in sorted(its["chains"].items()):
            others = [*kept["chains"].get(chain, []), *([None] * len(rows))]
            for row, other in [p for p in zip(rows, others, strict=False) if p[0] != p[1]][:1]:
                what = f"gave its place to {other[0]}" if other else "is missing now"
                if other and other[0] == row[0]:
                    both = lines_of(now, kept["records"]) + lines_of(then, its["records"])
                    what = f"changed{differing(row[0], chain, both)} (digest {other[2]})"
                yield f"{forecast}, {chain} {row[0]}: was published (digest {row[2]}), and {what}"


def differing(id_: str, chain: str, lines: list[bytes]) -> str:
    """Under which keys two copies of a record differ, where both are at hand."""
    said = [r["record"] for r in map(json.loads, lines) if (r["id"], r["chain"]) == (id_, chain)]
    keys = [k for k in sorted(set().union(*said)) if any(s.get(k) != said[0].get(k) for s in said)]
    return f" in {', '.join(keys)}" if keys else ""


def verify(site: Path, against: Path | None = None) -> tuple[bool, list[str]]:
    """Whether all is as published, and what there is to say; OSError if there is no ledger."""
    paths = [p / "ledger.json" if p.is_dir() else p for p in (site, against or site)]
    notes: list[str] = []
    try:
        new, old = (json.loads(path.read_bytes()) for path in paths)
        found = [*head_failures(new, "ledger.json"), *own_failures(new, paths[0].parent)]
        if against:
            found += head_failures(old, "the older ledger")
            found += extension_failures(new, paths[0].parent, old, paths[1].parent)
            then, now = ({e[:3] + e[4:5] for e in entries(kept)} for kept in (old, new))
            late = [f"{e[1]}, {e[2]} {e[3]}" for e in sorted(now - then) if e[0] <= old["day"]]
            late[5:] = late[5:] if len(late) < 7 else [f"and {len(late) - 5:,} others"]
            notes = [f"NOTE: added later, dated up to {old['day']}: {'; '.join(late)}"] * bool(late)
        done = f"{new['count']:,} records are as published; the ledger's root is {new['root']}."
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        found, done = [f"this is no ledger that can be read: {error}"], ""
    said = found or [f"{done} Checked: records and ledger; not the pages, tables and feeds"]
    return not found, ["".join(c if c.isprintable() else "?" for c in s) for s in said + notes]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Check the ledger of a forecast site, offline.")
    parser.add_argument("site", type=Path)
    parser.add_argument("--against", type=Path, metavar="OLDER")
    try:
        is_kept, lines = verify(**vars(parser.parse_args()))
    except OSError as error:
        parser.error(str(error))
    print(*lines, sep="\n")
    raise SystemExit(not is_kept)
