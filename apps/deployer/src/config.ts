import {
  type BrokerSettings,
  type Env,
  Environment,
  type SharedSettings,
  readBroker,
  readDatabaseUrl,
  readShared,
} from '#process';

/** What the deployer reads from its environment. `.env.example` documents each variable. */
export type DeployerConfig = SharedSettings & {
  /** Address of its health and metrics. */
  host: string;
  port: number;
  isPortNamed: boolean;
  databaseUrl: string;
  broker: BrokerSettings;
};

/**
 * Reads and checks the environment once, at start.
 * @throws ConfigError that lists every fault.
 */
export function readConfig(variables: Env = process.env): DeployerConfig {
  const environment = new Environment(variables);
  const config = {
    host: environment.text('HOST') ?? '127.0.0.1',
    ...environment.port('HEALTH_PORT', 3010),
    databaseUrl: readDatabaseUrl(environment),
    broker: readBroker(environment),
    ...readShared(environment),
  };
  environment.check('The deployer');
  return config;
}
