import { z } from 'zod';
import { malformed } from './error.ts';

/**
 * A backup is a gzip'd tar of, in this order: head.json, the tables in pieces (tables/<schema>.<table>/000001 …,
 * COPY text format, parents before children), files/<ab>/<sha256>, keys/<name>, manifest.json. `tar -tzf` reads it.
 */
export const formatVersion = 1;

/** A table is cut into entries of this size, because a tar entry names its size first and rows are only counted as they come. */
export const pieceBytes = 1024 * 1024;

/** More than this in one entry is refused, before any of it is read. */
export const sizeLimits = {
  head: 4 * 1024 * 1024,
  piece: pieceBytes,
  file: 1024 * 1024 * 1024,
  key: 64 * 1024,
  manifest: 64 * 1024 * 1024,
} as const;

export interface Progress {
  readonly phase: 'check' | 'rows' | 'files' | 'audit';
  readonly done: number;
  readonly total: number;
}
export type OnProgress = (progress: Progress) => void;

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const tableShapeSchema = z.strictObject({
  schema: z.string().min(1),
  name: z.string().min(1),
  columns: z.array(z.string().min(1)).min(1),
});
export type TableShape = z.infer<typeof tableShapeSchema>;

/** What is known before the first row: enough to make the schema, and to refuse early. */
export const headSchema = z.strictObject({
  format: z.literal(formatVersion),
  product: z.string(),
  startedAt: z.iso.datetime(),
  migrations: z.array(z.string()),
  tables: z.array(tableShapeSchema),
  files: count,
});
export type BackupHead = z.infer<typeof headSchema>;

const tableCountSchema = z.strictObject({ table: z.string(), rows: count, bytes: count, sha256 });
/** `sha256` is over the bytes that COPY gave. */
export type TableCount = z.infer<typeof tableCountSchema>;

const sequenceSchema = z.strictObject({
  schema: z.string(),
  name: z.string(),
  last: z.string().regex(/^-?\d+$/),
  called: z.boolean(),
});
export type SequenceState = z.infer<typeof sequenceSchema>;

/** What is known after the last byte: what a restore must find, and the audit head it must lead to. */
export const manifestSchema = z.strictObject({
  finishedAt: z.iso.datetime(),
  tables: z.array(tableCountSchema),
  sequences: z.array(sequenceSchema),
  files: z.array(z.strictObject({ sha256, bytes: count })),
  keys: z.array(z.strictObject({ name: z.string(), bytes: count, sha256 })),
  auditHead: z
    .strictObject({
      size: count,
      root: sha256,
      at: z.string(),
      marks: sha256,
      keyId: z.string(),
      signature: z.string(),
    })
    .nullable(),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const nameOf = ({ schema, name }: Pick<TableShape, 'schema' | 'name'>): string => `${schema}.${name}`;

export const headEntry = 'head.json';
export const manifestEntry = 'manifest.json';
export const pieceEntry = (table: string, piece: number): string => `tables/${table}/${String(piece).padStart(6, '0')}`;
export const fileEntry = (hash: string): string => `files/${hash.slice(0, 2)}/${hash}`;
export const keyEntry = (name: string): string => `keys/${name}`;

/** Names that are safe in any folder and need no extension of the tar format. */
export const keyName = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,80}$/;

export type EntryPlace =
  | { readonly kind: 'head' }
  | { readonly kind: 'piece'; readonly table: string; readonly piece: number }
  | { readonly kind: 'file'; readonly hash: string }
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'manifest' };

/** What an entry's name says it is. A name we never write (`../x`, `/etc/passwd`) is nothing, and refused. */
export function placeOf(entry: string): EntryPlace {
  if (entry === headEntry) return { kind: 'head' };
  if (entry === manifestEntry) return { kind: 'manifest' };
  const [folder, first = '', second = ''] = entry.split('/');
  if (folder === 'tables' && /^\d{6,9}$/.test(second) && entry === pieceEntry(first, Number(second))) {
    return { kind: 'piece', table: first, piece: Number(second) };
  }
  if (folder === 'files' && /^[0-9a-f]{64}$/.test(second) && entry === fileEntry(second)) return { kind: 'file', hash: second };
  if (folder === 'keys' && keyName.test(first) && entry === keyEntry(first)) return { kind: 'key', name: first };
  throw malformed(`it has an entry named ${JSON.stringify(entry.slice(0, 120))}`);
}

/** Reads JSON of a backup; anything of another shape is `backup.malformed`. */
export function parseJson<Value>(entry: string, bytes: Buffer, schema: z.ZodType<Value>): Value {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw malformed(`its ${entry} cannot be read`, error);
  }
}
