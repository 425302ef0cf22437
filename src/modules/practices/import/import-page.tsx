import type { VNode } from 'preact';
import { refusalText } from '#platform/errors/texts.ts';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { PostButton } from '#ui/forms.tsx';
import { Crumbs, Note, Pairs, Section } from '#ui/parts.tsx';
import { Ltr } from '#ui/text.tsx';
import type { Counts } from './counts.ts';
import { countsLine, StateMark } from './imports-page.tsx';
import { problemLine } from './labels.ts';
import { Notes } from './mapping-page.tsx';
import type { ImportRow, Outcome, RowReport } from './queries.ts';

interface Report {
  readonly row: ImportRow;
  readonly counts: Counts;
  readonly filter: Outcome | undefined;
  readonly rows: readonly RowReport[];
  readonly next: number | null;
}

const working = new Set(['checking', 'running', 'undoing']);

/** How far an import is, what it did or would do, row by row, and what can be done next. The page may be left and opened again. */
export function importPage(view: View, report: Report): Page {
  const { t } = view;
  const { row, counts } = report;
  return {
    title: t('import.one', { name: row.file.name }),
    nav: 'imports',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('import.title'), path: '/imports' }]} here={<bdi>{row.file.name}</bdi>} />
        <div class="tb-pagehead">
          <div>
            <h1>
              <bdi>{row.file.name}</bdi>
            </h1>
            <p>
              <StateMark view={view} state={row.state} /> {countsLine(view, counts)}
            </p>
          </div>
          <div class="tb-acts">
            <Actions view={view} row={row} />
          </div>
        </div>
        <div class="tb-secs tb-pad">
          {working.has(row.state) && <Progress view={view} row={row} />}
          {row.refusal && <Note warn>{refusalText(view, row.refusal.code, row.refusal.details)}</Note>}
          {row.state === 'checked' && <Note>{t('import.checked-note')}</Note>}
          <Notes view={view} row={row} />
          <Section title={t('import.source')}>
            <Pairs
              pairs={[
                [
                  t('import.source'),
                  row.mapping ? (
                    <bdi>{row.mapping.source[view.locale === 'ar' ? 'titleAr' : 'titleEn'] || row.mapping.source.titleEn || row.mapping.source.titleAr}</bdi>
                  ) : null,
                ],
                [t('import.source-licence'), row.mapping?.source.licence ? <Ltr>{row.mapping.source.licence}</Ltr> : null],
                [t('import.rows'), view.number(row.row_count)],
                [t('import.at'), view.dateTime(row.created_at)],
              ]}
            />
          </Section>
          {report.rows.length > 0 || report.filter ? <Rows view={view} report={report} /> : null}
        </div>
      </>
    ),
  };
}

function Actions({ view, row }: { view: View; row: ImportRow }): VNode {
  const { t } = view;
  const at = `/imports/${row.id}`;
  return (
    <>
      {row.state === 'checked' && <PostButton view={view} action={`${at}/start`} label={t('import.start')} />}
      {['uploaded', 'checked', 'failed'].includes(row.state) && (
        <a class="tb-btn tb-line" href={view.url(`${at}/mapping`)}>
          {t('import.change-mapping')}
        </a>
      )}
      {row.state === 'done' && <PostButton view={view} action={`${at}/undo`} label={t('import.undo')} kind="tb-bad" />}
    </>
  );
}

/** Works without a script too: then the link asks again. */
function Progress({ view, row }: { view: View; row: ImportRow }): VNode {
  const { t } = view;
  return (
    <div role="status" class="tb-stackgap">
      <label for="progress">{t('import.progress', { done: row.position, all: row.row_count })}</label>
      <progress id="progress" max={row.row_count} value={row.position} data-progress={`/api/v1/imports/${row.id}`} data-state={row.state} />
      <p class="tb-small tb-dim">
        {t('import.may-leave')} <a href={view.url(`/imports/${row.id}`)}>{t('import.look-again')}</a>
      </p>
    </div>
  );
}

const outcomes: readonly Outcome[] = ['failed', 'created', 'changed', 'unchanged', 'undone', 'kept'];

function Rows({ view, report: { row, counts, filter, rows, next } }: { view: View; report: Report }): VNode {
  const { t } = view;
  const address = (query: string) => view.url(`/imports/${row.id}${query}`);
  return (
    <Section
      title={t('import.report')}
      aside={<a href={view.url(`/imports/${row.id}/report${filter ? `?outcome=${filter}` : ''}`)}>{t('import.download-report')}</a>}
    >
      <nav class="tb-tabs" aria-label={t('import.report')}>
        <a href={address('')} {...(!filter && { 'aria-current': 'page' as const })}>
          {t('import.all-rows')}
        </a>
        {outcomes
          .filter((outcome) => counts[outcome] > 0)
          .map((outcome) => (
            <a href={address(`?outcome=${outcome}`)} {...(filter === outcome && { 'aria-current': 'page' as const })}>
              {t(`import.outcome.${outcome}`)} ({view.number(counts[outcome])})
            </a>
          ))}
      </nav>
      <table class="tb-tb tb-cards">
        <caption class="tb-vh">{t('import.report')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('import.line')}</th>
            <th scope="col">{t('import.field.externalId')}</th>
            <th scope="col">{t('import.outcome')}</th>
            <th scope="col">{t('import.code')}</th>
            <th scope="col">{t('import.problems')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr>
              <th scope="row">{view.number(one.line)}</th>
              <td data-l={t('import.field.externalId')}>
                <bdi>{one.external_id ?? '—'}</bdi>
              </td>
              <td data-l={t('import.outcome')}>{t(`import.outcome.${one.outcome}`)}</td>
              <td data-l={t('import.code')}>
                {one.code && one.outcome !== 'undone' ? (
                  <a href={view.url(`/practices/${one.code}`)}>
                    <Ltr>{one.code}</Ltr>
                  </a>
                ) : (
                  '—'
                )}
              </td>
              <td data-l={t('import.problems')}>
                {one.problems.map((problem) => (
                  <p>{problemLine(view, problem)}</p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {next !== null && (
        <p>
          <a href={address(`?${filter ? `outcome=${filter}&` : ''}after=${next}`)} rel="next">
            {t('platform.next')}
          </a>
        </p>
      )}
    </Section>
  );
}
