import { sentence } from '#deployment';
import type { DeploymentEvent, Recorded, StoredEvent } from '#events';
import type { EventStore } from '#event-store';
import { toCentralDate } from '../../../sandbox/src/model/central.js';
import type { Deployment } from '../../../sandbox/src/model/deployment.js';

const POLL_INTERVAL_MS = 25;
const BATCH = 100;

/** Prints each event of any process as it happens, with the seconds since the start. */
export class Narrator {
  private readonly startedMs = performance.now();
  private readonly following: Promise<void>;
  private isStopping = false;
  private position = '0';

  constructor(private readonly store: EventStore) {
    this.following = this.follow();
  }

  /** Resolves when all events so far are printed. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.following;
    await this.printNew();
  }

  printOmeda(deployments: Deployment[]): void {
    this.say(`\nOmeda (the sandbox) now holds ${deployments.length} deployment(s):`);
    for (const { trackId, name, status, scheduledMs, content, tests } of deployments) {
      const at = scheduledMs === undefined ? 'not scheduled' : toCentralDate(scheduledMs);
      this.say(`  ${trackId}  ${name}  ${status} for ${at} US Central, ${tests.length} test(s)`);
      this.say(`  subject: ${content?.subject ?? ''}`);
    }
  }

  printNext(): void {
    const steps = [
      ['npm start', 'run it with real delays; it prints how to send events'],
      ['npm run newsletter -- help', 'list, hold, send, and cancel newsletters'],
      ['docs/install-wordpress.md', 'connect a WordPress site'],
      ['docs/configure-omeda.md', 'connect a real Omeda account'],
    ] as const;
    this.say('\nWhat to try next:');
    for (const [what, why] of steps) this.say(`  ${what.padEnd(28)} ${why}`);
  }

  private async follow(): Promise<void> {
    while (!this.isStopping) {
      await this.printNew();
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    }
  }

  private async printNew(): Promise<void> {
    for (const { position, event } of await this.store.feed(this.position, BATCH)) {
      this.position = position;
      this.print(event);
    }
  }

  private print(event: StoredEvent): void {
    if (event.stream.category !== 'deployment') return;
    const seconds = ((performance.now() - this.startedMs) / 1000).toFixed(2).padStart(6);
    const words = sentence(event as Recorded<DeploymentEvent>);
    this.say(`${seconds} s  ${event.type.padEnd(22)} ${words}`);
  }

  private say(line: string): void {
    process.stdout.write(`${line}\n`);
  }
}
