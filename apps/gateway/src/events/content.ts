import { createHash } from 'node:crypto';
import {
  type ContentSnapshot,
  type SettingsSnapshot,
  canonicalJson,
  detailsOf,
  identityOf,
} from '#deployment';
import type { WantedContent } from '#events';
import type { Newsletter } from '#newsletter-html';
import type { PostEventDto } from './post-event.dto.js';

/** What the editor wants to send, and the snapshots that its hashes name. */
export type Content = {
  wanted: WantedContent;
  snapshots: { content: ContentSnapshot; settings: SettingsSnapshot };
};

export function contentOf(event: PostEventDto, newsletter: Newsletter): Content {
  const { content, settings, problems, warnings } = newsletter;
  const { name, omedaTypeId, audienceQuery, outputCriteria } = settings;
  const wanted: WantedContent = {
    contentHash: hashOf(identityOf(content)),
    settingsHash: hashOf(settings),
    detailsHash: hashOf(detailsOf(settings)),
    name,
    ...(omedaTypeId === null ? {} : { omedaTypeId }),
    ...(audienceQuery === null ? {} : { audienceQuery }),
    ...(outputCriteria === null ? {} : { outputCriteria }),
    onPublish: event.deploymentType?.onPublish ?? 'schedule',
    problems,
    warnings,
  };
  return { wanted, snapshots: { content, settings } };
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
