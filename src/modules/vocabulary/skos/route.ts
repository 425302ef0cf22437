import { z } from 'zod';
import { NotFound } from '#platform/errors/errors.ts';
import { route } from '#platform/http/route.ts';
import { selectAllConcepts, selectSchemes } from '../queries.ts';
import { skosOf } from './skos.ts';

const formats = {
  jsonld: ['jsonld', 'application/ld+json'],
  turtle: ['ttl', 'text/turtle'],
  rdfxml: ['rdf', 'application/rdf+xml'],
} as const;
type Format = keyof typeof formats;

/** The same triples in another syntax. The library is a program of some megabytes: loaded when it is first asked for. */
async function written(jsonld: string, format: Format): Promise<string> {
  if (format === 'jsonld') return jsonld;
  const { defaultGraph, parse, Store } = await import('oxigraph');
  return new Store(parse(jsonld, { format: formats.jsonld[1] })).dump({ format: formats[format][1], from_graph_name: defaultGraph() });
}

/** A vocabulary as a file for other systems. */
export const downloadSkos = route({
  name: 'vocabulary.skos',
  method: 'GET',
  path: '/vocabularies/:scheme/skos/:format',
  permission: 'public',
  input: z.strictObject({ scheme: z.string().max(40), format: z.enum(['jsonld', 'turtle', 'rdfxml', '']).catch('') }),
  handle: async (ctx, { scheme: code, format }) => {
    const scheme = (await selectSchemes(ctx.db)).find((row) => row.code === code);
    if (!scheme || format === '') throw new NotFound('page.not-found');
    const concepts = (await selectAllConcepts(ctx.db)).filter((concept) => concept.scheme === code);
    const jsonld = JSON.stringify(skosOf(ctx.node.origin, scheme, concepts), null, 2);
    const [extension, type] = formats[format];
    return { name: `${code}.${extension}`, type: `${type}; charset=utf-8`, body: `${await written(jsonld, format)}\n` };
  },
  download: (file) => file,
  media: Object.values(formats).map(([, type]) => type),
});
