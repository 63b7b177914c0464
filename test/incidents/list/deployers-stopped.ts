import type { Incident } from '../incident.js';

/** The only deployer is stopped. */
export const deployersStopped: Incident = {
  name: 'deployers-stopped',
  alert: 'NobodyTakesWakeUps',
  inject: (stage) => stage.stop('deployer'),
  doctor: { check: /^deployers$/, words: /No deployer consumes/, cure: /start a deployer/ },
  console: { path: '/console/operations', text: /No deployer consumes wake-ups/ },
  log: /No deployer consumes wake-ups/,
  heal: (stage) => stage.start('deployer'),
};
