import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Crumbs, Empty, Mark, Paging } from '#ui/parts.tsx';
import { Line, Ltr, nameOf } from '#ui/text.tsx';
import type { ListedPerson } from '../queries.ts';
import { roleName } from '../roles/words.tsx';
import { PeopleTabs } from './people-tabs.tsx';
import type { PeopleList } from './read-people.ts';

const address = (view: View, q: string, after: string | null): string => {
  const query = new URLSearchParams({ ...(q && { q }), ...(after && { after }) }).toString();
  return view.url(`/people${query ? `?${query}` : ''}`);
};

/** Everyone in the directory, by name. */
export function peoplePage(view: View, list: PeopleList): Page {
  const { t } = view;
  return {
    title: t('people.title'),
    nav: 'people',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} here={t('people.title')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('people.title')}</h1>
            <p class="tb-lead">{t('people.lead')}</p>
          </div>
          <div class="tb-acts">
            <a class="tb-btn" href={view.url('/invitations/new')}>
              {t('people.invite')}
            </a>
            <a class="tb-btn tb-line" href={view.url('/people/new')}>
              {t('people.add')}
            </a>
          </div>
        </div>
        <PeopleTabs view={view} here="people" />
        <form role="search" class="tb-searchbox tb-pad" method="get" action={view.url('/people')}>
          <label for="q">{t('people.search-label')}</label>
          <div class="tb-search">
            <input class="tb-in" id="q" name="q" type="search" value={list.q} dir="auto" autocomplete="off" />
            <button class="tb-btn" type="submit">
              {t('people.search')}
            </button>
          </div>
        </form>
        {list.rows.length === 0 ? <Nobody view={view} q={list.q} /> : <Table view={view} list={list} />}
      </>
    ),
  };
}

const Nobody = ({ view, q }: { view: View; q: string }): VNode =>
  q === '' ? (
    <Empty
      text={view.t('people.none')}
      action={
        <a class="tb-btn" href={view.url('/people/new')}>
          {view.t('people.add')}
        </a>
      }
    />
  ) : (
    <Empty
      text={view.t('people.none-for', { q })}
      action={
        <a class="tb-btn tb-line" href={view.url('/people')}>
          {view.t('people.show-all')}
        </a>
      }
    />
  );

function Table({ view, list }: { view: View; list: PeopleList }): VNode {
  const { t } = view;
  return (
    <>
      <div class="tb-resulthead">
        <h2>{t('people.count', { n: list.total })}</h2>
      </div>
      <table class="tb-tb tb-cards">
        <caption class="tb-vh">{t('people.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('people.name')}</th>
            <th scope="col">{t('people.entity')}</th>
            <th scope="col">{t('people.roles')}</th>
            <th scope="col">{t('sign-in.email')}</th>
            <th scope="col">{t('people.account')}</th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((person) => (
            <Row view={view} person={person} />
          ))}
        </tbody>
      </table>
      <Paging
        view={view}
        first={list.first}
        shown={list.rows.length}
        total={list.total}
        previous={list.first > 1 ? address(view, list.q, null) : null}
        next={list.next === null ? null : address(view, list.q, list.next)}
      />
    </>
  );
}

function Row({ view, person }: { view: View; person: ListedPerson }): VNode {
  const { t } = view;
  return (
    <tr>
      <th scope="row">
        <a href={view.url(`/people/${person.id}`)}>
          <bdi>{nameOf(person, view.locale)}</bdi>
        </a>
        {person.job_title && (
          <p class="tb-small tb-dim">
            <Line view={view} value={person.job_title} />
          </p>
        )}
      </th>
      <td data-l={t('people.entity')}>
        {person.entity_name ? <Line view={view} value={person.entity_name} /> : <span class="tb-dimmer">{t('people.no-entity')}</span>}
      </td>
      <td data-l={t('people.roles')}>
        {person.roles.length > 0 ? (
          view.list(person.roles.map((role) => roleName(view, role, person.form)))
        ) : (
          <span class="tb-dimmer">{t('account.no-roles')}</span>
        )}
      </td>
      <td data-l={t('sign-in.email')}>{person.email ? <Ltr>{person.email}</Ltr> : <span class="tb-dimmer">{t('people.no-email')}</span>}</td>
      <td data-l={t('people.account')}>
        <AccountMark view={view} account={person.email !== null} disabled={person.disabled_at !== null} />
      </td>
    </tr>
  );
}

/** Whether an account is open, disabled, or not there: shape and word. */
export const AccountMark = ({ view, account, disabled }: { view: View; account: boolean; disabled: boolean }): VNode =>
  !account ? (
    <Mark tone="off" shape="dash">
      {view.t('people.account-none')}
    </Mark>
  ) : disabled ? (
    <Mark tone="bad" shape="sq">
      {view.t('people.account-disabled')}
    </Mark>
  ) : (
    <Mark tone="good">{view.t('people.account-open')}</Mark>
  );
