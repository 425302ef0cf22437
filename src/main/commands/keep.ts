import { backup as makeBackup } from '#platform/backup/backup.ts';
import { BackupError } from '#platform/backup/error.ts';
import type { Progress } from '#platform/backup/format.ts';
import { restore as restoreBackup } from '#platform/backup/restore.ts';
import { makePool } from '#platform/db/pool.ts';
import { moduleNames } from '../modules.ts';
import { openDatabase, prepareSchema } from '../start.ts';
import { type Command, type Invocation, UsageError } from './run.ts';

/** One line for each phase, and one for each tenth of it. */
function progressLine({ say }: Invocation): (progress: Progress) => void {
  let said = '';
  return ({ phase, done, total }) => {
    const share = total > 0 ? Math.floor((done / total) * 10) * 10 : 100;
    const line = `${phase}: ${share}%`;
    if (line !== said) say(line);
    said = line;
  };
}

const quiet = (): void => undefined;

/** A refusal of a backup says its code too, so that a script can tell one from another. */
async function refusals(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    console.error(`${error.message} (${error.code})`);
    return 1;
  }
}

export const backup: Command = {
  name: 'backup',
  usage: 'npx tabadul backup FILE [--json]',
  help: [
    'Writes one consistent backup: all tables in one snapshot, all stored files, and the keys of the audit log.',
    '',
    'FILE is readable by you alone, because it holds everything. It is a gzip tar; an existing FILE is never overwritten.',
    'The server may go on running. The head it prints belongs outside this machine: with it a rollback can be found.',
  ].join('\n'),
  run: (invocation) =>
    refusals(async () => {
      const [file] = invocation.words;
      if (!file) throw new UsageError('name the file to write');
      const database = await openDatabase(invocation.config, { log: quiet });
      try {
        if (!database.ownerUrl) throw new UsageError('DATABASE_OWNER_URL is needed to back up an external database');
        const pool = makePool(database.ownerUrl, 2);
        try {
          const report = await makeBackup({ pool, dataDir: invocation.config.dataDir, file, onProgress: progressLine(invocation) });
          const damaged = report.damaged.length > 0 ? [`DAMAGED, left out: ${report.damaged.join(', ')}`] : [];
          const text = [
            `${file}: ${report.rows} rows of ${report.tables} tables, ${report.files} files, ${Math.ceil(report.bytes / 1024)} KB`,
            `SHA-256 ${report.sha256}`,
            ...damaged,
            `Audit head: ${JSON.stringify(report.auditHead)}`,
          ];
          invocation.answer(report, text.join('\n'));
          return damaged.length > 0 ? 1 : 0;
        } finally {
          await pool.end();
        }
      } finally {
        await database.stop();
      }
    }),
};

export const restore: Command = {
  name: 'restore',
  usage: 'npx tabadul restore FILE [--force] [--even-if-audit-fails] [--json]',
  help: [
    'Restores a backup into an empty node and verifies it: every table, every file, and the audit log against the head inside.',
    '',
    'Stop the server first. Also the way from the embedded to an external PostgreSQL: set DATABASE_URL and DATABASE_OWNER_URL, then restore.',
    '  --force                 replaces what the database holds',
    '  --even-if-audit-fails   restores a log that does not verify, after you have read why',
  ].join('\n'),
  options: { force: { type: 'boolean' }, 'even-if-audit-fails': { type: 'boolean' } },
  run: (invocation) =>
    refusals(async () => {
      const [file] = invocation.words;
      if (!file) throw new UsageError('name the file to restore');
      const { config, options } = invocation;
      const database = await openDatabase(config, { log: quiet });
      try {
        if (!database.ownerUrl) throw new UsageError('DATABASE_OWNER_URL is needed to restore into an external database');
        const ownerPool = makePool(database.ownerUrl, 2);
        try {
          const servingRole = decodeURIComponent(new URL(database.servingUrl.replace('@/', '@localhost/')).username);
          const report = await restoreBackup({
            ownerPool,
            ownerUrl: database.ownerUrl,
            servingRole,
            dataDir: config.dataDir,
            file,
            moduleNames,
            onProgress: progressLine(invocation),
            force: options.force === true,
            evenIfAuditFails: options['even-if-audit-fails'] === true,
          });
          await prepareSchema(database, quiet);
          invocation.answer(
            report,
            `Restored ${report.rows} rows of ${report.tables} tables and ${report.files} files; the audit log ${report.audit.ok ? 'verifies' : 'does NOT verify'} (${report.audit.entries} entries).`,
          );
          return report.audit.ok ? 0 : 1;
        } finally {
          await ownerPool.end();
        }
      } finally {
        await database.stop();
      }
    }),
};
