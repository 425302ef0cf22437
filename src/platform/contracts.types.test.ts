import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import type { Ctx, TxCtx } from './context.ts';
import { emit, recordAudit } from './db/trace.ts';
import { type Route, route } from './http/route.ts';
import type { ArabicOf } from './i18n/messages.ts';
import { enqueue } from './jobs/jobs.ts';
import { projectRoot } from './root.ts';

/*
 * What must not compile. `tsc` is part of `npm run check` and reports every `@ts-expect-error` below whose
 * line does compile, so that these lines are the proof; nothing here needs to run.
 */

const input = z.strictObject({});
const handle = async () => ({});
const ref = { kind: 'practice', id: 'x' };

// @ts-expect-error a route has a permission: there is no default
export const noPermission: Route = { name: 'a.b', method: 'GET', path: '/', input, handle };
// @ts-expect-error the same through the helper that modules use
export const noPermissionThroughHelper = () => route({ name: 'a.b', method: 'GET', path: '/', input, handle });
export const withPermission: Route = { name: 'a.b', method: 'GET', path: '/', permission: 'public', input, handle };

export function outsideATransaction(ctx: Ctx, tx: TxCtx): void {
  // @ts-expect-error an audit entry is written inside a transaction
  recordAudit(ctx, { what: 'a.b.c', ref });
  // @ts-expect-error so is an event
  emit(ctx, 'a.b', {});
  // @ts-expect-error and a job
  void enqueue(ctx, 'a:b', {});
  // @ts-expect-error a context cannot be dressed up as one of a transaction
  recordAudit({ ...ctx, db: tx.db }, { what: 'a.b.c', ref });
  recordAudit(tx, { what: 'a.b.c', ref });
  emit(tx, 'a.b', {});
  void enqueue(tx, 'a:b', {});
}

const english = { 'a.title': 'Title', 'a.count': { one: 'One', other: '{n}' } } as const;
type Arabic = ArabicOf<typeof english>;
const six = { zero: 'لا', one: 'واحد', two: 'اثنان', few: '{n}', many: '{n}', other: '{n}' };
export const complete: Arabic = { 'a.title': 'العنوان', 'a.count': six };
// @ts-expect-error every English message has an Arabic one
export const missingKey: Arabic = { 'a.count': six };
// @ts-expect-error a counted message has all six Arabic forms
export const missingForm: Arabic = { 'a.title': 'العنوان', 'a.count': { zero: 'لا', one: 'واحد', two: 'اثنان', few: '{n}', other: '{n}' } };
// @ts-expect-error a counted message is counted in Arabic too
export const notCounted: Arabic = { 'a.title': 'العنوان', 'a.count': '{n}' };
// @ts-expect-error and nothing that English does not have
export const oneTooMany: Arabic = { 'a.title': 'العنوان', 'a.count': six, 'a.more': 'المزيد' };

test('what the contracts forbid does not compile: see the lines of this file, which `npm run check` compiles', () => undefined);

// A lock statement takes any connection, so the compiler does not see where it is called; this does.
test('a row is locked inside a transaction, nowhere else', () => {
  const files = readdirSync(join(projectRoot, 'src'), { recursive: true })
    .map(String)
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'));
  const calls = files.flatMap((file) =>
    [...readFileSync(join(projectRoot, 'src', file), 'utf8').matchAll(/(?<!function )\block[A-Z]\w*\(([\w.]+)/g)].map(([call, argument]) => ({
      file,
      call,
      argument,
    })),
  );
  assert.ok(calls.length >= 10, `${calls.length} calls`);
  assert.deepEqual(
    calls.filter(({ argument }) => argument !== 'tx.db' && argument !== 'tx').map(({ file, call }) => `${file}: ${call}`),
    [],
  );
});
