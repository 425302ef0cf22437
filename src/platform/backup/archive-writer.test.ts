import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { type ArchiveWriter, writeArchive } from './archive-writer.ts';

let folder: string;
let source: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tabadul-archive-'));
  source = path.join(folder, 'source');
  await writeFile(source, randomBytes(3_000_000));
});
after(() => rm(folder, { recursive: true, force: true }));

const failing: Record<string, [produce: (archive: ArchiveWriter) => Promise<void>, expected: RegExp]> = {
  'a file that shrank': [(archive) => archive.addFile('x', source, 4_000_000), /Size mismatch/],
  'a file that grew': [(archive) => archive.addFile('x', source, 2_000_000), /Size mismatch/],
  'a file that went away': [(archive) => archive.addFile('x', path.join(folder, 'none'), 5), /ENOENT/],
  'a database that went away': [
    async (archive) => {
      await archive.add('x', randomBytes(1_500_000));
      throw new Error('gone');
    },
    /gone/,
  ],
};

test('whatever fails in the midst is told as it was, and leaves no file', async () => {
  for (const [why, [produce, expected]] of Object.entries(failing)) {
    await assert.rejects(writeArchive(path.join(folder, 'backup'), produce), expected, why);
    assert.deepEqual(await readdir(folder), ['source'], why);
  }
});

test('a disk that is full is told, and leaves no file', async () => {
  const script = `import { writeArchive } from ${JSON.stringify(new URL('./archive-writer.ts', import.meta.url))};
    const entries = [(a) => a.addFile('x', process.argv[1], 3_000_000), (a) => a.add('x', Buffer.from(process.argv[1].repeat(9))).then(() => a.addFile('y', process.argv[1], 3_000_000))];
    for (const produce of entries) await writeArchive(process.argv[1] + '.tgz', produce).catch((error) => console.log(error.code));`;
  const limited = `ulimit -f 500; exec "${process.execPath}" --import tsx --input-type=module -e "$0" "$1"`;
  const { stdout, stderr } = spawnSync('sh', ['-c', limited, script, source], { encoding: 'utf8' });
  assert.equal(stdout, 'EFBIG\nEFBIG\n', stderr);
  assert.deepEqual(await readdir(folder), ['source']);
});
