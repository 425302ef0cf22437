import { serveThread } from '#platform/threads/serve-thread.ts';

/** What the test of threads asks. */
const answers = {
  add: ({ left, right }: { left: number; right: number }): number => left + right,
  fill: (numbers: Float64Array): Float64Array => numbers.fill(7),
  fail: (code: string): never => {
    throw Object.assign(new RangeError('too far'), { code });
  },
  die: (code: number): void => process.exit(code),
};
export type SampleAnswers = typeof answers;

serveThread(answers);
