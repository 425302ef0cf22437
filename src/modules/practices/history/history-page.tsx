import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { Empty, Section } from '#ui/parts.tsx';
import { Line, nameOf } from '#ui/text.tsx';
import { PracticeCrumbs } from '../practice-frame.tsx';
import type { MoveRow, PracticeRow, VersionRow } from '../queries.ts';

interface History {
  readonly row: PracticeRow;
  readonly versions: readonly VersionRow[];
  readonly moves: readonly MoveRow[];
  readonly names: ReadonlyMap<string, { name_ar: string | null; name_en: string | null; name_orig: string | null }>;
}

/** Versions with their digests, which stand in the audit log too, and the moves the reader may know. */
export function historyPage(view: View, { row, versions, moves, names }: History): Page {
  const { t } = view;
  return {
    title: t('practices.history-title', { title: plainText(row.card.title, view.locale) }),
    nav: 'practices',
    body: (
      <>
        <PracticeCrumbs view={view} code={row.code} here={t('practices.history')} />
        <div class="tb-pagehead">
          <h1>
            <Line view={view} value={row.card.title} />
          </h1>
        </div>
        <div class="tb-secs">
          <Section title={t('practices.versions')} aside={t('practices.digest-aside')}>
            <table class="tb-tb tb-tight tb-cards">
              <thead>
                <tr>
                  <th scope="col">{t('practices.version')}</th>
                  <th scope="col">{t('practices.closed-on')}</th>
                  <th scope="col">{t('practices.what-changed')}</th>
                  <th scope="col">{t('practices.digest')}</th>
                </tr>
              </thead>
              <tbody>
                {versions.map((version) => (
                  <tr>
                    <th scope="row">
                      {view.number(version.no)}
                      {version.no === row.published_version && row.public_state === 'published' && (
                        <span class="tb-small tb-dim"> · {t('practices.state.published')}</span>
                      )}
                    </th>
                    <td>{version.frozen_at ? view.date(version.frozen_at) : t('practices.open-version')}</td>
                    <td>
                      {version.note ? (
                        <Line view={view} value={version.note} note />
                      ) : (
                        <span class="tb-dim">{version.no === 1 ? t('practices.first-version') : t('practices.no-note')}</span>
                      )}
                    </td>
                    <td>
                      <bdi dir="ltr" class="tb-code">
                        {version.digest ?? '—'}
                      </bdi>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {versions.length > 1 && (
              <p>
                <a href={view.url(`/practices/${row.code}/versions`)}>{t('practices.compare-versions')}</a>
              </p>
            )}
          </Section>
          <Section title={t('practices.moves')}>
            {moves.length === 0 ? (
              <Empty text={t('practices.no-moves')} />
            ) : (
              <table class="tb-tb tb-tight tb-cards">
                <thead>
                  <tr>
                    <th scope="col">{t('practices.when')}</th>
                    <th scope="col">{t('practices.what-happened')}</th>
                    <th scope="col">{t('practices.version')}</th>
                    <th scope="col">{t('practices.by')}</th>
                  </tr>
                </thead>
                <tbody>
                  {moves.map((move) => {
                    const name = move.by_person ? names.get(move.by_person) : undefined;
                    return (
                      <tr>
                        <td>{view.dateTime(move.at)}</td>
                        <td>{t(`practices.move.${move.move}` as MessageKey)}</td>
                        <td data-l={t('practices.version')}>{view.number(move.version)}</td>
                        <td>{name ? <bdi>{nameOf(name, view.locale)}</bdi> : <span class="tb-dim">{t('practices.name-inside')}</span>}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            )}
          </Section>
        </div>
      </>
    ),
  };
}
