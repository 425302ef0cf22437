import type { Readable } from 'node:stream';

/** A file on its way to a reader. Anything but the inline types is sent as an attachment. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly body: Readable | Buffer | string;
  readonly bytes?: number;
}
