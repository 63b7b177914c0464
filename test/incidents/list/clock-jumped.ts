import { clockJumped } from '../../setup/clock-moved.js';
import type { Incident } from '../incident.js';

const HOUR_MS = 60 * 60_000;

/** The clock of the database server jumps an hour ahead. */
export const clockJumpedAhead: Incident = {
  name: 'clock-jumped',
  alert: 'ClockUnsteady',
  async inject(stage) {
    // How long it is not trusted: the checks take longer than the default of a minute.
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
