# The wheel is built apart, so that no build tool is in the image that runs.
FROM python:3.11-slim-bookworm AS wheel
WORKDIR /build
COPY requirements-build.txt ./
RUN python -m pip install --no-cache-dir --require-hashes -r requirements-build.txt
COPY pyproject.toml hatch_build.py README.md LICENSE NOTICE ./
COPY bot bot
COPY knowledge knowledge
RUN python -m hatchling build --target wheel --directory /wheel

FROM python:3.11-slim-bookworm AS environment
RUN python -m venv /opt/footguide
COPY requirements.txt /build/requirements.txt
RUN /opt/footguide/bin/python -m pip install --no-cache-dir --require-hashes -r /build/requirements.txt
COPY --from=wheel /wheel /wheel
RUN /opt/footguide/bin/python -m pip install --no-cache-dir --no-deps --no-index --find-links /wheel footguide

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin footguide && install --directory --owner=10001 --mode=0700 /data
COPY --from=environment /opt/footguide /opt/footguide

# Nothing is written outside /data and /tmp, so the root may be read-only:
#   docker run --read-only --tmpfs /tmp --volume footguide:/data --env BOT_TOKEN IMAGE
# The health page stays inside the container; BOT_LISTEN=0.0.0.0:8080 opens it to the container's network.
ENV PATH=/opt/footguide/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BOT_DATABASE=sqlite:////data/footguide.db \
    BOT_TRIAL_DATABASE=sqlite:////data/trial.db \
    BOT_LISTEN=127.0.0.1:8080
VOLUME /data
WORKDIR /data
USER 10001
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://' + os.environ['BOT_LISTEN'] + '/healthz', timeout=4)"]
ENTRYPOINT ["footguide"]
CMD ["run"]
