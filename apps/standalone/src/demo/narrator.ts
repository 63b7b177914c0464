import { sentence } from '#deployment';
import type { DeploymentEvent, Recorded, StoredEvent } from '#events';
import type { EventStore } from '#event-store';
import { toCentralDate } from '../../../sandbox/src/model/central.js';
import type { Deployment } from '../../../sandbox/src/model/deployment.js';

/** Tells each event as it happens, with the seconds since the start. */
export class Narrator {
  private readonly startedMs = performance.now();
  readonly stop: () => void;

  constructor(store: EventStore) {
    this.stop = store.onAppended((events) => events.forEach((event) => this.tell(event)));
  }

  private tell(event: StoredEvent): void {
    if (event.stream.category !== 'deployment') return;
    const seconds = ((performance.now() - this.startedMs) / 1000).toFixed(2).padStart(6);
    const words = sentence(event as Recorded<DeploymentEvent>);
    this.say(`${seconds} s  ${event.type.padEnd(22)} ${words}`);
  }

  tellOmeda(deployments: Deployment[]): void {
    this.say(`\nOmeda (the sandbox) now holds ${deployments.length} deployment(s):`);
    for (const { trackId, name, status, scheduledMs, content, tests } of deployments) {
      const at = scheduledMs === undefined ? 'not scheduled' : toCentralDate(scheduledMs);
      this.say(`  ${trackId}  ${name}  ${status} for ${at} US Central, ${tests.length} test(s)`);
      this.say(`  subject: ${content?.subject ?? ''}`);
    }
  }

  private say(line: string): void {
    process.stdout.write(`${line}\n`);
  }
}
