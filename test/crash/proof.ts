import type { PostgresServer as Server } from '../setup/postgres-server.js';
import type { Broker } from './broker.js';
import { Chance } from './chance.js';
import { Books, type Verdict } from './count.js';
import { Executioner } from './executioner.js';
import { lifeOf } from './life.js';
import { Newsletter, type PostState } from './newsletter.js';
import { Closing } from './closing.js';
import { EMBEDDED, KEYS, Newsroom, ON_RABBIT, PUBLISH_DELAY_MINUTES, SITES } from './newsroom.js';
import { Office, type Status } from './office.js';
import type { Options } from './options.js';
import { type Bad, tellBad } from './bad.js';
import type { Member } from './member.js';
import { Progress } from './progress.js';
import { LATEST_CALL_MS, pause } from './scale.js';
import { Weather } from './weather.js';

const LOOK_EVERY_MS = 1_500;
/** More than any newsletter needs to come to rest after its last event, storms included. */
const MOST_LOOKS = 400;

type Result = {
  newsletters: number;
  kills: number;
  stops: number;
  faults: number;
  created: number;
  doubled: number;
  lost: number;
  sentWithoutConsent: number;
  wrongTime: number;
  wrongContent: number;
  unfinished: number;
};

export type Proof = {
  result: Result;
  events: number;
  mishaps: Office['mishaps'];
  outages: number;
  /** Newsletters whose history is not what was answered with 202. */
  gone: number;
  /** How often a person had to ask for a retry of what had failed, or was held. */
  asked: ReadonlyMap<string, number>;
  tallies: Executioner['tallies'];
  bad: Bad[];
};

type Say = (words: string) => void;

/** What is struck beside our processes, or in their place. */
export type Field = {
  openBroker?: () => Promise<Broker>;
  /** Kills and stops of processes; else six for ten newsletters. */
  mostStrikes?: number;
  openServer?: () => Promise<Server>;
  trouble?: Trouble;
  /** Each with a brand of its own; else three. */
  sites?: readonly string[];
  /** All processes are up. */
  started?: (members: readonly Member[]) => void;
  /** Events that were answered with 202 may be gone from the store; what their newsletters want may not. */
  mayForget?: boolean;
  /** When all has come to rest. */
  atTheEnd?: (gateway: string) => Promise<void>;
};

export type Trouble = {
  /** Goes on until it is told to end. */
  run(scene: Scene): Promise<void>;
  end(): void;
  /** A newsletter that has this share of all before it waits until then. */
  mayBegin?(share: number): Promise<void>;
};

export type Scene = {
  gateway: string;
  /** WordPress sends the state of all its newsletters again. */
  tellAgain(): Promise<void>;
};

/** One whole round. */
export async function prove(options: Options, say: Say, field: Field = {}): Promise<Proof> {
  const closing = new Closing().onSignals();
  const progress = new Progress();
  const { sites = SITES } = field;
  try {
    const kinds = options.embedded ? EMBEDDED : ON_RABBIT;
    const room = await Newsroom.open(kinds, { closing, progress, services: field, sites });
    await room.start();
    field.started?.(room.members);
    say(`${room.members.length} processes are up`);
    return await new Round(options, { room, progress, field }, say).run();
  } finally {
    await closing.run();
  }
}

