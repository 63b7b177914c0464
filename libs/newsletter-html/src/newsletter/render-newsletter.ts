import type { Notice } from '#events';
import type { BrandDefaults, DeploymentType } from './deployment-type.js';
import { renderContent } from './render-content.js';
import { renderSettings } from './render-settings.js';
import type { ContentSnapshot, SettingsSnapshot } from '#deployment';
import { type FormatContext, variablesOf } from '../formats/variables.js';

export type NewsletterSource = FormatContext & {
  html: string;
  type: DeploymentType;
  defaults: BrandDefaults;
};

export type Newsletter = {
  content: ContentSnapshot;
  settings: SettingsSnapshot;
  /** Why nothing can be sent to Omeda yet. */
  problems: Notice[];
  warnings: Notice[];
};

/** Everything that Omeda will get of one save: rendered once, equal for an equal save. */
export function renderNewsletter({
  html,
  type,
  defaults,
  ...context
}: NewsletterSource): Newsletter {
  const variables = variablesOf(context);
  const content = renderContent({ html, variables, type, defaults });
  const settings = renderSettings(type, variables);
  return {
    content: content.content,
    settings: settings.settings,
    problems: [...settings.problems, ...content.problems],
    warnings: [...settings.warnings, ...content.warnings],
  };
}
