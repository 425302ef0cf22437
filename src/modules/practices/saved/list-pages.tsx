import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { ErrorSummary, Form, type FormParts, PostButton, TextArea, TextField } from '#ui/forms.tsx';
import { Crumbs, Empty, Grade, Note, Section } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { PracticeCrumbs } from '../practice-frame.tsx';
import { stateMark } from '../words.tsx';
import type { ListRow } from './queries.ts';
import type { SaveChoice, SavedList, SavedPractice } from './read-lists.ts';

const practiceCodeLabel = 'saved.code' as const;
export const listLabels = { name: 'saved.name', note: 'saved.note', code: practiceCodeLabel, 'items.*.note': 'saved.item-note' } as const;
export const untouched: FormState = { values: {}, problems: [] };

const trailOf = (view: View) => [{ label: view.t('nav.my-work'), path: '/me' }];

/** The reader's own lists, and a form for another. */
export function listsPage(view: View, lists: readonly (ListRow & { readonly count: number })[], state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: listLabels };
  return {
    title: t('saved.title'),
    nav: 'me',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <Crumbs view={view} trail={trailOf(view)} here={t('saved.title')} />
        <div>
          <h1>{t('saved.title')}</h1>
          <p class="tb-lead">{t('saved.lead')}</p>
        </div>
        <ErrorSummary {...parts} />
        {lists.length === 0 ? (
          <Empty text={t('saved.none')} />
        ) : (
          <ul class="tb-facts">
            {lists.map((list) => (
              <li>
                <a href={view.url(`/me/lists/${list.id}`)}>
                  <bdi dir="auto">{list.name}</bdi>
                </a>{' '}
                <span class="tb-small tb-dim">
                  · {t('practices.count', { n: list.count })} {list.share_key && `· ${t('saved.is-shared')}`}
                </span>
              </li>
            ))}
          </ul>
        )}
        <Section title={t('saved.new')}>
          <NewListForm {...parts} />
        </Section>
      </div>
    ),
  };
}

function NewListForm({ code, ...parts }: FormParts & { code?: string }): VNode {
  const { t } = parts.view;
  return (
    <Form view={parts.view} action="/me/lists">
      {code && <input type="hidden" name="code" value={code} />}
      <TextField {...parts} name="name" label={t('saved.name')} max={120} />
      <TextArea {...parts} name="note" label={t('saved.note')} hint={t('platform.optional')} rows={2} max={1_000} />
      <button class="tb-btn" type="submit">
        {t(code ? 'saved.create-with' : 'saved.create')}
      </button>
    </Form>
  );
}

