import { auditBody } from '#platform/audit/append.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { statement } from './statement.ts';

/** What a transaction leaves behind besides its own rows; written in one statement before COMMIT. */
export interface Trace {
  readonly audit: { id: string; at: Date; body: Buffer; what: string }[];
  readonly events: { id: string; name: string; payload: string }[];
}
export const newTrace = (): Trace => ({ audit: [], events: [] });

const listeners: (() => void)[] = [];
/** Calls back after each transaction of this process that changed people, roles or sign-ins. */
export const onDirectoryChange = (listener: () => void): void => {
  listeners.push(listener);
};
/** Tells them; `transaction` does, once the change is committed. */
export function tellListeners(trace: Trace): void {
  if (trace.audit.some((entry) => entry.what.startsWith('directory.'))) for (const listener of listeners) listener();
}

const writeTrace = statement(
  'platform.write-trace',
  `with entry as (
     insert into audit.entries (id, at, body) select * from unnest($1::uuid[], $2::timestamptz[], $3::bytea[]) returning id
   ), queued as (
     insert into audit.unsealed (entry_id) select id from unnest($1::uuid[]) as t(id)
   ), event as (
     insert into platform.outbox (id, name, payload, created_at)
     select id, name, payload::jsonb, $7 from unnest($4::uuid[], $5::text[], $6::text[]) as e(id, name, payload)
   )
   update platform.idempotency_keys set outcome = $10::jsonb where actor = $8 and key = $9`,
);

/** Writes the collected audit entries and events, and the outcome under the idempotency key if there is one. */
export async function flushTrace(tx: TxCtx, trace: Trace, value: unknown): Promise<void> {
  const { idempotency, actor } = tx;
  if (trace.audit.length === 0 && trace.events.length === 0 && !idempotency) return;
  await writeTrace(
    tx.db,
    trace.audit.map((entry) => entry.id),
    trace.audit.map((entry) => entry.at),
    trace.audit.map((entry) => entry.body),
    trace.events.map((event) => event.id),
    trace.events.map((event) => event.name),
    trace.events.map((event) => event.payload),
    tx.now,
    actor.accountId ?? actor.kind,
    idempotency?.key ?? null,
    idempotency ? JSON.stringify({ value: value ?? null }) : null,
  );
}

const traceOf = (tx: TxCtx): Trace => (tx as unknown as { trace: Trace }).trace;

export interface AuditRecord {
  /** Dotted past-tense act: `practices.practice.published`. */
  readonly what: string;
  readonly ref: { readonly kind: string; readonly id: string };
  /** The record before and after. Only digests enter the log, so the data itself can be erased. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** At most 200 characters; never personal data. */
  readonly note?: string;
}

/** Appends one entry to the audit log, in this transaction. It is sealed into the Merkle tree within a second. */
export function recordAudit(tx: TxCtx, record: AuditRecord): void {
  const id = uuidv7(tx.now.getTime());
  const at = tx.now;
  traceOf(tx).audit.push({ id, at, what: record.what, body: auditBody({ id, at, actor: actorName(tx), ...record }) });
}

const actorName = ({ actor }: Ctx): { kind: string; id: string | null; token?: string } => ({
  kind: actor.kind,
  id: actor.kind === 'system' ? (actor.reason ?? null) : actor.personId,
  ...(actor.token && { token: actor.token.id }),
});

/** Writes an event to the outbox, in this transaction. Subscribers run later, at least once each, in their own transaction. */
export function emit(tx: TxCtx, name: string, payload: Readonly<Record<string, unknown>>): void {
  traceOf(tx).events.push({ id: uuidv7(tx.now.getTime()), name, payload: JSON.stringify(payload) });
}
