# The scraper without root. Store, dataset and cooldowns of hosts lie in the volume /data:
#   docker build --tag unesco-archive-scraper .
#   docker run --rm --volume scraper:/data --env SCRAPER_CONTACT=you@example.org unesco-archive-scraper run --archive unesco
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY scraper scraper
RUN python -m venv /opt/scraper && /opt/scraper/bin/pip install --no-cache-dir --no-compile .

FROM python:3.13-slim
RUN useradd --create-home --uid 10001 scraper && install --directory --owner=scraper /data
COPY --from=build /opt/scraper /opt/scraper
ENV PATH=/opt/scraper/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SCRAPER_OUTPUT=/data/output \
    SCRAPER_STATE=/data/state
USER 10001
WORKDIR /data
VOLUME /data
ENTRYPOINT ["scraper"]
CMD ["--help"]
