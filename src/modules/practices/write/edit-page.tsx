import type { VNode } from 'preact';
import { conceptsOf, type Vocabulary } from '#modules/vocabulary/public.ts';
import { type View, wordsIn } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { directionOf, isOutOfDate, type Language, type LocalizedText, otherLanguage, plainText } from '#platform/values/localized-text.ts';
import { qualifiers } from '#platform/values/quantity.ts';
import { ErrorSummary, Field, Form, type FormParts, SelectField, TextArea, TextField } from '#ui/forms.tsx';
import { Crumbs, Note, Section } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { type Part, publishThreshold } from '../content/completeness.ts';
import { type Content, evidenceKinds, levels, licences, stages, types } from '../content/content.ts';
import { stateMark } from '../words.tsx';
import type { Editing } from './edit-practice.ts';
import { practiceLabels } from './practice-form.ts';

/** The editor: both languages side by side, the reader's first; everything in one form, so nothing is lost between parts. */
export function editPage(view: View, editing: Editing, state: FormState): Page {
  const { t } = view;
  const { row, content } = editing;
  const parts = { view, state, labels: practiceLabels };
  return {
    title: t('practices.edit-title', { title: plainText(content.title, view.locale) }),
    nav: 'practices',
    unlisted: true,
    body: (
      <>
        <Crumbs
          view={view}
          trail={[
            { label: t('practices.library'), path: '/practices' },
            { label: row.code, path: `/practices/${row.code}` },
          ]}
          here={t('platform.edit')}
        />
        <div class="tb-pagehead">
          <div>
            <h1>
              <Line view={view} value={content.title} />
            </h1>
            <p>
              {stateMark(view, row.state)} · {t('practices.version-n', { n: row.version })}
            </p>
          </div>
          <p
            class="tb-saved tb-small"
            aria-live="polite"
            id="saved"
            data-saved={t('practices.autosaved')}
            data-offline={t('practices.offline')}
            data-restore={t('practices.restored')}
            data-conflict={t('errors.practices.edited-meanwhile')}
          />
        </div>
        <ErrorSummary {...parts} />
        <Comments view={view} editing={editing} />
        <div class="tb-ed">
          <Progress view={view} editing={editing} />
          <Form view={view} action={`/practices/${row.code}/edit`} upload autosave={`/api/v1/practices/${row.code}/edit`} id="editor">
            <input type="hidden" name="rev" value={state.values.rev ?? String(row.rev)} />
            <div class="tb-secs">
              <Identity {...parts} editing={editing} />
              <StoryPart {...parts} editing={editing} />
              {!editing.translatorOnly && <Results {...parts} editing={editing} />}
              {!editing.translatorOnly && <Evidence {...parts} editing={editing} />}
              <Transfer {...parts} editing={editing} />
            </div>
            <div class="tb-stick">
              {!editing.translatorOnly && (
                <button class="tb-btn" type="submit" name="afterwards" value="submit">
                  {t('practices.submit')}
                </button>
              )}
              <button class={`tb-btn${editing.translatorOnly ? '' : ' tb-line'}`} type="submit" name="afterwards" value="stay">
                {t('practices.save-draft')}
              </button>
              <button class="tb-btn tb-line" type="submit" name="afterwards" value="read">
                {t('practices.save-and-preview')}
              </button>
            </div>
          </Form>
        </div>
      </>
    ),
  };
}

type EditParts = FormParts & { readonly editing: Editing };

