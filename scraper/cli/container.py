"""Whether this process runs in a container that is thrown away, and whether a folder outlives it."""

from collections.abc import Mapping
from pathlib import Path

MARKS = (".dockerenv", "run/.containerenv")
"""Files that Docker and Podman put into a container."""
VOLATILE = frozenset({"tmpfs", "ramfs"})
"""File systems in memory."""


def in_container(environment: Mapping[str, str], root: Path = Path("/")) -> bool:
    """Say whether this is a container of Docker, Podman or Kubernetes: by their files and variables."""
    named = environment.get("container") in ("docker", "podman", "oci") or "KUBERNETES_SERVICE_HOST" in environment
    return named or any((root / mark).exists() for mark in MARKS)


def outlives_container(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> bool:
    """Say whether a folder lies in a volume: below a mount point (proc(5)) other than the root, and not in memory."""
    found: tuple[int, str] = (0, "")
    for line in mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        _, point, kind, *_ = line.split(" ")
        place = Path(point.replace("\\040", " ").replace("\\134", "\\"))
        if folder.resolve().is_relative_to(place):
            found = max(found, (len(place.parts), kind))
    return found[0] > 1 and found[1] not in VOLATILE