/** From a practice: on which of the reader's lists it stands, and to put it on another. */
export function choicePage(view: View, { code, title, lists }: SaveChoice, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: listLabels };
  return {
    title: t('saved.choose'),
    nav: 'practices',
    unlisted: true,
    body: (
      <div class="tb-narrow tb-stackgap">
        <PracticeCrumbs view={view} code={code} here={t('saved.choose')} />
        <h1>
          {t('saved.choose')}: <Line view={view} value={title} />
        </h1>
        <ErrorSummary {...parts} />
        {lists.length > 0 && (
          <Section title={t('saved.title')}>
            <ul class="tb-facts">
              {lists.map((list) => (
                <li class="tb-pagehead">
                  <a href={view.url(`/me/lists/${list.id}`)}>
                    <bdi dir="auto">{list.name}</bdi>
                  </a>
                  <PostButton
                    view={view}
                    action={`/me/lists/${list.id}/${list.has ? 'remove' : 'add'}`}
                    label={t(list.has ? 'saved.take-off' : 'saved.put-on')}
                    kind="tb-line tb-sm"
                    fields={{ code }}
                  />
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Section title={t('saved.new')}>
          <NewListForm {...parts} code={code} />
        </Section>
      </div>
    ),
  };
}

/** One list of the reader: its practices with notes, the address to share, and the way to delete it. */
export function listPage(view: View, { list, items, closed }: SavedList, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: listLabels };
  const path = `/me/lists/${list.id}`;
  return {
    title: list.name,
    nav: 'me',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <Crumbs view={view} trail={[...trailOf(view), { label: t('saved.title'), path: '/me/lists' }]} here={<bdi dir="auto">{list.name}</bdi>} />
        <h1>
          <bdi dir="auto">{list.name}</bdi>
        </h1>
        <ErrorSummary {...parts} />
        {closed > 0 && <Note>{t('saved.closed', { n: closed })}</Note>}
        <Section title={t('saved.practices')} aside={t('practices.count', { n: items.length })}>
          {items.length === 0 ? <Empty text={t('saved.empty')} /> : <Items view={view} path={path} items={items} />}
        </Section>
        <Section title={t('saved.add')}>
          <Form view={view} action={`${path}/add`}>
            <TextField {...parts} name="code" label={t('saved.code')} hint={t('practices.successor-hint', { code: 'AE-0042' })} max={20} ltr />
            <button class="tb-btn tb-line" type="submit">
              {t('platform.add')}
            </button>
          </Form>
        </Section>
        <Section title={t('saved.words')}>
          <Words {...parts} path={path} list={list} items={items} />
        </Section>
        <Sharing view={view} path={path} list={list} />
        <Section title={t('saved.delete')} aside={t('saved.delete-aside')}>
          <PostButton view={view} action={`${path}/delete`} label={t('saved.delete')} kind="tb-bad" />
        </Section>
      </div>
    ),
  };
}

const Items = ({ view, path, items }: { view: View; path?: string; items: readonly SavedPractice[] }): VNode => (
  <ul class="tb-facts">
    {items.map(({ code, card, state, grade, note }) => (
      <li>
        <a href={view.url(`/practices/${code}`)}>
          <Line view={view} value={card.title} />
        </a>
        <p class="tb-small tb-dim">
          {card.entity ? <Line view={view} value={card.entity.name} /> : view.t('practices.owner-unknown')} · <Ltr>{code}</Ltr> ·{' '}
          {state === 'published' ? <Grade view={view} grade={grade} /> : stateMark(view, state)}
        </p>
        {note && (
          <p class="tb-kept" dir="auto">
            {note}
          </p>
        )}
        {path && <PostButton view={view} action={`${path}/remove`} label={view.t('saved.take-off')} kind="tb-line tb-sm" fields={{ code }} />}
      </li>
    ))}
  </ul>
);

function Words({ path, list, items, ...parts }: FormParts & { path: string; list: ListRow; items: readonly SavedPractice[] }): VNode {
  const { t } = parts.view;
  const stored = {
    name: list.name,
    note: list.note,
    ...Object.assign({}, ...items.map((item, index) => ({ [`items.${index}.note`]: item.note }))),
  };
  const state = { ...parts.state, values: { ...stored, ...parts.state.values } };
  return (
    <Form view={parts.view} action={path}>
      <TextField {...parts} state={state} name="name" label={t('saved.name')} max={120} />
      <TextArea {...parts} state={state} name="note" label={t('saved.note')} hint={t('platform.optional')} rows={2} max={1_000} />
      {items.map((item, index) => (
        <>
          <input type="hidden" name={`items.${index}.code`} value={item.code} />
          <TextArea {...parts} state={state} name={`items.${index}.note`} label={t('saved.note-on', { code: item.code })} rows={2} max={1_000} />
        </>
      ))}
      <button class="tb-btn" type="submit">
        {t('platform.save')}
      </button>
    </Form>
  );
}

const Sharing = ({ view, path, list }: { view: View; path: string; list: ListRow }): VNode => (
  <Section title={view.t('saved.sharing')} aside={view.t(list.share_key ? 'saved.is-shared' : 'saved.is-private')}>
    <p>{view.t('saved.sharing-text')}</p>
    {list.share_key && (
      <p>
        <a class="tb-code" href={view.url(`/shared-lists/${list.share_key}`)}>
          <Ltr>{`${view.node.origin}${view.url(`/shared-lists/${list.share_key}`)}`}</Ltr>
        </a>
      </p>
    )}
    <PostButton
      view={view}
      action={`${path}/${list.share_key ? 'unshare' : 'share'}`}
      label={view.t(list.share_key ? 'saved.unshare' : 'saved.share')}
      kind="tb-line"
    />
  </Section>
);

/** A list as somebody reads it who was given its address. */
export const sharedListPage = (view: View, { list, items }: SavedList): Page => ({
  title: list.name,
  nav: 'practices',
  unlisted: true,
  body: (
    <div class="tb-stackgap">
      <Crumbs view={view} trail={[{ label: view.t('practices.library'), path: '/practices' }]} here={<bdi dir="auto">{list.name}</bdi>} />
      <div>
        <h1>
          <bdi dir="auto">{list.name}</bdi>
        </h1>
        <p class="tb-small tb-dim">{view.t('saved.shared-note')}</p>
        {list.note && (
          <p class="tb-kept tb-lead" dir="auto">
            {list.note}
          </p>
        )}
      </div>
      {items.length === 0 ? <Empty text={view.t('saved.shared-empty')} /> : <Items view={view} items={items} />}
    </div>
  ),
});
