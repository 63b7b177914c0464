import { type Env, Environment, type SharedSettings, readShared } from '#process';
import { type RestSettings, readRest } from '../../gateway/src/config.js';

/** Everything that `npm start` is told by its environment; `.env.example` documents each variable. */
export type StandaloneConfig = Omit<SharedSettings, 'sitesFile'> &
  RestSettings & {
    /** Nothing: one is made in the data folder. */
    sitesFile: string | undefined;
    sandboxPort: number;
  };

const SANDBOX_PORT = 3100;

/** @throws ConfigError with every fault at once. */
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
