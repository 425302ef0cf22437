/** The one error of backup and restore: a stable dotted code, and an English sentence that says what to do. */
export class BackupError extends Error {
  readonly code: string;
  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'BackupError';
    this.code = code;
  }
}

/** A file that no `tabadul backup` has written so, though it ends as one does. */
export const malformed = (detail: string, cause?: unknown): BackupError =>
  new BackupError('backup.malformed', `This file is not a backup as Tabadul writes it: ${detail}. Take another copy.`, cause);

const known: readonly (readonly [pattern: RegExp, code: string, advice: string])[] = [
  [/^(ENOSPC|EDQUOT)$/, 'backup.no-space', 'The disk is full: make room and run the command again.'],
  [/^E(CONN|PIPE|TIMEDOUT|HOST|NOTFOUND|AI_)/, 'backup.database', 'The database does not answer: start it and run the command again.'],
  [/^E[A-Z0-9]+$/, 'backup.file-system', 'A file could not be read or written: put that right and run the command again.'],
  [/^55P03$/, 'backup.in-use', 'Another session uses the database: stop Tabadul and run the command again.'],
  [/^42501$/, 'backup.not-owner', 'Connect as the role that owns the tables (DATABASE_OWNER_URL).'],
  [/^2[23]...$/, 'backup.malformed', 'The database refused rows of this backup: take another copy.'],
  [/^[0-9A-Z]{5}$/, 'backup.database', 'The database refused: put that right and run the command again.'],
];

/** Any failure as a `BackupError`; the original is its cause. Nothing half done is left behind either way. */
export function asBackupError(error: unknown): BackupError {
  if (error instanceof BackupError) return error;
  const { code = '', message } = error as { code?: string; message: string };
  const [, ownCode, advice] = known.find(([pattern]) => pattern.test(code)) ?? [];
  return new BackupError(ownCode ?? 'backup.failed', `${advice ?? 'This did not work, and nothing was changed.'} (${message})`, error);
}
