import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import { Form } from '#ui/forms.tsx';
import { type SearchFilters, searchPath } from '../ask/filters.ts';
import { longestName } from './keep-search.ts';

/** Under the results: keeps the search as it stands, for those who are signed in. */
export function SaveSearch({ view, filters }: { view: View; filters: SearchFilters }): VNode | null {
  const { t } = view;
  if (view.actor.kind !== 'person') return null;
  return (
    <details class="tb-keep">
      <summary>{t('search.keep')}</summary>
      <p class="tb-small tb-dim">{t('search.keep-why')}</p>
      <Form view={view} action="/me/searches">
        <input type="hidden" name="address" value={searchPath(filters)} />
        <div class="tb-field">
          <label for="keep-name">{t('search.saved-name')}</label>
          <input
            class="tb-in"
            type="text"
            id="keep-name"
            name="name"
            value={filters.q.slice(0, longestName)}
            maxLength={longestName}
            dir="auto"
            autocomplete="off"
          />
        </div>
        <button class="tb-btn tb-line" type="submit">
          {t('search.keep-it')}
        </button>
      </Form>
    </details>
  );
}
