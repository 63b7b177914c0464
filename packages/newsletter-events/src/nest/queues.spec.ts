import { describe, expect, it } from 'vitest';
import { bindingsOf } from './queues.js';

const PREFIX = 'newsletter';

describe('a queue', () => {
  it('of all sites is bound with the patterns themselves', () => {
    expect(bindingsOf({ prefix: PREFIX, names: ['*.sent', '#'] })).toEqual([
      { exchange: 'newsletter.events', key: '*.sent' },
      { exchange: 'newsletter.events', key: '#' },
    ]);
  });

  it.each<[string, object[]]>([
    ['deployment.sent', [{ 'nl-event': 'deployment.sent' }]],
    ['*.sent', [{ 'nl-event': 'deployment.sent' }]],
    ['*.sent-after-withdrawal', [{ 'nl-event': 'deployment.sent-after-withdrawal' }]],
    ['deployment.*', [{}]],
    ['#', [{}]],
    ['newsletter.*', []],
  ])('of some sites is bound for no more than %s', (name, events) => {
    const bindings = bindingsOf({ prefix: PREFIX, names: [name], sites: ['a', 'b'] });
    expect(bindings).toEqual(
      ['a', 'b'].flatMap((site) =>
        events.map((event) => ({
          exchange: 'newsletter.events.by-site',
          key: '',
          args: { 'x-match': 'all', 'nl-site': site, ...event },
        })),
      ),
    );
  });
});
