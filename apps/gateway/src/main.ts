import 'reflect-metadata';
import { runProcess } from '#process';
import { readConfig } from './config.js';
import { runGateway } from './start-gateway.js';

runProcess('newsletter-gateway', () => runGateway(readConfig()));
