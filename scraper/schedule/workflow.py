"""A job as a workflow of GitHub Actions that keeps store and dataset in the repository."""

import os.path
import shlex

from scraper.errors import SettingsError
from scraper.exit_codes import ExitCode
from scraper.schedule.schedule import (
    NEEDS_NOBODY,
    STOP_SECONDS,
    Interval,
    Job,
    comment,
    cron_fields,
    exit_codes_in_words,
    made_by,
    moment,
)

# Whoever can move a tag of these could run their code with our token: so each is named by the commit of its tag.
_ACTIONS = {
    "checkout": "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "setup_python": "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
    "upload": "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
    "download": "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
}

_WORKFLOW = """\
{head}
name: {name}

on:
  schedule:
    - cron: "{cron}" # UTC
  workflow_dispatch:

permissions: {{}}

concurrency:
  group: {name}
  cancel-in-progress: false

jobs:
  scrape:
    name: List, fetch, build
    runs-on: ubuntu-24.04
    timeout-minutes: 350
    permissions:
      contents: read # of this repository; this job runs the scraper and may write nothing
    outputs:
      code: ${{{{ steps.run.outputs.code }}}}
      new: ${{{{ steps.run.outputs.new }}}}
    steps:
      - uses: {checkout}
        with:
          persist-credentials: false
      - uses: {setup_python}
        with:
          python-version: "3.13"
      - name: Install
{install}      - name: Run
        id: run
{environment}        run: |
          code=0
          timeout --signal=INT --kill-after={stop} 5h {command} || code=$?
          test ! -d {store} || git add --force -- {pathspec}
          new=false
          if test "$code" -eq {news} || git diff --cached --name-only | grep -q 'captures-.*\\.warc'; then
            new=true
            tar --create --file "$RUNNER_TEMP/output.tar" --anchored --no-wildcards --exclude={cache} -- {output}
          fi
          echo "code=$code" >> "$GITHUB_OUTPUT"
          echo "new=$new" >> "$GITHUB_OUTPUT"
      - if: ${{{{ steps.run.outputs.new == 'true' }}}}
        uses: {upload}
        with:
          name: output
          path: ${{{{ runner.temp }}}}/output.tar
          retention-days: 7
      - name: Does somebody have to act?
        env:
          CODE: ${{{{ steps.run.outputs.code }}}}
        run: case "$CODE" in {quiet}) ;; *) exit "$CODE" ;; esac

  commit:
    name: Commit what is new
    needs: scrape
    if: ${{{{ !cancelled() && needs.scrape.outputs.new == 'true' }}}}
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: write # for the push below; nothing but git, tar and gh is run here
    steps:
      - uses: {checkout}
        with:
          ref: ${{{{ github.ref }}}}
          persist-credentials: false
      - uses: {download}
        with:
          name: output
          path: ${{{{ runner.temp }}}}
      - name: Commit
        env:
          GH_TOKEN: ${{{{ github.token }}}}
          CODE: ${{{{ needs.scrape.outputs.code }}}}
        run: |
          rm -rf -- {output}
          tar --extract --file "$RUNNER_TEMP/output.tar" -- {output}
          git add --all --force -- {pathspec}
          git config user.name "github-actions[bot]"
          git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
          git diff --cached --quiet || git commit --message "Scheduled run: exit code $CODE"
          git -c credential.helper= -c "credential.helper=!gh auth git-credential" push origin "HEAD:$GITHUB_REF"
"""


def files(job: Job, every: Interval) -> tuple[tuple[str, str], ...]:
    """Return (file name, text) of a workflow. Raises SettingsError for paths outside of the repository."""
    output = _inside(job.output, job.directory)
    if output == ".":
        raise SettingsError(
            f"{job.output}: a commit replaces the output, so it has to be a folder of its own in the repository"
        )
    text = _WORKFLOW.format(
        head=comment((*_enabling(job, every), *exit_codes_in_words())),
        name=job.name,
        cron=cron_fields(moment(job.output), every),
        install=_install(job),
        environment=_environment(job),
        stop=STOP_SECONDS,
        command=_shell(*_argv(job, output)),
        news=int(ExitCode.NEWS),
        output=_shell(output),
        pathspec=_shell(f":(literal){output}"),
        store=_shell(f"{output}/store"),
        cache=_shell(f"{output}/cache"),
        quiet="|".join(str(int(code)) for code in (0, *NEEDS_NOBODY)),
        **_ACTIONS,
    )
    return ((f"{job.name}.yml", text),)


def _enabling(job: Job, every: Interval) -> tuple[str, ...]:
    return (
        f".github/workflows/{job.name}.yml",
        made_by(job, "github-actions", every),
        "Commit it on the default branch, with the settings; then `gh workflow run` starts a first run.",
        *(f"  gh secret set {name}" for name in job.secrets),
        *(
            ()
            if job.source
            else ("  gh variable set SCRAPER_SOURCE --body git+https://…@COMMIT  # this scraper's repository",)
        ),
        "The store is the evidence, so it is committed with the dataset whenever a capture or a fact is new.",
        "Runners share their IP addresses: if an archive answers them with challenges, run the scraper elsewhere.",
        "GitHub rejects files above 100 MB, and disables schedules of public repositories after 60 days without a",
        "commit: it sends mail first, and `gh workflow enable` enables them again.",
    )


def _argv(job: Job, output: str) -> tuple[str, ...]:
    config = _inside(job.config, job.directory)
    words = (word for word in job.words if word != "--exit-code")
    return ("python", "-P", "-m", "scraper", "run", "--exit-code", "--config", config, "--output", output, *words)


def _inside(path: str, repository: str) -> str:
    """Return a path as seen from the repository's root. Raises SettingsError where it lies elsewhere."""
    relative = os.path.relpath(path, repository)
    if relative.split("/")[0] == "..":
        raise SettingsError(
            f"{path} lies outside of {repository}: run this in the root of the repository that will run the workflow"
        )
    return relative


def _shell(*words: str) -> str:
    """Return words as a shell reads them, without the ${{ that GitHub would replace before."""
    return shlex.join(words).replace("${{", "$''{{")


# No name is installed that anybody may register at a package index: this scraper's own repository is, at a commit.
_FROM_VARIABLE = """\
        env:
          SOURCE: ${{ vars.SCRAPER_SOURCE }}
        run: |
          if ! grep -Eqx 'git\\+https://[^@ ]+@[0-9a-f]{40}' <<< "$SOURCE"; then
            echo "set the variable SCRAPER_SOURCE to git+https://…@COMMIT, this scraper's repository at a commit" >&2
            exit 2
          fi
          python -m pip install "$SOURCE"
"""


def _install(job: Job) -> str:
    if job.source is None:
        return _FROM_VARIABLE
    return f"        run: python -m pip install {_shell(job.source)}\n"


def _environment(job: Job) -> str:
    if not job.secrets:
        return ""
    lines = (f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in job.secrets)
    return f"        env:\n{''.join(lines)}"
