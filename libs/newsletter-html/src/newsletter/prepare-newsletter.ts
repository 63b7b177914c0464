import type { ContentSnapshot, SettingsSnapshot } from '#deployment';
import type { Notice } from '#events';
import { type FormatContext, variablesOf } from '../formats/variables.js';
import { knownVariables } from '../merge/known-variables.js';
import type { BrandDefaults, DeploymentType } from './deployment-type.js';
import { bodySourceOf } from './body-source.js';
import type { PostMail } from './post-mail.js';
import { contentOf } from './content-of.js';
import type { Body, BodySource } from './render-body.js';
import { renderHeaders } from './render-headers.js';
import { renderSettings } from './render-settings.js';

export type NewsletterSource = FormatContext & {
  html: string;
  mail: PostMail;
  type: DeploymentType;
  defaults: BrandDefaults;
  /** Merge variables of the Omeda account, in addition to the common ones. */
  mergeVariables: readonly string[];
  /** A site's own template, HTML with slots; null: the built-in one. */
  template: string | null;
};

export type Newsletter = {
  content: ContentSnapshot;
  settings: SettingsSnapshot;
  /** Why nothing can be sent to Omeda yet. */
  problems: Notice[];
  warnings: Notice[];
};

type Prepared = { bodySource: BodySource; withBody: (body: Body) => Newsletter };

/**
 * Everything that Omeda gets for one save, except the body: `renderBody` makes that from `bodySource`,
 * for most of the cost, the same for each equal save. It has its own entry, `#newsletter-html/body`,
 * which loads three times as much code as the rest.
 */
export function prepareNewsletter(source: NewsletterSource): Prepared {
  const isKnown = knownVariables(source.mergeVariables);
  const variables = variablesOf(source);
  const headers = renderHeaders(source, variables, isKnown);
  const { settings, ...said } = renderSettings(source.type, variables, isKnown);
  return {
    bodySource: bodySourceOf(source, headers),
    withBody: (body) => {
      const { content, problems, warnings } = contentOf(source, headers, body);
      return {
        content,
        settings,
        problems: [...said.problems, ...problems],
        warnings: once([...said.warnings, ...warnings]),
      };
    },
  };
}

/** The title is in the subject, the name, and the headline: each problem of it is reported once. */
function once(warnings: Notice[]): Notice[] {
  const first = new Map(warnings.toReversed().map((one) => [one.words, one.field]));
  return warnings.filter(({ code, words, field }) => {
    return !/^(?:merge-|foreign-script$)/.test(code) || first.get(words) === field;
  });
}
