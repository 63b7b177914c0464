import type { ContentSnapshot, SettingsSnapshot } from '#deployment';
import type { Notice } from '#events';
import { type FormatContext, variablesOf } from '../formats/variables.js';
import { knownVariables } from '../merge/known-variables.js';
import type { BrandDefaults, DeploymentType } from './deployment-type.js';
import type { PostMail } from './post-mail.js';
import { renderContent } from './render-content.js';
import { renderSettings } from './render-settings.js';

export type NewsletterSource = FormatContext & {
  html: string;
  mail: PostMail;
  type: DeploymentType;
  defaults: BrandDefaults;
  /** Merge variables of the Omeda account, beside those that all have. */
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

/** Everything that Omeda will get of one save: rendered once, equal for an equal save. */
export function renderNewsletter(source: NewsletterSource): Newsletter {
  const isKnown = knownVariables(source.mergeVariables);
  const variables = variablesOf(source);
  const content = renderContent(source, variables, isKnown);
  const settings = renderSettings(source.type, variables, isKnown);
  return {
    content: content.content,
    settings: settings.settings,
    problems: [...settings.problems, ...content.problems],
    warnings: once([...settings.warnings, ...content.warnings]),
  };
}

/** One title is in the subject, the name and the headline: what is wrong with it is said once. */
function once(warnings: Notice[]): Notice[] {
  const first = new Map(warnings.toReversed().map((one) => [one.words, one.field]));
  return warnings.filter(({ code, words, field }) => {
    return !/^(?:merge-|foreign-script$)/.test(code) || first.get(words) === field;
  });
}
