import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { UnreadableTable } from './table.ts';

/** Largest spreadsheets seen stay far below; a bomb is refused by its directory, before anything is inflated. */
const atMost = { entries: 2_000, entryBytes: 100 * 1024 * 1024, allBytes: 200 * 1024 * 1024, ratio: 200, ratioFrom: 1024 * 1024 };

const bomb = (why: string): UnreadableTable => new UnreadableTable('table.bomb', { why });

/**
 * Passes an XLSX file on only when its archive is harmless: few entries, small sizes and ratios as declared,
 * each then inflated once to prove that the declaration is true, no document type (and so no entity) in its XML.
 */
export async function checkArchive(bytes: Uint8Array): Promise<void> {
  const archive = await open(bytes);
  let all = 0;
  if (archive.entryCount > atMost.entries) throw bomb(`${archive.entryCount} entries`);
  const entries: Entry[] = [];
  for await (const entry of entriesOf(archive)) {
    all += entry.uncompressedSize;
    if (entry.uncompressedSize > atMost.entryBytes || all > atMost.allBytes) throw bomb(`${all} bytes`);
    if (entry.uncompressedSize > atMost.ratioFrom && entry.uncompressedSize / Math.max(1, entry.compressedSize) > atMost.ratio)
      throw bomb(`${Math.round(entry.uncompressedSize / entry.compressedSize)} : 1`);
    if (entry.isEncrypted()) throw new UnreadableTable('table.encrypted');
    entries.push(entry);
    if (entries.length > atMost.entries) throw bomb(`${entries.length} entries`);
  }
  for (const entry of entries) await inflate(archive, entry);
}

const open = (bytes: Uint8Array): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    fromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true, validateEntrySizes: true }, (error, archive) =>
      error || !archive ? reject(new UnreadableTable('table.not-xlsx')) : resolve(archive),
    ),
  );

async function* entriesOf(archive: ZipFile): AsyncGenerator<Entry> {
  const waiting: (Entry | Error | null)[] = [];
  let wake: (() => void) | undefined;
  const push = (item: Entry | Error | null): void => {
    waiting.push(item);
    wake?.();
  };
  archive.on('entry', push);
  archive.on('end', () => push(null));
  archive.on('error', push);
  for (;;) {
    archive.readEntry();
    if (waiting.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    const item = waiting.shift();
    if (item instanceof Error) throw new UnreadableTable('table.not-xlsx');
    if (!item) return;
    yield item;
  }
}

function inflate(archive: ZipFile, entry: Entry): Promise<void> {
  return new Promise((resolve, reject) =>
    archive.openReadStream(entry, (error, stream) => {
      if (error || !stream) return reject(new UnreadableTable('table.not-xlsx'));
      let head = Buffer.alloc(0);
      stream.on('data', (chunk: Buffer) => {
        if (head.length < 4_096) head = Buffer.concat([head, chunk.subarray(0, 4_096)]);
      });
      stream.on('error', () => reject(bomb('false size')));
      stream.on('end', () =>
        /\.(xml|rels)$/i.test(entry.fileName) && /<!(DOCTYPE|ENTITY)/i.test(head.toString('latin1')) ? reject(new UnreadableTable('table.doctype')) : resolve(),
      );
    }),
  );
}
