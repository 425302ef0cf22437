import type { EmbeddingsService } from '#platform/context.ts';
import { transaction } from '#platform/db/transaction.ts';
import type { Task } from '#platform/jobs/jobs.ts';
import { EmbeddingsError, embed } from './embed.ts';
import { packVector } from './packed-vector.ts';
import { deleteStale, noteSeen, selectUnseen, type UnseenRow, upsertVector } from './queries.ts';
import { digestOf, modelName, textOfDocument } from './text-of-document.ts';

const atOnce = 32;
const timeoutMs = 30_000;
/** The next run of the task goes on where this one stopped. */
const longestMs = 50_000;

/**
 * Has the vectors made that are missing or of an older text; every minute, and nothing without a service. Records that
 * not everybody may see are sent only to a service on this machine or in its private network. Harmless to repeat.
 */
export const embedDocuments: Task = async (ctx) => {
  const service = ctx.node.embeddings;
  if (!service) return;
  await transaction(ctx, (tx) => deleteStale(tx.db, service.local));
  const until = performance.now() + longestMs;
  try {
    while (performance.now() < until) {
      const rows = await selectUnseen(ctx.db, service.local, modelName(service), atOnce);
      if (rows.length === 0) return;
      const made = await vectorsFor(service, rows);
      await transaction(ctx, async (tx) => {
        for (const { row, digest, vector } of made)
          if (vector) await upsertVector(tx.db, row.kind, row.ref_id, digest, row.xid, Buffer.from(vector));
          else await noteSeen(tx.db, row.kind, row.ref_id, row.xid);
      });
    }
  } catch (error) {
    if (!(error instanceof EmbeddingsError)) throw error;
    // Searches go on by words; the next minute tries again.
    console.error(`search: ${error.message}`);
  }
};

interface Made {
  readonly row: UnseenRow;
  readonly digest: string;
  /** Absent when the text is as it was. */
  readonly vector?: Uint8Array;
}

async function vectorsFor(service: EmbeddingsService, rows: readonly UnseenRow[]): Promise<Made[]> {
  const known = rows.map((row) => {
    const text = textOfDocument(row.texts) || row.ref_id;
    return { row, text, digest: digestOf(service, text) };
  });
  const changed = known.filter(({ row, digest }) => row.digest !== digest);
  const vectors =
    changed.length === 0
      ? []
      : await embed(
          service,
          changed.map(({ text }) => text),
          timeoutMs,
        );
  const made = new Map(changed.map((one, at) => [one.digest + one.row.ref_id, packVector(vectors[at] as Float32Array)]));
  return known.map(({ row, digest }) => {
    const vector = made.get(digest + row.ref_id);
    return { row, digest, ...(vector && { vector }) };
  });
}
