import type { Fault } from '#sites';
import { CliError } from '../cli-error.js';
import type { Given } from '../command.js';
import type { Question } from './questions.js';

export type Answers = Record<string, unknown>;

/** Returns the faults in the answers so far; the path of each ends in its field. */
type Check = (answers: Answers) => readonly Fault[];

/**
 * The answers, from options, else from a person, who is asked again after a wrong one.
 * @throws CliError with every option that is wrong or missing, and its cure.
 */
export async function collect(
  questions: readonly Question[],
  { options, terminal }: Pick<Given, 'options' | 'terminal'>,
  check: Check,
): Promise<Answers> {
  const answers: Answers = {};
  for (const question of questions) {
    const { field, option, read = String, isAsked } = question;
    const given = options[option];
    if (typeof given === 'string') answers[field] = read(given);
    else if (terminal && isAsked?.(answers) !== false) {
      await askFor(question, answers, { terminal, check });
    } else if (question.fallback !== undefined) answers[field] = read(question.fallback);
  }
  refuse(questions, check(answers));
  return answers;
}

type Asking = { terminal: NonNullable<Given['terminal']>; check: Check };

async function askFor(question: Question, answers: Answers, { terminal, check }: Asking) {
  const { field, words, fallback, isOptional, read = String } = question;
  const hint = isOptional ? ' (Enter: none)' : fallback ? ` (Enter: ${fallback})` : '';
  for (;;) {
    const text = (await terminal.ask(`${capital(words)}${hint}: `)) || fallback;
    if (text) answers[field] = read(text);
    const fault = check(answers).find(({ path }) => isAbout(path, field));
    if (!fault) return;
    delete answers[field];
    terminal.print(`  ${field} ${fault.problem}`);
  }
}

/** @throws CliError that names the options. */
export function refuse(questions: readonly Question[], faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const lines = faults.map(({ path, problem }) => {
    const question = questions.find(({ field }) => isAbout(path, field));
    return question ? `--${question.option} ${problem}` : `${path}: ${problem}`;
  });
  throw new CliError(lines.join('\n'));
}

function isAbout(path: string, field: string): boolean {
  return path.split('.').at(-1) === field;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
