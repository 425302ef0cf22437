import { Busy } from '#platform/errors/errors.ts';
import { startThread, type Thread } from '#platform/threads/start-thread.ts';
import type { Language } from '#platform/values/localized-text.ts';
import type { Block } from './blocks-of-html.ts';
import type { PdfAnswers } from './pdf.thread.ts';

export interface PaperDocument {
  readonly language: Language;
  /** Digits of the page numbers and of numbered lists. */
  readonly digits: 'latn' | 'arab';
  readonly title: string;
  readonly author: string;
  /** How a page is numbered, with `{at}` and `{all}`. */
  readonly pages: string;
  /** One small line over the title. */
  readonly kicker: string;
  /** Where the document is kept and can be checked; stands at the foot of every page. */
  readonly address: string;
  readonly blocks: readonly Block[];
}

const waitingAtMost = 20;
const idleMs = 30_000;

let thread: Thread<PdfAnswers> | undefined;
let waiting = 0;
let rest: NodeJS.Timeout | undefined;

/**
 * Sets a document as PDF (A4, Arabic shaped and ordered by the typesetter), in a thread that is started when it is
 * needed and ends after half a minute of rest. Busy `platform.busy` when twenty wait already.
 */
export async function makePdf(document: PaperDocument): Promise<Buffer> {
  if (waiting >= waitingAtMost) throw new Busy(503, 'platform.busy', 5);
  clearTimeout(rest);
  thread ??= started();
  waiting += 1;
  try {
    return Buffer.from(await thread.ask('make', document));
  } finally {
    waiting -= 1;
    if (waiting === 0) rest = setTimeout(() => void thread?.stop(), idleMs).unref();
  }
}

function started(): Thread<PdfAnswers> {
  const fresh = startThread<PdfAnswers>('platform/pdf/pdf.thread.ts', { heapMb: 128 });
  void fresh.ended.then(() => {
    if (thread === fresh) thread = undefined;
  });
  return fresh;
}
