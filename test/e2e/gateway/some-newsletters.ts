import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

export type Group = { key: string; kind: string; count: number; title: string; actions: string[] };

export const SEND_AT = '2098-05-04T10:00:00.000Z';

/** Four newsletters of one site, the first two held and the third with its own time, and one of another site. */
export class SomeNewsletters {
  /** By title. */
  readonly ids: Record<string, string> = {};

  private constructor(
    readonly database: TestDatabase,
    readonly gateway: Gateway,
  ) {}

  static async open(): Promise<SomeNewsletters> {
    const database = await createTestDatabase();
    const some = new SomeNewsletters(
      database,
      await startTestGateway({ databaseUrl: database.url }),
    );
    for (const [index, title] of ['One', 'Two', 'Three', 'Four'].entries()) {
      await some.add(index + 1, title);
    }
    await some.add(1, 'Weekly', 'weekly');
    for (const title of ['One', 'Two'])
      await some.act(title, 'hold', { reason: 'Wait for the photo.' });
    await some.act('Three', 'send', { at: SEND_AT });
    return some;
  }

  async close(): Promise<void> {
    await this.gateway.close();
    await this.database.drop();
  }

  async act(title: string, kind: string, body: object): Promise<void> {
    const path = `/v1/deployments/${this.ids[title]}/${kind}`;
    await ask(this.gateway.url, path, { method: 'POST', key: KEYS.daily, body });
  }

  async status(title: string): Promise<Record<string, unknown>> {
    return (await ask(this.gateway.url, `/v1/deployments/${this.ids[title]}`, { key: KEYS.daily }))
      .body;
  }

  async groups(key = KEYS.operator): Promise<Group[]> {
    const { status, body } = await ask(this.gateway.url, '/v1/groups', { key });
    if (status !== 200) throw new Error(`The groups: ${status}`);
    return body['groups'] as Group[];
  }

  private async add(id: number, title: string, site: 'daily' | 'weekly' = 'daily') {
    const event = postEvent({ post: { id, title } });
    const { body } = await sendEvent(this.gateway.url, event, { site });
    this.ids[title] = String(body['deploymentId']);
  }
}
