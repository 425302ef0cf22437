import type { Ctx } from '#platform/context.ts';
import type { Cell } from '#platform/sheets/table.ts';
import { nestFields } from './form-fields.ts';
import { inputSchema, type JsonSchema, outputSchema } from './openapi-schemas.ts';
import { typedInput } from './request-input.ts';
import type { JsonText, Route } from './route.ts';

/** A column of a list as a table: its name as in the JSON, dotted, and the way to its value in an item. */
export interface ListColumn {
  readonly name: string;
  readonly path: readonly string[];
}

/** What was asked of a list, as in its address. */
export type ListQuery = Readonly<Record<string, string | string[]>>;

const mostRows = 1_000_000;

/** The columns of a list, from the shape of its items; empty for a route that answers no list. A text has one for each language. */
export function listColumns(route: Route): ListColumn[] {
  if (route.method !== 'GET' || route.json === false || route.download || !route.output) return [];
  const named: Record<string, JsonSchema> = {};
  const items = outputSchema(route.output, named).properties?.items as { items?: JsonSchema } | undefined;
  return items?.items ? columnsOf(items.items, [], named) : [];
}

function columnsOf(schema: JsonSchema, path: readonly string[], named: Readonly<Record<string, JsonSchema>>): ListColumn[] {
  const one = plain(schema, named);
  if (isText(schema)) return ['ar', 'en'].map((language) => ({ name: [...path, language].join('.'), path: [...path, 'texts', language, 'text'] }));
  const inner = Object.entries(one.properties ?? {});
  if (inner.length > 0) return inner.flatMap(([name, part]) => columnsOf(part, [...path, name], named));
  return path.length > 0 ? [{ name: path.join('.'), path }] : [];
}

/** Without the alternative null, and with a named part in place of its name. */
function plain(schema: JsonSchema, named: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const [only] = withoutNull(schema);
  const name =
    String(only?.$ref ?? '')
      .split('/')
      .at(-1) ?? '';
  return named[name] ?? only ?? schema;
}

const withoutNull = (schema: JsonSchema): JsonSchema[] => ((schema.anyOf ?? [schema]) as JsonSchema[]).filter((part) => part.type !== 'null');
const isText = (schema: JsonSchema): boolean => withoutNull(schema).some((part) => String(part.$ref).endsWith('/LocalizedText'));

/**
 * The rows of a list as the actor may read it, page by page, through the list's own handler: permission, filters
 * and order are those of the list. Refuses what the list refuses, before the first row.
 */
export async function* listRows(ctx: Ctx, route: Route, query: ListQuery): AsyncGenerator<Cell[][]> {
  const columns = listColumns(route);
  const { after: _after, limit: _limit, ...asked } = query;
  const largest = { ...(mostPerPage(route) && { limit: String(mostPerPage(route)) }) };
  let after: string | null = null;
  for (let rows = 0; rows < mostRows; ) {
    const input = typedInput(route, nestFields({ ...asked, ...largest, ...(after !== null && { after }) }));
    const page = asJson(route, await route.handle(ctx, input));
    yield page.items.map((item) => columns.map((column) => cellOf(item, column.path)));
    rows += page.items.length;
    if (!page.next || page.next === after) return;
    after = page.next;
  }
}

function mostPerPage(route: Route): number | undefined {
  const limit = inputSchema(route, {}).parameters.find(({ name }) => name === 'limit');
  return (limit?.schema as { maximum?: number } | undefined)?.maximum;
}

/** As a program is given it, read again: dates are texts, and what the JSON leaves out is left out here. */
function asJson(route: Route, out: unknown): { items: readonly unknown[]; next?: string | null } {
  const value = route.json ? route.json(out) : out;
  return JSON.parse((value as Partial<JsonText>).jsonText ?? JSON.stringify(value)) as { items: readonly unknown[]; next?: string | null };
}

function cellOf(item: unknown, path: readonly string[]): Cell {
  let value = item;
  for (const name of path) value = (value as Record<string, unknown> | null | undefined)?.[name];
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.map(String);
  return typeof value === 'object' ? JSON.stringify(value) : (value as string | number | boolean);
}

let routes: readonly Route[] = [];
/** The routes whose lists can be exported later, by their path; `main/modules.ts` gives them all. */
export const setListRoutes = (all: readonly Route[]): void => {
  routes = all.filter((route) => listColumns(route).length > 0);
};

/** The list at a path, with the parameters of the path; undefined when there is none. */
export function listAt(path: string): { route: Route; params: Readonly<Record<string, string>> } | undefined {
  const parts = path.split('/');
  for (const route of routes) {
    const wanted = route.path.split('/');
    if (wanted.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((part, index) => {
      const given = parts[index] as string;
      if (!part.startsWith(':')) return part === given;
      params[part.slice(1)] = given;
      return given !== '';
    });
    if (fits) return { route, params };
  }
  return undefined;
}
