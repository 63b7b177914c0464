import { Client } from 'pg';
import { OPERATOR_KEY, SIGNING_SECRET, SITE, SITE_KEY } from '../e2e/sites.js';
import { type World, startWorld } from '../e2e/world.js';
import { Door } from './door.js';
import { Wordpress } from './wordpress.js';

const DRAIN_WITHIN_MS = 150_000;

/** An event as the gateway accepted it. */
export type Received = { type: string; post: number; status: string; sequence: number };

type Options = {
  muPlugin?: string;
  php?: string;
  debug?: boolean;
  /** Multiplies the service's delays. */
  factor?: number;
  settings?: Record<string, unknown>;
};

/** A WordPress connected to a running gateway, deployer, and sandbox, with one deployment type for posts. */
export class Newsroom {
  private constructor(
    readonly wordpress: Wordpress,
    readonly world: World,
    readonly door: Door,
    /** Post id of the deployment type. */
    readonly type: number,
  ) {}

  static async open({ factor = 0.01, settings = {}, ...options }: Options = {}) {
    const world = await startWorld({ factor });
    const door = await Door.to(world.newsroom.url);
    const wordpress = await Wordpress.start(options);
    const connection = {
      gateway_url: door.url,
      site_id: SITE,
      secret: SIGNING_SECRET,
      site_key: SITE_KEY,
      every_post: settings['post_types'] ?? ['post'],
      ...settings,
    };
    const type = await wordpress.php(
      `$parts = OmedaNewsletterConnector\\Plugin::get()->parts();
       $parts->settings()->save(json_decode($argv[1], true));
       $parts->pin()->set();
       $type = wp_insert_post(['post_type' => 'omeda_newsletter', 'post_status' => 'publish', 'post_title' => 'Morning']);
       $parts->types()->save_fields($type, json_decode($argv[2], true));
       echo $type;`,
      [JSON.stringify(connection), JSON.stringify(MORNING)],
    );
    return new Newsroom(wordpress, world, door, Number(type));
  }

  /** What has reached the gateway, in order. Waiting rows are delivered first. */
  async received(post?: number): Promise<Received[]> {
    await this.wordpress.cron();
    return this.taken(post);
  }

  /** As `received`, without delivering anything. */
  async taken(post?: number): Promise<Received[]> {
    const rows = await this.store<{
      data: Received & { event: string; postStatus: string; id: number };
    }>(
      `SELECT jsonb_build_object('event', e.data->>'event', 'postStatus', e.data->>'postStatus',
         'sequence', e.data->'sequence', 'id', s.post_id) AS data
       FROM event e
       JOIN deployment_status s ON s.deployment_id::text = e.stream_id
       WHERE e.type = 'PostReceived' ORDER BY e.position`,
    );
    return rows
      .map(({ data }) => ({
        type: data.event,
        post: data.id,
        status: data.postStatus,
        sequence: data.sequence,
      }))
      .filter((event) => post === undefined || event.post === post);
  }

  async types(post?: number): Promise<string[]> {
    return (await this.received(post)).map(({ type }) => type);
  }

  async store<T>(query: string): Promise<T[]> {
    const client = new Client({ connectionString: this.world.database.url });
    await client.connect();
    try {
      return (await client.query(query)).rows as T[];
    } finally {
      await client.end();
    }
  }

  /** Saves a new post over REST and returns its number. */
  async write(changes: Record<string, unknown> = {}): Promise<number> {
    const body = {
      title: 'Good morning',
      content: '<p>All is well.</p>',
      status: 'draft',
      ...changes,
    };
    const { status, body: post } = await this.wordpress.rest<{ id: number }>(
      'POST',
      'wp/v2/posts',
      {
        body,
      },
    );
    if (status !== 201)
      throw new Error(`WordPress responded with ${status}: ${JSON.stringify(post)}`);
    return post.id;
  }

