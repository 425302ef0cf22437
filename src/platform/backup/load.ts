import type { Queryable } from '#platform/db/statement.ts';
import { type ArchiveEntry, wholeBody } from './archive-reader.ts';
import { malformed } from './error.ts';
import { type BackupHead, type Manifest, manifestEntry, manifestSchema, type OnProgress, parseJson, type TableCount } from './format.ts';
import { type RowLoader, rowLoader } from './rows.ts';
import type { Staging } from './staging.ts';

interface LoadOptions {
  readonly head: BackupHead;
  readonly staging: Staging;
  readonly onProgress: OnProgress;
}

type Taken = Pick<Manifest, 'files' | 'keys'>;

/** Takes all entries after the head, rows into the empty tables, files and keys into the staging, and compares each with the manifest. */
export async function loadContents(db: Queryable, entries: AsyncGenerator<ArchiveEntry>, options: LoadOptions): Promise<Manifest> {
  const { head, onProgress } = options;
  const total = head.tables.length;
  const rows = rowLoader(db, head.tables, (done) => onProgress({ phase: 'rows', done, total }));
  const taken: Taken = { files: [], keys: [] };
  let manifest: Manifest | undefined;
  try {
    for await (const entry of entries) {
      if (manifest) throw malformed(`something comes after its ${manifestEntry}`);
      manifest = await takeEntry(entry, rows, taken, options);
    }
    if (!manifest) throw malformed(`it has no ${manifestEntry}`);
    compare(manifest, await rows.finish(), taken);
    return manifest;
  } catch (error) {
    await rows.abort();
    throw error;
  }
}

async function takeEntry(
  entry: ArchiveEntry,
  rows: RowLoader,
  { files, keys }: Taken,
  { head, staging, onProgress }: LoadOptions,
): Promise<Manifest | undefined> {
  const { place, bytes } = entry;
  if (place.kind === 'piece') {
    await rows.take(entry, place.table, place.piece);
    return undefined;
  }
  await rows.finish();
  if (place.kind === 'manifest') return parseJson(manifestEntry, await wholeBody(entry), manifestSchema);
  if (place.kind === 'head') throw malformed('it has two heads');
  if (place.kind === 'file') {
    await staging.takeFile(place.hash, entry);
    files.push({ sha256: place.hash, bytes });
    onProgress({ phase: 'files', done: files.length, total: Math.max(head.files, files.length) });
  } else {
    if (keys.some(({ name }) => name === place.name)) throw malformed(`it has the key ${place.name} twice`);
    keys.push({ name: place.name, bytes, sha256: await staging.takeKey(place.name, await wholeBody(entry)) });
  }
  return undefined;
}

function compare(manifest: Manifest, tables: readonly TableCount[], { files, keys }: Taken): void {
  const differing = (kind: string, wanted: readonly object[], found: readonly object[]): void => {
    const texts = found.map(textOf);
    const at = wanted.findIndex((item, index) => textOf(item) !== texts[index]);
    if (at >= 0) throw malformed(`${kind} ${textOf(wanted[at] as object)} is not as the manifest says`);
    if (found.length > wanted.length) throw malformed(`it has a ${kind} that the manifest does not know`);
  };
  differing('table', manifest.tables, tables);
  differing('file', manifest.files, files);
  differing('key', manifest.keys, keys);
}

const textOf = (item: object): string => JSON.stringify(Object.entries(item).sort());
