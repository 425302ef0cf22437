import assert from 'node:assert/strict';
import { scryptSync } from 'node:crypto';
import { test } from 'node:test';
import { Busy } from '#platform/errors/errors.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { passwordProblem } from './password-rules.ts';

test('the stored form says N = 2^17, r = 8, p = 1, and is that hash, with a salt of its own', async () => {
  const password = 'كلمة طويلة 2026 palm';
  const [a, b] = [await hashPassword(password), await hashPassword(password)];
  const [algorithm, logN, r, p, salt, key] = a.split('$');
  assert.deepEqual([algorithm, logN, r, p], ['scrypt', '17', '8', '1']);
  assert.equal(Buffer.from(salt ?? '', 'base64url').length, 16);
  const derived = scryptSync(password.normalize('NFKC'), Buffer.from(salt ?? '', 'base64url'), 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 });
  assert.equal(derived.toString('base64url'), key);
  assert.notEqual(a, b);
  assert.equal(await passwordMatches(password, a), true);
  assert.equal(await passwordMatches(`${password} `, a), false);
});

test('letters that look the same on two keyboards are the same password', async () => {
  const stored = await hashPassword('caf\u00e9 ﻻ palm lantern');
  assert.equal(await passwordMatches('cafe\u0301 لا palm lantern', stored), true);
});

test('without a stored hash the answer is no, after the same work', async () => {
  const before = performance.now();
  assert.equal(await passwordMatches('palm-lantern-ferry-71', null), false);
  assert.ok(performance.now() - before > 50, 'a hash was computed');
});

test('hashes are computed one at a time, in order; when twenty are in hand the next is told to come back', async () => {
  const finished: number[] = [];
  let refusedAt: number | undefined;
  const started = performance.now();
  const all = await Promise.allSettled(
    Array.from({ length: 24 }, (_, i) =>
      hashPassword(`palm-lantern-${i}`).then(
        () => finished.push(i),
        (error) => {
          refusedAt ??= performance.now() - started;
          throw error;
        },
      ),
    ),
  );
  const refused = all.flatMap((result) => (result.status === 'rejected' ? [result.reason as Busy] : []));
  assert.equal(refused.length, 4);
  for (const error of refused) assert.deepEqual([error instanceof Busy, error.status, error.code, error.retryAfter], [true, 503, 'sign-in.busy', 10]);
  assert.deepEqual(
    finished,
    Array.from({ length: 20 }, (_, i) => i),
  );
  assert.ok((refusedAt ?? Infinity) < 100, 'refused at once, without a hash');
  assert.equal(await hashPassword('palm-lantern-again').then(() => 'done'), 'done', 'and the queue is free again');
});

test('a password is refused for being short, long, common or made of what is known about the person', () => {
  const cases: readonly (readonly [string, ReturnType<typeof passwordProblem>])[] = [
    ['elevenchars', 'password.too-short'],
    ['twelve-chars', undefined],
    ['😀'.repeat(11), 'password.too-short'],
    ['ab'.repeat(65), 'password.too-long'],
    ['correct horse battery', undefined],
    ['Password-2026!!', 'password.common'],
    ['123456789012345', 'password.common'],
    ['aaaaaaaaaaaaaaa', 'password.common'],
    ['Tabadul-Ministry-2026', 'password.common'],
    ['rima.tabibi-1234', 'password.common'],
    ['Rima Tabibi Rima Tabibi', 'password.common'],
    ['نخلة وفانوس وعبّارة', undefined],
    ['وزارة حكومة تبادل 2026', 'password.common'],
  ];
  for (const [password, expected] of cases) assert.equal(passwordProblem(password, ['Rima Tabibi', 'rima.tabibi', 'Rima', 'Tabibi']), expected, password);
});