function Comments({ view, editing }: { view: View; editing: Editing }): VNode | null {
  if (editing.comments.length === 0) return null;
  return (
    <Note warn>
      <p>
        <strong>{view.t('practices.returned-with', { n: editing.comments.length })}</strong>
      </p>
      <ul>
        {editing.comments.map((comment) => (
          <li>
            <a href={`#part-${comment.field}`}>{view.t(`practices.field.${comment.field}` as MessageKey)}</a>: <span dir="auto">{comment.text}</span>
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** Completeness with the publishing threshold, and the sections with what is filled. It informs and never blocks typing. */
function Progress({ view, editing }: { view: View; editing: Editing }): VNode {
  const { t } = view;
  const sections = ['identity', 'story', 'time', 'results', 'evidence', 'transfer'] as const;
  const of = (section: string): readonly Part[] => editing.parts.filter((part) => part.section === section);
  return (
    <nav aria-label={t('practices.progress')}>
      <p class="tb-small" id="completeness">
        {t('practices.completeness-line', { share: view.percent(editing.share), needed: view.percent(publishThreshold) })}
      </p>
      <progress max="100" value={Math.round(editing.share * 100)} aria-labelledby="completeness" />
      <div class="tb-toc">
        {sections.map((section) => {
          const filled = of(section).filter((part) => part.filled).length;
          return (
            <a href={`#part-${section}`}>
              <span>{t(`practices.section.${section}`)}</span>
              <span class="tb-dim">{t('practices.filled-of', { filled, all: of(section).length })}</span>
            </a>
          );
        })}
      </div>
    </nav>
  );
}

/** One text in both languages, labels in the language of each field, with its status under a translation. */
function Pair({
  editing,
  name,
  value,
  rows,
  max,
  hint,
  ...parts
}: EditParts & { name: string; value: LocalizedText | null | undefined; rows?: number; max?: number; hint?: MessageKey }): VNode {
  const { view } = parts;
  const order: readonly Language[] = [view.locale, otherLanguage(view.locale)];
  const key = practiceLabels[name.replace(/\.\d+/g, '.*') as keyof typeof practiceLabels] ?? 'practices.field.step';
  return (
    <div class="tb-pair" id={`part-${name.replace(/\./g, '-')}`}>
      {order.map((language) => {
        const words = wordsIn(view, language);
        const common = { ...parts, name: `${name}.${language}`, label: words.t(key), hint: hint && words.t(hint), language, ...(max && { max }) };
        const locked = editing.translatorOnly && language === editing.row.orig;
        return (
          <div lang={language} dir={directionOf(language)}>
            {locked ? (
              <Original {...parts} name={common.name} label={common.label} language={language} />
            ) : rows ? (
              <TextArea {...common} rows={rows} />
            ) : (
              <TextField {...common} />
            )}
            <Status view={view} words={words} value={value} language={language} />
          </div>
        );
      })}
    </div>
  );
}

/** The original beside a translator's field: to read, not to change. */
const Original = (props: FormParts & { name: string; label: string; language: Language }): VNode => (
  <Field
    {...props}
    control={(attributes) => (
      <textarea class="tb-in" rows={4} readOnly {...attributes} name={undefined as never}>
        {props.state.values[props.name] ?? ''}
      </textarea>
    )}
  />
);

function Status({
  words,
  value,
  language,
}: {
  view: View;
  words: View | ReturnType<typeof wordsIn>;
  value: LocalizedText | null | undefined;
  language: Language;
}): VNode | null {
  const entry = value?.texts[language];
  if (!value || !entry) return null;
  return (
    <p class="tb-textnote">
      {words.t(`platform.text-status.${entry.status}`)}
      {isOutOfDate(value, language) && <strong class="tb-warntext"> · {words.t('practices.original-changed')}</strong>}
    </p>
  );
}

const choices = (view: View, group: string, values: readonly string[]) =>
  values.map((value) => ({ value, label: view.t(`practices.${group}.${value}` as MessageKey) }));

function Identity({ editing, ...parts }: EditParts): VNode {
  const { view } = parts;
  const { t } = view;
  const { content, translatorOnly } = editing;
  return (
    <Section title={t('practices.section.identity')} id="part-identity">
      <Pair {...parts} editing={editing} name="title" value={content.title} max={100} hint="practices.hint.title" />
      <Pair {...parts} editing={editing} name="subtitle" value={content.subtitle} rows={2} max={280} hint="practices.hint.subtitle" />
      {!translatorOnly && (
        <>
          <div class="tb-cols">
            <SelectField {...parts} name="type" label={t('practices.field.type')} options={choices(view, 'type', types)} empty={t('platform.choose')} />
            <SelectField {...parts} name="level" label={t('practices.field.level')} options={choices(view, 'level', levels)} empty={t('platform.choose')} />
            <SelectField
              {...parts}
              name="licence"
              label={t('practices.field.licence')}
              options={choices(view, 'licence', licences)}
              empty={t('platform.choose')}
            />
          </div>
          <div class="tb-pair">
            <CodeField {...parts} vocabulary={editing.vocabulary} name="cofog" scheme="cofog" rows={3} />
            <CodeField {...parts} vocabulary={editing.vocabulary} name="sdg" scheme="sdg" rows={3} />
          </div>
          <div class="tb-cols" id="part-time">
            <SelectField {...parts} name="stage" label={t('practices.field.stage')} options={choices(view, 'stage', stages)} empty={t('platform.choose')} />
            <TextField
              {...parts}
              name="startedOn"
              label={t('practices.field.startedOn')}
              hint={t('practices.hint.date', { year: '2021', month: '2021-03', day: '2021-03-14' })}
              ltr
            />
            <TextField {...parts} name="endedOn" label={t('practices.field.endedOn')} hint={t('practices.hint.ended')} ltr />
          </div>
        </>
      )}
    </Section>
  );
}

/** Codes of a vocabulary as three selects: the tag is the code, the words are the reader's. */
function CodeField({
  vocabulary,
  name,
  scheme,
  rows,
  ...parts
}: FormParts & { vocabulary: Vocabulary; name: 'cofog' | 'sdg'; scheme: string; rows: number }): VNode {
  const { view, state } = parts;
  const chosen = (state.values[name] ?? '').split('\n').filter(Boolean);
  const options = conceptsOf(vocabulary, scheme, 'leaves');
  return (
    <fieldset class="tb-rowset">
      <legend>{view.t(`practices.field.${name}`)}</legend>
      {Array.from({ length: Math.max(rows, chosen.length) }, (_, index) => (
        <Field
          {...parts}
          name={index === 0 ? name : `${name}-${index}`}
          label={view.t('practices.code-n', { n: index + 1 })}
          control={(attributes) => (
            <select class="tb-in" {...attributes} name={name}>
              <option value="">{view.t('platform.choose')}</option>
              {options.map((concept) => (
                <option value={concept.code} selected={chosen[index] === concept.code}>
                  {`${concept.code} ${plainText(concept.label, view.locale)}`.slice(0, 110)}
                </option>
              ))}
            </select>
          )}
        />
      ))}
    </fieldset>
  );
}

function StoryPart({ editing, ...parts }: EditParts): VNode {
  const { t } = parts.view;
  const { content, translatorOnly } = editing;
  const steps = Math.min(30, Math.max(content.steps.length + 2, 4, countRows(parts.state.values, 'steps')));
  return (
    <Section title={t('practices.section.story')} id="part-story">
      <Pair {...parts} editing={editing} name="problem" value={content.problem} rows={7} hint="practices.hint.problem" />
      <Pair {...parts} editing={editing} name="solution" value={content.solution} rows={7} hint="practices.hint.solution" />
      <Pair {...parts} editing={editing} name="novelty" value={content.novelty} rows={3} />
      {!translatorOnly && (
        <fieldset class="tb-rowset" id="part-steps">
          <legend>{t('practices.field.steps')}</legend>
          {Array.from({ length: steps }, (_, index) => (
            <Pair {...parts} editing={editing} name={`steps.${index}`} value={content.steps[index]} rows={2} />
          ))}
        </fieldset>
      )}
      {!translatorOnly && (
        <div role="group" class="tb-rowset" id="part-beneficiaries" aria-label={t('practices.field.beneficiaries')}>
          <Pair {...parts} editing={editing} name="beneficiaries.who" value={content.beneficiaries.who} />
          <div class="tb-cols">
            <QualifierField {...parts} name="beneficiaries.qualifier" />
            <TextField {...parts} name="beneficiaries.count" label={t('practices.beneficiaries-count')} inputMode="decimal" ltr />
          </div>
        </div>
      )}
    </Section>
  );
}

const QualifierField = ({ name, ...parts }: FormParts & { name: string }): VNode => (
  <SelectField
    {...parts}
    name={name}
    label={parts.view.t('practices.qualifier')}
    options={qualifiers.map((value) => ({ value, label: parts.view.t(`measures.qualifier.${value}`) }))}
  />
);

const countRows = (values: Readonly<Record<string, string>>, prefix: string): number =>
  Object.keys(values).reduce(
    (most, name) => (name.startsWith(`${prefix}.`) ? Math.max(most, Number(name.slice(prefix.length + 1).split('.')[0]) + 1) : most),
    0,
  );

function Results({ editing, ...parts }: EditParts): VNode {
  const { t } = parts.view;
  const rows = Math.min(12, Math.max(editing.indicators.length + 1, countRows(parts.state.values, 'results')));
  return (
    <Section title={t('practices.field.results')} aside={t('practices.results-aside')} id="part-results">
      {Array.from({ length: rows }, (_, index) => (
        <ResultRow {...parts} editing={editing} index={index} />
      ))}
    </Section>
  );
}

/** The first reading is usually the baseline, the others values. */
const withDefault = (state: FormState, name: string, value: string): FormState =>
  state.values[name] ? state : { ...state, values: { ...state.values, [name]: value } };

function ResultRow({ editing, index, ...parts }: EditParts & { index: number }): VNode {
  const { view, state } = parts;
  const { t } = view;
  const at = `results.${index}`;
  const indicator = editing.indicators[index];
  const readings = Math.min(24, Math.max((indicator?.readings.length ?? 0) + 1, 2, countRows(state.values, `${at}.readings`)));
  return (
    <fieldset class="tb-rowset">
      <legend>{t('practices.indicator-n', { n: index + 1 })}</legend>
      <Pair {...parts} editing={editing} name={`${at}.name`} value={indicator?.name} max={200} />
      <Pair {...parts} editing={editing} name={`${at}.unit`} value={indicator?.unit} max={100} />
      <div class="tb-cols">
        <SelectField
          {...parts}
          name={`${at}.kind`}
          label={t('practices.result.kind')}
          options={(['outcome', 'output'] as const).map((value) => ({ value, label: t(`practices.result.${value}`) }))}
        />
        <SelectField
          {...parts}
          name={`${at}.direction`}
          label={t('practices.result.direction')}
          options={(['increase', 'decrease'] as const).map((value) => ({ value, label: t(`practices.result.${value}`) }))}
        />
      </div>
      {Array.from({ length: readings }, (_, number) => {
        const reading = `${at}.readings.${number}`;
        return (
          <div class="tb-cols">
            <SelectField
              {...parts}
              state={withDefault(state, `${reading}.role`, number === 0 ? 'baseline' : 'value')}
              name={`${reading}.role`}
              label={t('measures.role')}
              options={(['baseline', 'value', 'target'] as const).map((value) => ({ value, label: t(`measures.role.${value}`) }))}
            />
            <QualifierField {...parts} name={`${reading}.qualifier`} />
            <TextField {...parts} name={`${reading}.value`} label={t('practices.result.value')} inputMode="decimal" ltr />
            <TextField {...parts} name={`${reading}.on`} label={t('practices.result.on')} ltr />
          </div>
        );
      })}
      <Pair {...parts} editing={editing} name={`${at}.method`} value={indicator?.method} rows={2} />
      <Pair {...parts} editing={editing} name={`${at}.attribution`} value={indicator?.attribution} rows={2} />
    </fieldset>
  );
}

function Evidence({ editing, ...parts }: EditParts): VNode {
  const { view } = parts;
  const { t } = view;
  return (
    <Section title={t('practices.field.evidence')} aside={t('practices.evidence-aside')} id="part-evidence">
      {editing.content.evidence.map((item: Content['evidence'][number], index: number) => (
        <p>
          <a href={view.url(`/practices/${editing.row.code}/evidence/${index + 1}?version=working`)}>
            <Line view={view} value={item.title} />
          </a>{' '}
          (<Ltr>{item.file.name}</Ltr>){' '}
          <label class="tb-check">
            <input type="checkbox" name="removeEvidence" value={String(index + 1)} /> <span>{t('practices.evidence-remove')}</span>
          </label>
        </p>
      ))}
      <fieldset class="tb-rowset">
        <legend>{t('practices.evidence-add')}</legend>
        <Field
          {...parts}
          name="file"
          label={t('practices.evidence-file')}
          hint={t('practices.evidence-types')}
          control={(attributes) => <input class="tb-in" type="file" accept=".pdf,.docx,.xlsx,.csv,.txt,.png,.jpg,.jpeg" {...attributes} />}
        />
        <SelectField
          {...parts}
          name="evidenceKind"
          label={t('practices.evidence-kind')}
          options={evidenceKinds.map((value) => ({ value, label: t(`practices.evidence.${value}`) }))}
        />
        <Pair {...parts} editing={editing} name="evidenceTitle" value={null} max={200} />
      </fieldset>
    </Section>
  );
}

function Transfer({ editing, ...parts }: EditParts): VNode {
  const { content } = editing;
  return (
    <Section title={parts.view.t('practices.section.transfer')} id="part-transfer">
      <Pair {...parts} editing={editing} name="conditions" value={content.conditions} rows={5} hint="practices.hint.conditions" />
      <Pair {...parts} editing={editing} name="adaptation" value={content.adaptation} rows={5} hint="practices.hint.adaptation" />
      <Pair {...parts} editing={editing} name="lessons" value={content.lessons} rows={4} />
      <Pair {...parts} editing={editing} name="failures" value={content.failures} rows={4} hint="practices.hint.failures" />
    </Section>
  );
}
