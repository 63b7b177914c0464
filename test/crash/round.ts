import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Chance } from './chance.js';
import { Books } from './count.js';
import { Executioner } from './executioner.js';
import type { Field } from './field.js';
import { leaving, lifeOf } from './life.js';
import { Newsletter, type PostState } from './newsletter.js';
import { KEYS, type Newsroom, PUBLISH_DELAY_MINUTES, SITES } from './newsroom.js';
import { Office, type Status } from './office.js';
import type { Options } from './options.js';
import type { Progress } from './progress.js';
import { LATEST_CALL_MS, pause } from './scale.js';
import { type Proof, verdictOn } from './verdict.js';
import { Weather } from './weather.js';

const POLL_INTERVAL_MS = 1_500;
/** More than any newsletter needs to come to rest after its last event, storms included. */
const READ_LIMIT = 400;

export type Say = (words: string) => void;

export class Round {
  private readonly room: Newsroom;
  private readonly field: Field;
  private readonly chance: Chance;
  private readonly office: Office;
  private readonly executioner: Executioner;
  private readonly weather: Weather;
  private readonly newsletters: Newsletter[];
  private readonly unfinished = new Map<Newsletter, Status>();
  private readonly asked = new Map<string, number>();
  private readonly evening = new AbortController();
  private readonly stays: Promise<void>[] = [];
  private ended = 0;

  constructor(
    private readonly options: Options,
    { room, progress, field }: { room: Newsroom; progress: Progress; field: Field },
    private readonly say: Say,
  ) {
    this.field = field;
    const { seed, newsletters } = options;
    this.room = room;
    this.chance = new Chance(seed);
    const chance = new Chance(seed + 1);
    const delayMs = PUBLISH_DELAY_MINUTES * 60_000;
    const { mayForget = false, sites = SITES, mostStrikes, betweenStrikesMs } = field;
    this.office = new Office(room.gateways, KEYS, { chance, delayMs, progress, mayForget });
    this.executioner = new Executioner(this.chance, room.members, {
      most: mostStrikes ?? Math.ceil(newsletters * 0.6),
      betweenStrikesMs,
    });
    room.strike = (member, point) => this.executioner.judge(member, point);
    this.weather = new Weather(room.sandbox.world, this.chance, seed);
    this.newsletters = Array.from({ length: newsletters }, (_, index) => {
      const site = sites[index % sites.length] as string;
      return new Newsletter(index + 1, site, lifeOf(seed, index + 1));
    });
  }

  async run(): Promise<Proof> {
    const trouble = Promise.all([
      this.executioner.strikeAtRandom(),
      this.weather.outagesAtRandom(),
      this.field.trouble?.run({
        gateway: this.room.gateways[0] ?? '',
        sendAgain: () => this.sendAgain(),
      }),
    ]);
    // Reported at the end.
    trouble.catch(() => undefined);
    // All of them may stay at the same time.
    setMaxListeners(this.newsletters.length, this.evening.signal);
    const waiting = [...this.newsletters];
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await this.live(next);
    };
    await Promise.all(Array.from({ length: this.options.atATime }, lane));
    this.evening.abort();
    await Promise.all(this.stays);
    this.executioner.end();
    this.weather.end();
    this.field.trouble?.end();
    await Promise.all([trouble, ...this.room.members.map((member) => member.settled())]);
    // What is still in transit to Omeda arrives, and its results are processed.
    await pause(LATEST_CALL_MS + 1_000);
    await Promise.all(this.newsletters.map((newsletter) => this.rest(newsletter)));
    await this.field.atTheEnd?.(this.office);
    const { executioner, weather, newsletters, unfinished, asked, office } = this;
    const { mayForget = false } = this.field;
    const { world } = this.room.sandbox;
    const { story } = this.options;
    const crashes = this.room.members.flatMap((member) => member.crashes);
    const counted = { world, newsletters, unfinished, crashes, asked, mayForget, story };
    return verdictOn({ ...counted, office, executioner, weather });
  }

  private async live(newsletter: Newsletter): Promise<void> {
    await this.field.trouble?.mayBegin?.((newsletter.number - 1) / this.newsletters.length);
    let overtaken: PostState | undefined;
    for (const act of newsletter.acts) {
      await pause(act.pauseMs);
      const before = overtaken;
      overtaken = await this.office.act(newsletter, act);
      if (before) await this.office.send(newsletter, before);
    }
    await this.rest(newsletter);
    this.stays.push(this.stay(newsletter));
    this.ended += 1;
    if (this.ended % Math.min(50, this.options.atATime) === 0 || this.options.newsletters < 50) {
      const { kills, stops } = this.executioner;
      this.say(`${this.ended} newsletters, ${kills} kills, ${stops} stops`);
    }
  }

  /** One that is still there in the evening is judged with all others. */
  private async stay(newsletter: Newsletter): Promise<void> {
    const { staysMs } = this.field;
    const { last } = newsletter;
    if (staysMs === undefined || !last || last.act.status === 'trash') return;
    const { signal } = this.evening;
    await setTimeout(staysMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    await this.rest(newsletter);
    newsletter.beforeItLeft = new Books(this.room.sandbox.world).judgeLive(newsletter);
    await this.office.act(newsletter, leaving(last.act));
    await this.rest(newsletter);
  }

  /** Until nothing is due any more; what failed or is held is requested again, as people would. */
  private async rest(newsletter: Newsletter): Promise<void> {
    for (let reads = 0; ; reads += 1) {
      const status = await this.office.status(newsletter);
      if (isAtRest(status)) {
        this.unfinished.delete(newsletter);
        return;
      }
      this.unfinished.set(newsletter, status);
      if (reads > READ_LIMIT) return;
      if (status.failed || status.held) {
        this.note(status);
        await this.office.ask(newsletter, status.failed ? 'retry' : 'resume');
      }
      await pause(POLL_INTERVAL_MS);
    }
  }

  private async sendAgain(): Promise<void> {
    for (const newsletter of this.newsletters) {
      const { last } = newsletter;
      if (last) await this.office.send(newsletter, last);
    }
  }

  private note({ failed, held }: Status): void {
    const why = failed ? `failed in ${failed.step}: ${failed.words}` : `held: ${held?.reason}`;
    this.asked.set(why, (this.asked.get(why) ?? 0) + 1);
  }
}

function isAtRest({ due, running, held, failed, status }: Status): boolean {
  if (running) return false;
  if (failed || held) return status === 'cancelled';
  return !due || due.step === 'watch';
}
