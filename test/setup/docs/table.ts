const COMMANDS = 'test/unit/docs-commands.spec.ts';
const START = 'test/integration/docs/start.spec.ts';
const OPERATOR = 'test/integration/docs/operator.spec.ts';
const SITES = 'test/integration/docs/sites.spec.ts';
const RABBITMQ = 'test/integration/docs/rabbitmq.spec.ts';
const PROXY = 'test/integration/docs/proxy.spec.ts';
const API = 'test/e2e/gateway/examples.spec.ts';
const SUBSCRIBERS = 'test/e2e/subscribers/subscribing.spec.ts';
const PACKAGE_README = 'test/e2e/subscribers/package-readme.spec.ts';
const PACKAGE = 'test/unit/newsletter-events-package.spec.ts';
const WORDPRESS = 'test/wordpress/docs.spec.ts';

type Row = { page: string; begins: string; by: string };
const rows = (page: string, specs: Record<string, string>): Row[] =>
  Object.entries(specs).map(([begins, by]) => ({ page, begins, by }));

/**
 * Which spec runs the blocks that begin so; of two rows, the longer one counts. What `docs-commands.spec.ts` has is
 * not run, since it takes too long, changes this repository, or waits for a person: its programs, options, and paths
 * are checked.
 */
export const RUN_BY: readonly Row[] = [
  ...rows('README.md', {
    'git clone': START,
    'npm ci && npm run demo': COMMANDS,
    'npm ci && npm run check && npm test': COMMANDS,
    'npm start': START,
    'npm run send-event': START,
    'NEWSLETTER_KEY=': START,
  }),
  ...rows('CONTRIBUTING.md', {
    'npm ci\n': COMMANDS,
    'npx nest start': COMMANDS,
    '{ "type": "node"': COMMANDS,
  }),
  ...rows('docs/api.md', {
    'export NEWSLETTER_URL': API,
    'cd ~/.local': START,
    'cd docs/examples': API,
    'curl -sS': API,
    '{': API,
  }),
  ...rows('docs/cli.md', {
    'export NEWSLETTER_URL': START,
    'npm run newsletter -- bulk': OPERATOR,
  }),
  ...rows('docs/configure-omeda.md', {
    'npm run newsletter -- sites add': SITES,
    'export NEWSLETTER_KEY': START,
    'npm run newsletter -- sites move': SITES,
    'npm run newsletter -- deployments list --site weekly': SITES,
    '"operatorKeys": [': 'test/unit/operator-keys.spec.ts',
  }),
  ...rows('docs/deprecation.md', { 'Deprecation:': COMMANDS }),
  ...rows('docs/install-wordpress.md', {
    'npm run newsletter -- sites add': SITES,
    'npm run build:plugin': OPERATOR,
    "define( 'OMEDA_CONNECTOR_": WORDPRESS,
    '* * * * * curl': WORDPRESS,
    '// Whether an act sends.': WORDPRESS,
    "add_filter(\n\t'omeda_connector_styles'": WORDPRESS,
    "add_filter(\n\t'omeda_connector_document'": WORDPRESS,
    '// Show subscribers': WORDPRESS,
  }),
  ...rows('docs/mail.md', { '"daily":': COMMANDS, 'ACCEPT_PICTURES=1': COMMANDS }),
  ...rows('docs/operating.md', {
    'export DATABASE_URL': RABBITMQ,
    'export RABBITMQ_URL': 'libs/messaging/src/rabbitmq/connection/addresses.spec.ts',
    '# rights': 'test/integration/messaging/rabbitmq-rights.spec.ts',
    'server {': PROXY,
    'npm run rebuild': OPERATOR,
    'npm run newsletter -- erase': OPERATOR,
    pg_dump: OPERATOR,
    'psql --quiet': OPERATOR,
    'npm run newsletter -- doctor --after-restore': OPERATOR,
    'npm run newsletter -- parked list': OPERATOR,
    'npm run --silent definitions': RABBITMQ,
  }),
  ...rows('docs/performance.md', { 'npm run bench': COMMANDS }),
  ...rows('docs/promises.md', {
    'npm run test:consent': COMMANDS,
    'npm run test:crash': COMMANDS,
    'npm run test:cluster': COMMANDS,
    'npm run test:failover': COMMANDS,
    'npm run test:day': COMMANDS,
    'npm run test:image': COMMANDS,
    'npm run test:newcomer': COMMANDS,
  }),
  ...rows('docs/sandbox.md', { 'curl -X POST': START }),
  ...rows('docs/subscribing.md', {
    'export RABBITMQ_URL': SUBSCRIBERS,
    'export NEWSLETTER_URL': SUBSCRIBERS,
    'export WEBHOOK_SECRET': 'test/e2e/webhooks/example.spec.ts',
    curl: OPERATOR,
    'npx @asyncapi/cli': COMMANDS,
    'npm run newsletter -- subscriptions add': OPERATOR,
    '{': COMMANDS,
    rabbitmqctl: RABBITMQ,
  }),
  ...rows('packages/newsletter-events/README.md', {
    'npm install': PACKAGE,
    "import { fileCheckpoint, follow } from 'newsletter-events';": PACKAGE_README,
    'CREATE TABLE': PACKAGE_README,
    'await follow({': PACKAGE_README,
    "import 'reflect-metadata';": PACKAGE_README,
  }),
];
