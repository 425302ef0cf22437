import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { ErrorSummary, Form, type FormParts, PostButton, TextField } from '#ui/forms.tsx';
import { Crumbs, Note, Section } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { collectionLabels, itemsAtMost } from './collection-form.ts';
import type { ItemRow } from './queries.ts';
import type { EditableCollection } from './read-collections.ts';

const trailOf = (view: View) => [
  { label: view.t('practices.library'), path: '/practices' },
  { label: view.t('collections.title'), path: '/collections' },
];

/** Title and address; everything else is written on the next page. */
export function newCollectionPage(view: View, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: collectionLabels };
  return {
    title: t('collections.new'),
    nav: 'practices',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <Crumbs view={view} trail={trailOf(view)} here={t('collections.new')} />
        <h1>{t('collections.new')}</h1>
        <ErrorSummary {...parts} />
        <Form view={view} action="/collections/new">
          <BothLanguages {...parts} name="title" label="collections.title-field" max={100} />
          <TextField {...parts} name="slug" label={t('collections.slug')} hint={t('collections.slug-hint', { example: 'digital-health' })} max={60} ltr />
          <div class="tb-acts">
            <button class="tb-btn" type="submit">
              {t('collections.start')}
            </button>
            <a class="tb-btn tb-line" href={view.url('/collections')}>
              {t('platform.back')}
            </a>
          </div>
        </Form>
      </div>
    ),
  };
}

/** Everything of a collection in one form; its practices are put in order by numbers. */
export function editCollectionPage(view: View, { collection, items }: EditableCollection, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: collectionLabels };
  const path = `/collections/${collection.slug}`;
  const title = t('collections.edit-title', { title: plainText(collection.title, view.locale) });
  return {
    title,
    nav: 'practices',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <Crumbs view={view} trail={[...trailOf(view), { label: plainText(collection.title, view.locale), path }]} here={t('collections.edit')} />
        <div class="tb-pagehead">
          <h1>{title}</h1>
          <PostButton
            view={view}
            action={`${path}/${collection.state === 'draft' ? 'publish' : 'unpublish'}`}
            label={t(collection.state === 'draft' ? 'collections.publish' : 'collections.unpublish')}
            kind="tb-line"
          />
        </div>
        <ErrorSummary {...parts} />
        {collection.state === 'draft' && <Note>{t('collections.draft-note')}</Note>}
        <Form view={view} action={`${path}/edit`}>
          <input type="hidden" name="rev" value={state.values.rev ?? String(collection.rev)} />
          <div class="tb-secs">
            <Section title={t('collections.words')}>
              <BothLanguages {...parts} name="title" label="collections.title-field" max={100} />
              <BothLanguages {...parts} name="introduction" label="collections.introduction" max={5_000} rows={8} />
            </Section>
            <Items {...parts} items={items} />
          </div>
          <div class="tb-stick">
            <button class="tb-btn" type="submit">
              {t('platform.save')}
            </button>
            <a class="tb-btn tb-line" href={view.url(path)}>
              {t('platform.back')}
            </a>
          </div>
        </Form>
      </div>
    ),
  };
}

const spareRows = 3;

function Items({ items, ...parts }: FormParts & { items: readonly ItemRow[] }): VNode {
  const { view, state } = parts;
  const { t } = view;
  const filled = Object.entries(state.values).reduce(
    (most, [name, value]) => (value && /^items\.\d+\.code$/.test(name) ? Math.max(most, Number(name.split('.')[1]) + 1) : most),
    0,
  );
  const titles = new Map(items.map((item) => [item.code, item.title]));
  return (
    <Section title={t('collections.practices')} aside={t('collections.practices-aside')}>
      {Array.from({ length: Math.min(itemsAtMost, filled + spareRows) }, (_, index) => {
        const code = state.values[`items.${index}.code`] ?? '';
        const title = titles.get(code);
        return (
          <fieldset class="tb-rowset">
            <legend>
              {title ? <Line view={view} value={title} /> : t('collections.item-n', { n: index + 1 })}
              {titles.has(code) && !title && <span class="tb-warntext"> · {t('collections.not-public')}</span>}
            </legend>
            <div class="tb-cols">
              <TextField {...parts} name={`items.${index}.code`} label={t('collections.item-code')} max={20} ltr />
              <TextField {...parts} name={`items.${index}.place`} label={t('collections.item-place')} inputMode="numeric" ltr />
            </div>
            <BothLanguages {...parts} name={`items.${index}.note`} label="collections.item-note" max={600} rows={2} />
          </fieldset>
        );
      })}
    </Section>
  );
}