class Round {
  private readonly room: Newsroom;
  private readonly field: Field;
  private readonly chance: Chance;
  private readonly office: Office;
  private readonly executioner: Executioner;
  private readonly weather: Weather;
  private readonly newsletters: Newsletter[];
  private readonly unfinished = new Map<Newsletter, Status>();
  private readonly asked = new Map<string, number>();
  private ended = 0;
  /** Newsletters of which the store has forgotten what was answered. */
  private gone = 0;

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
    const { mayForget = false, sites = SITES } = field;
    this.office = new Office(room.gateways, KEYS, { chance, delayMs, progress, mayForget });
    this.executioner = new Executioner(
      this.chance,
      room.members,
      field.mostStrikes ?? Math.ceil(newsletters * 0.6),
    );
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
        tellAgain: () => this.tellAgain(),
      }),
    ]);
    // Told at the end.
    trouble.catch(() => undefined);
    const waiting = [...this.newsletters];
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await this.live(next);
    };
    await Promise.all(Array.from({ length: this.options.atATime }, lane));
    this.executioner.end();
    this.weather.end();
    this.field.trouble?.end();
    await Promise.all([trouble, ...this.room.members.map((member) => member.settled())]);
    // What is still on its way to Omeda lands, and what comes of it is carried through.
    await pause(LATEST_CALL_MS + 1_000);
    await Promise.all(this.newsletters.map((newsletter) => this.rest(newsletter)));
    await this.field.atTheEnd?.(this.room.gateways[0] ?? '');
    return this.count();
  }

  private async live(newsletter: Newsletter): Promise<void> {
    await this.field.trouble?.mayBegin?.((newsletter.number - 1) / this.newsletters.length);
    let overtaken: PostState | undefined;
    for (const act of newsletter.acts) {
      await pause(act.pauseMs);
      const before = overtaken;
      overtaken = await this.office.act(newsletter, act);
      if (before) await this.office.tell(newsletter, before);
    }
    await this.rest(newsletter);
    this.ended += 1;
    if (this.ended % Math.min(50, this.options.atATime) === 0 || this.options.newsletters < 50) {
      const { kills, stops } = this.executioner;
      this.say(`${this.ended} newsletters, ${kills} kills, ${stops} stops`);
    }
  }

  /** Until nothing is due any more; what failed or is held is asked for again, as people would. */
  private async rest(newsletter: Newsletter): Promise<void> {
    for (let looks = 0; ; looks += 1) {
      const status = await this.office.status(newsletter);
      if (isAtRest(status)) {
        this.unfinished.delete(newsletter);
        return;
      }
      this.unfinished.set(newsletter, status);
      if (looks > MOST_LOOKS) return;
      if (status.failed || status.held) {
        this.note(status);
        await this.office.ask(newsletter, status.failed ? 'retry' : 'resume');
      }
      await pause(LOOK_EVERY_MS);
    }
  }

  private async tellAgain(): Promise<void> {
    for (const newsletter of this.newsletters) {
      const { last } = newsletter;
      if (last) await this.office.tell(newsletter, last);
    }
  }

  private note({ failed, held }: Status): void {
    const why = failed ? `failed in ${failed.step}: ${failed.words}` : `held: ${held?.reason}`;
    this.asked.set(why, (this.asked.get(why) ?? 0) + 1);
  }

  private async count(): Promise<Proof> {
    const { world } = this.room.sandbox;
    const books = new Books(world);
    const verdicts = new Map<Newsletter, Verdict>();
    for (const newsletter of this.newsletters) {
      const verdict = books.judge(newsletter);
      const gone = await this.missing(newsletter);
      this.gone += gone.length;
      if (!this.field.mayForget) verdict.lost.push(...gone);
      verdicts.set(newsletter, verdict);
    }
    const all = [...verdicts.values()];
    const wrong = (kind: keyof Verdict) => all.filter((verdict) => verdict[kind].length > 0).length;
    return {
      result: {
        newsletters: this.newsletters.length,
        kills: this.executioner.kills,
        stops: this.executioner.stops,
        faults: world.ledger.entries.filter(({ faulty }) => faulty).length,
        created: world.ledger.entries.filter(({ call, effect }) => call === 'create' && effect)
          .length,
        doubled: wrong('doubled') + books.strangers,
        lost: wrong('lost'),
        sentWithoutConsent: wrong('sentWithoutConsent'),
        wrongTime: wrong('wrongTime'),
        wrongContent: wrong('wrongContent'),
        unfinished: this.unfinished.size,
      },
      events: this.newsletters.reduce((sum, { accepted }) => sum + accepted.length, 0),
      mishaps: this.office.mishaps,
      outages: this.weather.outages,
      gone: this.gone,
      asked: this.asked,
      tallies: this.executioner.tallies,
      bad: await tellBad({
        books,
        verdicts,
        unfinished: this.unfinished,
        office: this.office,
        asked: this.options.story,
      }),
    };
  }

  /** Events that were answered with 202 and are not in the history, or are in it twice. */
  private async missing(newsletter: Newsletter): Promise<string[]> {
    const history = await this.office.history(newsletter);
    const known = history
      .filter(({ type }) => type === 'PostReceived')
      .map(({ data }) => data.sequence);
    const told = newsletter.accepted.map(({ sequence }) => sequence);
    if (known.join() === told.join()) return [];
    return [`told events ${told.join()}, the history has ${known.join()}`];
  }
}

function isAtRest({ due, running, held, failed, status }: Status): boolean {
  if (running) return false;
  if (failed || held) return status === 'cancelled';
  return !due || due.step === 'watch';
}
