import type { VNode } from 'preact';
import type { Ctx, TxCtx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { RuleBroken } from '#platform/errors/errors.ts';
import type { View } from '#platform/html/view.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import { deleteLink, insertLink, lockVerb, selectLinks, selectReachable } from './queries.ts';

/** A record of any module, by kind and id. */
export interface Ref {
  readonly kind: string;
  readonly id: string;
}

/** What others may say of a record: its title, its state and its address. */
export interface Description {
  readonly title: LocalizedText;
  readonly state: string | null;
  readonly path: string;
}

export type Describer = (ctx: Ctx, ids: readonly string[]) => Promise<ReadonlyMap<string, Description>>;
const describers = new Map<string, Describer>();

/** A module says how its records of a kind are described. The describer leaves out what the reader may not know. */
export function addDescriber(kind: string, describer: Describer): void {
  describers.set(kind, describer);
}

/** Descriptions of the records the reader may know, by `kind:id`. What is invisible is absent, as if it did not exist. */
export async function describe(ctx: Ctx, refs: readonly Ref[]): Promise<ReadonlyMap<string, Description>> {
  const kinds = new Set(refs.map((ref) => ref.kind));
  const found = new Map<string, Description>();
  for (const kind of kinds) {
    const ofKind = refs.filter((ref) => ref.kind === kind);
    const described = await describers.get(kind)?.(ctx, [...new Set(ofKind.map((ref) => ref.id))]);
    for (const [id, description] of described ?? []) found.set(`${kind}:${id}`, description);
  }
  return found;
}

/** The closed list of verbs between records. */
export const verbs = ['adaptedFrom', 'inspiredBy', 'answers', 'under', 'basedOn', 'resultedIn', 'presentedAt', 'evidences'] as const;
export type Verb = (typeof verbs)[number];

/** Links two records. Twice the same is one link; a link that would close a circle of its verb is RuleBroken `thread.circle`. */
export async function addLink(tx: TxCtx, from: Ref, verb: Verb, to: Ref): Promise<void> {
  await lockVerb(tx, verb);
  const reachable = await selectReachable(tx.db, to.kind, to.id, verb);
  if (reachable.some((ref) => ref.kind === from.kind && ref.id === from.id) || (from.kind === to.kind && from.id === to.id))
    throw new RuleBroken('thread.circle', { verb });
  const id = uuidv7(tx.now.getTime());
  const added = await insertLink(tx.db, id, from.kind, from.id, verb, to.kind, to.id, tx.actor.personId, tx.now);
  if (added.length > 0) recordAudit(tx, { what: 'thread.link.added', ref: { kind: 'link', id }, after: { from, verb, to } });
}

/** Takes a link out. That it was there stays in the audit log. */
export async function removeLink(tx: TxCtx, from: Ref, verb: Verb, to: Ref): Promise<void> {
  const removed = optionalRow(await deleteLink(tx.db, from.kind, from.id, verb, to.kind, to.id));
  if (removed) recordAudit(tx, { what: 'thread.link.removed', ref: { kind: 'link', id: removed.id }, before: { from, verb, to } });
}

export interface LinkedRecord {
  readonly verb: Verb;
  readonly direction: 'from' | 'to';
  readonly ref: Ref;
  readonly description: Description;
}

/** The links of a record in both directions, with what the reader may know of the other end. */
export async function linksOf(ctx: Ctx, ref: Ref): Promise<LinkedRecord[]> {
  const rows = await selectLinks(ctx.db, ref.kind, ref.id);
  const described = await describe(ctx, rows);
  return rows.flatMap((row) => {
    const description = described.get(`${row.kind}:${row.id}`);
    return description ? [{ verb: row.verb as Verb, direction: row.direction, ref: { kind: row.kind, id: row.id }, description }] : [];
  });
}

/** A panel that a module above puts on the page of a record below it. `data` goes to programs, `render` to pages. */
export interface Contribution {
  readonly name: string;
  readonly data: unknown;
  readonly render: (view: View) => VNode;
}
export type Contributor = (ctx: Ctx, id: string) => Promise<Contribution | null>;
const contributors = new Map<string, Contributor[]>();

/** A module above contributes to the pages of a kind below; the module below never imports it. */
export function addContributor(kind: string, contributor: Contributor): void {
  contributors.set(kind, [...(contributors.get(kind) ?? []), contributor]);
}

/** What the modules above have to show on the page of a record, in the order of the modules. */
export async function contributionsTo(ctx: Ctx, ref: Ref): Promise<Contribution[]> {
  const made: Contribution[] = [];
  for (const contributor of contributors.get(ref.kind) ?? []) {
    const contribution = await contributor(ctx, ref.id);
    if (contribution) made.push(contribution);
  }
  return made;
}

/** The stations of the chain from a claim to a verified result, in its order. */
export const stations = ['practice', 'need', 'match', 'agreement', 'exchange', 'adoption', 'outcome'] as const;
export type Station = (typeof stations)[number];

/** How many records stand at a station; null when the reader may not know. */
export type StationCounter = (ctx: Ctx) => Promise<number | null>;
const stationCounters = new Map<Station, StationCounter>();

/** The module whose records make a station says how many there are. */
export function addStation(station: Station, counter: StationCounter): void {
  stationCounters.set(station, counter);
}

/** The chain with its counts. A station without a module counts nothing yet: 0. */
export async function chainCounts(ctx: Ctx): Promise<ReadonlyMap<Station, number | null>> {
  const counts = await Promise.all(stations.map(async (station) => [station, await (stationCounters.get(station)?.(ctx) ?? 0)] as const));
  return new Map(counts);
}
