"""Keeps the record of a run, however the run ends; writes its metrics and sends its notifications."""

import contextlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from scraper.errors import StoreError, StoreLocked
from scraper.exit_codes import ExitCode
from scraper.notices import MetricsNotWritten, Notice, Noticed, NotNotified, RunStopped
from scraper.runs.ending import code_of, in_words
from scraper.runs.news import News
from scraper.runs.record import RunRecord, last_runs, run_path, write_run
from scraper.runs.run import Running
from scraper.values.changes import ChangeRow


class Recorder(msgspec.Struct, frozen=True, kw_only=True):
    """Writes the records of runs to a folder, keeping `keep` of them, and metrics to `metrics`.

    `tell` sends the notifications about a run and about the changes in its dataset, and returns the errors that
    occurred; `report` shows what could not be recorded.
    """

    folder: Path
    keep: int
    now: Callable[[], datetime]
    tell: Callable[[RunRecord, Sequence[ChangeRow]], Iterable[str]] = lambda _record, _changes: ()
    metrics: Path | None = None
    report: Callable[[str], None] = lambda _: None

    @contextlib.contextmanager
    def recording(self, running: Running) -> Iterator[None]:
        """Write the record, and send notifications, also for a run that is interrupted or ends with an error."""
        try:
            yield
        except StoreLocked:
            raise  # this was no run
        except (KeyboardInterrupt, Exception) as error:
            code = code_of(error)
            running.notices.append(RunStopped(in_words(error)))
            if code is ExitCode.INTERNAL_ERROR:
                running.unforeseen = ("".join(traceback.format_exception(error)),)
            try:
                self.record(running, code, _news_of(running))
            except Exception as another:  # the first one says what is the matter
                self.report(f"the record of this run could not be written: {in_words(another)}")
            raise

    def close(self, running: Running, *, code_for_news: bool = False, of_all_classes: bool = False) -> RunRecord:
        """Write the record of a completed run, and send notifications; with `code_for_news`, the exit code reports news."""
        news = running.news()
        code = running.exit_code(news)
        is_news = code_for_news and news.is_any(of_all_classes=of_all_classes)
        if is_news and code in (ExitCode.DONE, ExitCode.SOME_FAILED):
            code = ExitCode.NEWS
        return self.record(running, code, news)

    def record(self, running: Running, code: ExitCode, news: News) -> RunRecord:
        """Write the record and the metrics, and send the notifications; errors in doing so are added to the record.

        If the record cannot be written, the notifications are sent first, then StoreError is raised. Writing again replaces
        the record of the same run.
        """
        record = running.record(code, news, self.now())
        running.path = running.path or run_path(self.folder, record)
        failure: StoreError | None = None
        try:
            write_run(running.path, record, self.keep)
        except StoreError as error:
            failure = error
        notices = [
            *self._write_figures(record),
            *map(NotNotified, self.tell(record, running.built.changes if running.built else ())),
        ]
        if failure is not None:
            raise failure
        if notices:
            record = record.noting(Noticed(notice=one) for one in notices)
            write_run(running.path, record, self.keep)
        return record

    def _write_figures(self, record: RunRecord) -> list[Notice]:
        """Write the figures of a run, and return what went wrong."""
        if self.metrics is None:
            return []
        from scraper.runs.metrics import last_success, metrics_text, write_metrics

        try:
            write_metrics(self.metrics, metrics_text(record, last_success(last_runs(self.folder, self.keep))))
        except StoreError as error:
            return [MetricsNotWritten(str(error))]
        return []


def _news_of(running: Running) -> News:
    """Return what is new in a run that did not come to its end; nothing, where that is what went wrong."""
    try:
        return running.news()
    except Exception:  # it is told already
        return News(first=False, facts=0, changes=(), drift=())
