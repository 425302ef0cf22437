import type { FieldProblem } from '#platform/errors/errors.ts';
import { editedText, type Language, type LocalizedText } from '#platform/values/localized-text.ts';
import { type Content, type Dimension, dimensions, type Rating } from '../content/content.ts';
import type { PracticeForm } from './practice-form.ts';

type Typed = Partial<Record<Language, string | undefined>> | undefined;
type Rows<F extends keyof PracticeForm> = NonNullable<PracticeForm[F]>;

/**
 * Reads the rows of a form. A row left wholly empty is no row; what a half-filled one lacks goes to `problems`,
 * under the row's place in the form.
 */
export function typedRows(orig: Language, confirmed: ReadonlySet<Language>) {
  const problems: FieldProblem[] = [];
  const text = (old: LocalizedText | null, typed: Typed): LocalizedText | null => (typed === undefined ? old : editedText(old, typed, orig, confirmed));
  /** The name a row goes by; a row that says something without it lacks it. */
  const named = (old: LocalizedText | null, typed: Typed, field: string, saysMore: boolean): LocalizedText | null => {
    const name = text(old, typed ?? {});
    const isEmpty = !name || Object.values(typed ?? {}).every((one) => !one?.trim());
    if (isEmpty && saysMore) problems.push({ field: `${field}.${orig}`, code: 'input.required' });
    return isEmpty ? null : name;
  };
  return {
    problems,
    text,
    partners: (before: Content['partners'], typed: Rows<'partners'>): Content['partners'] =>
      typed.flatMap((row, index) => {
        const role = text(before[index]?.role ?? null, row.role);
        const name = named(before[index]?.name ?? null, row.name, `partners.${index}.name`, role !== null && saysSomething(row.role));
        return name ? [{ name, role }] : [];
      }),
    costs: (typed: Rows<'costs'>): Content['costs'] =>
      typed.flatMap(({ kind, amount, qualifier, currency, year }, index) => {
        if (amount === null && currency === '' && year === null) return [];
        if (amount === null) problems.push({ field: `costs.${index}.amount`, code: 'input.required' });
        if (currency === '') problems.push({ field: `costs.${index}.currency`, code: 'input.currency-needed' });
        return amount === null ? [] : [{ kind, amount: { value: amount, qualifier }, currency, year }];
      }),
    awards: (before: Content['awards'], typed: Rows<'awards'>): Content['awards'] =>
      typed.flatMap((row, index) => {
        const name = named(before[index]?.name ?? null, row.name, `awards.${index}.name`, row.year !== null);
        return name ? [{ name, year: row.year }] : [];
      }),
    components: (before: Content['components'], typed: Rows<'components'>): Content['components'] =>
      typed.flatMap((row, index) => {
        const name = named(before[index]?.name ?? null, row.name, `components.${index}.name`, false);
        return name ? [{ name, kind: row.kind }] : [];
      }),
    transferability: (before: Content['transferability'], typed: Rows<'transferability'>): Content['transferability'] => {
      const rated: Partial<Record<Dimension, Rating>> = {};
      for (const dimension of dimensions) {
        const row = typed[dimension];
        const old = before[dimension];
        if (row === undefined) {
          if (old) rated[dimension] = old;
          continue;
        }
        const reason = text(old?.reason ?? null, row.reason);
        if (row.rating !== null) rated[dimension] = { rating: row.rating, reason };
        else if (saysSomething(row.reason)) problems.push({ field: `transferability.${dimension}.rating`, code: 'practices.rating-needed' });
      }
      return rated;
    },
  };
}
export type TypedRows = ReturnType<typeof typedRows>;

const saysSomething = (typed: Typed): boolean => Object.values(typed ?? {}).some((one) => Boolean(one?.trim()));
