# One image for gateway, deployer and sandbox: the command says which.
FROM node:24-bookworm-slim AS build
WORKDIR /srv/app
COPY package.json package-lock.json .npmrc ./
# With optional dependencies: the bundler of the console is one of them, made for each machine.
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
COPY tools tools
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /srv/app
COPY package.json package-lock.json .npmrc ./
# swagger-ui-dist depends on it for its install script alone, which reports home.
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund && rm -r node_modules/@scarf

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 HEALTH_PORT=3010 SANDBOX_HOST=0.0.0.0
WORKDIR /srv/app
COPY package.json ./
COPY --from=dependencies /srv/app/node_modules node_modules
COPY --from=build /srv/app/dist dist
USER node
EXPOSE 3000 3010 3100
# The gateway's; docker-compose.yml names each service's own.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "dist/libs/process/src/is-live.js", "http://127.0.0.1:3000/health/live"]
CMD ["node", "dist/apps/gateway/src/main.js"]
