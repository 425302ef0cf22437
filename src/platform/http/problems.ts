import type { z } from 'zod';
import type { FieldProblem } from '#platform/errors/errors.ts';

/**
 * Turns what the schema found into our own problems: each has our code, which is the key of its text in
 * both languages. The library's own sentences never leave this file.
 */
export function problemsOf(error: z.ZodError): FieldProblem[] {
  return flatten(error.issues)
    .slice(0, 100)
    .map((issue) => ({ field: issue.path.map(String).join('.'), ...codeOf(issue) }));
}

type Issue = z.core.$ZodIssue;

/** A union reports each branch apart; the branch that came furthest says what is wrong. */
function flatten(issues: readonly Issue[], prefix: readonly PropertyKey[] = []): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    const path = [...prefix, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const best = issue.errors.reduce((a, b) => (deepest(b) > deepest(a) ? b : a));
      return flatten(best, path);
    }
    return [{ ...issue, path }];
  });
}
const deepest = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length));

function codeOf(issue: Issue): { code: string; details?: Record<string, string | number> } {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? { code: 'input.required' } : { code: `input.not-${plainType(issue.expected)}` };
    case 'too_big':
      return issue.origin === 'string'
        ? { code: 'input.too-long', details: { n: String(issue.input ?? '').length, max: Number(issue.maximum) } }
        : issue.origin === 'array'
          ? { code: 'input.too-many-items', details: { n: Number(issue.maximum) } }
          : { code: 'input.too-large', details: { max: Number(issue.maximum) } };
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'input.required' }
        : { code: 'input.too-small', details: { min: Number(issue.minimum) } };
    case 'unrecognized_keys':
      return { code: 'input.unknown-field', details: { name: String(issue.keys[0]).slice(0, 80) } };
    case 'invalid_value':
      return issue.input === undefined || issue.input === ''
        ? { code: 'input.choose' }
        : { code: 'input.not-a-choice', details: { value: String(issue.input).slice(0, 60) } };
    case 'invalid_format':
      return {
        code: `input.bad-${issue.format === 'email' ? 'email' : issue.format === 'url' ? 'address' : 'form'}`,
        details: { value: String(issue.input ?? '').slice(0, 60) },
      };
    case 'custom': {
      const { code, ...details } = (issue.params ?? {}) as { code?: string } & Record<string, string | number>;
      return code ? { code, details } : { code: 'input.bad-form', details: { value: String(issue.input ?? '').slice(0, 60) } };
    }
    default:
      return { code: 'input.bad-form', details: { value: '' } };
  }
}

const plainType = (expected: string): string =>
  ['number', 'int'].includes(expected) ? 'number' : ['string', 'boolean', 'array', 'object', 'record'].includes(expected) ? expected : 'form';
