import type { Command } from '../command.js';

/** Completes command names and options in a shell; `commands` returns all of them. */
export function completion(commands: () => readonly Command[]): Command {
  return {
    name: 'completion',
    summary: 'Print a script that completes commands and options in bash and zsh',
    about:
      'Load it in ~/.bashrc. In zsh, run "autoload -U bashcompinit && bashcompinit" first. It knows the commands of the release that printed it.',
    examples: ['completion > ~/.newsletter-completion && . ~/.newsletter-completion'],
    run: () => {
      const text = scriptOf(commands());
      return Promise.resolve({ data: { script: text }, text });
    },
  };
}

function scriptOf(commands: readonly Command[]): string {
  const names = new Set(commands.map(({ name }) => name));
  // A command is followed by its words, such as an id, and by values of options.
  const patternOf = (typed: string) =>
    names.has(typed) ? `'${typed}'|'${typed} '*` : `'${typed}'`;
  const cases = [...wordsBy(commands)]
    .toSorted(([one], [other]) => other.length - one.length)
    .map(([typed, words]) => `    ${patternOf(typed)}) words='${[...words].join(' ')}' ;;`);
  return [
    '_newsletter() {',
    "  local typed='' word words=''",
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    '    case $word in -*) ;; *) typed="${typed:+$typed }$word" ;; esac',
    '  done',
    '  case $typed in',
    ...cases,
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))',
    '}',
    'complete -F _newsletter newsletter',
  ].join('\n');
}

/** What may follow what was typed: the next word of commands, or options. */
function wordsBy(commands: readonly Command[]): Map<string, Set<string>> {
  const following = new Map<string, Set<string>>();
  const add = (typed: string, word: string) =>
    following.set(typed, (following.get(typed) ?? new Set()).add(word));
  for (const { name, choices = [], options = {} } of commands) {
    const words = name.split(' ');
    for (const [index, word] of words.entries()) add(words.slice(0, index).join(' '), word);
    for (const choice of choices) add(name, choice);
    for (const option of [...Object.keys(options), 'json', 'help']) add(name, `--${option}`);
  }
  return following;
}
