import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { plainText, shownText } from '#platform/values/localized-text.ts';
import { Crumbs, Empty, Grade, Mark } from '#ui/parts.tsx';
import { Line, Ltr, Paragraphs, TextNotice } from '#ui/text.tsx';
import { stateMark } from '../words.tsx';
import type { CollectionRow } from './queries.ts';
import type { CollectionList, CollectionView } from './read-collections.ts';

const draftMark = (view: View, state: CollectionRow['state']): VNode | null =>
  state === 'draft' ? (
    <Mark tone="off" shape="dash">
      {view.t('collections.state.draft')}
    </Mark>
  ) : null;

/** Every collection, newest first. */
export function collectionsPage(view: View, { rows, mayEdit }: CollectionList): Page {
  const { t } = view;
  return {
    title: t('collections.title'),
    nav: 'practices',
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('practices.library'), path: '/practices' }]} here={t('collections.title')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('collections.title')}</h1>
            <p class="tb-lead">{t('collections.lead')}</p>
          </div>
          {mayEdit && (
            <a class="tb-btn" href={view.url('/collections/new')}>
              {t('collections.new')}
            </a>
          )}
        </div>
        {rows.length === 0 ? (
          <Empty text={t('collections.none')} />
        ) : (
          <ul class="tb-facts">
            {rows.map(({ slug, title, state, count }) => (
              <li>
                <h2 class="tb-h3">
                  <a href={view.url(`/collections/${slug}`)}>
                    <Line view={view} value={title} />
                  </a>
                </h2>
                <p class="tb-small tb-dim">
                  {t('practices.count', { n: count })} {draftMark(view, state)}
                </p>
              </li>
            ))}
          </ul>
        )}
      </>
    ),
  };
}

/** The editor's introduction, then each practice in its order with what the editor says of it. */
export function collectionPage(view: View, { collection, items, mayEdit }: CollectionView): Page {
  const { t } = view;
  const introduction = shownText(collection.introduction, view.locale);
  return {
    title: plainText(collection.title, view.locale),
    nav: 'practices',
    unlisted: collection.state === 'draft',
    body: (
      <>
        <Crumbs
          view={view}
          trail={[
            { label: t('practices.library'), path: '/practices' },
            { label: t('collections.title'), path: '/collections' },
          ]}
          here={<Line view={view} value={collection.title} />}
        />
        <div class="tb-pagehead">
          <div>
            <h1 class="tb-title">
              <Line view={view} value={collection.title} />
            </h1>
            <p class="tb-dim">
              {t('practices.count', { n: items.length })}
              {collection.published_at && ` · ${t('collections.published-on', { date: view.date(collection.published_at) })}`}{' '}
              {draftMark(view, collection.state)}
            </p>
          </div>
          {mayEdit && (
            <a class="tb-btn" href={view.url(`/collections/${collection.slug}/edit`)}>
              {t('collections.edit')}
            </a>
          )}
        </div>
        {collection.introduction && introduction && (
          <section aria-label={t('collections.introduction')}>
            <TextNotice view={view} value={collection.introduction} />
            <Paragraphs text={introduction.text} language={introduction.language} />
          </section>
        )}
        {items.length === 0 ? <Empty text={t('collections.empty')} /> : <Items view={view} items={items} />}
      </>
    ),
  };
}

const Items = ({ view, items }: { view: View; items: CollectionView['items'] }): VNode => (
  <ol class="tb-collected">
    {items.map(({ row, note }) => (
      <li>
        <h2 class="tb-h3">
          <a href={view.url(`/practices/${row.code}`)}>
            <Line view={view} value={row.title} />
          </a>
        </h2>
        <p class="tb-small tb-dim">
          {row.entity ? <Line view={view} value={row.entity.name} /> : view.t('practices.owner-unknown')} · <Ltr>{row.code}</Ltr> ·{' '}
          {row.state === 'published' ? <Grade view={view} grade={row.grade} /> : stateMark(view, row.state)}
        </p>
        {note ? <Line view={view} value={note} note /> : <Line view={view} value={row.subtitle} />}
      </li>
    ))}
  </ol>
);
