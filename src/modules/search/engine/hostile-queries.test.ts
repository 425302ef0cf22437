import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find } from './find.ts';
import { newSearchIndex, putDocument, settleAll } from './search-index.ts';
import { suggest } from './suggest.ts';

const subjects = ['Waiting in health centres', 'Licences for shops', 'Water in villages', 'قياس انتظار المرضى', 'رخص المحال', 'مدارس القرى'];
const index = newSearchIndex();
for (let number = 0; number < 3_000; number += 1) {
  const title = `${subjects[number % subjects.length]} ${number}`;
  putDocument(index, {
    key: `practice:${number}`,
    audiences: number % 5 === 0 ? ['entity:1'] : ['public'],
    facets: { kind: ['practice'], country: [`C${number % 40}`] },
    when: number,
    tags: [],
    texts: { [number % 6 < 3 ? 'en' : 'ar']: { title, summary: '', body: `${title} a.b.* (regular) [expression] ^$` } },
  });
}
settleAll(index);

const ask = (text: string, more: { offset?: number; limit?: number } = {}) =>
  find(index, { text, readers: ['public'], count: ['kind', 'country'], limit: 20, ...more });

/** Milliseconds of this thread's own work: another program on the machine does not count. */
function workOf(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const long = 'الانتظار waiting '.repeat(70_000).slice(0, 2 ** 20);
const terms = Array.from({ length: 10_000 }, (_, n) => `term${n.toString(36)} كلمة${n}`).join(' ');
const hostile: readonly (readonly [what: string, text: string])[] = [
  ['nothing', ''],
  ['blanks', ' \t\n\u00a0\u3000'],
  ['a megabyte', long],
  ['a megabyte of one word', 'ا'.repeat(2 ** 20)],
  ['ten thousand terms', terms],
  ['stop words alone', 'the of and in what is'],
  ['Arabic stop words alone', 'في من على ما هي كيف'],
  ['punctuation alone', '؟!.,؛:()[]{}«»—…'],
  ['NUL', 'wait\0ing health\0'],
  ['direction marks', '\u202ewaiting\u202c \u2066انتظار\u2069 \u200f'],
  ['mixed scripts in one word', 'waitانتظارinг здрав健康'],
  ['characters of regular expressions', '(.*)+$ [a-z]{1,9} ^(a+)+$ \\p{L} |||'],
  ['half a surrogate', 'wait \ud800 health \udc00'],
  ['marks without a letter', '\u0301\u064b\u0640'.repeat(1_000)],
  ['names of what every object has', '__proto__ constructor toString hasOwnProperty valueOf'],
  ['digits', '9'.repeat(10_000)],
];
for (const [what, text] of hostile)
  test(`${what}: answered in little time, nothing thrown, nothing left for the next query`, () => {
    const before = JSON.stringify(ask('waiting health انتظار'));
    const ms = workOf(() => {
      ask(text);
      suggest(index, { text, readers: ['public'], limit: 8 });
    });
    assert.ok(ms < 200, `${ms} ms`);
    assert.equal(JSON.stringify(ask('waiting health انتظار')), before);
  });

test('what has words finds through hostile characters; what has none finds nothing', () => {
  for (const text of ['wait\0ing health', '\u202ewaiting\u202c', '(.*)+$ waiting', 'waiting __proto__']) assert.ok(ask(text).total > 0, text);
  for (const text of ['', '؟!.,', '\u0301\u064b']) assert.deepEqual([ask(text).total, ask(text).hits], [0, []]);
  assert.ok(ask('what is the').words.length > 0, 'words that say little are looked for when there are no others');
});

test('deep pages are empty, in bounded time, with the true count', () => {
  const all = ask('waiting').total;
  const deep = [10 ** 4, 10 ** 9, Number.MAX_SAFE_INTEGER].map((offset) => ask('waiting', { offset }));
  for (const { total, hits } of deep) assert.deepEqual([total, hits.length], [all, 0]);
  const pages = [0, 20, 40].flatMap((offset) => ask('waiting', { offset }).hits.map(({ key }) => key));
  assert.equal(new Set(pages).size, 60);
});
