import type { Ctx } from '#platform/context.ts';
import { analyse } from '../analysis/analyse.ts';
import type { UnknownWord } from '../engine/nearest.ts';
import { everybody } from '../engine/records.ts';
import type { DocumentRow } from '../queries.ts';
import { documentsByKey } from './documents-by-key.ts';

/** A word that no record has, and how words near to it are written. */
export interface Unknown {
  readonly word: string;
  readonly near: readonly string[];
}

/** How the near words are written: as a public record writes them, since the index knows them without their signs. */
export async function spellNearWords(ctx: Ctx, unknown: readonly UnknownWord[]): Promise<Unknown[]> {
  const keys = unknown.flatMap(({ near }) => near.map(({ key }) => key));
  const rows = await documentsByKey(ctx, [...new Set(keys)], [everybody]);
  return unknown.map(({ word, near }) => ({
    word,
    near: [...new Set(near.flatMap(({ stem, key }) => writtenAs(rows.get(key), stem) ?? []))],
  }));
}

function writtenAs(row: DocumentRow | undefined, stem: string): string | undefined {
  if (!row) return undefined;
  for (const text of [row.texts.title, row.texts.summary, row.texts.body].flatMap((field) => Object.values(field)).concat(row.tags)) {
    const token = analyse(text).find((one) => one.stem === stem);
    if (token) return text.slice(token.start, token.end);
  }
  return undefined;
}
