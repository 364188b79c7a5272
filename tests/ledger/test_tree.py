"""The Merkle tree against Certificate Transparency's own vectors, and against the RFC's recursion."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from foresite.ledger.verify_ledger import daily_roots, tree_roots

# The leaves and roots of certificate-transparency's merkletree tests.
LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def merkle_tree_hash(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word; slow."""
    if len(leaves) <= 1:
        return sha256(b"\0" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\1" + merkle_tree_hash(leaves[:k]) + merkle_tree_hash(leaves[k:])).digest()


def test_known_answers() -> None:
    assert list(tree_roots(bytes.fromhex(leaf) for leaf in LEAVES)) == ROOTS


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40))
def test_the_root_after_each_leaf_is_the_rfcs(leaves: list[bytes]) -> None:
    by_recursion = [merkle_tree_hash(leaves[: n + 1]).hex() for n in range(len(leaves))]
    assert list(tree_roots(leaves)) == by_recursion


def test_a_day_has_the_root_over_all_records_up_to_it() -> None:
    """Leaves go by date first, then by forecast, chain and place."""
    a, b, c = ("0" * 63 + digit for digit in "123")
    forecasts = {
        "snow": {"chains": {"update": [["x", "2026-01-01", b]]}},
        "rain": {"chains": {"update": [["x", "2026-01-01", a], ["y", "2026-01-03", c]]}},
    }
    leaves = [bytes.fromhex(digest) for digest in (a, b, c)]
    assert daily_roots({"forecasts": forecasts}) == [
        {"day": "2026-01-01", "count": 2, "root": merkle_tree_hash(leaves[:2]).hex()},
        {"day": "2026-01-03", "count": 3, "root": merkle_tree_hash(leaves).hex()},
    ]
