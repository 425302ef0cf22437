import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { Forbidden } from '#platform/errors/errors.ts';
import type { View } from '#platform/html/view.ts';
import { type FormState, route } from '#platform/http/route.ts';
import { collectionForm, collectionLabels, collectionValues, slug, title } from './collection-form.ts';
import { editCollectionPage, newCollectionPage } from './collection-form-page.tsx';
import { collectionPage, collectionsPage } from './collection-pages.tsx';
import { createCollection, publishCollection, saveCollection, unpublishCollection } from './edit-collection.ts';
import * as outputs from './outputs.ts';
import type { CollectionRow } from './queries.ts';
import { listCollections, mayEditCollections, readCollection, readEditableCollection } from './read-collections.ts';

const permission = 'practices.collections';
const place = { slug: slug.catch('') };
const plain = ({ slug: address, title: name, state, published_at }: CollectionRow) => ({ slug: address, title: name, state, publishedAt: published_at });

export const showCollections = route({
  name: 'practices.collections',
  method: 'GET',
  path: '/collections',
  permission: 'public',
  input: z.strictObject({}),
  output: outputs.collections,
  handle: (ctx) => listCollections(ctx),
  page: collectionsPage,
  json: ({ rows }) => ({ items: rows.map((row) => ({ ...plain(row), count: row.count })) }),
});

export const showCollection = route({
  name: 'practices.collection',
  method: 'GET',
  path: '/collections/:slug',
  permission: 'public',
  input: z.strictObject(place),
  output: outputs.oneCollection,
  handle: (ctx, input) => readCollection(ctx, input.slug),
  page: collectionPage,
  json: ({ collection, items }) => ({
    ...plain(collection),
    introduction: collection.introduction,
    items: items.map(({ row, note }) => ({ code: row.code, title: row.title, state: row.state, grade: row.grade, note })),
  }),
});

export const showNewCollection = route({
  name: 'practices.new-collection',
  method: 'GET',
  path: '/collections/new',
  permission,
  input: z.strictObject({}),
  handle: async (ctx) => {
    if (!mayEditCollections(ctx)) throw new Forbidden('page.not-allowed');
    return {};
  },
  page: (view) => newCollectionPage(view, { values: {}, problems: [] }),
  json: false,
});

export const postNewCollection = route({
  name: 'practices.create-collection',
  method: 'POST',
  path: '/collections/new',
  permission,
  input: z.strictObject({ slug, title }),
  output: outputs.bySlug,
  handle: createCollection,
  redirect: (made) => `/collections/${made.slug}/edit`,
  again: async (_ctx, view, state) => newCollectionPage(view, state),
  labels: collectionLabels,
});

export const showEditCollection = route({
  name: 'practices.edit-collection-form',
  method: 'GET',
  path: '/collections/:slug/edit',
  permission,
  input: z.strictObject(place),
  output: outputs.editableCollection,
  handle: (ctx, input) => readEditableCollection(ctx, input.slug),
  page: (view, found) => editCollectionPage(view, found, { values: collectionValues(found), problems: [] }),
  json: ({ collection, items }) => ({
    slug: collection.slug,
    rev: collection.rev,
    title: collection.title,
    introduction: collection.introduction,
    items: items.map(({ code, note }) => ({ code, note })),
  }),
});

/** The form again; after somebody else's save it stands on that revision, so that saving again is a decision. */
async function again(ctx: Ctx, view: View, state: FormState) {
  const found = await readEditableCollection(ctx, state.values.slug ?? '');
  const typed = state.values['title.ar'] === undefined ? collectionValues(found) : state.values;
  return editCollectionPage(view, found, { ...state, values: { ...typed, ...(state.refusal && { rev: String(found.collection.rev) }) } });
}

export const postEditCollection = route({
  name: 'practices.save-collection',
  method: 'POST',
  path: '/collections/:slug/edit',
  permission,
  input: z.strictObject({ ...place, rev: z.coerce.number().int().min(1), ...collectionForm }),
  output: outputs.savedCollection,
  handle: saveCollection,
  redirect: (saved) => `/collections/${saved.slug}`,
  again,
  labels: collectionLabels,
});

export const postPublishCollection = route({
  name: 'practices.publish-collection',
  method: 'POST',
  path: '/collections/:slug/publish',
  permission,
  input: z.strictObject(place),
  output: outputs.bySlug,
  handle: publishCollection,
  redirect: (done) => `/collections/${done.slug}`,
  again,
  labels: collectionLabels,
});

export const postUnpublishCollection = route({
  name: 'practices.unpublish-collection',
  method: 'POST',
  path: '/collections/:slug/unpublish',
  permission,
  input: z.strictObject(place),
  output: outputs.bySlug,
  handle: unpublishCollection,
  redirect: (done) => `/collections/${done.slug}/edit`,
  again,
  labels: collectionLabels,
});
