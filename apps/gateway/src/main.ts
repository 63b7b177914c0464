import 'reflect-metadata';
import { runProcess } from '#process';
import { readConfig } from './config.js';
import { runGateway } from './run-gateway.js';

runProcess(() => runGateway(readConfig()));
