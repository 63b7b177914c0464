import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { EventStore } from '#event-store';
import { checked } from '../fields/faults.js';
import { OBJECT } from '../fields/rules.js';
import { LOG } from '../gateway-settings.js';
import { Problem, notFound, refuseFaults } from '../problem/problem.js';
import { PersonDto } from './person.dto.js';

/** Erases who did what: the events stay, but the names in them can no longer be read. */
@Injectable()
export class PersonEraser {
  constructor(
    private readonly store: EventStore,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** @throws Problem `not-found`; `invalid-request` when several sites know such a person. */
  async erase(body: unknown): Promise<{ site: string; erased: true }> {
    const { person, site } = read(body);
    const { people } = this.store;
    const sites = await people.sitesOf(person);
    const known = sites.filter((one) => site === undefined || one === site);
    const [only] = known;
    if (only === undefined) throw notFound('person in the events');
    if (known.length > 1) {
      const problem = `is required: ${known.join(', ')} each know someone by this`;
      const cure = 'Name one of them: the same ID is a different person on each site.';
      refuseFaults('invalid-request', [{ field: 'site', problem, cure }]);
    }
    await people.erase(only, person);
    this.log.info({ site: only }, "A person's data was erased.");
    return { site: only, erased: true };
  }
}

function read(body: unknown): { person: string; site: string | undefined } {
  if (!OBJECT.accepts(body)) {
    throw new Problem('malformed-request', 'The body must be a JSON object: {"person": "3"}.');
  }
  const { instance, faults } = checked(PersonDto, body as object);
  refuseFaults('invalid-request', faults);
  return { person: String(instance.person), site: instance.site ?? undefined };
}
