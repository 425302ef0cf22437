import { setTimeout as sleep } from 'node:timers/promises';
import { onlyRow, type Queryable } from '#platform/db/statement.ts';
import { Busy } from '#platform/errors/errors.ts';
import { giveBackMemory } from '#platform/threads/give-back-memory.ts';
import type { Thread } from '#platform/threads/start-thread.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { selectHorizon } from '../queries.ts';
import { followChanges } from './follow-changes.ts';
import { keepSnapshot, needsPacking, needsSnapshot } from './keep-snapshot.ts';
import { learnLexicon } from './learn-lexicon.ts';
import { loadIndex } from './load-index.ts';
import type { LoadedIndex } from './loaded-index.ts';
import type { SearchAnswers } from './search.thread.ts';

/** What a node's health report says of its index. */
export interface IndexHealth {
  /** `loading`: nothing is found yet; `behind`: has not heard of changes for over a second, or is loading anew. */
  readonly state: 'loading' | 'ready' | 'behind';
  readonly documents: number;
  readonly secondsBehind: number;
  /** The last thing that went wrong, until it goes right. */
  readonly problem: string | null;
}

/** This node's index and all that keeps it; one per node, see `index-of-node`. */
export interface IndexNode {
  readonly db: Queryable;
  readonly name: string;
  readonly log: (line: string) => void;
  index: LoadedIndex | undefined;
  loading: Promise<void> | undefined;
  polling: Promise<void>;
  /** A look that waits for the one under way. */
  nextLook: Promise<void> | undefined;
  /** Until then every question first looks for changes: this node wrote some. */
  lookUntil: number;
  heardAt: number;
  read: number;
  teaching: boolean;
  learnedAt: number;
  stopped: boolean;
  problem: string | null;
}

const everyMs = 250;
const behindAfterMs = 1_000;
/** Pairs of new bilingual records are learned so often. */
const learnEveryMs = 10 * 60_000;
const waitForLoadMs = 15_000;
/** How long a write may take to commit after its document was written. */
const ownWritesMs = 2_000;

/** Starts loading, and from then on follows the changes of every node. */
export function startIndexNode(db: Queryable, log: (line: string) => void): IndexNode {
  const node: IndexNode = {
    db,
    name: uuidv7(),
    log,
    index: undefined,
    loading: undefined,
    polling: Promise.resolve(),
    nextLook: undefined,
    lookUntil: 0,
    heardAt: performance.now(),
    read: 0,
    teaching: false,
    learnedAt: 0,
    stopped: false,
    problem: null,
  };
  void load(node);
  void keepFollowing(node);
  return node;
}

/** The thread to ask, with what this node wrote. Busy `search.loading` when the index takes longer than 15 s to load. */
export async function threadOf(node: IndexNode): Promise<Thread<SearchAnswers>> {
  if (!node.index) await Promise.race([load(node), sleep(waitForLoadMs, undefined, { ref: false })]);
  if (performance.now() < node.lookUntil) await look(node);
  if (!node.index) throw new Busy(503, 'search.loading', 5, { n: node.read });
  return node.index.thread;
}

/** This node wrote documents, in a transaction that is about to commit. */
export function noteWrite(node: IndexNode): void {
  node.lookUntil = performance.now() + ownWritesMs;
}

export function healthOf({ index, loading, heardAt, read, problem }: IndexNode): IndexHealth {
  const late = performance.now() - heardAt;
  const state = !index ? 'loading' : loading || late > behindAfterMs ? 'behind' : 'ready';
  return { state, documents: index?.documents ?? read, secondsBehind: late > behindAfterMs ? Math.round(late / 1_000) : 0, problem };
}

/** Stops following and ends the thread. */
export async function stopIndexNode(node: IndexNode): Promise<void> {
  node.stopped = true;
  await node.polling;
  await node.loading;
  await node.index?.thread.stop();
  node.index = undefined;
}

/** One load at a time; while it lasts the index before, if any, answers. Without a database it is tried again each second. */
function load(node: IndexNode): Promise<void> {
  if (node.stopped) return Promise.resolve();
  node.loading ??= (async () => {
    while (!(node.stopped || (await loadOnce(node)))) await sleep(1_000, undefined, { ref: false });
    node.loading = undefined;
  })();
  return node.loading;
}

async function loadOnce(node: IndexNode): Promise<boolean> {
  try {
    const say = (read: number): void => {
      node.read = read;
    };
    // Counted before the pairs are read: what is imported meanwhile is learned afterwards.
    const { lexicons } = onlyRow(await selectHorizon(node.db));
    node.learnedAt = performance.now();
    const learning = learnLexicon(node.db);
    learning.catch(() => undefined);
    const next = await loadIndex(node.db, { say, log: node.log });
    await followChanges(node.db, next);
    await setTranslators(next, await learning);
    next.lexicons = lexicons;
    const before = node.index;
    node.index = next;
    node.heardAt = performance.now();
    node.problem = null;
    giveBackMemory();
    void next.thread.ended.then((why) => restart(node, next, why));
    await before?.thread.stop();
    return true;
  } catch (error) {
    complain(node, 'the index cannot be loaded yet', error);
    return false;
  }
}

function restart(node: IndexNode, index: LoadedIndex, why: Error | undefined): void {
  if (!why || node.stopped || node.index !== index) return;
  complain(node, 'the index thread ended and is started anew', why);
  node.index = undefined;
  void load(node);
}

function complain(node: IndexNode, what: string, error: unknown): void {
  if (node.stopped) return;
  const line = `${what}: ${(error as Error).message}`;
  if (line !== node.problem) node.log(`search: ${line}`);
  node.problem = line;
}

async function teach(node: IndexNode, index: LoadedIndex): Promise<void> {
  node.learnedAt = performance.now();
  index.lexicons = index.lexiconsSeen;
  await setTranslators(index, await learnLexicon(node.db));
}

const setTranslators = (index: LoadedIndex, learned: Uint8Array<ArrayBuffer>): Promise<void> => index.thread.ask('setTranslators', learned, [learned.buffer]);

/** Looks for changes after whatever look is under way; all who ask meanwhile wait for the same one. */
function look(node: IndexNode): Promise<void> {
  node.nextLook ??= node.polling.then(() => {
    node.nextLook = undefined;
    return lookOnce(node);
  });
  node.polling = node.nextLook;
  return node.polling;
}

async function lookOnce(node: IndexNode): Promise<void> {
  const { index, db } = node;
  if (!index || node.stopped) return;
  try {
    if ((await followChanges(db, index)) === 'load-anew') return void load(node);
    node.heardAt = performance.now();
    node.problem = null;
  } catch (error) {
    complain(node, 'changes cannot be followed', error);
  }
}

async function keepFollowing(node: IndexNode): Promise<void> {
  while (!node.stopped) {
    await sleep(everyMs, undefined, { ref: false });
    await look(node);
    const { index } = node;
    if (!index || node.stopped || node.loading) continue;
    learnIfNeeded(node, index);
    if (needsSnapshot(index)) await keepSnapshot(node.db, index, node.name).catch((error) => complain(node, 'no snapshot could be written', error));
    if (await needsPacking(index).catch(() => false)) void load(node);
  }
}

function learnIfNeeded(node: IndexNode, index: LoadedIndex): void {
  const due = index.lexicons !== index.lexiconsSeen || performance.now() - node.learnedAt > learnEveryMs;
  if (!due || node.teaching) return;
  node.teaching = true;
  void teach(node, index)
    .catch((error) => complain(node, 'the lexicon cannot be learned', error))
    .finally(() => {
      node.teaching = false;
    });
}
