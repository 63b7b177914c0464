import type { Sandbox } from './start-sandbox.js';

export type Fields = Record<string, unknown>;
export type Answer = { status: number; type: string; text: string };

export const HTML = '<html><body><p>Hello</p>@{confirmunsubscribelink}@</body></html>';

const QUERY = 'Daily';

/** Calls the sandbox as documented, with plain fetch and without our client. */
export class BareHttp {
  private names = 0;

  constructor(
    private readonly sandbox: Pick<Sandbox, 'url' | 'world'>,
    private readonly appId = 'demo-app-id',
  ) {}

  async call(
    method: string,
    path: string,
    body?: object | string,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const isXml = typeof body === 'string';
    const type = isXml ? 'application/xml; charset=UTF-8' : 'application/json';
    const response = await fetch(`${this.sandbox.url}/webservices/rest/brand/DEMO/${path}`, {
      method,
      headers: { 'x-omeda-appid': this.appId, 'content-type': type },
      ...(signal ? { signal } : {}),
      ...(body === undefined ? {} : { body: isXml ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, type: response.headers.get('content-type') ?? '', text };
  }

  post(call: string, body: object | string, signal?: AbortSignal): Promise<Answer> {
    return this.call('POST', `omail/deployment/${call}${call && '/'}*`, body, signal);
  }

  get(call: string): Promise<Answer> {
    return this.call('GET', `omail/deployment/${call}/*`);
  }

  async lookup(trackId: string): Promise<Fields & { Splits: Fields[] }> {
    return JSON.parse((await this.get(`lookup/${trackId}`)).text) as Fields & { Splits: Fields[] };
  }

  async search(filter: object): Promise<Fields[]> {
    const { text } = await this.post('search', filter);
    return (JSON.parse(text) as { Deployments: Fields[] }).Deployments;
  }

  /** A create with valid fields, except the given ones. */
  create(change: object = {}, signal?: AbortSignal): Promise<Answer> {
    return this.post('', { ...this.fields(), ...change }, signal);
  }

  update(change: object): Promise<Answer> {
    const always = { OwnerUserId: 'owner', TrackOpens: 1, TrackLinks: 1 };
    return this.call('PUT', 'omail/deployment/*', { ...always, ...change });
  }

  addAudience(TrackId: string, change: object = {}): Promise<Answer> {
    const fields = { UserId: 'owner', TrackId, SplitNumber: 1, QueryName: QUERY };
    return this.post('audience/add', { ...fields, ...change });
  }

  setContent(TrackId: string, change: Record<string, string | undefined> = {}): Promise<Answer> {
    const fields = {
      TrackId,
      UserId: 'owner',
      SplitNumber: '1',
      FromName: 'The Daily',
      Mailbox: 'news',
      Subject: 'Hello',
      HtmlContent: HTML,
      ...change,
    };
    const elements = Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`);
    return this.post('content', `<Deployment>${elements.join('')}</Deployment>`);
  }

  /** sendtest, unschedule, cancel, and schedule with its date. */
  act(call: string, TrackId: string, change: object = {}): Promise<Answer> {
    return this.post(call, { UserId: 'owner', TrackId, ...change });
  }

  schedule(TrackId: string, ScheduledDate = '2026-07-15 10:00'): Promise<Answer> {
    return this.act('schedule', TrackId, { ScheduledDate });
  }

  /** TrackId of a new deployment. */
  async created(change: object = {}): Promise<string> {
    const { text } = await this.create(change);
    return /"TrackId":"([^"]+)"/.exec(text)?.[1] ?? '';
  }

  /** …with content and a loaded audience. */
  async filled(): Promise<string> {
    const trackId = await this.created();
    await this.addAudience(trackId);
    await this.setContent(trackId);
    this.sandbox.world.clock.advance(this.sandbox.world.audienceLoadMs);
    return trackId;
  }

  async tested(): Promise<string> {
    const trackId = await this.filled();
    await this.act('sendtest', trackId);
    return trackId;
  }

  async scheduled(date?: string): Promise<string> {
    const trackId = await this.tested();
    await this.schedule(trackId, date);
    return trackId;
  }

  private fields() {
    this.names += 1;
    return {
      DeploymentName: `Morning ${this.names}`,
      DeploymentDate: '2026-07-20 10:00',
      DeploymentTypeId: 1,
      OwnerUserId: 'owner',
      FinalApproverUserId: 'approver',
      Splits: 1,
      TrackOpens: 1,
      TrackLinks: 1,
      Notes: 'marker',
    };
  }
}
