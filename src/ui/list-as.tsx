import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import { PostButton } from './forms.tsx';

/**
 * Takes the list of this page away as a table, with its filters: CSV for everybody, a workbook for those who are signed
 * in. `list` is its path, `query` its parameters.
 */
export function ListAs({
  view,
  list,
  query = '',
  more = [],
}: {
  view: View;
  list: string;
  query?: string;
  /** Other forms of it: name and path. */
  more?: readonly (readonly [name: string, path: string])[];
}): VNode {
  const { t } = view;
  return (
    <div class="tb-listas" role="group" aria-label={t('platform.list-as')}>
      <a class="tb-btn tb-line tb-sm" href={`/api/v1${list}.csv${query && `?${query}`}`}>
        {t('platform.as-csv')}
      </a>
      {more.map(([name, path]) => (
        <a class="tb-btn tb-line tb-sm" href={view.url(path)}>
          {name}
        </a>
      ))}
      {view.actor.kind === 'person' && (
        <PostButton view={view} action="/exports" label={t('platform.as-excel')} kind="tb-line tb-sm" fields={{ list, query }} />
      )}
    </div>
  );
}
