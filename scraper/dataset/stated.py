"""dataset.json → its facts; every part that is shown is checked for presence and type."""

from pathlib import Path
from typing import Any

import msgspec

from scraper.default import SUBJECT
from scraper.errors import StoreError
from scraper.values.subject import Subject


def read_dataset(path: Path, subject: Subject = SUBJECT) -> dict[str, Any]:
    """Read a published dataset.json. Raises StoreError if it is not valid."""
    try:
        content = path.read_bytes()
        msgspec.json.decode(content, type=subject.document)
        found: dict[str, Any] = msgspec.json.decode(content)
    except FileNotFoundError:
        raise StoreError(f"{path}: there is no dataset; create one with `scraper run` or `scraper build`") from None
    except msgspec.ValidationError as error:
        raise StoreError(f"{path}: is not a dataset of this version ({error}); `scraper build` rebuilds it") from error
    except (OSError, ValueError, msgspec.DecodeError, RecursionError) as error:
        raise StoreError(f"{path}: cannot be read: {error}; `scraper build` rebuilds it") from error
    return found