  async change(post: number, changes: Record<string, unknown>) {
    return this.wordpress.rest('POST', `wp/v2/posts/${post}`, { body: changes });
  }

  /** A post that is in the database, and that our plugin has not seen. */
  async written(title: string): Promise<number> {
    const id = await this.wordpress.php(
      `remove_all_actions('wp_after_insert_post');
       echo wp_insert_post(['post_title' => $argv[1], 'post_content' => 'x', 'post_author' => 1]);`,
      [title],
    );
    return Number(id);
  }

  /** One attempt, whatever it should wait for. */
  async tryNow(): Promise<void> {
    this.wordpress.sql('UPDATE wp_omeda_outbox SET next_attempt_at = NULL, locked_until = NULL');
    await this.wordpress.cron();
  }

  /** Until nothing is waiting any more. */
  async drainAll(): Promise<void> {
    const isEmpty = async () => {
      await this.tryNow();
      const waiting = "SELECT COUNT(*) FROM wp_omeda_outbox WHERE state = 'waiting'";
      return this.wordpress.sql(waiting) === '0';
    };
    // Each event is rendered by a request to the site itself.
    await this.world.until('the outbox is empty', isEmpty, DRAIN_WITHIN_MS);
  }

  async resetBreaker(): Promise<void> {
    await this.wordpress.php(
      'OmedaNewsletterConnector\\Plugin::get()->parts()->breaker()->close();',
    );
  }

  /** A backup of the gateway's store as it is now. */
  async backUpGateway(): Promise<void> {
    await this.world.backUp();
    this.door.leadTo(this.world.newsroom.url);
  }

  /** The backup replaces the gateway's store, and its operator has it compared with Omeda. */
  async restoreGateway(): Promise<void> {
    await this.world.restore();
    this.door.leadTo(this.world.newsroom.url);
    const headers = { authorization: `Bearer ${OPERATOR_KEY}` };
    const doctor = `${this.world.newsroom.url}/v1/doctor/after-restore`;
    const { status } = await fetch(doctor, { method: 'POST', headers });
    if (status >= 300) throw new Error(`the doctor responded with ${status}`);
  }

  /** Another signing secret; by default, the right one again. */
  async setSecret(secret = SIGNING_SECRET): Promise<void> {
    await this.wordpress.php(
      `$parts = OmedaNewsletterConnector\\Plugin::get()->parts();
       $parts->settings()->save(['secret' => $argv[1]]);
       $parts->breaker()->close();`,
      [secret],
    );
  }

  async statusOf(post: number): Promise<string | undefined> {
    return (await this.row(post))?.status;
  }

  async trackIdOf(post: number): Promise<string | undefined> {
    return (await this.row(post))?.track_id ?? undefined;
  }

  async untilStatus(post: number, status: string): Promise<void> {
    await this.world.until(`post ${post} is ${status}`, async () => {
      return (await this.statusOf(post)) === status;
    });
  }

  /** Omeda's state of a post, also if the post is not the newest of its number. */
  deploymentsOf(post: number) {
    return this.world.deployments().filter(({ name }) => name.endsWith(`#${post}`));
  }

  private async row(post: number) {
    const [row] = await this.store<{ status: string; track_id: string | null }>(
      `SELECT status, track_id FROM deployment_status WHERE post_id = ${post}
       ORDER BY created_at DESC LIMIT 1`,
    );
    return row;
  }

  async close(): Promise<void> {
    await this.wordpress.close();
    await this.door.close();
    await this.world.close();
  }
}

const MORNING = {
  omedaDeploymentTypeId: 1,
  audienceQuery: 'Morning readers',
  fromName: 'The Daily',
  fromEmail: 'news@daily.example',
  replyTo: 'editors@daily.example',
  deploymentNameFormat: '{site_name} {post_title} #{post_id}',
  testers: 'tester@daily.example, Tess, Ter',
  postTypes: ['post'],
};
