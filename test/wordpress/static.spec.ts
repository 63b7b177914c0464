import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLUGIN_SOURCE } from './setup/tree.js';

const CHECK = resolve('test/wordpress/check/main.php');

function faultsOf(source: string): string[] {
  const whole = `<?php\ndefined( 'ABSPATH' ) || exit;\n${source}`;
  return JSON.parse(execFileSync('php', [CHECK], { input: whole, encoding: 'utf8' })) as string[];
}

describe('the plugin’s source', () => {
  it('escapes each echo, prepares each query, and has each string translatable', () => {
    const faults = execFileSync('php', [CHECK, PLUGIN_SOURCE], { encoding: 'utf8' });
    expect(JSON.parse(faults)).toEqual([]);
  });

  it('puts no text into a page as markup from JavaScript', () => {
    const folder = join(PLUGIN_SOURCE, 'assets/js');
    const markup =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerously|\beval\b|RawHTML/;
    for (const name of readdirSync(folder)) {
      const source = readFileSync(join(folder, name), 'utf8');
      const foreign = source
        .split(/\b(?:__|_n|_x)\(/)
        .slice(1)
        .filter((call) => !call.slice(0, 300).includes("'omeda-newsletter-connector'"));
      expect({ name, markup: markup.test(source), foreign }).toEqual({
        name,
        markup: false,
        foreign: [],
      });
    }
  });
});

describe('what the plugin’s scripts say', () => {
  it('is in one file if it is a sentence; others have only labels', () => {
    const folder = join(PLUGIN_SOURCE, 'assets/js');
    const elsewhere = readdirSync(folder).filter((name) => name !== 'sentences.js');
    const sentences = elsewhere.flatMap((name) => {
      const source = readFileSync(join(folder, name), 'utf8');
      const texts = [...source.matchAll(/\b(?:__|_n)\( '([^']+)'/g)].map(([, text]) => text ?? '');
      return texts.filter((text) => /[.?!]$|: %/.test(text)).map((text) => `${name}: ${text}`);
    });
    expect(sentences).toEqual([]);
  });

  it('is all used', () => {
    const folder = join(PLUGIN_SOURCE, 'assets/js');
    const source = (name: string) => readFileSync(join(folder, name), 'utf8');
    const names = [...source('sentences.js').matchAll(/^\t\t(\w+): /gm)].map(
      ([, name]) => name ?? '',
    );
    const used = readdirSync(folder)
      .filter((name) => name !== 'sentences.js')
      .map(source)
      .join('');
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => !used.includes(`sentences.${name}`))).toEqual([]);
  });
});

describe('the check of it', () => {
  it.each([
    'echo $title;',
    "echo '<p>' . $words . '</p>';",
    'echo esc_html( $a ) . get_the_title();',
    'printf( \'<a href="%s">\', $url );',
    'print $a;',
    'wp_die( $message );',
    'echo esc_html( $a ) ?: $b;',
  ])('finds what is printed unescaped: %s', (source) => {
    expect(faultsOf(source)).not.toEqual([]);
  });

  it.each([
    '$wpdb->query( "DELETE FROM {$table} WHERE id = {$id}" );',
    '$wpdb->get_var( $sql );',
    '$wpdb->get_col( $wpdb->prepare( "SELECT 1 WHERE a = \'$name\'" ) );',
    '$wpdb->get_results( "SELECT " . $fields );',
  ])('finds what is not prepared: %s', (source) => {
    expect(faultsOf(source)).not.toEqual([]);
  });

  it.each([
    "echo '<p>Not translated</p>';",
    "esc_html__( $words, 'omeda-newsletter-connector' );",
    "__( 'Words', 'another-domain' );",
    "__( '%d words', 'omeda-newsletter-connector' );",
    "new \\WP_Error( 'code', 'Not translated' );",
  ])('finds what cannot be translated: %s', (source) => {
    expect(faultsOf(source)).not.toEqual([]);
  });

  it('accepts what is right', () => {
    const right = `
      /* translators: %s: name */
      $words = __( 'Hello %s', 'omeda-newsletter-connector' );
      printf( '<p class="%s">%s</p>', esc_attr( $class ), esc_html( sprintf( $words, $name ) ) );
      $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$table} WHERE id = %d", $id ) );`;
    expect(faultsOf(right)).toEqual([]);
  });
});
