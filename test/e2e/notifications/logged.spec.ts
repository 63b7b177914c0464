import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { postEvent, sendEvent } from '../gateway/fixtures.js';
import { Notified, comes } from './notified.js';

let all: Notified;

beforeEach(async () => {
  all = await Notified.open();
});

afterEach(() => all?.close());

describe('the log of a gateway', () => {
  it('contains what no other line says, and not what a deployer logged', async () => {
    const lines: { alert?: string }[] = [];
    for (const level of ['warn', 'error'] as const) {
      vi.spyOn(Logger.prototype, level).mockImplementation((line: object) => void lines.push(line));
    }
    try {
      const gateway = await all.start();
      await sendEvent(gateway.url, postEvent());
      await all.execute(`UPDATE deployment_status SET status = 'failed', failed = true, wake_at = NULL,
        body = jsonb_set(body, '{failed}', '{"step": "audience", "words": "No.", "at": "2026-11-24T06:00:00Z"}')`);
      await all.park();
      await comes(() => expect(all.changesOf('MessagesParked')).toEqual(['began']));
      await sendEvent(gateway.url, postEvent({ post: { id: 2 } }));
      await all.execute(
        `UPDATE deployment_status SET wake_at = connector_now() - interval '1 hour' WHERE post_id = 2`,
      );
      await comes(() =>
        expect(lines).toContainEqual(expect.objectContaining({ alert: 'StepsOverdue' })),
      );
      const logged = lines.flatMap(({ alert }) => alert ?? []);
      expect(logged).not.toContain('NewsletterFailed');
      expect(logged).not.toContain('MessagesParked');
    } finally {
      vi.restoreAllMocks();
    }
  });
});
