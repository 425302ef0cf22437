import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { routes } from '#main/modules.ts';
import { practiceWorkflow } from '#modules/practices/workflow.ts';
import { problemsOf } from '#platform/http/problems.ts';
import { parseInput } from '#platform/http/request-input.ts';
import type { Route } from '#platform/http/route.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import { rawMessage } from '#platform/i18n/messages.ts';
import { projectRoot } from '#platform/root.ts';
import { languages } from '#platform/values/localized-text.ts';
import { Busy, Conflict, Forbidden, InvalidInput, NotFound, NotSignedIn, RuleBroken } from './errors.ts';
import { problemText, refusalText } from './texts.ts';

test('each class has its status', () => {
  assert.deepEqual(
    [InvalidInput, NotSignedIn, Forbidden, NotFound, Conflict, RuleBroken].map((Class) => new Class('a.b').status),
    [400, 401, 403, 404, 409, 422],
  );
  assert.deepEqual([new Busy(429, 'a.b', 5).status, new Busy(503, 'a.b', 5).status, new Busy(503, 'a.b', 5).retryAfter], [429, 503, 5]);
});

/** Every code that stands in the source, and those that are put together at run time. */
function codesInSource(): Map<string, string> {
  const found = new Map<string, string>();
  const files = readdirSync(join(projectRoot, 'src'), { recursive: true })
    .map(String)
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !/(messages|testing|bench|backup|audit)\//.test(name));
  for (const file of files) {
    const text = readFileSync(join(projectRoot, 'src', file), 'utf8');
    const patterns = [
      /new (?:InvalidInput|NotSignedIn|Forbidden|NotFound|Conflict|RuleBroken)\(\s*'([^']+)'/g,
      /new Busy\(\s*\d+,\s*'([^']+)'/g,
      /\bcode: '([a-z][\w-]*\.[\w.-]+)'/g,
      /'(password\.[a-z-]+)'/g,
    ];
    // `labels: { code: 'sign-in.code' }` names a field and refuses nothing
    const refusing = text.replace(/labels[^{]*\{[^}]*\}/g, '');
    for (const pattern of patterns) for (const [, code] of refusing.matchAll(pattern)) found.set(code as string, file);
  }
  for (const move of Object.keys(practiceWorkflow.moves)) if (move !== 'complete') found.set(`practices.may-not-${move}`, 'movePractice');
  found.set(`${practiceWorkflow.name}.move-not-possible`, 'afterMove');
  return found;
}

test('every code that can be thrown has a text in both languages', () => {
  const codes = codesInSource();
  assert.ok(codes.size > 60, `${codes.size} codes`);
  const without = [...codes].flatMap(([code, file]) =>
    languages.filter((language) => rawMessage(language, `errors.${code}`) === undefined).map((language) => `${code} (${language}) of ${file}`),
  );
  assert.deepEqual(without, []);
});

/** One input for each way in which a schema can refuse. */
const refusing: readonly (readonly [name: string, schema: z.ZodType, input: unknown])[] = [
  ['missing', z.string(), undefined],
  ['null', z.string(), null],
  ['a number for a text', z.string(), 5],
  ['a text for a number', z.number(), 'x'],
  ['NaN', z.number(), Number.NaN],
  ['a fraction for an integer', z.number().int(), 1.5],
  ['a text for true', z.boolean(), 'yes'],
  ['a text for a list', z.array(z.string()), 'x'],
  ['a list for an object', z.object({}), []],
  ['a text for a record', z.record(z.string(), z.string()), 'x'],
  ['a text for a date', z.date(), 'x'],
  ['a text for a map', z.map(z.string(), z.string()), 'x'],
  ['a text for a set', z.set(z.string()), 'x'],
  ['too long a text', z.string().max(3), 'four'],
  ['too short a text', z.string().min(3), 'a'],
  ['an empty text', z.string().min(1), ''],
  ['a wrong length', z.string().length(3), 'four'],
  ['too many items', z.array(z.string()).max(1), ['a', 'b']],
  ['too few items', z.array(z.string()).min(1), []],
  ['too large', z.number().max(3), 4],
  ['too small', z.number().min(3), 2],
  ['not a multiple', z.number().multipleOf(5), 3],
  ['too late', z.date().max(new Date(0)), new Date()],
  ['too early', z.date().min(new Date()), new Date(0)],
  ['no such choice', z.enum(['a', 'b']), 'c'],
  ['no choice', z.enum(['a', 'b']), undefined],
  ['an empty choice', z.enum(['a', 'b']), ''],
  ['another literal', z.literal('a'), 'b'],
  ['an unknown field', z.strictObject({}), { a: 1 }],
  ['an address without @', z.email(), 'x'],
  ['no web address', z.url(), 'x'],
  ['no id', z.guid(), 'x'],
  ['a pattern', z.string().regex(/a/), 'b'],
  ['a bad key', z.record(z.enum(['a']), z.string()), { b: 'x' }],
  ['none of a union', z.union([z.string(), z.number()]), true],
  ['none of a union of objects', z.union([z.strictObject({ a: z.string() }), z.strictObject({ b: z.strictObject({ c: z.number() }) })]), { b: { c: 'x' } }],
  ['no such discriminator', z.discriminatedUnion('k', [z.object({ k: z.literal('a') })]), { k: 'z' }],
  ['a refinement of ours', z.string().refine(() => false, { params: { code: 'date.unknown' } }), 'x'],
  ['never', z.never(), 1],
  ['a date in a text', z.iso.date(), 'x'],
  ['base64', z.base64(), '!'],
];
const libraryWords = /invalid (input|option|key|element)|expected \w+ to|received|too (big|small)|unrecognized|must (be|match)|zod/i;

