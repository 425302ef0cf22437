import { canonicalBytes, digestOf } from './canonical-json.ts';

/** What somebody did, as it enters the log. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor: { readonly kind: string; readonly id: string | null; readonly token?: string };
  /** Dotted past-tense act: `practices.practice.published`. */
  readonly what: string;
  readonly ref: { readonly kind: string; readonly id: string };
  readonly before?: unknown;
  readonly after?: unknown;
  readonly note?: string;
}

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly body: Buffer;
}

/** A proof holds one body and 24 hashes in 2,048 bytes, so a body may have this many. */
export const maxBodyBytes = 700;

/**
 * The bytes of an entry: canonical JSON, some 400 of them without a note. Of `before` and `after` only the
 * SHA-256 is kept, so that the data can be erased while the entry stays provable. A body of more than
 * 700 bytes is refused; it is always the note that is too long.
 */
export function auditBody({ id, at, actor, what, ref, before, after, note }: AuditEntry): Buffer {
  const body = canonicalBytes({
    v: 1,
    id,
    at: at.toISOString(),
    actor,
    what,
    ref,
    before: before === undefined ? undefined : digestOf(before),
    after: after === undefined ? undefined : digestOf(after),
    note,
  });
  if (body.length > maxBodyBytes) {
    throw new RangeError(`the audit entry ${what} has ${body.length} bytes, at most ${maxBodyBytes} are allowed`);
  }
  return body;
}

/** The three arrays for `insert into audit.entries select * from unnest($1::uuid[], $2::timestamptz[], $3::bytea[])`. */
export const auditRows = (rows: readonly AuditRow[]): [ids: string[], ats: Date[], bodies: Buffer[]] => [
  rows.map((row) => row.id),
  rows.map((row) => row.at),
  rows.map((row) => row.body),
];
