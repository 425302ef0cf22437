import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { createCollection, publishCollection, saveCollection } from '../collections/edit-collection.ts';
import { demoFolder } from './demo-practice.ts';

type Pair = { readonly ar: string; readonly en: string };
interface DemoCollection {
  readonly slug: string;
  readonly title: Pair;
  readonly introduction: Pair;
  readonly items: readonly { readonly code: string; readonly note: Pair }[];
}

/** Loads the collections of the demonstration set, by the programme office as it would. */
export async function loadDemoCollections(ctx: Ctx, actors: ReadonlyMap<string, Actor>): Promise<void> {
  const editor = [...actors.values()].find((actor) => actor.grants.some((grant) => grant.role === 'programme-office'));
  const office: Ctx = { ...ctx, now: new Date(), locale: 'ar', actor: editor ?? ctx.actor };
  for (const { slug, title, introduction, items } of JSON.parse(await readFile(join(demoFolder(), 'collections.json'), 'utf8')) as DemoCollection[]) {
    await createCollection(office, { slug, title, origin: 'demo' });
    await saveCollection(office, { slug, rev: 1, title, introduction, items: items.map((item, index) => ({ ...item, place: String(index + 1) })) });
    await publishCollection(office, { slug });
  }
}