for (const [name, schema, input] of refusing) {
  test(`a schema that refuses ${name} speaks in our own words, in both languages`, () => {
    const whole = z.strictObject({ field: schema });
    const parsed = [whole.safeParse({ field: input }), whole.safeParse({ field: input }, { reportInput: true })];
    const problems = parsed.flatMap(({ error }) => (error ? problemsOf(error) : []));
    assert.ok(problems.length >= 2, 'refused twice');
    for (const problem of problems) {
      assert.match(problem.field, /^field/);
      for (const language of languages) {
        assert.notEqual(rawMessage(language, `errors.${problem.code}`), undefined, `${problem.code} has no text (${language})`);
        const text = refusalText(wordsFor(language, 'latn', 'UTC'), problem.code, problem.details ?? {});
        assert.doesNotMatch(text, libraryWords);
        assert.doesNotMatch(text, /\{\w+\}|undefined|NaN/, 'every placeholder is filled');
      }
    }
  });
}

/** The problems of a body sent to a route, as the edge finds them. */
function problemsOfBody(routeName: string, json: unknown): string[] {
  const route = routes.find(({ name }) => name === routeName) as Route;
  try {
    parseInput(route, { method: 'POST', params: {}, query: {} } as unknown as FastifyRequest, { flat: {}, files: {}, json });
    return [];
  } catch (error) {
    return (error as InvalidInput).problems.map(({ field, code, details }) => `${field}: ${code} ${JSON.stringify(details ?? {})}`);
  }
}

test('a text that is too long is told how long it is', () => {
  assert.deepEqual(problemsOfBody('practices.create', { entity: 'QM-HEALTH', orig: 'en', title: { en: 'x'.repeat(120) } }), [
    'title.en: input.too-long {"n":120,"max":100}',
  ]);
});

test('a value of the wrong kind is called so, and not missing', () => {
  assert.deepEqual(problemsOfBody('practices.create', { entity: 5, orig: 'fr' }), ['entity: input.not-string {}', 'orig: input.not-a-choice {"value":"fr"}']);
});

test('no route of the product lets a sentence of the library through, whatever is missing or wrong', () => {
  const words = languages.map((language) => wordsFor(language, 'latn', 'UTC'));
  let problemCount = 0;
  for (const route of routes) {
    for (const input of [{}, { code: 5, id: [], rev: 'x', title: 'x', results: 'x', comments: [{}], scores: {}, email: 5, name: 7, unknown: 1 }, [], null]) {
      const parsed = route.input.safeParse(input);
      if (parsed.success) continue;
      for (const problem of problemsOf(parsed.error)) {
        problemCount += 1;
        for (const one of words) {
          const text = problemText(one, problem, route.labels ?? {});
          assert.notEqual(one.maybe(`errors.${problem.code}`, problem.details ?? {}), undefined, `${route.name}: ${problem.field}: ${problem.code}`);
          assert.doesNotMatch(text, libraryWords, `${route.name}: ${text}`);
        }
      }
    }
  }
  assert.ok(problemCount > 100, `${problemCount} problems`);
});

test('a problem names its field, the number of its row and its language', () => {
  const words = wordsFor('en', 'latn', 'UTC');
  const labels = { title: 'practices.field.title', 'results.*.name': 'practices.result.name', 'steps.*': 'practices.field.step' } as const;
  const say = (field: string) => problemText(words, { field, code: 'input.required' }, labels).replace(/[\u2068\u2069]/g, '');
  assert.match(say('title.en'), /^Title \(English\): +required\.$/);
  assert.match(say('results.2.name.ar'), /^Indicator 3 \(Arabic\): +required\.$/);
  assert.equal(say('steps.0'), 'Step 1: required.');
  assert.equal(say('unlabelled'), 'required.');
});

test('a problem of a field in one language has no empty place in it', () => {
  const text = problemText(wordsFor('en', 'latn', 'UTC'), { field: 'title.en', code: 'input.required' }, { title: 'practices.field.title' });
  assert.equal(text, '\u2068Title\u2069 (English): required.');
});

test('a refinement without a code of ours fills its placeholder', () => {
  const parsed = z
    .string()
    .refine(() => false)
    .safeParse('x');
  const [problem] = problemsOf(parsed.error as z.ZodError);
  assert.doesNotMatch(refusalText(wordsFor('en', 'latn', 'UTC'), problem?.code ?? '', problem?.details ?? {}), /\{value\}/);
});
