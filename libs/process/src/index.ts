export { ConfigError, type Env, Environment } from './environment.js';
export {
  type BrokerSettings,
  type LogLevel,
  type SharedSettings,
  readBroker,
  readDatabaseUrl,
  readShared,
} from './settings.js';
export { BrokerModule, type BrokerOptions } from './broker.module.js';
export { PortTaken, type WantedPort, findPort } from './free-port.js';
export { listen } from './listen.js';
export { loadEnv } from './load-env.js';
export { createLog } from './log.js';
export { NestLog } from './nest-log.js';
export { Opened } from './opened.js';
export { runCommand } from './run-command.js';
export { type Running, runProcess } from './run-process.js';
export { logReload } from './log-reload.js';
export { explainedStore } from './start-errors.js';
