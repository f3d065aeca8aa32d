# What your repository needs to be built and tested, as a layer over the job's image. Take out what you do not need, and
# add what you do; JOB_IMAGE is the one that was pushed, on a Debian or Ubuntu base:
#
#   docker build -f images/job/toolchains.Dockerfile --build-arg JOB_IMAGE=…@sha256:… .
ARG JOB_IMAGE
FROM ${JOB_IMAGE}
USER root
RUN apt-get update && apt-get install -y --no-install-recommends \
      bubblewrap ca-certificates git \
      build-essential make \
      maven default-jdk-headless \
      nodejs npm \
      python3 python3-pip python3-venv \
 && rm -rf /var/lib/apt/lists/*
USER 65532:65532
