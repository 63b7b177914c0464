// Made from the OpenAPI document by "npm run schemas": change apps/gateway/src/docs instead.

/** By name. */
export type Schemas = {
  BulkAnswer: {
    /** After a preview, send it as `previewedAt`. */
    at: string;
    dryRun: boolean;
    counts: {
      done: number;
      wouldDo: number;
      unchanged: number;
      refused: number;
    };
    results: ({
      deploymentId: string;
      title: string | null;
      site: string | null;
      sendAt: string | null;
      outcome: 'done' | 'would-do' | 'unchanged' | 'refused' | 'not-found';
      /** What happened, would happen, or why it cannot. */
      words: string;
    })[];
  };
  Calendar: {
    timeZone: string;
    days: ({
      day: string;
      brand: string;
      status: string;
      count: number;
    })[];
  };
  Calls: {
    deploymentId: string;
    calls: ({
      id: number;
      site: string;
      brand: string;
      deploymentId: string;
      /** The step that made it. */
      step: string;
      /** Of the due step: attempts of the same step differ in it. */
      dueId: number;
      /** Its name, such as create or lookup. */
      call: string;
      method: 'GET' | 'POST' | 'PUT';
      /** Without the host. */
      path: string;
      /** The body; null if it had none. 4 kB at most. */
      request: string | null;
      /** Null if no response came; error says why. */
      status: number | null;
      /** The body. 4 kB at most. */
      response: string | null;
      /** Why no response came. */
      error: string | null;
      /** ok, or what the failure means, such as transient or permanent. */
      class: string;
      beganAt: string;
      tookMs: number;
    })[];
    /** Send it as after to get the next page; null on the last page. */
    next: number | null;
  };
  Content: {
    revision: number;
    subject: string;
    preheader: string | null;
    html: string;
    /** Null if an older release stored the content. */
    text: string | null;
    /** What Omeda has now; null if it has none or does not respond. */
    omeda: {
      html: string;
      subject: string | null;
    } | null;
    /** Whether Omeda has something else; null if omeda is null. */
    differs: boolean | null;
  };
  Examined: {
    healthy: boolean;
    checks: ({
      name: string;
      state: 'ok' | 'warning' | 'fault';
      words: string;
      cure: string | null;
    })[];
  };
  Group: {
    now: string;
    /** Changes with the cause. */
    key: string;
    kind: 'not-taken-back' | 'missed' | 'failed' | 'brand-held' | 'held' | 'late' | 'incomplete' | 'at-risk' | 'no-consent' | 'sent-after-withdrawal';
    brand: string;
    /** Of held: person, drift, or stalled. */
    heldBy: string | null;
    /** The step that is late, failed, or comes next. */
    step: string | null;
    /** Omeda’s words, or ours. What differs between newsletters is left out. */
    words: string;
    count: number;
    /** Of the first of them. */
    since: string;
    /** When the first of them goes out. */
    nextSendAt: string | null;
    /** How many of them go out within the hour. */
    soon: number;
    sites: (string)[];
    /** Titles of the first three to go out. */
    titles: (string)[];
    /** The cause, in words. */
    title: string;
    cure: string;
    /** Actions that may help, for POST /v1/bulk. */
    actions: (string)[];
    deployments: ({
      deploymentId: string;
      site: string;
      brand: string;
      title: string;
      status: 'no-type' | 'incomplete' | 'archived' | 'requested' | 'created' | 'audience-assigned' | 'audience-ready' | 'content-updated' | 'test-sent' | 'scheduled' | 'sent' | 'sent-after-withdrawal' | 'missed' | 'held' | 'failed' | 'withdrawn' | 'cancelled';
      postId: number;
      trackId: string | null;
      sendAt: string | null;
      since: string;
    })[];
  };
  Groups: {
    /** The store’s clock. */
    now: string;
    groups: ({
      /** Changes with the cause. */
      key: string;
      kind: 'not-taken-back' | 'missed' | 'failed' | 'brand-held' | 'held' | 'late' | 'incomplete' | 'at-risk' | 'no-consent' | 'sent-after-withdrawal';
      brand: string;
      /** Of held: person, drift, or stalled. */
      heldBy: string | null;
      /** The step that is late, failed, or comes next. */
      step: string | null;
      /** Omeda’s words, or ours. What differs between newsletters is left out. */
      words: string;
      count: number;
      /** Of the first of them. */
      since: string;
      /** When the first of them goes out. */
      nextSendAt: string | null;
      /** How many of them go out within the hour. */
      soon: number;
      sites: (string)[];
      /** Titles of the first three to go out. */
      titles: (string)[];
      /** The cause, in words. */
      title: string;
      cure: string;
      /** Actions that may help, for POST /v1/bulk. */
      actions: (string)[];
    })[];
  };
  History: {
    deploymentId: string;
    events: ({
      id: string;
      version: number;
      at: string;
      type: string;
      /** What happened, in words for editors. */
      sentence: string;
      actor: {
        kind: 'wordpress' | 'person' | 'service';
        id?: string;
        name?: string;
        /** The person's data was erased; the name says only that. */
        erased?: boolean;
      };
      /** Who caused it, in words; null if the service caused it. */
      who: string | null;
      /** The stored event. Its shape may change between releases. */
      data: Record<string, unknown>;
    })[];
    /** Send it as after to get the next page; null on the last page. */
    next: number | null;
  };
  Operations: {
    now: string;
    transport: 'embedded' | 'rabbitmq';
    /** Newsletters with a step that has been due for more than two minutes. */
    overdue: number;
    /** Wake-ups by the hour, for a day. */
    upcoming: ({
      hour: string;
      count: number;
    })[];
    /** Steps in progress at deployers, 100 at most. */
    running: ({
      deploymentId: string;
      title: string;
      site: string;
      brand: string;
      step: string;
      since: string;
    })[];
    /** Null with the embedded transport. */
    broker: {
      connected: boolean;
      lagEvents: number;
      lagSeconds: number;
    } | null;
    brands: ({
      brand: string;
      /** Null if the brand is no longer in the sites file. */
      environment: string | null;
      held: boolean;
      /** Why it is held. */
      words: string | null;
      /** When Omeda is tried again. */
      probeAt: string | null;
      /** Newsletters that are in progress. */
      open: number;
      /** When the first one that is not scheduled yet goes out. */
      nextSendAt: string | null;
      /** Calls of steps to Omeda in the last hour. */
      calls: {
        count: number;
        /** Refused, or without a response. */
        failed: number;
        /** Half of them took this long at most. */
        p50Ms: number | null;
        /** 95% of them took this long at most. */
        p95Ms: number | null;
      };
    })[];
    counts: ({
      brand: string;
      status: string;
      count: number;
    })[];
    parked: number;
  };
  Parked: {
    id: string;
    /** Who parked it: the deployer, or RabbitMQ. */
    cause: 'rejected' | 'delivery-limit' | 'unroutable';
    reason: string;
    deploymentId: string | null;
    routingKey: string;
    /** The queue it came from; null if it was never in one. */
    sourceQueue: string | null;
    parkedAt: string | null;
    /** What was done with it; null while it is parked. */
    ended: 'redriven' | 'discarded' | null;
    /** Its content, unchanged. */
    body: unknown;
  };
  ParkedList: {
    parked: (Schemas['Parked'])[];
    /** The cursor to send as after; null on the last page. */
    next: string | null;
  };
  Session: {
    /** Whose key it is. */
    kind: 'operator' | 'site';
    /** As in the history. */
    id: string;
    /** Name of the key; null if it has none. */
    name: string | null;
    /** False for a key that only reads. */
    mayAct: boolean;
    /** The only site that the key may see; null for an operator key. */
    site: string | null;
    /** Null if the request was sent with a key. */
    endsAt: string | null;
    /** Send it as newsletter-csrf with each POST and DELETE of this session. Null if the request was sent with a key. */
    csrf: string | null;
  };
  SiteList: {
    sites: ({
      id: string;
      brand: string;
      publishDelayMinutes: number;
      /** As in its last event; null before the first one. */
      timeZone: string | null;
    })[];
  };
  Status: {
    deploymentId: string;
    /** Number of its last event. */
    version: number;
    createdAt: string;
    updatedAt: string;
    site: string;
    brand: string;
    post: {
      id: number;
      uid: string;
      status: string;
      title: string;
    };
    /** More than 1 if an earlier one was canceled. */
    generation: number;
    /** Highest sequence seen for this post. */
    sequence: number;
    /** The status in one word; docs/operating.md explains each. */
    status: 'no-type' | 'incomplete' | 'archived' | 'requested' | 'created' | 'audience-assigned' | 'audience-ready' | 'content-updated' | 'test-sent' | 'scheduled' | 'sent' | 'sent-after-withdrawal' | 'missed' | 'held' | 'failed' | 'withdrawn' | 'cancelled';
    /** Omeda's ID of it. */
    trackId: string | null;
    /** What the editor wants. */
    wanted: {
      intent: 'draft' | 'archive' | 'publish' | 'trashed' | 'deleted' | 'cancelled';
      /** Number of the content revision; one per changed save. */
      revision: number;
      sendAt: string | null;
      sendAtBy: 'post-date' | 'publish' | 'person' | null;
      /** Deployment name at Omeda. */
      name: string | null;
      omedaTypeId: number | null;
      audienceQuery: string | null;
      onPublish: 'schedule' | 'test' | 'nothing' | null;
      /** SHA-256, in hex. */
      contentHash: string | null;
    };
    /** What Omeda has; null until it is created. */
    achieved: {
      trackId: string;
      name: string;
      omedaTypeId: number;
      audience: {
        query: string;
        status: string;
        recipientCount: number | null;
      } | null;
      /** SHA-256, in hex. */
      contentHash: string | null;
      contentRevision: number | null;
      /** SHA-256, in hex. */
      testedHash: string | null;
      testsSent: number;
      scheduled: {
        sendAt: string;
        scheduledDate: string;
      } | null;
      cancelledAt: string | null;
      sent: {
        sentAt: string;
        sentCount?: number;
        withdrawnAt?: string;
      } | null;
      /** What readers did with it, as last read; null before the first reading. */
      results: {
        /** Hours after sending: 1, 6, 24, or 72. */
        hours: number;
        at: string;
        sentCount: number | null;
        bounceCount: number | null;
        uniqueOpens: number | null;
        totalOpens: number | null;
        uniqueClicks: number | null;
        totalClicks: number | null;
        /** Unique opens of all that it was sent to, from 0 to 1. */
        openRate: number | null;
        /** Unique clicks of all that it was sent to, from 0 to 1. */
        clickRate: number | null;
        /** The ten most clicked links. */
        links: ({
          url: string;
          clicks: number;
          uniqueClicks: number | null;
        })[];
      } | null;
    } | null;
    /** The step that is due, and when. */
    due: {
      dueId: number;
      step: 'create' | 'update' | 'audience' | 'await-audience' | 'content' | 'test' | 'schedule' | 'unschedule' | 'cancel' | 'watch';
      at: string;
      attempt: number;
      reason: string;
    } | null;
    running: {
      step: 'create' | 'update' | 'audience' | 'await-audience' | 'content' | 'test' | 'schedule' | 'unschedule' | 'cancel' | 'watch';
      since: string;
      attempt: number;
    } | null;
    /** By a person, drift, missed, or stalled; nothing is due until it ends. */
    held: {
      by: string;
      reason: string;
      at: string;
    } | null;
    /** The step that failed permanently. */
    failed: {
      step: 'create' | 'update' | 'audience' | 'await-audience' | 'content' | 'test' | 'schedule' | 'unschedule' | 'cancel' | 'watch';
      words: string;
      at: string;
      attempt: number;
    } | null;
    lastError: {
      step: 'create' | 'update' | 'audience' | 'await-audience' | 'content' | 'test' | 'schedule' | 'unschedule' | 'cancel' | 'watch';
      words: string;
      at: string;
      attempt: number;
    } | null;
    /** Why it cannot be sent yet. */
    problems: ({
      code: string;
      words: string;
      field?: string;
      place?: string;
    })[];
    /** Warnings for people. */
    warnings: ({
      code: string;
      words: string;
      field?: string;
      place?: string;
    })[];
    /** Why no call is made for its brand right now. */
    brandHold?: {
      reason: string | null;
      words: string | null;
      probeAt: string | null;
    } | null;
  };
  StatusPage: {
    deployments: (Schemas['Status'])[];
    /** Send it as after to get the next page; null on the last page. */
    next: string | null;
  };
  WakeUp: {
    /** When it must be processed next. */
    wakeAt: string | null;
    /** How many wake-ups were sent for this reason. */
    n: number | null;
    sentAt: string | null;
    /** The sweeper sends another one from then on. */
    notBefore: string | null;
    /** How often it was delivered without an outcome. */
    deliveries: number | null;
    /** Why it is parked; null if it is not. */
    parkedReason: string | null;
  };
};
