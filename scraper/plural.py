"""A number with its noun, in the singular or the plural. Imported by all rooms, imports none."""


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return `1 capture`, `0 captures`, `1,234 captures`; `plural` is given where it is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
