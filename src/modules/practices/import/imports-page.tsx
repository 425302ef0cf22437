import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { ErrorSummary, Field, Form } from '#ui/forms.tsx';
import { Crumbs, Empty, Mark, Section, type Tone } from '#ui/parts.tsx';
import type { Counts } from './counts.ts';
import type { ImportRow, ImportState, Outcome } from './queries.ts';

const tones: Readonly<Record<ImportState, Tone>> = {
  uploaded: 'acc',
  checking: 'acc',
  checked: 'acc',
  running: 'acc',
  done: 'good',
  undoing: 'warn',
  undone: 'off',
  failed: 'bad',
};

export const StateMark = ({ view, state }: { view: View; state: ImportState }): VNode => <Mark tone={tones[state]}>{view.t(`import.state.${state}`)}</Mark>;

/** "853 created, 2 failed": only what there is. */
export function countsLine(view: View, counts: Counts): string {
  const parts = (Object.entries(counts) as [Outcome, number][]).filter(([, n]) => n > 0).map(([outcome, n]) => view.t(`import.count.${outcome}`, { n }));
  return view.list(parts);
}

interface Listed {
  readonly items: readonly { readonly row: ImportRow; readonly counts: Counts }[];
  readonly next: string | null;
}

/** Every import there was, and the form that starts another. */
export function importsPage(view: View, { items, next }: Listed, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: { file: 'import.file' } as const };
  return {
    title: t('import.title'),
    nav: 'imports',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('practices.library'), path: '/practices' }]} here={t('import.title')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('import.title')}</h1>
            <p class="tb-lead">{t('import.lead')}</p>
          </div>
        </div>
        <div class="tb-secs tb-pad">
          <Section title={t('import.new')}>
            <ErrorSummary {...parts} />
            <Form view={view} action="/imports" upload>
              <Field
                {...parts}
                name="file"
                label={t('import.file')}
                hint={t('import.file-hint')}
                control={(attributes) => <input class="tb-in" type="file" accept=".csv,.tsv,.txt,.xlsx,.json,.ndjson" {...attributes} />}
              />
              <button class="tb-btn" type="submit">
                {t('import.read-file')}
              </button>
            </Form>
          </Section>
          <Section title={t('import.earlier')}>
            {items.length === 0 ? <Empty text={t('import.none')} /> : <ImportTable view={view} items={items} />}
            {next && (
              <p>
                <a href={view.url(`/imports?after=${next}`)} rel="next">
                  {t('platform.next')}
                </a>
              </p>
            )}
          </Section>
        </div>
      </>
    ),
  };
}

function ImportTable({ view, items }: { view: View; items: Listed['items'] }): VNode {
  const { t } = view;
  return (
    <table class="tb-tb tb-cards">
      <caption class="tb-vh">{t('import.earlier')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('import.file')}</th>
          <th scope="col">{t('import.at')}</th>
          <th scope="col">{t('import.state')}</th>
          <th scope="col">{t('import.rows')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ row, counts }) => (
          <tr>
            <th scope="row">
              <a href={view.url(`/imports/${row.id}`)}>
                <bdi>{row.file.name}</bdi>
              </a>
            </th>
            <td data-l={t('import.at')}>{view.dateTime(row.created_at)}</td>
            <td data-l={t('import.state')}>
              <StateMark view={view} state={row.state} />
            </td>
            <td data-l={t('import.rows')}>{countsLine(view, counts) || view.number(row.row_count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
