import type { VNode } from 'preact';
import { refusalText } from '#platform/errors/texts.ts';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Crumbs, Empty, Mark, Note } from '#ui/parts.tsx';
import { Ltr } from '#ui/text.tsx';
import type { ExportRow } from './queries.ts';
import { keptDays } from './write-export.ts';

const tones = { waiting: 'off', running: 'acc', done: 'good', failed: 'bad' } as const;

const StateMark = ({ view, row }: { view: View; row: ExportRow }): VNode => <Mark tone={tones[row.state]}>{view.t(`exports.state.${row.state}`)}</Mark>;

const parametersOf = (row: ExportRow): string =>
  new URLSearchParams(Object.entries(row.query).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))).toString();

/** The address of the list as its reader had it. */
const ListAddress = ({ row }: { row: ExportRow }): VNode => (
  <Ltr>
    {row.list}
    {parametersOf(row) && `?${parametersOf(row)}`}
  </Ltr>
);

/** How far an export is, and its file once it is written. The page may be left and opened again. */
export function exportPage(view: View, row: ExportRow): Page {
  const { t } = view;
  return {
    title: t('exports.one'),
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('exports.title'), path: '/exports' }]} here={t('exports.one')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('exports.one')}</h1>
            <p>
              <StateMark view={view} row={row} /> <ListAddress row={row} />
            </p>
          </div>
        </div>
        <div class="tb-secs tb-pad">
          {(row.state === 'waiting' || row.state === 'running') && (
            <div role="status" class="tb-stackgap">
              <label for="progress">{t('exports.progress', { n: row.position })}</label>
              <progress id="progress" data-progress={`/api/v1/exports/${row.id}`} data-state={row.state} />
              <p class="tb-small tb-dim">
                {t('exports.may-leave')} <a href={view.url(`/exports/${row.id}`)}>{t('exports.look-again')}</a>
              </p>
            </div>
          )}
          {row.refusal && <Note warn>{refusalText(view, row.refusal.code, row.refusal.details)}</Note>}
          {row.file && (
            <div class="tb-stackgap">
              <p>{t('exports.ready', { n: row.position, days: keptDays })}</p>
              <p>
                <a class="tb-btn" href={view.url(`/exports/${row.id}/file`)}>
                  {t('exports.take')}
                </a>
              </p>
            </div>
          )}
        </div>
      </>
    ),
  };
}

/** The exports that a person asked for, newest first. */
export function exportsPage(view: View, rows: readonly ExportRow[]): Page {
  const { t } = view;
  return {
    title: t('exports.title'),
    unlisted: true,
    body: (
      <>
        <div class="tb-pagehead">
          <div>
            <h1>{t('exports.title')}</h1>
            <p>{t('exports.lead', { days: keptDays })}</p>
          </div>
        </div>
        <div class="tb-secs tb-pad">
          {rows.length === 0 ? (
            <Empty text={t('exports.none')} />
          ) : (
            <table class="tb-tb tb-cards">
              <caption class="tb-vh">{t('exports.title')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('exports.asked-on')}</th>
                  <th scope="col">{t('exports.what')}</th>
                  <th scope="col">{t('exports.state')}</th>
                  <th scope="col">{t('exports.rows')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr>
                    <th scope="row">
                      <a href={view.url(`/exports/${row.id}`)}>{view.dateTime(row.created_at)}</a>
                    </th>
                    <td data-label={t('exports.what')}>
                      <ListAddress row={row} />
                    </td>
                    <td data-label={t('exports.state')}>
                      <StateMark view={view} row={row} />
                    </td>
                    <td data-label={t('exports.rows')}>{view.number(row.position)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      </>
    ),
  };
}
