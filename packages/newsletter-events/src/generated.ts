// Made from the JSON Schemas of the events by "npm run schemas": change libs/events instead.

/** A post becomes a newsletter: received for the first time, or restored from the trash. */
export type DeploymentRequested = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.requested.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    because: 'first-heard-of' | 'restored';
  };
};

/** An editor changed the content. */
export type DeploymentContentChanged = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.content-changed.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** Number of the changed save, counted per newsletter */
    revision: number;
    /** SHA-256 of everything that is sent: newsletters with equal hashes are equal */
    contentHash: string;
  };
};

/** It has a send time: the post was published or scheduled, or a person sent it. */
export type DeploymentPublishRequested = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.publish-requested.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** When it will be sent */
    sendAt: string;
    sendAtBy: 'post-date' | 'publish' | 'person';
    /** ID of the person who consented to send it; null if there is none or after erasure */
    consentedById: string | null;
    /** Name of that person; null if there is none or after erasure */
    consentedByName: string | null;
  };
};

/** It will not be sent. */
export type DeploymentWithdrawn = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.withdrawn.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    reason: 'unpublished' | 'consent-withdrawn' | 'type-removed' | 'trashed' | 'deleted' | 'cancelled-by-person';
  };
};

/** Omeda has a deployment for it. */
export type DeploymentCreated = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.created.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** Omeda's ID of the deployment */
    trackId: string;
    /** Starts at 1; increases when a cancelled deployment is created again */
    generation: number;
    /** The deployment's name at Omeda */
    name: string;
    /** Created elsewhere and adopted */
    adopted: boolean;
  };
};

/** Its audience is assigned at Omeda. */
export type DeploymentAudienceAssigned = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.audience-assigned.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** Omeda's ID of the deployment */
    trackId: string;
    /** Name of the audience query */
    query: string;
  };
};

/** Omeda has loaded the recipients. */
export type DeploymentAudienceReady = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.audience-ready.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    recipientCount: number | null;
  };
};

/** Omeda has the content. */
export type DeploymentContentUpdated = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.content-updated.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** Omeda's ID of the deployment */
    trackId: string;
    /** Number of the changed save, counted per newsletter */
    revision: number;
    /** SHA-256 of everything that is sent: newsletters with equal hashes are equal */
    contentHash: string;
  };
};

/** A test was sent to the testers. */
export type DeploymentTestSent = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.test-sent.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** Omeda's ID of the deployment */
    trackId: string;
    /** Number of the changed save, counted per newsletter */
    revision: number;
    /** SHA-256 of everything that is sent: newsletters with equal hashes are equal */
    contentHash: string;
  };
};

/** Omeda will send it at this time. */
export type DeploymentScheduled = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.scheduled.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** Omeda's ID of the deployment */
    trackId: string;
    /** When it will be sent */
    sendAt: string;
  };
};

/** Omeda will not send it; it is a draft there again. */
export type DeploymentUnscheduled = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.unscheduled.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** Omeda's ID of the deployment */
    trackId: string;
  };
};

/** It is cancelled at Omeda; this is final for the trackId. */
export type DeploymentCancelled = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.cancelled.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** Omeda's ID of the deployment */
    trackId: string;
  };
};

/** Omeda sent it. */
export type DeploymentSent = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.sent.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** Omeda's ID of the deployment */
    trackId: string;
    sentAt: string;
    sentCount: number | null;
  };
};

/** Omeda sent it although it was withdrawn before: it could not be taken back in time. */
export type DeploymentSentAfterWithdrawal = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.sent-after-withdrawal.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** Omeda's ID of the deployment */
    trackId: string;
    sentAt: string;
    sentCount: number | null;
    /** When it was withdrawn */
    withdrawnAt: string;
  };
};

/** What readers did with it so far: read 1, 6, 24, and 72 hours after it was sent. */
export type DeploymentResults = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.results.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** Omeda's ID of the deployment */
    trackId: string;
    /** Hours after sending: 1, 6, 24, or 72; bounces are final after 72 */
    hours: number;
    sentCount: number | null;
    bounceCount: number | null;
    uniqueOpens: number | null;
    totalOpens: number | null;
    uniqueClicks: number | null;
    totalClicks: number | null;
    /** The ten most clicked links, the most clicked one first */
    links: ({
      url: string;
      clicks: number;
      uniqueClicks: number | null;
    })[];
  };
};

