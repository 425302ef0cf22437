/** A lexicon that cannot be read: which line, and why. Nothing of it was kept. */
export class LexiconError extends Error {
  override readonly name = 'LexiconError';
  readonly line: number | null;
  constructor(line: number | null, reason: string) {
    super(line === null ? reason : `line ${line}: ${reason}`);
    this.line = line;
  }
}
