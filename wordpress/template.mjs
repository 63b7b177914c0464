/**
 * Makes the template that translators begin with (.pot), from the plugin's PHP and JavaScript. Its strings are
 * literals without escapes, which the specs ensure.
 */
const CALL =
  /(?:\/\* translators: (?<note>[^*]*?) \*\/[^']{0,80}?)?\b(?<name>__|esc_html__|esc_attr__|_n)\(\s*'(?<text>[^']*)',\s*(?:'(?<plural>[^']*)',)?/g;

const HEADER = `msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"
"X-Domain: omeda-newsletter-connector\\n"
`;

/**
 * @param {{ name: string, data: Buffer }[]} files
 * @returns {string}
 */
export function template(files) {
  const found = new Map();
  for (const { name, data } of files.filter((file) => /\.(php|js)$/.test(file.name))) {
    for (const { groups, index } of data.toString('utf8').matchAll(CALL)) {
      const line = data.toString('utf8').slice(0, index).split('\n').length;
      const entry = found.get(groups.text) ?? { ...groups, places: [] };
      entry.places.push(`${name.split('/').slice(1).join('/')}:${line}`);
      found.set(groups.text, entry);
    }
  }
  return [HEADER, ...[...found.values()].map(written)].join('\n');
}

function written({ note, name, text, plural, places }) {
  const quoted = (words) => JSON.stringify(words);
  return [
    ...(note ? [`#. translators: ${note}`] : []),
    `#: ${places.join(' ')}`,
    `msgid ${quoted(text)}`,
    ...(name === '_n'
      ? [`msgid_plural ${quoted(plural)}`, 'msgstr[0] ""', 'msgstr[1] ""']
      : ['msgstr ""']),
    '',
  ].join('\n');
}
