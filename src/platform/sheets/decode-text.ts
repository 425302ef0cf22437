import { UnreadableTable } from './table.ts';

export interface Decoded {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1256' | 'windows-1252';
}

/**
 * The text of a file in one of the encodings that spreadsheets of our readers write: UTF-8 and UTF-16, with
 * their mark or without, else windows-1256 or, when its Arabic letters would stand inside Latin words,
 * windows-1252. What is no text at all is UnreadableTable `table.not-text`.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const decode = (encoding: Decoded['encoding'], fatal = false): Decoded => ({ text: new TextDecoder(encoding, { fatal }).decode(bytes), encoding });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode('utf-16be');
  const wide = widthOf(bytes);
  if (wide) return decode(wide);
  if (bytes.includes(0)) throw new UnreadableTable('table.not-text');
  try {
    return decode('utf-8', true);
  } catch {
    const arabic = decode('windows-1256');
    return looksLatin(arabic.text) ? decode('windows-1252') : arabic;
  }
}

/** UTF-16 without its mark: delimiters and digits leave zeros in every second byte. */
function widthOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const head = bytes.subarray(0, 4_096);
  const zeros = (offset: 0 | 1): number => head.filter((byte, at) => byte === 0 && at % 2 === offset).length;
  const [even, odd] = [zeros(0), zeros(1)];
  if (even + odd < head.length / 20) return undefined;
  if (even === 0) return 'utf-16le';
  return odd === 0 ? 'utf-16be' : undefined;
}

/** Read as windows-1256, accents of a Latin word become single Arabic letters among Latin ones. */
function looksLatin(text: string): boolean {
  const mixed = text.match(/[A-Za-z][\u0621-\u064a]|[\u0621-\u064a][A-Za-z]/g)?.length ?? 0;
  const words = text.match(/[\u0621-\u064a]{3,}/g)?.length ?? 0;
  return mixed > words;
}
