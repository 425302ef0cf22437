import type { VNode } from 'preact';
import { labelPath } from '#platform/errors/texts.ts';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { directionOf, type Language, plainText } from '#platform/values/localized-text.ts';
import { Form } from '#ui/forms.tsx';
import { Crumbs, Note, Section } from '#ui/parts.tsx';
import { Line, nameOf } from '#ui/text.tsx';
import { codeFields } from '../content/content.ts';
import { markWords } from '../versions/difference.ts';
import { Marked } from '../versions/versions-page.tsx';
import { practiceLabels } from '../write/practice-labels.ts';
import type { FieldInConflict, Merge } from './read-merge.ts';

/** Both texts side by side for each field both changed; everything else that was typed goes along unseen. */
export function mergePage(view: View, merge: Merge, state: FormState): Page {
  const { t } = view;
  const { row, conflicts } = merge;
  return {
    title: t('practices.merge-title', { title: plainText(merge.title, view.locale) }),
    nav: 'practices',
    unlisted: true,
    desk: true,
    body: (
      <>
        <Crumbs
          view={view}
          trail={[
            { label: t('practices.library'), path: '/practices' },
            { label: row.code, path: `/practices/${row.code}` },
            { label: t('platform.edit'), path: `/practices/${row.code}/edit` },
          ]}
          here={t('practices.merge')}
        />
        <h1>
          <Line view={view} value={merge.title} />
        </h1>
        <div class="tb-errsum" role="alert" tabIndex={-1} data-focus>
          <h2>{savedBy(view, merge)}</h2>
          <p>{t('practices.merge-lead')}</p>
        </div>
        <Form view={view} action={`/practices/${row.code}/edit`} upload>
          <Carried state={state} conflicts={conflicts} />
          <input type="hidden" name="seen" value={String(row.rev)} />
          <div class="tb-secs">
            {conflicts.map((conflict, index) => (
              <Choice view={view} conflict={conflict} index={index} />
            ))}
          </div>
          <Note>{t('practices.merge-file')}</Note>
          <div class="tb-stick">
            <button class="tb-btn" type="submit" name="afterwards" value="stay">
              {t('practices.merge-save')}
            </button>
          </div>
        </Form>
      </>
    ),
  };
}

const savedBy = (view: View, { name, savedAt }: Merge): string =>
  name
    ? view.t('practices.merge-saved-by', { name: nameOf(name, view.locale), time: view.dateTime(savedAt) })
    : view.t('practices.merge-saved-by-somebody', { time: view.dateTime(savedAt) });

const manyValued: ReadonlySet<string> = new Set([...codeFields, 'supportKinds', 'removeEvidence']);
const ofThisPage = /^(code|seen|afterwards|choice(\..*)?|evidence.*)$/;

/** What was typed into the editor, as the editor would send it again. The fields in conflict are on the page itself. */
const Carried = ({ state, conflicts }: { state: FormState; conflicts: readonly FieldInConflict[] }): VNode => {
  const shown = new Set(conflicts.filter(isText).map(({ path }) => path));
  return (
    <>
      {Object.entries(state.values)
        .filter(([name]) => !ofThisPage.test(name) && !shown.has(name))
        .flatMap(([name, value]) => (manyValued.has(name) ? value.split('\n') : [value]).map((one) => <input type="hidden" name={name} value={one} />))}
    </>
  );
};

const languageOf = (path: string): Language | undefined => /\.(ar|en)$/.exec(path)?.[1] as Language | undefined;
/** A single text in one language, which can be written anew while merging. */
const isText = ({ path, mine }: FieldInConflict): boolean => languageOf(path) !== undefined && path in mine;

function nameOfField(view: View, path: string): string {
  const known = practiceLabels as Readonly<Record<string, MessageKey>>;
  const base = labelPath(path);
  const key = known[base] ?? known[base.split('.')[0] ?? ''] ?? 'practices.merge';
  const language = languageOf(path);
  const row = /\.(\d+)(?=\.|$)/.exec(path)?.[1];
  const name = row === undefined ? view.t(key) : `${view.t(key)} ${view.number(Number(row) + 1)}`;
  return language ? view.t(language === 'ar' ? 'platform.field-arabic' : 'platform.field-english', { name }) : name;
}

function Choice({ view, conflict, index }: { view: View; conflict: FieldInConflict; index: number }): VNode {
  const { t } = view;
  const { path, saved, mine } = conflict;
  const language = languageOf(path) ?? view.locale;
  const name = nameOfField(view, path);
  return (
    <Section title={name} id={`f-choice-${index}`}>
      <div class="tb-pair">
        <div class="tb-stackgap">
          <h3>{t('practices.merge-saved')}</h3>
          {isText(conflict) ? (
            <Marked view={view} language={language} stretches={markWords(mine[path] ?? '', saved[path] ?? '', language)} />
          ) : (
            <Values view={view} values={saved} />
          )}
          <Keep view={view} name={`choice.${index}`} value={`saved:${path}`} label={t('practices.merge-keep-saved')} />
        </div>
        <div class="tb-stackgap">
          <h3>{t('practices.merge-mine')}</h3>
          {isText(conflict) ? (
            <textarea class="tb-in" name={path} rows={6} lang={language} dir={directionOf(language)} aria-label={`${t('practices.merge-mine')}: ${name}`}>
              {mine[path] ?? ''}
            </textarea>
          ) : (
            <Values view={view} values={mine} />
          )}
          <Keep view={view} name={`choice.${index}`} value={`mine:${path}`} label={t('practices.merge-keep-mine')} checked />
        </div>
      </div>
    </Section>
  );
}

const Keep = ({ name, value, label, checked = false }: { view: View; name: string; value: string; label: string; checked?: boolean }): VNode => (
  <label class="tb-check tb-radio">
    <input type="radio" name={name} value={value} checked={checked} /> <span>{label}</span>
  </label>
);

/** A field of several parts, as it was typed. */
function Values({ view, values }: { view: View; values: Readonly<Record<string, string>> }): VNode {
  const said = Object.entries(values).filter(([, value]) => value !== '');
  if (said.length === 0) return <p class="tb-dim">{view.t('practices.merge-empty')}</p>;
  return (
    <ul>
      {said.map(([name, value]) => (
        <li>
          <span class="tb-dim">{nameOfField(view, name)}:</span>{' '}
          <bdi>
            {value
              .split('\n')
              .filter(Boolean)
              .join(view.locale === 'ar' ? '، ' : ', ')}
          </bdi>
        </li>
      ))}
    </ul>
  );
}
