import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { membershipChecks, queueChecks } from './queue-checks.js';

const NODES = ['rabbit@a', 'rabbit@b', 'rabbit@c'];
const queue = (online: string[], name = 'newsletter.deployer') => ({
  name,
  leader: 'rabbit@a',
  members: NODES,
  online,
});

describe('the doctor, of the members of a queue', () => {
  it('shows leader, members, and who is online', () => {
    expect(membershipChecks({ queues: [queue(NODES)], nodes: NODES })).toEqual([
      {
        name: 'queues',
        state: 'ok',
        words: 'newsletter.deployer: leader rabbit@a, 3 of 3 members online',
        cure: null,
      },
    ]);
  });

  it.each([
    [['rabbit@a', 'rabbit@b'], 'warning', 'start rabbit@c.'],
    [['rabbit@a'], 'fault', 'start rabbit@b, rabbit@c. Nothing is lost meanwhile.'],
    [[], 'fault', 'start rabbit@a, rabbit@b, rabbit@c. Nothing is lost meanwhile.'],
  ])('reports absent members: online %j, a %s', (online, state, cure) => {
    expect(membershipChecks({ queues: [queue(online)] })).toMatchObject([{ state, cure }]);
  });

  it('reports once what several queues miss, and shows as fine only those that miss nothing', () => {
    const queues = [
      queue(['rabbit@a', 'rabbit@b'], 'newsletter.parked'),
      queue(NODES, 'newsletter.delay.5s'),
      queue(['rabbit@a', 'rabbit@b']),
      queue(['rabbit@b'], 'newsletter.delay.30s'),
    ];
    const words = membershipChecks({ queues }).map(({ state, words: said }) => {
      return [state, said.replaceAll(/: leader rabbit@a, (\d) of 3 members online/g, ' $1/3')];
    });
    expect(words).toEqual([
      ['fault', 'newsletter.delay.30s 1/3.'],
      ['warning', 'newsletter.parked 2/3; newsletter.deployer 2/3.'],
      ['ok', 'newsletter.delay.5s 3/3'],
    ]);
  });

  it('distinguishes a queue without a majority from one that misses the same members and has it', () => {
    const five = { ...queue([], 'newsletter.parked'), members: [...NODES, 'rabbit@d', 'rabbit@e'] };
    const large = { ...five, online: ['rabbit@a', 'rabbit@d', 'rabbit@e'] };
    const checks = membershipChecks({ queues: [large, queue(['rabbit@a'])] });
    expect(checks.map(({ state, words }) => [state, words.split(':')[0]])).toEqual([
      ['fault', 'newsletter.deployer'],
      ['warning', 'newsletter.parked'],
    ]);
  });

  it('asks to wait for a member whose node runs', () => {
    const queues = [queue(['rabbit@a', 'rabbit@b'])];
    const [check] = membershipChecks({ queues, nodes: NODES });
    expect(check?.cure).toBe('wait for rabbit@c; if it lasts for minutes, restart it.');
  });

  it('reports a node that holds none', () => {
    const [check] = membershipChecks({ queues: [queue(NODES)], nodes: [...NODES, 'rabbit@d'] });
    expect(check).toMatchObject({
      state: 'warning',
      cure: 'run "rabbitmq-queues grow rabbit@d all".',
    });
  });

  it('names the node that is partitioned from the others', () => {
    const partitioned = {
      'rabbit@a': ['rabbit@c'],
      'rabbit@b': ['rabbit@c'],
      'rabbit@c': ['rabbit@a', 'rabbit@b'],
    };
    const checks = membershipChecks({ queues: [queue(NODES)], nodes: NODES, partitioned });
    expect(checks.filter(({ state }) => state !== 'ok')).toEqual([
      expect.objectContaining({
        state: 'fault',
        words: 'rabbit@c is partitioned from rabbit@a, rabbit@b.',
        cure: expect.stringContaining('rabbitmqctl start_app'),
      }),
    ]);
  });
});

describe('the doctor, of a management API that does not report queues', () => {
  const BROKER = { url: 'amqp://guest:secret@127.0.0.1:1', prefix: 'newsletter' };
  const AWAY = 'http://127.0.0.1:1';

  it.each([
    [401, /^give its user the tag "management"/],
    [403, /^give its user the tag "management"/],
    [404, /^correct RABBITMQ_MANAGEMENT_URL/],
    [500, /^correct RABBITMQ_MANAGEMENT_URL/],
  ])('says what helps if it responds with %i', async (status, cure) => {
    const server = createServer((_request, response) => response.writeHead(status).end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const managementUrl = `${AWAY},http://127.0.0.1:${port}`;
      const [check] = await queueChecks({ ...BROKER, managementUrl });
      expect(check).toMatchObject({ state: 'warning', cure: expect.stringMatching(cure) });
      expect(check?.words).toContain(`http://127.0.0.1:${port}: it responds with ${status}`);
      expect(check?.words).not.toContain('secret');
    } finally {
      server.close();
    }
  });

  it('says to start it if nothing responds', async () => {
    const [check] = await queueChecks({ ...BROKER, managementUrl: AWAY });
    expect(check?.cure).toMatch(/^start RabbitMQ with its management plugin/);
  });
});
