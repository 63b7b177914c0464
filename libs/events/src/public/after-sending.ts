import type { Entry } from './entry.js';
import { results, sending } from './parts.js';
import {
  COUNT,
  INSTANT,
  TEXT,
  TRACK_ID as trackId,
  objectOf,
  orNull,
  described,
} from './schema.js';

/** That it was sent, and what readers did with it. */
export const AFTER_SENDING = {
  sent: {
    says: 'Omeda sent it',
    data: { trackId, sentAt: INSTANT, sentCount: orNull(COUNT) },
    from: {
      DeploymentSent: sending,
    },
  },
  'sent-after-withdrawal': {
    says: 'Omeda sent it although it was withdrawn before: it could not be taken back in time',
    data: {
      trackId,
      sentAt: INSTANT,
      sentCount: orNull(COUNT),
      withdrawnAt: described('When it was withdrawn', INSTANT),
    },
    from: {
      SentAfterWithdrawal: (data) => ({ ...sending(data), withdrawnAt: data.withdrawnAt }),
    },
  },
  results: {
    says: 'What readers did with it so far: read 1, 6, 24, and 72 hours after it was sent',
    data: {
      trackId,
      hours: described('Hours after sending: 1, 6, 24, or 72; bounces are final after 72', COUNT),
      sentCount: orNull(COUNT),
      bounceCount: orNull(COUNT),
      uniqueOpens: orNull(COUNT),
      totalOpens: orNull(COUNT),
      uniqueClicks: orNull(COUNT),
      totalClicks: orNull(COUNT),
      links: described('The ten most clicked links, the most clicked one first', {
        type: 'array',
        items: objectOf({ url: TEXT, clicks: COUNT, uniqueClicks: orNull(COUNT) }),
      }),
    },
    from: { ResultsRecorded: results },
  },
} satisfies Record<string, Entry>;
