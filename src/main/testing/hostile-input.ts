import { z } from 'zod';
import type { Route } from '#platform/http/route.ts';

/** A deterministic source of choices, so that a failing run can be repeated: the seed is printed with the failure. */
export function choices(seed: number): { pick: <T>(from: readonly T[]) => T; next: () => number } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return { next, pick: (from) => from[Math.floor(next() * from.length)] as (typeof from)[number] };
}

/** Texts that a person, a mistake or an attacker may put into any field. */
export const hostileTexts: Readonly<Record<string, string>> = {
  empty: '',
  blank: ' \t\n ',
  markup: '<b>bold</b><img src=x onerror=alert(1)>',
  script: '"><script>alert(1)</script>',
  bidi: '\u202eabc\u202c\u2066نص\u2069\u200f',
  nul: 'before\u0000after',
  controls: 'a\u0001b\u0008c\u007f\u0085d',
  'lone surrogate': 'a\ud800b\udc00c',
  megabyte: 'ح'.repeat(500_000),
  'just long': 'w'.repeat(25_000),
  sql: "'; drop table practices.practices; --",
  'arabic digits': '١٢٣٫٥',
  'huge number': '9'.repeat(400),
  exponent: '1e999',
  negative: '-1',
  formula: '=HYPERLINK("https://evil.example")',
  'header lines': 'x\r\nSet-Cookie: a=b\r\n\r\n<html>',
  path: '../../../../etc/passwd',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template that must stay text
  template: '{{7*7}} ${7*7} {value} %s %n',
  prototype: '__proto__',
  uuid: '00000000-0000-0000-0000-000000000000',
  date: '2021-02-30',
  emoji: '👨‍👩‍👧‍👦🇦🇪\u200d',
  zalgo: `a${'\u0301'.repeat(2_000)}`,
};

/** What a program may send where a text is meant. */
export const hostileJson: Readonly<Record<string, unknown>> = {
  null: null,
  true: true,
  number: 12_345,
  fraction: -0.5,
  'past the integers': 1e300,
  'empty list': [],
  'empty object': {},
  'nested list': [[['x']]],
  'object of texts': { ar: 'نص', en: 'text', fr: 'texte' },
  'list of nulls': [null, null],
  'ten thousand': Array.from({ length: 10_000 }, () => 'x'),
};

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** The paths of all fields a route takes: `title.ar`, `results.0.readings.0.value`. */
export function fieldsOf(route: Route): string[] {
  const walk = (schema: Schema, path: string): string[] => {
    if (schema.properties) return Object.entries(schema.properties).flatMap(([name, inner]) => walk(inner, path ? `${path}.${name}` : name));
    if (schema.type === 'array' && schema.items) return [...walk(schema.items, `${path}.0`)];
    return [path];
  };
  return walk(z.toJSONSchema(route.input as z.ZodType, { io: 'input', unrepresentable: 'any' }) as Schema, '');
}

/** A copy of `value` with what stands at `path` replaced; missing objects and lists on the way are made. */
export function withField(value: unknown, path: string, field: unknown): Record<string, unknown> {
  const copy = structuredClone(value ?? {}) as Record<string, unknown>;
  const names = path.split('.');
  let at = copy;
  for (const [index, name] of names.slice(0, -1).entries()) {
    if (at[name] === null || typeof at[name] !== 'object') at[name] = /^\d+$/.test(names[index + 1] ?? '') ? [] : {};
    at = at[name] as Record<string, unknown>;
  }
  at[names.at(-1) as string] = field;
  return copy;
}

/** Bodies that are not the JSON object a route reads. */
export const brokenBodies: Readonly<Record<string, string>> = {
  empty: '',
  blank: '   ',
  list: '[]',
  null: 'null',
  text: '"text"',
  number: '1',
  unclosed: '{"title":',
  'single quotes': "{'title':1}",
  'comma at the end': '{"title":1,}',
  comment: '{/* */}',
  'byte order mark': '\ufeff{}',
  'two values': '{}{}',
  'control in a text': '{"a":"\u0001"}',
  'bad escape': '{"a":"\\u12"}',
  'key twice': '{"zz":1,"zz":2}',
  'key twice by escape': '{"zz":1,"\\u007az":2}',
  prototype: '{"__proto__":{"admin":true}}',
  'prototype by escape': '{"\\u005f_proto__":{"admin":true}}',
  'prototype within': '{"title":{"__proto__":{"admin":true}}}',
  constructor: '{"constructor":{"prototype":{"admin":true}}}',
  'unknown key': '{"no-such-field":1}',
  '65 deep': `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`,
  '100,000 deep': `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  '100,000 deep objects': `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  'unclosed 100,000 deep': '[{"a":'.repeat(100_000),
  'too big': `{"a":"${'x'.repeat(2_200_000)}"}`,
  nan: '{"a":NaN}',
};
