import type { Chance } from '../../crash/chance.js';
import { wpDate } from '../consents.js';
import type { Newsroom } from '../newsroom.js';
import type { User } from '../wordpress.js';
import { NOTHING, type Post, canGoOut, expecting } from './post.js';

const MINUTE_MS = 60_000;

/** All posts of the walk, the switch of the plugin, and how a person acts on a post. */
export class Desk {
  readonly posts: Post[] = [];
  isOn = true;
  private texts = 0;

  constructor(
    readonly newsroom: Newsroom,
    readonly chance: Chance,
  ) {}

  nextText(): string {
    this.texts += 1;
    return `Words number ${this.texts}.`;
  }

  /** A whole minute this many minutes from now. */
  minuteIn(minutes: number): number {
    return (Math.ceil(Date.now() / MINUTE_MS) + minutes) * MINUTE_MS;
  }

  async write(as: User, body: Record<string, unknown>, known: Partial<Post> = {}): Promise<Post> {
    const text = this.nextText();
    const fields = { title: 'Walk', content: `<p>${text}</p>`, ...body };
    const id = await this.rest(as, 'POST', 'wp/v2/posts', fields);
    const post: Post = {
      id,
      author: as,
      status: 'draft',
      dateMs: 0,
      hasPassword: false,
      hasType: true,
      text,
      expected: NOTHING,
      consents: 0,
      ...known,
    };
    this.posts.push(post);
    return post;
  }

  async change(as: User, { id }: Post, body: Record<string, unknown>): Promise<void> {
    await this.rest(as, 'POST', `wp/v2/posts/${id}`, body);
  }

  /** @returns The id in the response. @throws Error if WordPress refuses. */
  async rest(as: User, method: string, path: string, body?: unknown): Promise<number> {
    const { wordpress } = this.newsroom;
    const answer = await wordpress.rest<{ id: number }>(method, path, { body, as });
    if (answer.status < 300) return answer.body?.id ?? 0;
    const words = JSON.stringify(answer.body).slice(0, 300);
    throw new Error(`${as} ${method} ${path}: WordPress responded with ${answer.status} ${words}`);
  }

  /** The post becomes public now; it is sent if the person may send, and the plugin is on to see it. */
  async publish(as: User, post: Post, hasRight: boolean): Promise<void> {
    const fromMs = Date.now();
    await this.change(as, post, { status: 'publish', date_gmt: wpDate(fromMs - 1_000) });
    post.status = 'publish';
    const counts = hasRight && this.isOn && canGoOut(post);
    expecting(post, counts ? { is: 'soon', fromMs, toMs: Date.now() } : NOTHING);
  }

  async schedule(as: User, post: Post, plan: { hasRight: boolean; ms: number }): Promise<void> {
    await this.change(as, post, { status: 'future', date_gmt: wpDate(plan.ms) });
    post.status = 'future';
    post.dateMs = plan.ms;
    const counts = plan.hasRight && this.isOn && canGoOut(post);
    expecting(post, counts ? { is: 'at', ms: plan.ms } : NOTHING);
  }
}
