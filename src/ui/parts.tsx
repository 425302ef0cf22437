import type { ComponentChildren, VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { Ltr } from './text.tsx';

/** Where this page stands, from home; the last entry is the page itself. */
export function Crumbs({ view, trail, here }: { view: View; trail?: readonly { label: string; path: string }[]; here: ComponentChildren }): VNode {
  return (
    <nav class="tb-crumb" aria-label={view.t('platform.breadcrumb')}>
      <ol>
        <li>
          <a class="tb-quiet" href={view.url('/')}>
            {view.t('platform.home')}
          </a>
        </li>
        {(trail ?? []).map((step) => (
          <li>
            <a class="tb-quiet" href={view.url(step.path)}>
              {step.label}
            </a>
          </li>
        ))}
        <li>
          <span aria-current="page">{here}</span>
        </li>
      </ol>
    </nav>
  );
}

/** A part of a page: ink rule, heading, and one quiet line at the far end. */
export function Section({
  title,
  aside,
  children,
  id,
}: {
  title: ComponentChildren;
  aside?: ComponentChildren;
  children: ComponentChildren;
  id?: string;
}): VNode {
  return (
    <section class="tb-sec" id={id}>
      <header>
        <h2>{title}</h2>
        {aside ? <p>{aside}</p> : null}
      </header>
      {children}
    </section>
  );
}

export type Shape = '' | 'open' | 'half' | 'dash' | 'tri' | 'sq';
export type Tone = 'acc' | 'good' | 'warn' | 'bad' | 'off';

/** Shape and word: solid is confirmed or computed here, open is reported, dashed is planned. */
export const Mark = ({ tone, shape = '', children }: { tone: Tone; shape?: Shape; children: ComponentChildren }): VNode => (
  <span class={`tb-st tb-${tone}${shape ? ` tb-${shape}` : ''}`}>{children}</span>
);

/** Evidence grade: five bars and its words, so that it reads without colour. */
export function Grade({ view, grade }: { view: View; grade: string | null }): VNode {
  if (!grade) return <span class="tb-dimmer">{view.t('practices.grade.none')}</span>;
  const level = Number(grade.slice(1));
  return (
    <span class="tb-ev">
      <i aria-hidden="true">
        {[1, 2, 3, 4, 5].map((bar) => (
          <b class={bar <= level ? 'tb-on' : ''} />
        ))}
      </i>
      <span>
        <Ltr>{grade}</Ltr> {view.t(`practices.grade.${grade.toLowerCase()}` as MessageKey)}
      </span>
    </span>
  );
}

/** Label and value pairs of a record; those without a value are left out. */
export function Pairs({ pairs }: { pairs: readonly (readonly [string, ComponentChildren])[] }): VNode {
  return (
    <dl class="tb-kv tb-stack">
      {pairs
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
    </dl>
  );
}

/** A fact that changes how the page is read. */
export const Note = ({ warn = false, children }: { warn?: boolean; children: ComponentChildren }): VNode => (
  <div class={`tb-note${warn ? ' tb-warn' : ''}`}>{children}</div>
);

/** What would be here, why it is empty, and one next step. */
export const Empty = ({ text, action }: { text: string; action?: VNode | null }): VNode => (
  <div class="tb-empty">
    <p>{text}</p>
    {action}
  </div>
);

/** "1 to 20 of 853" with links to both sides. */
export function Paging({
  view,
  first,
  shown,
  total,
  previous,
  next,
}: {
  view: View;
  first: number;
  shown: number;
  total: number | null;
  previous: string | null;
  next: string | null;
}): VNode {
  return (
    <nav class="tb-paging" aria-label={view.t('platform.paging')}>
      <p>
        {total === null ? view.t('platform.range', { first, last: first + shown - 1 }) : view.t('platform.range-of', { first, last: first + shown - 1, total })}
      </p>
      <p>
        {previous !== null && (
          <a href={previous} rel="prev">
            {view.t('platform.previous')}
          </a>
        )}
        {next !== null && (
          <a href={next} rel="next">
            {view.t('platform.next')}
          </a>
        )}
      </p>
    </nav>
  );
}

/** The way on in a list that is read by keyset, and back to its beginning; nothing for a list of one page. */
export function NextPage({ view, path, next, first }: { view: View; path: string; next: string | null; first: boolean }): VNode | null {
  if (next === null && first) return null;
  return (
    <nav class="tb-paging" aria-label={view.t('platform.paging')}>
      <p>{!first && <a href={view.url(path)}>{view.t('platform.from-start')}</a>}</p>
      <p>
        {next !== null && (
          <a href={view.url(`${path}${path.includes('?') ? '&' : '?'}after=${next}`)} rel="next">
            {view.t('platform.next')}
          </a>
        )}
      </p>
    </nav>
  );
}
