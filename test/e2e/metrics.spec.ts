import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { readFileSync, readdirSync } from 'node:fs';
import { type World, startWorld } from './world.js';

let world: World;

beforeEach(async () => {
  world = await startWorld({ factor: 0.002 });
});

afterEach(() => world.close());

const scraped = async (url: string) => (await fetch(`${url}/metrics`)).text();
const ofGateway = () => scraped(world.newsroom.url);
const ofDeployer = () => scraped(world.newsroom.deployerUrl);

describe('the metrics of a newsroom', () => {
  it("show the outcome of each step, its delay, and Omeda's responses", async () => {
    world.fail({ call: 'content', status: 503, count: 1 });
    const post = world.post();
    await post.published('text');
    await post.until('scheduled');
    const text = await ofDeployer();
    const created = 'step="create",site="daily",outcome="created"';
    expect(text).toContain(`newsletter_steps_total{${created}} 1`);
    expect(text).toContain('newsletter_step_retries_total{step="content",site="daily"} 1');
    expect(text).toMatch(/newsletter_step_lateness_seconds_count\{step="create"\} 1/);
    expect(text).toMatch(
      /call_seconds_count\{brand="DEMO",call="setContent",class="transient"\} 1/,
    );
    expect(text).toMatch(/call_seconds_count\{brand="DEMO",call="create",class="ok"\} 1/);
    expect(text).toMatch(/newsletter_oldest_due_seconds \d/);
  });

  it('show for each brand the send time of the next unscheduled newsletter', async () => {
    world.fail({ call: 'create', status: 400, text: 'No.', forever: true });
    const post = world.post();
    const sendAt = new Date((await world.nowMs()) + 3_600_000).toISOString();
    await post.scheduledFor(sendAt, 'text');
    await post.until('failed');
    const [, seconds] =
      /newsletter_next_send_seconds\{brand="DEMO"\} (\S+)/.exec(await ofDeployer()) ?? [];
    expect(Number(seconds)).toBeGreaterThan(3_000);
    expect(Number(seconds)).toBeLessThanOrEqual(3_660);
  });

  it('show refusals by site, without names that callers make up', async () => {
    const url = `${world.newsroom.url}/v1/sites`;
    const headers = { 'webhook-id': 'a', 'webhook-timestamp': '1', 'webhook-signature': 'v1,x' };
    for (const site of ['daily', 'made-up']) {
      await fetch(`${url}/${site}/events`, { method: 'POST', body: '{}', headers });
    }
    const text = await ofGateway();
    expect(text).toContain(
      'newsletter_events_refused_total{site="daily",reason="signature-refused"} 1',
    );
    expect(text).toContain('newsletter_events_refused_total{site="unknown",reason="not-found"} 1');
    expect(text).not.toContain('made-up');
  });

  it('show the connections to store and broker, and whether wake-ups are consumed', async () => {
    for (const text of [await ofGateway(), await ofDeployer()]) {
      expect(text).toMatch(/newsletter_pool_connections\{state="idle"\} \d/);
      expect(text).toMatch(/newsletter_pool_waiting \d/);
      expect(text).toMatch(/newsletter_pool_wait_seconds_count [1-9]/);
      expect(text).toMatch(/newsletter_store_connections [1-9]/);
      expect(text).toMatch(/newsletter_store_max_connections [1-9]/);
      expect(text).toMatch(/newsletter_store_size_bytes [1-9]/);
    }
    await expect.poll(ofDeployer).toContain('newsletter_consumers_attached 1');
    if (inject('transport') === 'embedded') return;
    const text = await ofDeployer();
    expect(text).toContain('newsletter_broker_connected 1');
    expect(text).toContain('newsletter_broker_blocked 0');
    expect(text).toContain('newsletter_broker_refusals_total 0');
    expect(text).toMatch(/newsletter_sweeper_repairs_total \d/);
  });
});

const DASHBOARDS = readdirSync('deploy/grafana').map((file) => `deploy/grafana/${file}`);
const RULES = ['deploy/prometheus/alerts.yml', 'deploy/prometheus/alerts.test.yml'];

/** All names that these files use, without a histogram's suffixes. */
function namesIn(files: string[]): string[] {
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  const names = texts.flatMap((text) => text.match(/\b(newsletter|process)_[a-z_]+/g) ?? []);
  return [...new Set(names.map((name) => name.replace(/_(bucket|count|sum)$/, '')))];
}

describe.runIf(inject('transport') === 'rabbitmq')('alert rules and dashboards', () => {
  it('use no metric that the processes do not expose, and every one of ours is documented and has a panel', async () => {
    const text = `${await ofGateway()}${await ofDeployer()}`;
    const exposed = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
    const used = namesIn([...RULES, ...DASHBOARDS]);
    expect(used.filter((name) => !exposed.includes(name))).toEqual([]);
    const page = readFileSync('docs/operating.md', 'utf8');
    const ours = exposed.filter((name) => name.startsWith('newsletter_'));
    expect(ours.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    const shown = namesIn(DASHBOARDS);
    expect(ours.filter((name) => !shown.includes(name))).toEqual([]);
  });
});
