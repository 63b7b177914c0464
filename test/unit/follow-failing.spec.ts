import { describe, expect, it, vi } from 'vitest';
import { Refused } from '../../packages/newsletter-events/src/index.js';
import { useFeedServer } from './feed-server.testing.js';

const DEADLINE = { timeout: 20_000, interval: 10 };
const OTHER_EPOCH = {
  type: 'urn:newsletter-connector:problem:invalid-request',
  errors: [{ field: 'epoch', problem: 'is over', cure: 'Begin anew.' }],
};

const server = useFeedServer();

/** Fails twice, like an unavailable database. */
function twice(): () => void {
  let failures = 2;
  return () => {
    failures -= 1;
    if (failures >= 0) throw new Error('The database is away');
  };
}

describe('a service whose database is unavailable for a moment', () => {
  it.each(['load', 'save', 'onEvent'])('continues after %s failed', async (what) => {
    server.hasEvents('one', 'two');
    const ids: string[] = [];
    const troubles: string[] = [];
    const fails = twice();
    const failing = (name: string) => void (name === what && fails());
    server.follow({
      checkpoint: {
        load: async () => {
          failing('load');
          return undefined;
        },
        save: async () => failing('save'),
      },
      onEvent: ({ id }) => {
        failing('onEvent');
        ids.push(id);
      },
      onTrouble: ({ error, retryInMs }) => troubles.push(`${error.message} ${retryInMs}`),
    });
    await vi.waitFor(() => expect(ids).toEqual(['one', 'two']), DEADLINE);
    expect(troubles).toEqual(['The database is away 500', 'The database is away 1000']);
  });

  it('is notified of a new epoch once that works again', async () => {
    server.responds((response, asked) => {
      if (asked.get('epoch') === 'old') {
        response.writeHead(400).end(JSON.stringify(OTHER_EPOCH));
      } else if (!asked.has('after')) {
        response.end(JSON.stringify({ events: [], next: '0', epoch: 'new', hasMore: false }));
      }
    });
    const epochs: string[] = [];
    const fails = twice();
    server.follow({
      checkpoint: {
        load: async () => ({ epoch: 'old', after: '7', seen: [] }),
        save: async ({ epoch }) => void epochs.push(`saved ${epoch}`),
      },
      onNewEpoch: ({ epoch }) => {
        fails();
        epochs.push(`told ${epoch}`);
      },
    });
    await vi.waitFor(() => expect(epochs).toEqual(['told new', 'saved new']), DEADLINE);
  });
});

describe('an onTrouble that itself fails', () => {
  const fail = () => {
    throw new Error('The log is away');
  };

  it.each<() => unknown>([fail, async () => fail()])(
    'is a warning, and ends nothing',
    async (onTrouble) => {
      const warned = vi.spyOn(process, 'emitWarning').mockReturnValue();
      server.hasEvents('one');
      const ids: string[] = [];
      const fails = twice();
      server.follow({
        onEvent: ({ id }) => {
          fails();
          ids.push(id);
        },
        onTrouble,
      });
      await vi.waitFor(() => expect(ids).toEqual(['one']), DEADLINE);
      expect(warned.mock.calls.map(([words]) => words)).toEqual(Array(2).fill('The log is away'));
      warned.mockRestore();
    },
  );
});

describe('a service that is stopped while its checkpoint is unavailable', () => {
  it.each([1, 2])('resolves, and gets a report: after %d failures', async (failures) => {
    server.hasEvents('one', 'two');
    const ids: string[] = [];
    const troubles: object[] = [];
    let saves = 0;
    const { done, stop } = server.follow({
      checkpoint: {
        load: async () => undefined,
        save: async () => {
          saves += 1;
          if (saves === failures) stop();
          throw new Error('The database is away');
        },
      },
      onEvent: ({ id }) => void ids.push(id),
      onTrouble: ({ error, retryInMs }) => troubles.push({ words: error.message, retryInMs }),
    });
    await expect(done).resolves.toBeUndefined();
    expect(ids).toEqual(['one']);
    expect(troubles).toHaveLength(failures);
    expect(troubles.at(-1)).toEqual({
      words: expect.stringMatching(/is delivered again at the next start.*The database is away/),
      retryInMs: 0,
    });
  });

  it('still gets its refusals by a rejection', async () => {
    server.hasEvents('one');
    const { done, stop } = server.follow({
      checkpoint: {
        load: async () => undefined,
        save: async () => {
          stop();
          throw new Refused('Never');
        },
      },
    });
    await expect(done).rejects.toThrow('Never');
  });
});

describe('a gateway that does not know the starting place', () => {
  it.each(['start', 'now'] as const)('ends it as a refusal, from %s', async (from) => {
    server.responds((response) => response.writeHead(400).end(JSON.stringify(OTHER_EPOCH)));
    const { done } = server.follow({ from });
    await expect(done).rejects.toThrow(Refused);
  });
});

describe('what a service refuses', () => {
  it.each(['load', 'save', 'onEvent'])('by %s ends it', async (what) => {
    server.hasEvents('one');
    const failing = (name: string) => {
      if (name === what) throw new Refused('Never');
    };
    const { done } = server.follow({
      checkpoint: {
        load: async () => {
          failing('load');
          return undefined;
        },
        save: async () => failing('save'),
      },
      onEvent: () => failing('onEvent'),
    });
    await expect(done).rejects.toThrow('Never');
  });
});
