import 'reflect-metadata';
import { runProcess } from '#process';
import { readConfig } from './config.js';
import { runDeployer } from './start-deployer.js';

runProcess('newsletter-deployer', () => runDeployer(readConfig()));
