"""Run the sessions of README and docs and compare what they print: `python -m tools.readme`; with `--write`, put it in.

A session is a ```console block: lines that begin with `$ ` are run by the shell, in order, in a new folder that has the
repository's `fixtures/` and `benchmarks/`; the lines below each are what it prints. A ```python block is run too, and has to end
well. The pages share the folder, in the order of PAGES.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("docs/tutorial.md", "README.md", "docs/explanation/quality.md", "docs/library.md")
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
WIDTH = 132


def main() -> int:
    """Run them; return 1 where a page is not true. Pages may be named."""
    pages = [page for page in PAGES if page in sys.argv[1:]] or list(PAGES)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("fixtures", "benchmarks"):
            (Path(folder) / name).symlink_to(ROOT / name)
        wrong = [page for page in pages if not _is_true(page, Path(folder))]
    return 1 if wrong else 0


def _is_true(name: str, folder: Path) -> bool:
    """Run the sessions of a page; say whether it shows what they print, or put that in."""
    text = (ROOT / name).read_text(encoding="utf-8")
    true = BLOCK.sub(lambda block: f"```{block[1]}\n{_run(block[1], block[2], folder)}```", text)
    if "--write" in sys.argv[1:]:
        (ROOT / name).write_text(true, encoding="utf-8")
    elif true != text:
        told, shown = text.splitlines(), true.splitlines()
        differing = next(
            (at for at, pair in enumerate(zip(told, shown, strict=False)) if pair[0] != pair[1]), len(told)
        )
        sys.stderr.write(f"{name}, line {differing + 1}: not what is printed; run python -m tools.readme --write\n")
        sys.stderr.write(
            f"  page:    {told[differing : differing + 1]}\n  printed: {shown[differing : differing + 1]}\n"
        )
        return False
    sys.stdout.write(f"{name}: every session prints what it says\n")
    return True


def _run(kind: str, block: str, folder: Path) -> str:
    if kind == "python":
        subprocess.run([sys.executable, "-c", block], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        return block
    shown: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            shown += [line, *_printed(line[2:], folder)]
    return "\n".join(shown) + "\n"


def _printed(command: str, folder: Path) -> list[str]:
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return [line[:WIDTH].rstrip() for line in done.stdout.splitlines()]


if __name__ == "__main__":
    sys.exit(main())