/** A step failed permanently; a changed save or a retry by a person revives it. */
export type DeploymentFailed = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.failed.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** The step concerned */
    step: 'create' | 'update' | 'audience' | 'await-audience' | 'content' | 'test' | 'schedule' | 'unschedule' | 'cancel' | 'watch';
    attempt: number;
    /** Omeda's message */
    words: string;
  };
};

/** It is held: nothing happens until it is resumed. */
export type DeploymentHeld = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.held.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    by: 'person' | 'drift' | 'missed' | 'stalled';
    reason: string;
  };
};

/** It was resumed after a hold. */
export type DeploymentResumed = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.resumed.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    because: 'person' | 'publish' | 'new-time' | 'clock';
  };
};

/** Its send time passed before it was scheduled; it waits for a person. */
export type DeploymentMissed = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.missed.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    /** When it will be sent */
    sendAt: string;
  };
};

/** Someone changed it in Omeda's portal. */
export type DeploymentDrifted = {
  specversion: '1.0';
  /** Stays the same when the event is announced again */
  id: string;
  /** The site: /sites/{id} */
  source: string;
  type: 'newsletter.deployment.drifted.v1';
  /** The deployment's id */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  /** ID of the site, as in source */
  site?: string;
  /** Drop the event if this is not above the last one of the same subject */
  streamversion: number;
  /** Epoch of the feed. A new one means that the store was restored and its numbers start over */
  epoch: string;
  /** Span that recorded it (W3C Trace Context), where tracing is on */
  traceparent?: string;
  data: {
    /** ID of the post in WordPress */
    postId: number;
    drift: 'cancelled' | 'unscheduled' | 'rescheduled' | 'edited' | 'owner-inactive' | 'audience-gone';
    words: string;
  };
};

/** `type` tells which it is. */
export type AnyEvent =
  | DeploymentRequested
  | DeploymentContentChanged
  | DeploymentPublishRequested
  | DeploymentWithdrawn
  | DeploymentCreated
  | DeploymentAudienceAssigned
  | DeploymentAudienceReady
  | DeploymentContentUpdated
  | DeploymentTestSent
  | DeploymentScheduled
  | DeploymentUnscheduled
  | DeploymentCancelled
  | DeploymentSent
  | DeploymentSentAfterWithdrawal
  | DeploymentResults
  | DeploymentFailed
  | DeploymentHeld
  | DeploymentResumed
  | DeploymentMissed
  | DeploymentDrifted;

/** By routing key. */
export type EventsByName = {
  'deployment.requested': DeploymentRequested;
  'deployment.content-changed': DeploymentContentChanged;
  'deployment.publish-requested': DeploymentPublishRequested;
  'deployment.withdrawn': DeploymentWithdrawn;
  'deployment.created': DeploymentCreated;
  'deployment.audience-assigned': DeploymentAudienceAssigned;
  'deployment.audience-ready': DeploymentAudienceReady;
  'deployment.content-updated': DeploymentContentUpdated;
  'deployment.test-sent': DeploymentTestSent;
  'deployment.scheduled': DeploymentScheduled;
  'deployment.unscheduled': DeploymentUnscheduled;
  'deployment.cancelled': DeploymentCancelled;
  'deployment.sent': DeploymentSent;
  'deployment.sent-after-withdrawal': DeploymentSentAfterWithdrawal;
  'deployment.results': DeploymentResults;
  'deployment.failed': DeploymentFailed;
  'deployment.held': DeploymentHeld;
  'deployment.resumed': DeploymentResumed;
  'deployment.missed': DeploymentMissed;
  'deployment.drifted': DeploymentDrifted;
};

/** All of EventsByName. */
export const EVENT_NAMES = [
  'deployment.requested',
  'deployment.content-changed',
  'deployment.publish-requested',
  'deployment.withdrawn',
  'deployment.created',
  'deployment.audience-assigned',
  'deployment.audience-ready',
  'deployment.content-updated',
  'deployment.test-sent',
  'deployment.scheduled',
  'deployment.unscheduled',
  'deployment.cancelled',
  'deployment.sent',
  'deployment.sent-after-withdrawal',
  'deployment.results',
  'deployment.failed',
  'deployment.held',
  'deployment.resumed',
  'deployment.missed',
  'deployment.drifted',
] as const;
