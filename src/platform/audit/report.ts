export type ProblemKind =
  | 'altered'
  | 'removed'
  | 'reordered'
  | 'added'
  | 'head-altered'
  | 'head-removed'
  | 'bad-signature'
  | 'unknown-key'
  | 'rolled-back'
  | 'forked';

export interface Problem {
  readonly kind: ProblemKind;
  readonly seq?: number;
  readonly entryId?: string;
  readonly text: string;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly entries: number;
  readonly heads: number;
  /** By place in the log: the first names the first entry that is affected. */
  readonly problems: readonly Problem[];
  /** Entries that wait for the sealer. Until then nothing vouches for them. */
  readonly unsealed: readonly { readonly id: string; readonly at: Date }[];
}

/** A problem, with the hashes by which it may turn out to be another one: two altered entries that were exchanged. */
export interface Finding {
  readonly problem: Problem;
  /** Hex of the hash that the body has now, and of the one that the leaf says. */
  readonly computed?: string;
  readonly stored?: string;
  /** Of a place without leaf: the mark that was signed for it. */
  readonly missing?: string | undefined;
}

/** A leaf or an entry that is in no place that was signed. */
export interface Stray {
  readonly entryId: string;
  readonly mark: string;
  readonly sealed: boolean;
}

/** Problems by place, those of the log as a whole last. What was exchanged or moved is called so. */
export function problemsOf(findings: readonly Finding[], strays: readonly Stray[]): Problem[] {
  const storedHashes = new Set(findings.map(({ stored }) => stored));
  const named = findings.map(({ problem, computed, missing }): Problem => {
    if (computed !== undefined && storedHashes.has(computed)) {
      return { ...problem, kind: 'reordered', text: 'the entry stands in the place of another' };
    }
    const stray = missing === undefined ? undefined : strays.find(({ mark }) => mark === missing);
    if (stray === undefined) return problem;
    const kind = stray.sealed ? 'reordered' : 'removed';
    return { ...problem, kind, entryId: stray.entryId };
  });
  const place = ({ seq }: Problem): number => seq ?? Number.MAX_SAFE_INTEGER;
  const isNew = ({ kind, seq }: Problem, i: number): boolean => seq === undefined || named.findIndex((other) => other.seq === seq && other.kind === kind) === i;
  return named.filter(isNew).sort((a, b) => place(a) - place(b));
}
