import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Crumbs, Empty, Note } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { stateMark } from '../words.tsx';
import { isComparable } from './aspects.ts';
import { comparisonRows, type RowGroup } from './comparison-rows.tsx';
import { type Comparison, comparedAtMost } from './read-comparison.ts';

const address = (codes: readonly string[], only: boolean): string =>
  `/practices/compare?${new URLSearchParams([...codes.map((code) => ['code', code]), ...(only ? [['only', 'differences']] : [])])}`;

/** Practices side by side: a row for each thing a reader asks, a column for each practice; on a phone a card for each row. */
export function comparePage(view: View, comparison: Comparison): Page {
  const { t } = view;
  const { practices, only } = comparison;
  const codes = practices.map(({ row }) => row.code);
  return {
    title: t('compare.title'),
    nav: 'practices',
    desk: true,
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <Crumbs view={view} trail={[{ label: t('practices.library'), path: '/practices' }]} here={t('compare.title')} />
        <div>
          <h1>{t('compare.title')}</h1>
          <p class="tb-lead">{t('compare.lead')}</p>
        </div>
        <Remarks view={view} comparison={comparison} />
        {practices.length > 1 && (
          <p>
            <a class="tb-btn tb-line tb-sm" href={view.url(address(codes, !only))}>
              {t(only ? 'compare.show-all' : 'compare.show-differences')}
            </a>
          </p>
        )}
        {practices.length === 0 ? (
          <Empty
            text={t('compare.nothing')}
            action={
              <a class="tb-btn tb-line" href={view.url('/practices')}>
                {t('practices.all')}
              </a>
            }
          />
        ) : (
          <>
            <Legend view={view} comparison={comparison} />
            <Table view={view} comparison={comparison} codes={codes} />
          </>
        )}
        {practices.length < comparedAtMost && <AddForm view={view} comparison={comparison} codes={codes} />}
      </div>
    ),
  };
}

function Remarks({ view, comparison }: { view: View; comparison: Comparison }): VNode | null {
  const { unknown, leftOut } = comparison;
  if (unknown.length === 0 && leftOut === 0) return null;
  return (
    <Note warn>
      {unknown.length > 0 && <p>{view.t('compare.unknown', { codes: view.list(unknown) })}</p>}
      {leftOut > 0 && <p>{view.t('compare.left-out', { n: leftOut })}</p>}
    </Note>
  );
}

/** On a phone, where the head of the table is gone: which code is which practice. */
const Legend = ({ view, comparison }: { view: View; comparison: Comparison }): VNode => (
  <ul class="tb-only-s tb-facts">
    {comparison.practices.map(({ row, content }) => (
      <li>
        <a href={view.url(`/practices/${row.code}`)}>
          <Line view={view} value={content.title} />
        </a>{' '}
        <Ltr>{row.code}</Ltr> · {stateMark(view, row.state)}
      </li>
    ))}
  </ul>
);

function Table({ view, comparison, codes }: { view: View; comparison: Comparison; codes: readonly string[] }): VNode {
  const { t } = view;
  const { practices, only } = comparison;
  return (
    <div class="tb-scroll" tabIndex={0} role="region" aria-label={t('compare.table')}>
      <h2 class="tb-vh">{t('compare.table')}</h2>
      <table class="tb-tb tb-cards tb-compare">
        <thead>
          <tr>
            <th scope="col">{t('compare.aspect')}</th>
            {practices.map(({ row, content, entity }) => (
              <th scope="col">
                <a href={view.url(`/practices/${row.code}`)}>
                  <Line view={view} value={content.title} />
                </a>
                <p class="tb-dim">
                  {entity ? <Line view={view} value={entity.name} /> : t('practices.owner-unknown')} · <Ltr>{row.code}</Ltr>
                </p>
                <p>{stateMark(view, row.state)}</p>
              </th>
            ))}
          </tr>
        </thead>
        {comparisonRows(view, practices).map((group) => (
          <Group view={view} comparison={comparison} group={group} />
        ))}
        <tfoot>
          <tr>
            <th scope="row">{t('compare.selection')}</th>
            {practices.map(({ row, content }) => (
              <td>
                <span class="tb-only-s">
                  <Line view={view} value={content.title} />
                </span>
                <a
                  href={view.url(
                    address(
                      codes.filter((code) => code !== row.code),
                      only,
                    ),
                  )}
                >
                  {t('compare.remove')} <Ltr>{row.code}</Ltr>
                </a>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** Rows that nobody filled are left out; so are those that agree, when only differences are asked for. */
function Group({ view, comparison, group }: { view: View; comparison: Comparison; group: RowGroup }): VNode | null {
  const { practices, differing, only } = comparison;
  const several = practices.length > 1;
  const rows = group.rows.filter(({ name, cells }) => cells.some((cell) => cell !== null) && !(only && isComparable(name) && !differing.has(name)));
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr class="tb-grp">
        <th scope="rowgroup" colSpan={practices.length + 1}>
          {group.title}
        </th>
      </tr>
      {rows.map(({ name, label, cells }) => (
        <tr class={several && isComparable(name) && !differing.has(name) ? 'tb-same' : ''}>
          <th scope="row">
            {label}
            {several && isComparable(name) && <span class="tb-small tb-dim"> · {view.t(differing.has(name) ? 'compare.differs' : 'compare.same')}</span>}
          </th>
          {cells.map((cell, index) => (
            <td data-l={practices[index]?.row.code}>{cell ?? <span class="tb-dimmer">{view.t('compare.not-said')}</span>}</td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function AddForm({ view, comparison, codes }: { view: View; comparison: Comparison; codes: readonly string[] }): VNode {
  const { t } = view;
  const { q, offers, only } = comparison;
  const chosen = (
    <>
      {codes.map((code) => (
        <input type="hidden" name="code" value={code} />
      ))}
      {only && <input type="hidden" name="only" value="differences" />}
    </>
  );
  return (
    <section class="tb-sec">
      <header>
        <h2>{t('compare.add')}</h2>
        <p>{t('compare.add-aside')}</p>
      </header>
      <form role="search" class="tb-searchbox" method="get" action={view.url('/practices/compare')}>
        {chosen}
        <label for="q">{t('compare.add-label')}</label>
        <div class="tb-search">
          <input class="tb-in" id="q" name="q" type="search" value={q} dir="auto" autocomplete="off" />
          <button class="tb-btn" type="submit">
            {t('practices.search')}
          </button>
        </div>
      </form>
      {q !== '' && offers.length === 0 && <Empty text={t('compare.none-found', { q })} />}
      {offers.length > 0 && (
        <form class="tb-pad" method="get" action={view.url('/practices/compare')}>
          {chosen}
          {offers.map((row) => (
            <label class="tb-check">
              <input type="checkbox" name="code" value={row.code} />
              <span>
                <Line view={view} value={row.title} /> <Ltr>{row.code}</Ltr>
              </span>
            </label>
          ))}
          <p class="tb-acts">
            <button class="tb-btn tb-line" type="submit">
              {t('compare.add-chosen')}
            </button>
          </p>
        </form>
      )}
    </section>
  );
}
