import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}
interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>>; readonly $ref?: string }>>;
}
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Holds answers of the API against its own description: status, media type, and the schema of the body. */
export function contractOf(document: ApiDocument) {
  const ajv = new Ajv2020({ strict: false });
  // biome-ignore lint/suspicious/noExplicitAny: the package's types name its default export as its module
  (addFormats as any)(ajv);
  ajv.addSchema(document, 'api.json');
  const compiled = new Map<string, ValidateFunction>();
  const schemaAt = (...steps: string[]): ValidateFunction => {
    const pointer = `api.json#/${steps.map(escaped).join('/')}`;
    const known = compiled.get(pointer) ?? ajv.compile({ $ref: pointer });
    compiled.set(pointer, known);
    return known;
  };
  const against = (validate: ValidateFunction, body: string): string[] =>
    validate(JSON.parse(body)) ? [] : [`${ajv.errorsText(validate.errors)}: ${body.slice(0, 200)}`];

  /** What is outside the contract in an answer; nothing when it keeps it. */
  return (path: string, method: string, { statusCode, headers, body }: Answer): string[] => {
    const response = document.paths[path]?.[method]?.responses[String(statusCode)];
    if (!response) return [`status ${statusCode} is not in the description`];
    if (statusCode === 304) return body === '' ? [] : ['304 with a body'];
    const type = String(headers['content-type'] ?? '').split(';')[0] as string;
    if (statusCode >= 400)
      return type === 'application/problem+json'
        ? against(schemaAt('components', 'schemas', 'Problem'), body)
        : [`${statusCode} without problem+json: ${type}`];
    const media = response.content ?? {};
    if (!(type in media) && !('*/*' in media)) return [`media type ${type} is not in the description`];
    return type === 'application/json' && 'schema' in (media[type] as object)
      ? against(schemaAt('paths', path, method, 'responses', '200', 'content', type, 'schema'), body)
      : [];
  };
}
