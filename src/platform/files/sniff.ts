import { type FileHandle, open } from 'node:fs/promises';

/** Media types of the office files that are accepted, by the end of their names. */
export const officeTypes: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const textTypes: Readonly<Record<string, string>> = { csv: 'text/csv; charset=utf-8', txt: 'text/plain; charset=utf-8' };

/** The type a file really has, among those accepted: PDF, PNG, JPEG, DOCX, XLSX, CSV, TXT. Undefined for any other. */
export async function sniffType(path: string, name: string): Promise<string | undefined> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    const head = buffer.subarray(0, bytesRead);
    const extension = name.toLowerCase().split('.').at(-1) ?? '';
    if (head.subarray(0, 5).toString('latin1') === '%PDF-') return 'application/pdf';
    if (head.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
    if (head.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return 'image/jpeg';
    if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return (await holdsOffice(handle, extension)) ? officeTypes[extension] : undefined;
    return isText(head) ? textTypes[extension] : undefined;
  } finally {
    await handle.close();
  }
}

const tableTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/csv',
  txt: 'text/csv',
  json: 'application/json',
  ndjson: 'application/json',
};

/** PDF, ZIP, PNG, JPEG, and the office files of before 2007. */
const binaryHeads = ['255044462d', '504b0304', '89504e47', 'ffd8ff', 'd0cf11e0'].map((hex) => Buffer.from(hex, 'hex'));

/** The type of a file that is to be read as a table: XLSX, CSV or JSON, whose encoding its reader finds out. Undefined for any other. */
export async function sniffTable(path: string, name: string): Promise<string | undefined> {
  const type = await sniffType(path, name);
  if (type === officeTypes.xlsx) return type;
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    const head = buffer.subarray(0, bytesRead);
    const isBinary = binaryHeads.some((known) => head.subarray(0, known.length).equals(known));
    return isBinary ? undefined : tableTypes[name.toLowerCase().split('.').at(-1) ?? ''];
  } finally {
    await handle.close();
  }
}

const officeFolders: Readonly<Record<string, string>> = { docx: 'word/', xlsx: 'xl/' };

/** Whether an archive's directory, at its end, lists what an office file has: any archive could be named like one. */
async function holdsOffice(handle: FileHandle, extension: string): Promise<boolean> {
  const { size } = await handle.stat();
  const length = Math.min(size, 256 * 1024);
  const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
  const folder = officeFolders[extension];
  return folder !== undefined && buffer.includes('[Content_Types].xml') && buffer.includes(folder);
}

/** UTF-8 without NUL; a character cut at the end of what was read does not count. */
function isText(head: Buffer): boolean {
  if (head.includes(0)) return false;
  const text = new TextDecoder('utf-8').decode(head, { stream: true });
  return !text.includes('\ufffd') && !/^\s*<(!doctype|html|svg|script)/i.test(text);
}
