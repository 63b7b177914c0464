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
});
