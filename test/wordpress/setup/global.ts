import type { TestProject } from 'vitest/node';
import { type WordpressTemplate, startTemplate } from './template.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The source of the project's WordPress. */
    wordpressRoot: string;
    wordpress: WordpressTemplate;
  }
}

/** One MariaDB and one installed WordPress per project, of which each spec file gets a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { template, stop } = await startTemplate(project.getProvidedContext().wordpressRoot);
  project.provide('wordpress', template);
  return stop;
}
