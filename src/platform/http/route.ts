import type { VNode } from 'preact';
import type { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import type { FieldProblem } from '#platform/errors/errors.ts';
import type { Download } from '#platform/files/download.ts';
import type { View } from '#platform/html/view.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';

/** A page as its route gives it; the shell adds head, navigation and foot. */
export interface Page {
  readonly title: string;
  readonly body: VNode;
  /** The entry of the main navigation that is marked as the current place. */
  readonly nav?: string;
  /** Wide work screen instead of a reading page. */
  readonly desk?: boolean;
  /** Path, without the language, of the Atom feed of what this page lists. */
  readonly feed?: string;
  /** An address that a cache or a search engine must not keep. */
  readonly unlisted?: boolean;
}

/** A failed form shown again: everything that was typed, and what is wrong with it. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly FieldProblem[];
  /** A refusal that belongs to no field. */
  readonly refusal?: { readonly code: string; readonly details: Readonly<Record<string, string | number>> };
}

/**
 * One thing a person or a program can do. `permission` has no default: 'public', 'signed-in', or the
 * permission that must be held somewhere; the action then asks the record's own policy. The same route
 * answers `/ar/…`, `/en/…` (HTML) and `/api/v1/…` (JSON).
 */
export interface Route<In = unknown, Out = unknown> {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly permission: 'public' | 'signed-in' | (string & {});
  /** Parameters of the path, the query and the body, merged; unknown names are refused. */
  readonly input: z.ZodType<In>;
  readonly handle: (ctx: Ctx, input: In) => Promise<Out>;
  /** HTML of a GET. A route without it has no HTML address. */
  readonly page?: (view: View, out: Out, input: In) => Page;
  /** Where a browser goes after a POST: a path without the language. */
  readonly redirect?: (out: Out, input: In) => string;
  /** What a program is given, as a value or a `JsonText`; `false` when there is no JSON address. Default: what the handler returns. */
  readonly json?: ((out: Out) => unknown) | false;
  /**
   * Shape of the JSON of a successful answer, for programs. Fields may be added to an answer at any time; what
   * the shape names is there and of its type. Tests hold real answers against it.
   */
  readonly output?: z.ZodType;
  /** Media types that `download` sends. */
  readonly media?: readonly string[];
  /** Shows the form of a refused POST again. Without it the text is kept on a page of its own. */
  readonly again?: (ctx: Ctx, view: View, state: FormState) => Promise<Page>;
  /** Field path (numbers as `*`, without language) to the message that names the field. */
  readonly labels?: Readonly<Record<string, MessageKey>>;
  /** Sends a file instead of a page. */
  readonly download?: (out: Out) => Download;
  /** Accepts files, documents or tables to be read: the input has them under their field names as stored uploads. */
  readonly upload?: 'documents' | 'tables';
  /** Changes the cookie of the sign-in after the handler: a new token, or its end. */
  readonly session?: (out: Out) => { token: string; endsAt: Date } | 'end' | undefined;
}

/** JSON that is text already; sent as it is. */
export interface JsonText {
  readonly jsonText: string;
}

/** Declares a route; the types of input and output follow from its schema and handler. */
export const route = <In, Out>(definition: Route<In, Out>): Route => definition as unknown as Route;
