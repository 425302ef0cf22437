import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Crumbs, Empty, Note, Pairs, Section } from '#ui/parts.tsx';
import { Ltr } from '#ui/text.tsx';

interface Log {
  readonly head: { readonly size: number; readonly at: Date; readonly root: string; readonly key_id: string } | null;
  readonly inside: boolean;
  readonly entries: readonly {
    readonly id: string;
    readonly at: Date;
    readonly seq: number | null;
    readonly what: string;
    readonly ref: { readonly kind: string; readonly id: string };
    readonly note?: string;
  }[];
  readonly next: string | null;
}

/** The signed head for everyone; the entries and their proofs for auditors and the office. */
export const logPage = (view: View, { head, inside, entries, next }: Log): Page => ({
  title: view.t('trust.log'),
  body: (
    <>
      <Crumbs view={view} here={view.t('trust.log')} />
      <div class="tb-pagehead">
        <div>
          <h1>{view.t('trust.log')}</h1>
          <p class="tb-lead">{view.t('trust.log-lead')}</p>
        </div>
      </div>
      <div class="tb-secs">
        <Section title={view.t('trust.head')} aside={view.t('trust.head-aside')}>
          {head ? (
            <>
              <Pairs
                pairs={[
                  [view.t('trust.size'), view.t('trust.entries', { n: head.size })],
                  [view.t('trust.sealed-at'), view.dateTime(head.at)],
                  [
                    view.t('trust.root'),
                    <bdi dir="ltr" class="tb-code">
                      {head.root}
                    </bdi>,
                  ],
                  [view.t('trust.key'), <Ltr>{head.key_id}</Ltr>],
                ]}
              />
              <p class="tb-acts">
                <a class="tb-btn tb-line" href={view.url('/audit/head')}>
                  {view.t('trust.download-head')}
                </a>
              </p>
            </>
          ) : (
            <Empty text={view.t('trust.no-head')} />
          )}
        </Section>
        <Section title={view.t('trust.how')}>
          <ol class="tb-steps">
            <li>{view.t('trust.how-1')}</li>
            <li>{view.t('trust.how-2')}</li>
            <li>{view.t('trust.how-3')}</li>
          </ol>
          <p>
            <bdi dir="ltr" class="tb-code">
              npx tabadul audit verify --head tabadul-head.json
            </bdi>
          </p>
        </Section>
        {inside ? (
          <Section title={view.t('trust.latest')}>
            <div class="tb-scroll" tabIndex={0} role="region" aria-label={view.t('trust.latest')}>
              <table class="tb-tb tb-tight">
                <thead>
                  <tr>
                    <th scope="col" class="tb-num">
                      {view.t('trust.seq')}
                    </th>
                    <th scope="col">{view.t('trust.when')}</th>
                    <th scope="col">{view.t('trust.act')}</th>
                    <th scope="col">{view.t('trust.note')}</th>
                    <th scope="col">{view.t('trust.proof')}</th>
                  </tr>
                </thead>
                <tbody>
                  {entries.map((entry) => (
                    <tr>
                      <td class="tb-num">{entry.seq === null ? view.t('trust.unsealed') : view.number(entry.seq)}</td>
                      <td>{view.dateTime(entry.at)}</td>
                      <td>
                        <bdi dir="ltr" class="tb-code">
                          {entry.what}
                        </bdi>
                      </td>
                      <td dir="auto">{entry.note ?? ''}</td>
                      <td>
                        {entry.seq !== null && (
                          <a href={view.url(`/audit/${entry.id}/proof`)}>
                            {view.t('trust.download-proof')}
                            <span class="tb-vh"> {view.number(entry.seq)}</span>
                          </a>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {next && (
              <p class="tb-acts">
                <a href={view.url(`/audit?before=${next}`)}>{view.t('trust.older')}</a>
              </p>
            )}
          </Section>
        ) : (
          <Note>{view.t('trust.entries-for')}</Note>
        )}
      </div>
    </>
  ),
});
