import type { ComponentChildren, VNode } from 'preact';
import type { FieldProblem } from '#platform/errors/errors.ts';
import { problemText, refusalText } from '#platform/errors/texts.ts';
import type { View } from '#platform/html/view.ts';
import type { FormState } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { directionOf, type Language } from '#platform/values/localized-text.ts';

export type Labels = Readonly<Record<string, MessageKey>>;

/** What every field of a form needs to draw itself: who reads, what was typed, what is wrong, what fields are called. */
export interface FormParts {
  readonly view: View;
  readonly state: FormState;
  readonly labels: Labels;
}

const idOf = (name: string): string => `f-${name.replace(/\./g, '-')}`;
const problemOf = (state: FormState, name: string): FieldProblem | undefined => state.problems.find((problem) => problem.field === name);

/** A form of this node: its proof of origin and the key that makes a second submit harmless are inside. */
export function Form({
  view,
  action,
  children,
  upload = false,
  autosave,
  id,
}: {
  view: View;
  action: string;
  children: ComponentChildren;
  upload?: boolean;
  autosave?: string;
  id?: string;
}): VNode {
  const proof = view.formProof();
  return (
    <form
      method="post"
      action={view.url(action)}
      id={id}
      {...(upload && { enctype: 'multipart/form-data' })}
      {...(autosave && { 'data-autosave': autosave })}
      novalidate
    >
      <input type="hidden" name="_csrf" value={proof.csrf} />
      <input type="hidden" name="_key" value={proof.key} />
      {children}
    </form>
  );
}

/** One button that does one thing. */
export function PostButton({
  view,
  action,
  label,
  kind = '',
  fields = {},
}: {
  view: View;
  action: string;
  label: string;
  kind?: string;
  fields?: Readonly<Record<string, string>>;
}): VNode {
  return (
    <Form view={view} action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class={`tb-btn ${kind}`} type="submit">
        {label}
      </button>
    </Form>
  );
}

/** What a long form ends with: its button, which stays in sight, and the way back. */
export const SubmitBar = ({ view, label, back }: { view: View; label: string; back: string }): VNode => (
  <div class="tb-stick">
    <button class="tb-btn" type="submit">
      {label}
    </button>
    <a class="tb-btn tb-line" href={view.url(back)}>
      {view.t('platform.back')}
    </a>
  </div>
);

/** The list of what is wrong, on top, focused, each line a link to its field. */
export function ErrorSummary({ view, state, labels }: FormParts): VNode | null {
  if (state.problems.length === 0 && !state.refusal) return null;
  return (
    <div class="tb-errsum" role="alert" tabIndex={-1} data-focus>
      <h2>{state.refusal ? refusalText(view, state.refusal.code, state.refusal.details) : view.t('platform.problems', { n: state.problems.length })}</h2>
      {state.problems.length > 0 && (
        <ul>
          {state.problems.map((problem) => (
            <li>
              <a href={`#${idOf(problem.field)}`}>{problemText(view, problem, labels)}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface FieldProps extends FormParts {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly language?: Language;
}

/** Label, hint, error, then the control: the same order everywhere, tied together for screen readers. */
export function Field({
  view,
  state,
  labels,
  name,
  label,
  hint,
  language,
  control,
}: FieldProps & { control: (attributes: Record<string, string>) => VNode }): VNode {
  const id = idOf(name);
  const problem = problemOf(state, name);
  const described = [hint && `${id}-hint`, problem && `${id}-err`].filter(Boolean).join(' ');
  const spoken = language ? { lang: language, dir: directionOf(language) } : {};
  return (
    <div class={`tb-field${problem ? ' tb-bad' : ''}`} {...spoken}>
      <label for={id}>{label}</label>
      {hint ? (
        <p class="tb-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p class="tb-err" id={`${id}-err`} lang={view.locale} dir={view.dir}>
          {problemText(view, problem, labels)}
        </p>
      ) : null}
      {control({ id, name, ...(described && { 'aria-describedby': described }), ...(problem && { 'aria-invalid': 'true' }) })}
    </div>
  );
}

export function TextField({
  type = 'text',
  max,
  inputMode,
  autoComplete,
  ltr = false,
  ...field
}: FieldProps & {
  type?: 'text' | 'email' | 'password';
  max?: number;
  inputMode?: 'numeric' | 'decimal' | 'email';
  autoComplete?: string;
  ltr?: boolean;
}): VNode {
  return (
    <Field
      {...field}
      control={(attributes) => (
        <input
          class="tb-in"
          type={type as 'text'}
          value={type === 'password' ? '' : (field.state.values[field.name] ?? '')}
          {...attributes}
          {...(max && { 'data-max': max })}
          {...(inputMode && { inputmode: inputMode })}
          {...(autoComplete && { autocomplete: autoComplete })}
          {...(ltr && { dir: 'ltr' })}
        />
      )}
    />
  );
}

export function TextArea({ rows = 4, max, ...field }: FieldProps & { rows?: number; max?: number }): VNode {
  return (
    <Field
      {...field}
      control={(attributes) => (
        <textarea class="tb-in" rows={rows} {...attributes} {...(max && { 'data-max': max })}>
          {field.state.values[field.name] ?? ''}
        </textarea>
      )}
    />
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function SelectField({ options, empty, ...field }: FieldProps & { options: readonly Option[]; empty?: string }): VNode {
  const chosen = field.state.values[field.name] ?? '';
  return (
    <Field
      {...field}
      control={(attributes) => (
        <select class="tb-in" {...attributes}>
          {empty !== undefined && (
            <option value="" selected={chosen === ''}>
              {empty}
            </option>
          )}
          {options.map((option) => (
            <option value={option.value} selected={option.value === chosen}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    />
  );
}

export function CheckBoxes({ view, state, labels, name, label, hint, options }: FieldProps & { options: readonly Option[] }): VNode {
  const chosen = new Set((state.values[name] ?? '').split('\n'));
  const problem = problemOf(state, name);
  return (
    <fieldset class={`tb-field${problem ? ' tb-bad' : ''}`} id={idOf(name)} tabIndex={-1}>
      <legend class="tb-lab">{label}</legend>
      {hint && <p class="tb-hint">{hint}</p>}
      {problem && <p class="tb-err">{problemText(view, problem, labels)}</p>}
      {options.map((option) => (
        <label class="tb-check">
          <input type="checkbox" name={name} value={option.value} checked={chosen.has(option.value)} /> <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Several choices out of many, one select for each, in their order; always as many selects as are filled. */
export function ChoiceSelects({
  view,
  state,
  labels,
  name,
  label,
  rows,
  options,
}: Omit<FieldProps, 'hint' | 'language'> & { rows: number; options: readonly Option[] }): VNode {
  const chosen = (state.values[name] ?? '').split('\n').filter(Boolean);
  return (
    <fieldset class="tb-rowset">
      <legend>{label}</legend>
      {Array.from({ length: Math.max(rows, chosen.length) }, (_, index) => (
        <Field
          view={view}
          state={state}
          labels={labels}
          name={index === 0 ? name : `${name}-${index}`}
          label={view.t('platform.code-n', { n: index + 1 })}
          control={(attributes) => (
            <select class="tb-in" {...attributes} name={name}>
              <option value="">{view.t('platform.choose')}</option>
              {options.map((option) => (
                <option value={option.value} selected={chosen[index] === option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          )}
        />
      ))}
    </fieldset>
  );
}
