import { toCentralDate } from '../model/central.js';
import { type Deployment, statusOf } from '../model/deployment.js';
import type { World } from '../model/world.js';

const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; color: #1d2731; background: #f4f6f8; margin: 0; }
  main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
  h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: 0; }
  article { background: #fff; border: 1px solid #d6dde4; border-radius: 8px; padding: 1rem 1.25rem; margin: 1rem 0; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .75rem 0; }
  dt { color: #5b6875; } dd { margin: 0; overflow-wrap: anywhere; }
  .status { display: inline-block; padding: 0 .6rem; border-radius: 1rem; background: #e3ecf5; font-size: .85rem; }
  .Scheduled, .Sent { background: #dcefd3; } .Cancelled { background: #f3dcdc; }
  iframe { width: 100%; height: 18rem; border: 1px solid #d6dde4; border-radius: 4px; background: #fff; }
`;

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** The whole page. Editors' text is always escaped, or in a frame without any rights. */
export function renderPage(world: World): string {
  const nowMs = world.clock.nowMs();
  const all = [...world.deployments.values()].toReversed();
  const articles = all.map((deployment) => renderDeployment(deployment, nowMs)).join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sandbox Omeda</title><style>${STYLE}</style></head>
<body><main><h1>Sandbox Omeda</h1>
<p>${all.length} deployment(s). It is ${toCentralDate(nowMs)} US Central. Nothing here is ever mailed.</p>
${articles}</main></body></html>`;
}

function renderDeployment(deployment: Deployment, nowMs: number): string {
  const status = statusOf(deployment, nowMs);
  const { trackId, name, scheduledMs, list, content, tests } = deployment;
  const loaded = list && nowMs >= list.readyMs ? `${list.count} recipients` : 'loading';
  const facts: [string, string][] = [
    ['TrackId', trackId],
    ['Created', `${toCentralDate(deployment.createdMs)} US Central`],
    [
      'Scheduled',
      scheduledMs === undefined ? 'not scheduled' : `${toCentralDate(scheduledMs)} US Central`,
    ],
    ['Audience', list ? `${list.queryName ?? list.recipientList ?? ''} (${loaded})` : 'none'],
    ['Subject', content?.subject ?? 'none'],
    ['From', content ? `${content.fromName} (${content.mailbox})` : 'none'],
    ['Tests sent', String(tests.length)],
  ];
  const rows = facts.map(([term, fact]) => `<dt>${term}</dt><dd>${escape(fact)}</dd>`).join('');
  const title = `What readers get: ${name}`;
  const frame = content
    ? `<iframe sandbox="" title="${escape(title)}" srcdoc="${escape(content.html)}"></iframe>`
    : '';
  return `<article><h2>${escape(name)} <span class="status ${status.replace(' ', '-')}">${status}</span></h2>
<dl>${rows}</dl>${frame}</article>`;
}
