import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import tar from 'tar-stream';
import { malformed } from './error.ts';
import { type EntryPlace, placeOf, sizeLimits } from './format.ts';

/** One entry. Its body must be read before the next one is asked for. */
export interface ArchiveEntry {
  readonly name: string;
  readonly place: EntryPlace;
  readonly bytes: number;
  readonly body: AsyncIterable<Buffer>;
}

/**
 * The entries of a backup, in order, each of a kind we write and of a size that kind may have. Anything else
 * (links, folders, other names, bad compression, a tar that stops in the midst) is `backup.malformed`.
 */
export async function* readArchive(handle: FileHandle, end: number): AsyncGenerator<ArchiveEntry> {
  const extract = tar.extract();
  const source = handle.createReadStream({ start: 0, end: end - 1, autoClose: false, highWaterMark: 256 * 1024 });
  const fed = pipeline(source, createGunzip({ chunkSize: 256 * 1024 }), extract);
  // It also rejects when the reader stops early; whoever waits for an entry hears of a real failure there.
  fed.catch(() => undefined);
  try {
    for await (const entry of extract as AsyncIterable<TarEntry>) yield checkedEntry(entry);
    await fed;
  } catch (error) {
    throw asMalformed(error);
  }
}

/** What tar-stream gives: a header, and the bytes. */
type TarEntry = AsyncIterable<Buffer> & { readonly header: tar.Header };

function checkedEntry(entry: TarEntry): ArchiveEntry {
  const { name, type, size, pax } = entry.header;
  const place = placeOf(name);
  if (type !== 'file' || pax) throw malformed(`its entry ${name} is not a plain file`);
  if (size > sizeLimits[place.kind]) throw malformed(`its entry ${name} claims to have ${size} bytes`);
  return { name, place, bytes: size, body: bodyOf(entry) };
}

async function* bodyOf(entry: TarEntry): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of entry) yield chunk;
  } catch (error) {
    throw asMalformed(error);
  }
}

const asMalformed = (error: unknown): Error =>
  (error as { code?: string }).code === 'backup.malformed' ? (error as Error) : malformed(`it cannot be unpacked (${(error as Error).message})`, error);

/** A small entry whole. */
export async function wholeBody(entry: ArchiveEntry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry.body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
