import 'reflect-metadata';
import { Deployments } from '#event-store';
import { type Opened, runCommand } from '#process';
import { secretVariable } from '#sites';
import { signedHeaders } from '../../../gateway/src/example/sign-event.js';
import { LOCAL_SITE } from '../local-sites.js';
import { brokerStage } from './broker-stage.js';
import { play } from './demo-story.js';
import { Narrator } from './narrator.js';
import { embeddedStage } from './stage.js';
import { summaryOf } from './summary.js';

/** Shows one newsletter's steps; over RabbitMQ if RABBITMQ_URL and DATABASE_URL are set. */
async function demo(opened: Opened): Promise<void> {
  const { store, url, sandbox, signingSecret } = secretVariable(process.env, 'RABBITMQ_URL')
    ? await brokerStage(opened)
    : await embeddedStage(opened);
  const narrator = new Narrator(store);
  const send = (event: object) =>
    post(`${url}/v1/sites/${LOCAL_SITE}/events`, event, signingSecret);
  const deployments = new Deployments(store.dataSource);
  const id = await narrated(narrator, () => play({ deployments, send }));
  const held = [...(sandbox?.world.deployments.values() ?? [])];
  const summary = await summaryOf(store, id, held.length);
  narrator.printOmeda(held);
  narrator.printNext();
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(summary)}\n`);
}

async function narrated<T>(narrator: Narrator, story: () => Promise<T>): Promise<T> {
  try {
    return await story();
  } finally {
    await narrator.stop();
  }
}

async function post(url: string, event: object, secret: string): Promise<string> {
  const body = JSON.stringify(event);
  const headers = signedHeaders({ secret, body });
  const response = await fetch(url, { method: 'POST', body, headers });
  const answer = (await response.json()) as { deploymentId?: string };
  if (response.status !== 202 || !answer.deploymentId) {
    throw new Error(`The gateway responded with ${response.status}: ${JSON.stringify(answer)}`);
  }
  return answer.deploymentId;
}

runCommand(demo);
