import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { BackupError } from './error.ts';
import type { OnProgress } from './format.ts';

const gzipMagic = Buffer.from('1f8b08', 'hex');
// An empty gzip member whose comment is ours: programs that read gzip pass over it.
const before = Buffer.concat([gzipMagic, Buffer.from('100000000000ff', 'hex'), Buffer.from('tabadul-backup-1 sha256 ')]);
const after = Buffer.from('0003000000000000000000', 'hex');

/**
 * The last bytes of a backup: the SHA-256 of all before them. gzip's own CRC does not cover its headers and
 * padding, and says nothing until the end; this tells any changed bit and any missing byte before work begins.
 */
export const trailerOf = (sha256: string): Buffer => Buffer.concat([before, Buffer.from(sha256), after]);

export const trailerBytes = before.length + 64 + after.length;

/** Checks the file against its trailer. Answers where the archive ends and the hash by which this backup is known. */
export async function checkTrailer(handle: FileHandle, onProgress: OnProgress): Promise<{ end: number; sha256: string }> {
  const { size } = await handle.stat();
  const end = size - trailerBytes;
  const head = await readAt(handle, 0, gzipMagic.length);
  if (!head.equals(gzipMagic)) throw new BackupError('backup.not-a-backup', 'This file is not a backup of Tabadul: name the file that `tabadul backup` wrote.');
  const trailer = end > 0 ? await readAt(handle, end, trailerBytes) : Buffer.alloc(0);
  const stored = trailer.toString('latin1', before.length, before.length + 64);
  if (!trailer.equals(trailerOf(stored))) {
    throw new BackupError(
      'backup.truncated',
      'The file does not end as a backup ends: it was cut off or not copied whole. Copy it again, or take an older backup.',
    );
  }
  const hash = createHash('sha256');
  let done = 0;
  for await (const chunk of handle.createReadStream({
    start: 0,
    end: end - 1,
    autoClose: false,
    highWaterMark: 256 * 1024,
  })) {
    hash.update(chunk as Buffer);
    done += (chunk as Buffer).length;
    onProgress({ phase: 'check', done, total: end });
  }
  if (hash.digest('hex') !== stored) {
    throw new BackupError('backup.altered', 'The file was changed after it was written: copy it again, or take an older backup.');
  }
  return { end, sha256: stored };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
