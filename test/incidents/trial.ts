import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Closing } from '../crash/closing.js';
import type { Incident } from './incident.js';
import { firesIn } from './rules.js';
import { type Samples, scrape } from './samples.js';
import type { Servers } from './servers.js';
import { type Mark, Stage } from './stage.js';
import { until } from './until.js';
import { type ConsoleWindow, doctorNames, logNames } from './windows.js';

export type Result = {
  name: string;
  /** It fired on the scraped values, not before, and ended once it was healed. */
  alert: boolean;
  doctor: boolean;
  console: boolean;
  log: boolean;
  /** From the injection until metrics, doctor, log, and console showed it. */
  msToSeen: number | null;
  /** What did not appear, or did not end, and where the processes' log is kept. */
  faults: string[];
};

export type Surroundings = {
  servers: Servers;
  window: ConsoleWindow;
  /** For the whole run: a signal in the middle of an incident ends its processes, too. */
  closing: Closing;
};

/**
 * One incident from its injection to the end of its effects, on its own stage. What cannot be injected or healed
 * is reported as not seen.
 */
export async function tryIncident(
  incident: Incident,
  { servers, window, closing: ofRun }: Surroundings,
): Promise<Result> {
  const closing = new Closing();
  await ofRun.add(() => closing.run());
  let stage: Stage | undefined;
  try {
    stage = await Stage.open(servers, incident.stage ?? {}, closing);
    const result = await new Trial(incident, stage, window).run();
    if (result.faults.length > 0) result.faults.push(await keptLog(incident, stage));
    return result;
  } catch (error) {
    const faults = [(error as Error).stack ?? String(error)];
    if (stage) faults.push(await keptLog(incident, stage));
    return { ...NOTHING_SEEN, name: incident.name, faults };
  } finally {
    await closing.run();
  }
}

const NOTHING_SEEN = { alert: false, doctor: false, console: false, log: false, msToSeen: null };

async function keptLog({ name }: Incident, stage: Stage): Promise<string> {
  const file = join(tmpdir(), `newsletter-incident-${name}.log`);
  await writeFile(file, stage.printed());
  return `The log is in ${file}.`;
}

class Trial {
  private during: Samples = new Map();
  private after: Samples = new Map();
  private readonly faults: string[] = [];

  constructor(
    private readonly incident: Incident,
    private readonly stage: Stage,
    private readonly window: ConsoleWindow,
  ) {}

  async run(): Promise<Result> {
    const { incident, stage } = this;
    const before = await scrape(stage);
    const from = stage.mark();
    const startedMs = performance.now();
    await incident.inject(stage);
    const seen = await this.check(before, from);
    const isAllSeen = Object.values(seen).every(Boolean);
    const msToSeen = isAllSeen ? Math.round(performance.now() - startedMs) : null;
    await incident.heal(stage);
    const ended = await this.checkAgain(before);
    return {
      name: incident.name,
      alert: seen.alert && ended.alert,
      doctor: seen.doctor && ended.doctor,
      console: seen.console && ended.console,
      log: seen.log,
      msToSeen,
      faults: this.faults,
    };
  }

  private async check(before: Samples, from: Mark) {
    const { incident, stage, window } = this;
    const { doctor: inDoctor, log: inLog, console: inConsole } = incident;
    const [alert, doctor, log] = await Promise.all([
      this.comes('The alert did not fire.', async () => {
        this.during = await scrape(stage);
        return firesIn(incident.alert, { before, during: this.during });
      }),
      this.comes(
        'The doctor did not name it.',
        async () => !inDoctor || doctorNames(inDoctor, stage),
      ),
      this.comes('The log has no line.', async () => !inLog || logNames(inLog, stage, from)),
    ]);
    const console = await this.comes(
      'The console did not name it.',
      async () => !inConsole || window.names(inConsole, stage),
    );
    return { alert, doctor, console, log };
  }

  private async checkAgain(before: Samples) {
    const { incident, stage, window, during } = this;
    const { doctor: inDoctor, console: inConsole } = incident;
    const [alert, doctor] = await Promise.all([
      this.comes('The alert did not end.', async () => {
        this.after = await scrape(stage);
        return firesIn(incident.alert, { before, during, after: this.after });
      }),
      this.comes(
        'The doctor still names it.',
        async () => !inDoctor || !(await doctorNames(inDoctor, stage)),
      ),
    ]);
    const console = await this.comes(
      'The console still names it.',
      async () => !inConsole || !(await window.names(inConsole, stage)),
    );
    return { alert, doctor, console };
  }

  private async comes(fault: string, isSo: () => Promise<boolean>): Promise<boolean> {
    let why = '';
    const noted = () =>
      isSo().catch((error: Error) => {
        why = ` ${error.message}`;
        throw error;
      });
    const isCome = (await until(noted)) !== undefined;
    if (!isCome) this.faults.push(`${fault}${why}`);
    return isCome;
  }
}
