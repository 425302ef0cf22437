import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { ErrorSummary, Form, PostButton } from '#ui/forms.tsx';
import { Crumbs, Empty, Mark } from '#ui/parts.tsx';
import { facetNames, type SearchFilters, searchPath } from '../ask/filters.ts';
import { longestName, type Saved } from './keep-search.ts';

export const savedLabels = { name: 'search.saved-name', address: 'search.title' } as const;

/** A person's saved searches, each with what was new, its name to change, and a way to forget it. */
export function savedPage(view: View, saved: readonly Saved[], state: FormState): Page {
  const { t } = view;
  return {
    title: t('search.saved'),
    nav: 'me',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('nav.my-work'), path: '/me' }]} here={t('search.saved')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('search.saved')}</h1>
            <p class="tb-lead">{t('search.saved-lead')}</p>
          </div>
        </div>
        <ErrorSummary view={view} state={state} labels={savedLabels} />
        {saved.length === 0 ? (
          <Empty text={t('search.saved-none')} action={<a href={view.url('/search')}>{t('search.title')}</a>} />
        ) : (
          saved.map((one) => <SavedSearch view={view} saved={one} />)
        )}
      </>
    ),
  };
}

function SavedSearch({ view, saved }: { view: View; saved: Saved }): VNode {
  const { t } = view;
  const { id, name, filters, fresh, fresh_at, looked_at } = saved;
  return (
    <article class="tb-hit">
      <div>
        <h2 class="tb-h3">
          <a href={view.url(searchPath(filters))} dir="auto">
            {name}
          </a>
        </h2>
        <p class="tb-small tb-dim">
          <bdi>{filters.q}</bdi>
          {narrowed(filters) > 0 && ` · ${t('search.narrowed', { n: narrowed(filters) })}`} · {t('search.looked-at', { time: view.dateTime(looked_at) })}
        </p>
        {fresh_at && fresh > 0 && (
          <p>
            <Mark tone="acc">{t('search.fresh', { n: fresh, date: view.date(fresh_at) })}</Mark>{' '}
            <a href={view.url(searchPath({ ...filters, sort: 'newest' }))}>{t('search.newest-first')}</a>
          </p>
        )}
        <details>
          <summary>{t('search.rename')}</summary>
          <Form view={view} action={`/me/searches/${id}/rename`}>
            <div class="tb-field">
              <label for={`name-${id}`}>{t('search.saved-name')}</label>
              <input class="tb-in" type="text" id={`name-${id}`} name="name" value={name} maxLength={longestName} dir="auto" autocomplete="off" />
            </div>
            <button class="tb-btn tb-line tb-sm" type="submit">
              {t('search.rename-it')}
            </button>
          </Form>
        </details>
      </div>
      <div>
        <PostButton view={view} action={`/me/searches/${id}/forget`} kind="tb-line tb-sm" label={t('search.forget')} />
      </div>
    </article>
  );
}

const narrowed = (filters: SearchFilters): number => facetNames.reduce((sum, name) => sum + filters[name].length, filters.in ? 1 : 0);
