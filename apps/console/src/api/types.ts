/** What the routes answer, as `/docs-json` describes it; only what is shown. */
export type Session = {
  kind: 'operator' | 'site';
  id: string;
  site: string | null;
  endsAt: string | null;
  csrf: string | null;
};

export type Group = {
  key: string;
  kind: string;
  brand: string;
  step: string | null;
  words: string;
  count: number;
  since: string;
  nextSendAt: string | null;
  soon: number;
  sites: string[];
  title: string;
  cure: string;
  actions: string[];
};

export type Member = {
  deploymentId: string;
  site: string;
  brand: string;
  title: string;
  status: string;
  postId: number;
  trackId: string | null;
  sendAt: string | null;
  since: string;
};

export type GroupWithMembers = Group & { now: string; deployments: Member[] };

export type Day = { day: string; brand: string; status: string; count: number };

export type Site = {
  id: string;
  brand: string;
  publishDelayMinutes: number;
  timeZone: string | null;
};

type Failure = { step: string; words: string; at: string; attempt: number };
export type Notice = { code: string; words: string; field?: string; place?: string };

export type Status = {
  deploymentId: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  site: string;
  brand: string;
  post: { id: number; uid: string; status: string; title: string };
  generation: number;
  status: string;
  trackId: string | null;
  wanted: {
    intent: string;
    revision: number;
    sendAt: string | null;
    name: string | null;
    omedaTypeId: number | null;
    audienceQuery: string | null;
    contentHash: string | null;
  };
  achieved: {
    name: string;
    omedaTypeId: number;
    audience: { query: string; status: string; recipientCount: number | null } | null;
    contentHash: string | null;
    contentRevision: number | null;
    testedHash: string | null;
    testsSent: number;
    scheduled: { sendAt: string } | null;
    cancelledAt: string | null;
    sent: { sentAt: string; sentCount?: number } | null;
    results: Results | null;
  } | null;
  due: { step: string; at: string; attempt: number; reason: string } | null;
  running: { step: string; since: string; attempt: number } | null;
  held: { by: string; reason: string; at: string } | null;
  failed: Failure | null;
  lastError: Failure | null;
  problems: Notice[];
  warnings: Notice[];
  brandHold?: { words: string | null; probeAt: string | null } | null;
};

export type Results = {
  hours: number;
  at: string;
  sentCount: number | null;
  bounceCount: number | null;
  uniqueOpens: number | null;
  totalOpens: number | null;
  uniqueClicks: number | null;
  totalClicks: number | null;
  openRate: number | null;
  clickRate: number | null;
  links: { url: string; clicks: number; uniqueClicks: number | null }[];
};

export type HistoryEntry = {
  id: string;
  version: number;
  at: string;
  type: string;
  sentence: string;
  actor: { kind: string; id?: string; name?: string };
  data: Record<string, unknown>;
};

export type Content = {
  revision: number;
  subject: string;
  preheader: string | null;
  html: string;
  text: string | null;
  omeda: { subject: string | null } | null;
  differs: boolean | null;
};

export type WakeUp = {
  wakeAt: string | null;
  n: number | null;
  sentAt: string | null;
  notBefore: string | null;
  deliveries: number | null;
  parkedReason: string | null;
};

type BulkResult = {
  deploymentId: string;
  title: string | null;
  site: string | null;
  sendAt: string | null;
  outcome: 'done' | 'would-do' | 'unchanged' | 'refused' | 'not-found';
  words: string;
};

export type BulkAnswer = {
  dryRun: boolean;
  counts: { done: number; wouldDo: number; unchanged: number; refused: number };
  results: BulkResult[];
};

export type Operations = {
  now: string;
  transport: string;
  overdue: number;
  upcoming: { hour: string; count: number }[];
  running: { deploymentId: string; title: string; site: string; step: string; since: string }[];
  broker: { connected: boolean; lagEvents: number; lagSeconds: number } | null;
  brands: {
    brand: string;
    environment: string | null;
    held: boolean;
    words: string | null;
    probeAt: string | null;
    open: number;
    nextSendAt: string | null;
  }[];
  counts: { brand: string; status: string; count: number }[];
  parked: number;
};

export type Check = {
  name: string;
  state: 'ok' | 'warning' | 'fault';
  words: string;
  cure: string;
};
export type Parked = {
  id: string;
  cause: string;
  reason: string;
  deploymentId: string | null;
  routingKey: string;
  parkedAt: string | null;
};
