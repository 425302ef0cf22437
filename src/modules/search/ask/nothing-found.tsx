import type { VNode } from 'preact';
import { holdsSomewhere } from '#platform/auth/actor.ts';
import type { View } from '#platform/html/view.ts';
import type { SearchAnswer } from '../find/search-records.ts';
import { searchPath } from './filters.ts';
import type { Asked } from './read-answer.ts';

/** What was understood, words near to those that no record has, and the filters that shut everything out. */
export function NothingFound({ view, asked, answer }: { view: View; asked: Asked; answer: SearchAnswer }): VNode {
  const { t } = view;
  const { filters, loosened } = asked;
  const near = [...new Set(answer.unknown.flatMap((one) => one.near))].slice(0, 8);
  return (
    <div class="tb-empty">
      <p>{answer.words.length === 0 ? t('search.no-words', { q: filters.q }) : t('search.nothing-for', { q: filters.q, terms: view.list(answer.words) })}</p>
      {near.length > 0 && (
        <p>
          {t('search.near')}{' '}
          {near.map((word, at) => (
            <>
              {at > 0 && ' · '}
              <a href={view.url(searchPath({ ...filters, q: word }))} dir="auto">
                {word}
              </a>
            </>
          ))}
        </p>
      )}
      {loosened.length > 0 && (
        <ul>
          {loosened.map(({ without, filters: wider, total }) => (
            <li>
              <a href={view.url(searchPath(wider))}>{t(`search.without.${without}`)}</a> <span class="tb-dim">{t('search.count', { n: total })}</span>
            </li>
          ))}
        </ul>
      )}
      {holdsSomewhere(view.actor, 'exchange.needs') && filters.q !== '' && (
        <p>
          <a href={view.url(`/needs/new?${new URLSearchParams({ q: filters.q.slice(0, 100) })}`)}>{t('search.ask-as-need')}</a>
        </p>
      )}
      {loosened.length === 0 && (
        <p>
          <a href={view.url('/practices')}>{t('search.all-practices')}</a>
        </p>
      )}
    </div>
  );
}
