import 'reflect-metadata';
import { runProcess } from '#process';
import { readStandaloneConfig } from './config.js';
import { runStandalone } from './start-standalone.js';

runProcess('newsletter-connector', (opened) => runStandalone(readStandaloneConfig(), opened));
