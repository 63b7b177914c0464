import 'reflect-metadata';
import { runProcess } from '#process';
import { readConfig } from '../../../apps/deployer/src/config.js';
import { runDeployer } from '../../../apps/deployer/src/start-deployer.js';
import { RELAY } from '../scale.js';

/** The real deployer, with a relay on the proof's clock. */
const config = { ...readConfig(), relay: RELAY };
runProcess('newsletter-deployer', () => runDeployer(config));
