# The course behind nginx, as an unprivileged user on port 8080. docs/deploy.md says how to build and run it.
FROM node:22-bookworm AS build
RUN apt-get update \
  && apt-get install --yes --no-install-recommends python3 python3-pip \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /graceful
COPY . .
ARG GRACEFUL_BASE_PATH=""
ARG GRACEFUL_SITE_URL=""
ENV GRACEFUL_BASE_PATH=$GRACEFUL_BASE_PATH GRACEFUL_SITE_URL=$GRACEFUL_SITE_URL
RUN npm run build && mkdir -p "/served$GRACEFUL_BASE_PATH" && cp -R out/. "/served$GRACEFUL_BASE_PATH/"

FROM nginxinc/nginx-unprivileged:1.28-bookworm
COPY --from=build /served /usr/share/nginx/html
COPY --from=build /graceful/.cache/deploy/nginx.conf /etc/nginx/graceful.conf
COPY docs/deploy/server.conf /etc/nginx/conf.d/default.conf
EXPOSE 8080
