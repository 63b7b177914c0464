import { clockJumped } from '../../setup/clock-moved.js';
import type { Incident } from '../incident.js';

const HOUR_MS = 60 * 60_000;

/** The clock of the database server is an hour ahead at once. */
export const clockJumpedAhead: Incident = {
  name: 'clock-jumped',
  alert: 'ClockUnsteady',
  async inject(stage) {
    // So long it is not believed: the looks take longer than the minute that it is by default.
    await stage.query('UPDATE clock SET steady_ms = 600000');
    await stage.query(clockJumped(HOUR_MS));
  },
  doctor: { check: /^clock$/, words: /jumped/, cure: /NTP, the hypervisor, or a person/ },
  console: { path: '/console/operations', text: /clock.*jumped/ },
  log: /clock[^"]*jumped/,
  async heal(stage) {
    await stage.query('UPDATE clock SET steady_ms = 1000');
    await stage.query(clockJumped(0));
  },
};
