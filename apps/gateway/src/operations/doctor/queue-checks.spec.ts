import { describe, expect, it } from 'vitest';
import { membershipChecks } from './queue-checks.js';

const NODES = ['rabbit@a', 'rabbit@b', 'rabbit@c'];
const queue = (online: string[], leader = 'rabbit@a') => ({
  name: 'newsletter.deployer',
  leader,
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
    [['rabbit@a'], 'fault', 'start the nodes of its members: rabbit@b, rabbit@c.'],
    [[], 'fault', 'start the nodes of its members: rabbit@a, rabbit@b, rabbit@c.'],
  ])('tells of members that are away: online %j, a %s', (online, state, cure) => {
    const [check] = membershipChecks({ queues: [queue(online)] });
    expect(check).toMatchObject({ state, cure: expect.stringContaining(cure) });
  });

  it('tells of a node that holds none', () => {
    const [check] = membershipChecks({ queues: [queue(NODES)], nodes: [...NODES, 'rabbit@d'] });
    expect(check).toMatchObject({
      state: 'warning',
      cure: 'run "rabbitmq-queues grow rabbit@d all".',
    });
  });

  it('tells which node is partitioned from the others', () => {
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
