import { Inject, Injectable } from '@nestjs/common';
import type { Notice } from '#events';
import { readEvent } from '../events/read-event.js';
import { sourceOf } from '../events/source-of.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { Problem, notFound } from '../problem/problem.js';
import { NewsletterRenderer } from '../rendering/newsletter-renderer.js';

/** Shows what a save would send, and stores nothing. */
@Injectable()
export class Previewer {
  constructor(
    private readonly renderer: NewsletterRenderer,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  /** @throws Problem if the event has faults, or is not a newsletter. */
  async preview(siteId: string, body: Buffer) {
    const { sites, contentLimitBytes } = this.settings;
    const site = sites.sites.get(siteId);
    if (!site) throw notFound('site');
    const event = readEvent(body, contentLimitBytes);
    const brand = sites.brands.get(site.brand);
    const source = sourceOf(event, { brand, template: site.template });
    if (!source) throw noNewsletter();
    const { content, problems, warnings } = await this.renderer.render(source);
    const { subject, preheader, fromName, html, text = '' } = content;
    const findings = [...problems.map(as('problem')), ...warnings.map(as('warning'))];
    return { subject, preheader, fromName, html, text, bytes: Buffer.byteLength(html), findings };
  }
}

function as(severity: 'problem' | 'warning') {
  return (notice: Notice) => ({ severity, ...notice });
}

function noNewsletter(): Problem {
  const problem = 'is missing, or the event removes the post: there is nothing to preview';
  const cure = 'Send the event of a save, with its deployment type.';
  return new Problem('invalid-event', 'Invalid: deploymentType.', {
    errors: [{ field: 'deploymentType', problem, cure }],
  });
}
