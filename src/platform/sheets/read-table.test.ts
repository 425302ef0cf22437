import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { InvalidInput } from '#platform/errors/errors.ts';
import { zip } from '#platform/testing/zip.ts';
import { readTable } from './read-table.ts';
import type { Table } from './table.ts';
import { csvLine } from './write-csv.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabadul-sheets-'));
});
after(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function read(bytes: Uint8Array | string, format: Table['format']): Promise<Table> {
  files += 1;
  const path = join(folder, String(files));
  await writeFile(path, bytes);
  return readTable(path, format);
}
const grid = ({ columns, rows }: Table) => [columns, ...rows.map((row) => row.cells)];
const refused = (code: string) => (error: unknown) => error instanceof InvalidInput && error.code === code;

const arabic = 'الرقم,العنوان\r\n1,مواعيد العيادات\r\n2,"خط، وآخر"\r\n';
const arabicGrid = [
  ['الرقم', 'العنوان'],
  ['1', 'مواعيد العيادات'],
  ['2', 'خط، وآخر'],
];
/** The code page of Arabic Windows, by its own table. */
function windows1256(text: string): Buffer {
  const decoder = new TextDecoder('windows-1256');
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from([...text].map((letter) => bytes.get(letter) ?? 0x3f));
}

test('one file is read alike in every encoding its readers save it in', async () => {
  const wide = Buffer.from(arabic, 'utf16le');
  const swapped = Buffer.from(wide).swap16();
  const cases: [string, Uint8Array, string | undefined][] = [
    ['UTF-8', Buffer.from(arabic), undefined],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${arabic}`), undefined],
    ['UTF-16LE with its mark', Buffer.concat([Buffer.from('fffe', 'hex'), wide]), 'UTF-16LE'],
    ['UTF-16BE with its mark', Buffer.concat([Buffer.from('feff', 'hex'), swapped]), 'UTF-16BE'],
    ['UTF-16LE without', wide, 'UTF-16LE'],
    ['UTF-16BE without', swapped, 'UTF-16BE'],
    ['windows-1256', windows1256(arabic), 'WINDOWS-1256'],
  ];
  for (const [name, bytes, said] of cases) {
    const table = await read(bytes, 'csv');
    assert.deepEqual(grid(table), arabicGrid, name);
    assert.equal(table.notes.find((note) => note.code === 'encoding')?.details.encoding, said, name);
  }
  const french = await read(Buffer.from('id,title\r\n1,Ag\xeancia para a Moderniza\xe7\xe3o\r\n', 'latin1'), 'csv');
  assert.equal(french.rows[0]?.cells[1], 'Agência para a Modernização');
});

test('delimiters, quotes and short rows are understood; a line that is broken is named and the rest read', async () => {
  assert.deepEqual(grid(await read('a;b\n1;"x;y\nz"\n2\n', 'csv')), [['a', 'b'], ['1', 'x;y\nz'], ['2']]);
  assert.deepEqual(grid(await read('a\tb\n1\t2\n', 'csv')), [
    ['a', 'b'],
    ['1', '2'],
  ]);
  const table = await read('Report of 2026\n\nid,name,name\n1,2,3\n', 'csv');
  assert.deepEqual(table.columns, ['id', 'name', 'name (2)']);
  assert.equal(table.rows[0]?.line, 4, 'lines are those of the file');
});

test('a workbook gives its first visible sheet: dates as dates, merged cells filled, what was left out said', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'Secret',
        hidden: true,
        rows: [
          ['id', 'x'],
          ['9', 'hidden'],
        ],
      },
      {
        name: 'Cases',
        rows: [
          ['Cases of the year', null, null],
          ['id', 'country', 'start'],
          [1, 'EG', new Date(Date.UTC(2021, 2, 14))],
          [2, null, '١٤٤٢/٠١/٠١ هـ'],
        ],
        merges: [
          { startRow: 0, startCol: 0, endRow: 0, endCol: 2 },
          { startRow: 2, startCol: 1, endRow: 3, endCol: 1 },
        ],
      },
      { name: 'Notes', rows: [['n'], ['m']] },
    ],
  });
  const table = await read(bytes, 'xlsx');
  assert.deepEqual(grid(table), [
    ['id', 'country', 'start'],
    [1, 'EG', '2021-03-14'],
    [2, 'EG', '١٤٤٢/٠١/٠١ هـ'],
  ]);
  assert.deepEqual(
    table.rows.map((row) => row.line),
    [3, 4],
  );
  assert.deepEqual(
    table.notes.map((note) => [note.code, note.details.names ?? note.details.n]),
    [
      ['hidden-sheets', 'Secret'],
      ['other-sheets', 'Notes'],
      ['merged-cells', 5],
    ],
  );
  await assert.rejects(
    read(
      await writeXlsx({
        sheets: [
          {
            name: 'a',
            hidden: true,
            rows: [
              ['id', 'x'],
              ['1', '2'],
            ],
          },
          { name: 'b', rows: [] },
        ],
      }),
      'xlsx',
    ),
    refused('table.only-hidden'),
  );
});

const parts = async (): Promise<{ name: string; content: Buffer }[]> => [
  { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
  { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') },
];

test('archives made to hurt are refused by their directory, or by what they turn out to be', async () => {
  const zeros = Buffer.alloc(30 * 1024 * 1024);
  const started = performance.now();
  await assert.rejects(read(zip([...(await parts()), { name: 'xl/worksheets/sheet1.xml', content: zeros }]), 'xlsx'), refused('table.bomb'));
  await assert.rejects(read(zip([...(await parts()), { name: 'xl/worksheets/sheet1.xml', content: zeros, claim: 900 }]), 'xlsx'), refused('table.bomb'));
  await assert.rejects(
    read(zip([...(await parts()), { name: 'xl/worksheets/sheet1.xml', content: Buffer.from('<a/>'), claim: 3_000_000_000 }]), 'xlsx'),
    refused('table.bomb'),
  );
  await assert.rejects(
    read(zip(Array.from({ length: 2_001 }, (_, n) => ({ name: `xl/${n}.xml`, content: Buffer.from('<a/>') }))), 'xlsx'),
    refused('table.bomb'),
  );
  const entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><workbook>&b;</workbook>';
  await assert.rejects(read(zip([...(await parts()), { name: 'xl/sharedStrings.xml', content: Buffer.from(entity) }]), 'xlsx'), refused('table.doctype'));
  assert.ok(performance.now() - started < 20_000);
});

test('two cells at the far corners of a sheet do not take the memory of the sheet between', async () => {
  const far =
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>';
  const rebuilt = zip([
    {
      name: '[Content_Types].xml',
      content: Buffer.from(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
      ),
    },
    {
      name: '_rels/.rels',
      content: Buffer.from(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
      ),
    },
    {
      name: 'xl/workbook.xml',
      content: Buffer.from(
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
      ),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: Buffer.from(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
    },
    { name: 'xl/worksheets/sheet1.xml', content: Buffer.from(far) },
  ]);
  await assert.rejects(read(rebuilt, 'xlsx'), (error: unknown) => error instanceof InvalidInput && /^table\./.test(error.code));
});

test('files that are no tables say what they are', async () => {
  const cases: [Uint8Array | string, Table['format'], string][] = [
    ['', 'csv', 'table.empty'],
    ['\n\n', 'csv', 'table.empty'],
    ['id,title\n', 'csv', 'table.no-rows'],
    [Buffer.from([0x49, 0x44, 0, 1, 0, 0, 7]), 'csv', 'table.not-text'],
    ['[]', 'json', 'table.no-rows'],
    ['[1, 2]', 'json', 'table.not-objects'],
    ['{"a":', 'json', 'table.not-json'],
    [`${'['.repeat(100_000)}`, 'json', 'table.not-json'],
    ['[{"__proto__":{"a":1}}]', 'json', 'table.not-json'],
    ['PK\u0003\u0004 and nothing else', 'xlsx', 'table.not-xlsx'],
    [zip([{ name: 'a.txt', content: Buffer.from('a') }]), 'xlsx', 'table.not-xlsx'],
    [`${Array.from({ length: 201 }, (_, n) => `c${n}`).join(',')}\n1,2\n`, 'csv', 'table.too-many-columns'],
  ];
  for (const [bytes, format, code] of cases) await assert.rejects(read(bytes, format), refused(code), `${code}: ${String(bytes).slice(0, 40)}`);
});

test('JSON of several shapes becomes the same table', async () => {
  const wanted = [
    ['id', 'owner.name', 'codes'],
    [1, 'A', ['x', 'y']],
    [2, null, null],
  ];
  const items = [{ id: 1, owner: { name: 'A' }, codes: ['x', 'y'] }, { id: 2 }];
  for (const text of [JSON.stringify(items), JSON.stringify({ total: 2, items }), items.map((item) => JSON.stringify(item)).join('\n')])
    assert.deepEqual(grid(await read(text, 'json')), wanted);
});

test('what is written as CSV is read back as it was, and no cell of it is a formula', async () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝1', "'=1", "''+", '"', 'a,b', ' a ', "'", 'نص'),
  );
  const clean = hostile.map((text) => text.toWellFormed().replaceAll('\u0000', '').replaceAll('\ufeff', '').replace(/\r\n?/g, '\n'));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(clean, clean), { minLength: 1, maxLength: 20 }), async (rows) => {
      const filled = rows.filter(([a, b]) => a !== '' || b !== '');
      fc.pre(filled.length > 0);
      const { readCsv } = await import('./read-csv.ts');
      const text = [['first', 'second'], ...filled].map((row) => csvLine(row)).join('');
      const cells = readCsv(Buffer.from(text)).rows.map((row) => row.cells as string[]);
      assert.equal(cells.length, filled.length);
      for (const [index, row] of cells.entries())
        for (const at of [0, 1] as const) {
          const cell = String(row[at] ?? '');
          assert.ok(!/^[=+\-@\t\r＝＋－＠]/.test(cell), cell);
          assert.equal(/^'+[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell, filled[index]?.[at]);
        }
    }),
    { numRuns: 300, seed: 20_261_125 },
  );
});
