import { postEvent } from '../../apps/gateway/src/example/post-event.js';
import { eventUrl, signedHeaders } from '../../apps/gateway/src/example/sign-event.js';
import type { Stage } from './stage.js';
import { mustBe } from './until.js';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
export const OPERATOR_KEY = 'operator-key-of-the-incidents';
const SITE = 'daily';
const BRAND = 'DEMO';
const APP_ID = 'demo-app-id';

type Status = { deploymentId: string; status: string };

/** WordPress, an operator, and an employee of Omeda. */
export class Site {
  static readonly env = {
    SECRET,
    OPERATOR_KEY,
    APP_ID,
    HOST: '127.0.0.1',
    PORT: '0',
    HEALTH_PORT: '0',
    DELAY_FACTOR: '0.01',
    LEASE_MARGIN_SECONDS: '5',
    LOG_LEVEL: 'info',
    WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1',
  };
  private sequence = 0;

  constructor(private readonly stage: Stage) {}

  /** A newsletter is sent in this many minutes. */
  async schedule(minutes = 30): Promise<void> {
    const date = new Date(this.stage.now() + minutes * 60_000).toISOString();
    await this.send('post.scheduled', { status: 'future', date });
  }

  async unpublish(): Promise<void> {
    await this.send('post.unpublished', { status: 'draft' });
  }

  private async send(type: string, post: object): Promise<void> {
    this.sequence += 1;
    const body = JSON.stringify(postEvent({ type, sequence: this.sequence, post }));
    const url = eventUrl(this.stage.url('gateway'), SITE);
    const headers = signedHeaders({ secret: SECRET, body });
    const { status } = await fetch(url, { method: 'POST', body, headers });
    if (status !== 202) throw new Error(`The gateway refused ${type}: ${status}`);
  }

  async ask<T>(path: string, method = 'GET', body?: object): Promise<T> {
    const response = await fetch(`${this.stage.url('gateway')}${path}`, {
      method,
      headers: { authorization: `Bearer ${OPERATOR_KEY}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  status(): Promise<Status> {
    return this.ask<Status>(`/v1/sites/${SITE}/posts/42/deployment`);
  }

  async until(status: string): Promise<void> {
    await mustBe(status, async () => (await this.status()).status === status);
  }

  async act(action: string, body: object = {}): Promise<void> {
    const { deploymentId } = await this.status();
    await this.ask(`/v1/deployments/${deploymentId}/${action}`, 'POST', body);
  }

  revokeKey(isRevoked: boolean): void {
    const brand = this.stage.sandbox.world.brands.get(BRAND);
    if (brand) brand.appIdRevoked = isRevoked;
  }
}

export function sitesFile(baseUrl: string) {
  return {
    brands: {
      [BRAND]: {
        environment: 'sandbox',
        baseUrl,
        appId: { env: 'APP_ID' },
        ownerUserId: 'owner',
        mailbox: 'news',
        callTimeoutSeconds: 5,
      },
    },
    sites: { [SITE]: { brand: BRAND, signingSecrets: [{ env: 'SECRET' }] } },
    operatorKeys: [{ env: 'OPERATOR_KEY' }],
  };
}
