"""Values in brackets: what has a meaning there stands as `%XX`.

>>> quoted("Ana-Bob (x)"), quoted("_"), quoted("Rain_fall")
('Ana%2DBob%20%28x%29', '%5F', 'Rain_fall')
"""

from __future__ import annotations

SPECIAL = frozenset("%&-()|=[] \t\n\r")
"""What stands in brackets as %XX."""


def quoted(value: str) -> str:
    """Write a value."""
    is_plain = not SPECIAL.intersection(value) and value.isprintable() and value != "_"
    return value if is_plain else "".join(_escape(one) for one in value)


def _escape(one: str) -> str:
    if one not in SPECIAL and one.isprintable() and one != "_":
        return one
    return "".join(f"%{byte:02X}" for byte in one.encode())
