# syntax=docker/dockerfile:1
# Two stages: the first has what it takes to install, the second only what runs.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/briefbot
COPY requirements/run.lock requirements/run.lock
RUN /opt/briefbot/bin/pip install --require-hashes -r requirements/run.lock \
    && /opt/briefbot/bin/pip install "hatchling>=1.27"
COPY pyproject.toml README.md LICENSE ./
COPY seeds seeds
COPY briefings briefings
COPY bot bot
RUN /opt/briefbot/bin/pip install --no-deps --no-build-isolation . \
    && /opt/briefbot/bin/pip uninstall --yes hatchling

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin briefbot \
    && install --directory --owner briefbot --mode 0700 /data
COPY --from=build /opt/briefbot /opt/briefbot
ENV PATH=/opt/briefbot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    BRIEFBOT_DATA_DIR=/data \
    BRIEFBOT_HTTP_PORT=9100
USER briefbot
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9100/readyz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["briefbot"]
CMD ["run"]
