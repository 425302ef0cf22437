import type { RawEntry } from './testing.ts';

const named = (name: string, content = 'x', more: RawEntry['header'] = { name }): RawEntry => ({
  header: { ...more, name },
  content: Buffer.from(content),
});
const json =
  (edit: (value: Record<string, never[]>) => unknown) =>
  (content: Buffer): string =>
    JSON.stringify(edit(JSON.parse(content.toString())));

/** Backups that we never write, by what is wrong with them, each made from the entries of a good one. */
export function forgeriesOf(entries: readonly RawEntry[]): Record<string, readonly RawEntry[]> {
  const [head] = entries as [RawEntry];
  const [file] = entries.filter(({ header }) => header.name.startsWith('files/')) as [RawEntry];
  const edited = (name: string, edit: (content: Buffer) => Buffer | string): RawEntry[] =>
    entries.map((entry) => (entry.header.name === name ? { ...entry, content: Buffer.from(edit(entry.content)) } : entry));
  const without = (pattern: RegExp): RawEntry[] => entries.filter(({ header }) => !pattern.test(header.name));
  const withExtra = (...extra: RawEntry[]): RawEntry[] => [...entries.slice(0, -1), ...extra, ...entries.slice(-1)];
  return {
    'no entries': [],
    'no head': entries.slice(1),
    'two heads': withExtra(head),
    'no manifest': entries.slice(0, -1),
    'an entry after the manifest': [...entries, named(`files/ab/ab${'0'.repeat(62)}`)],
    'a path upwards': withExtra(named('../x')),
    'a path upwards in files': withExtra(named(`files/../../${'a'.repeat(64)}`)),
    'a path upwards in keys': withExtra(named('keys/..')),
    'an absolute path': withExtra(named('/etc/tabadul')),
    'a long name': withExtra(named(`keys/${'é'.repeat(60)}`)),
    'a symlink': withExtra(named('keys/link.pem', '', { name: '', type: 'symlink', linkname: '/etc/passwd' })),
    'a hard link': withExtra(named('keys/link.pem', '', { name: '', type: 'link', linkname: 'head.json' })),
    'a folder': withExtra(named('keys/', '', { name: '', type: 'directory' })),
    'an extended header': withExtra(named('keys/x.pem', 'x', { name: '', pax: { comment: 'x' } })),
    'a key too large': withExtra(named('keys/large.pem', 'x'.repeat(70_000))),
    'a file of another hash': withExtra(named(`files/ab/ab${'0'.repeat(62)}`)),
    'a file twice': withExtra(file),
    'a file less': without(new RegExp(file.header.name)),
    'a key less': without(/\.pub\.pem$/),
    'a key that is none': entries.map((entry) => (/\.pub\.pem$/.test(entry.header.name) ? { ...entry, content: Buffer.from('none') } : entry)),
    'a piece less': without(/practices\.practices\/000002$/),
    'a last piece less': without(/audit\.leaves\/000001$/),
    'a table out of order': withExtra(entries.find(({ header }) => header.name.startsWith('tables/directory.c')) as RawEntry),
    'a table of the catalogue': withExtra(named('tables/pg_catalog.pg_authid/000001')),
    'a row that is none': edited('tables/directory.countries/000001', () => 'nothing\n'),
    'a row without parent': edited('tables/directory.countries/000001', () => ''),
    'a changed row': edited('tables/directory.countries/000001', (content) => content.toString().replace('operator', 'cldr')),
    'a COPY that ends early': edited('tables/directory.countries/000001', (content) => `\\.\n${content.toString()}`),
    'a head that is no JSON': edited('head.json', () => '{'),
    'a head of a later format': edited(
      'head.json',
      json((head) => ({ ...head, format: 2 })),
    ),
    'a head with another table': edited(
      'head.json',
      json((head) => ({
        ...head,
        tables: [...(head.tables ?? []), { schema: 'pg_catalog', name: 'pg_authid', columns: ['oid'] }],
      })),
    ),
    'a head with another column': edited(
      'head.json',
      json((head) => ({ ...head, tables: [{ schema: 'platform', name: 'settings', columns: ['x'] }] })),
    ),
    'a head with fewer tables': edited(
      'head.json',
      json((head) => ({ ...head, tables: head.tables?.slice(1) })),
    ),
    'a head with fewer migrations': edited(
      'head.json',
      json((head) => ({ ...head, migrations: head.migrations?.slice(0, 3) })),
    ),
    'a manifest with other counts': edited(
      'manifest.json',
      json((manifest) => ({
        ...manifest,
        tables: manifest.tables?.map((table) => ({ ...(table as object), rows: 1 })),
      })),
    ),
    'a manifest of no tables': edited(
      'manifest.json',
      json((manifest) => ({ ...manifest, tables: [] })),
    ),
  };
}
