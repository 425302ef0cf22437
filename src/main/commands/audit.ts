import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestVersions } from '#modules/practices/verify/verify-versions.ts';
import type { SignedHead } from '#platform/audit/head.ts';
import { loadPublicKeys, rotateKey } from '#platform/audit/keys.ts';
import { proofFor } from '#platform/audit/proof.ts';
import { selectLastHead, signedHeadOf } from '#platform/audit/queries.ts';
import { verifyLog } from '#platform/audit/verify.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { type Command, type Invocation, UsageError } from './run.ts';
import { type Opened, withDatabase } from './with-database.ts';

const keysOf = ({ config }: Invocation): string => join(config.dataDir, 'keys');

async function verify(invocation: Invocation, opened: Opened): Promise<number> {
  const { options, say, answer } = invocation;
  const externalHead = typeof options.head === 'string' ? (JSON.parse(await readFile(options.head, 'utf8')) as SignedHead) : undefined;
  const report = await verifyLog(opened.pool, {
    publicKeys: await loadPublicKeys(keysOf(invocation)),
    ...(externalHead && { externalHead }),
    onProgress: (n) => n % 100_000 === 0 && say(`${n} entries read`),
  });
  const records = await alteredRecords(opened);
  const ok = report.ok && records.length === 0;
  const lines = [
    `${report.entries} entries, ${report.heads} signed heads, ${report.unsealed.length} waiting to be sealed.`,
    ...report.problems
      .slice(0, 20)
      .map(
        (problem) =>
          `${problem.kind}${problem.seq === undefined ? '' : ` at ${problem.seq}`}${problem.entryId ? ` (entry ${problem.entryId})` : ''}: ${problem.text}`,
      ),
    ...records.map((name) => `altered record: ${name} is not what the log says it was when it was closed`),
    ok ? 'Nothing was altered, removed or reordered.' : 'The log or a record does not verify. First affected: see the first line above.',
    ...(externalHead ? [] : ['A rollback of the whole database can only be found with --head FILE, a head kept elsewhere.']),
  ];
  answer(
    { ok, entries: report.entries, heads: report.heads, unsealed: report.unsealed.length, problems: report.problems, alteredRecords: records },
    lines.join('\n'),
  );
  return ok ? 0 : 1;
}

interface LogEntry {
  readonly what: string;
  readonly ref: { readonly id: string };
  readonly after?: string;
  readonly note?: string;
}

/**
 * What the log says must be closed, in the order in which it was sealed, held against the tables: a version that was submitted and neither
 * returned nor withdrawn before it was published stands as it was, with its digest.
 */
async function alteredRecords({ ctx, pool }: Opened): Promise<string[]> {
  const { rows } = await pool.query<{ body: Buffer }>(
    `select body from audit.entries left join audit.leaves on entry_id = id
     where position('practices.'::bytea in body) > 0 or position('main.demo.removed'::bytea in body) > 0 order by seq nulls last, at, id`,
  );
  const expected = new Map<string, { digest: string | undefined; name: string; before: 'demo removed' | undefined }>();
  const open = new Map<string, string>();
  for (const { body } of rows) {
    const { what, ref, after, note } = JSON.parse(body.toString('utf8')) as LogEntry;
    if (what === 'practices.version.frozen') {
      open.set(ref.id.split(':')[0] ?? '', ref.id);
      expected.set(ref.id, { digest: after, name: (note ?? ref.id).replace(/ (\d+)$/, ' version $1'), before: undefined });
    } else if (what === 'practices.practice.return' || what === 'practices.practice.withdraw') {
      expected.delete(open.get(ref.id) ?? '');
    } else if (what === 'practices.practice.publish') {
      open.delete(ref.id);
    } else if (what === 'main.demo.removed') {
      for (const [id, version] of expected) expected.set(id, { ...version, before: 'demo removed' });
    }
  }
  const now = new Map((await digestVersions(ctx)).map((version) => [version.id, version]));
  const lost = [...expected].filter(([id, { digest, before }]) => now.get(id)?.digest !== digest && !(before && !now.has(id))).map(([, { name }]) => name);
  const unlogged = [...now.values()].filter(({ id }) => !expected.has(id)).map(({ name }) => name);
  return [...lost, ...unlogged];
}

export const audit: Command = {
  name: 'audit',
  usage: 'npx tabadul audit verify [--head FILE] | head | proof ENTRY-ID | public-key | rotate-key   [--json]',
  help: [
    'Verifies the audit log, or gives what others need to verify it.',
    '',
    '  verify       recomputes the Merkle log from the stored bytes, checks every signed head, and holds each closed version against it',
    '               --head FILE: also finds a rollback, by a head that was kept elsewhere',
    '  head         prints the last signed head, to keep outside this node',
    '  proof ID     prints the inclusion proof of one entry (at most 2 KB); check it with tools/verify-proof.mjs',
    '  public-key   prints the public keys',
    '  rotate-key   makes a new signing key; restart the server after it',
    '',
    'Exit code 0: everything verifies; 1: something does not; 2: wrong usage.',
  ].join('\n'),
  options: { head: { type: 'string' } },
  run: async (invocation) => {
    const [what, id] = invocation.words;
    const { answer } = invocation;
    if (what === 'verify') return withDatabase(invocation, 'audit verify', (opened) => verify(invocation, opened));
    if (what === 'public-key') {
      const keys = [...(await loadPublicKeys(keysOf(invocation)))].map(([keyId, key]) => ({
        keyId,
        pem: key.export({ type: 'spki', format: 'pem' }).toString(),
      }));
      answer(keys, keys.map(({ keyId, pem }) => `${keyId}\n${pem}`).join('\n'));
      return 0;
    }
    if (what === 'rotate-key') {
      const key = await rotateKey(keysOf(invocation));
      answer({ keyId: key.id }, `New signing key ${key.id}. Restart the server so that it signs with it.`);
      return 0;
    }
    if (what !== 'head' && what !== 'proof') throw new UsageError('say verify, head, proof, public-key or rotate-key');
    if (what === 'proof' && !id) throw new UsageError('proof needs the id of an entry');
    return withDatabase(invocation, 'audit', async ({ pool }) => {
      if (what === 'proof') {
        console.log(JSON.stringify(await proofFor(pool, id ?? '')));
        return 0;
      }
      const head = optionalRow(await selectLastHead(pool));
      if (!head) throw new Error('nothing has been sealed yet');
      console.log(JSON.stringify(signedHeadOf(head)));
      return 0;
    });
  },
};
