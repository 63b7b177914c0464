import { readFileSync } from 'node:fs';
import { shownPath } from './shown-path.js';

type Variables = Record<string, string | undefined>;

/** A secret is given twice, or its file cannot be read. The message never repeats it. */
export class SecretVariableError extends Error {
  override name = 'SecretVariableError';
}

/**
 * The trimmed value of a variable, or of the file that NAME_FILE names, as Docker and Kubernetes mount
 * secrets; undefined if neither is set. @throws SecretVariableError.
 */
export function secretVariable(
  variables: Variables,
  name: string,
  onRead: (path: string) => void = () => undefined,
): string | undefined {
  const value = variables[name]?.trim() || undefined;
  const path = variables[`${name}_FILE`]?.trim();
  if (!path) return value;
  if (value !== undefined) {
    throw new SecretVariableError(`Both ${name} and ${name}_FILE are set. Set one of them.`);
  }
  onRead(path);
  const text = textOf(path, name);
  if (text === '')
    throw new SecretVariableError(`${name}_FILE names an empty file, ${shownPath(path)}.`);
  return text;
}

function textOf(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SecretVariableError(
      `${name}_FILE names a file that cannot be read, ${shownPath(path)} (${code}). Create it, readable by this user.`,
    );
  }
}
