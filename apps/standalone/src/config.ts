import { type Env, Environment, type SharedSettings, readShared } from '#process';
import { type RestSettings, readRest } from '../../gateway/src/config.js';

/** What `npm start` reads from its environment; `.env.example` documents each variable. */
export type StandaloneConfig = Omit<SharedSettings, 'sitesFile'> &
  RestSettings & {
    /** If undefined, one is made in the data folder. */
    sitesFile: string | undefined;
    sandboxPort: number;
  };

const SANDBOX_PORT = 3100;

/** @throws ConfigError that lists every fault. */
export function readStandaloneConfig(variables: Env = process.env): StandaloneConfig {
  const environment = new Environment(variables);
  const config = {
    ...readShared(environment),
    ...readRest(environment),
    sitesFile: environment.text('SITES_FILE'),
    sandboxPort: environment.port('SANDBOX_PORT', SANDBOX_PORT).port,
  };
  environment.check('The service');
  return config;
}
