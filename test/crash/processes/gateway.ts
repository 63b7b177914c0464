import 'reflect-metadata';
import { runProcess } from '#process';
import { readConfig } from '../../../apps/gateway/src/config.js';
import { runGateway } from '../../../apps/gateway/src/start-gateway.js';
import { RELAY } from '../scale.js';

/** The real gateway, with a relay on the proof's clock. */
const config = { ...readConfig(), relay: RELAY };
runProcess('newsletter-gateway', () => runGateway(config));
