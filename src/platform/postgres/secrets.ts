import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, realpath, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from './error-code.ts';
import { syncDir } from './server-files.ts';

export interface Secrets {
  readonly super: string;
  readonly owner: string;
  readonly app: string;
}

export interface Urls {
  readonly superUrl: string;
  readonly ownerUrl: string;
  readonly servingUrl: string;
}

/** DATA_DIR/postgres, made private on first use; refuses one that belongs to another user. */
export async function openHome(dataDir: string): Promise<string> {
  const home = path.join(dataDir, 'postgres');
  // 711: PostgreSQL may have to pass under another uid
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  await mkdir(home, { mode: 0o700 }).catch((error) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
  const { uid } = await stat(home);
  if (process.getuid && uid !== process.getuid()) {
    throw new Error(`${home} belongs to uid ${uid}, and this process is uid ${process.getuid()}: run Tabadul as its owner`);
  }
  return realpath(home);
}

/** The secrets of the three roles, generated once. Of two first starts at once, one writes and both read the same. */
export async function readOrMakeSecrets(home: string): Promise<Secrets> {
  const file = path.join(home, 'secrets.json');
  const draft = `${file}.${randomUUID()}`;
  const secret = () => randomBytes(24).toString('base64url');
  const fresh: Secrets = { super: secret(), owner: secret(), app: secret() };
  return readSecrets(file).catch(async (error) => {
    if (codeOf(error) !== 'ENOENT') throw error;
    await writeFile(draft, JSON.stringify(fresh), { mode: 0o600, flush: true });
    // link, unlike rename, never replaces what another process has put there
    await link(draft, file).catch((linkError) => {
      if (codeOf(linkError) !== 'EEXIST') throw linkError;
    });
    await unlink(draft);
    await syncDir(home);
    return readSecrets(file);
  });
}

async function readSecrets(file: string): Promise<Secrets> {
  const { mode } = await stat(file);
  if (mode & 0o077) throw new Error(`${file} can be read by other users: run chmod 600 on it, and change the secrets if it was seen`);
  return JSON.parse(await readFile(file, 'utf8')) as Secrets;
}

/** Addresses as `pg` and libpq read them. The port is part of the socket's name; PGPORT must not change it. */
export function urlsOf(secrets: Secrets, socketDir: string): Urls {
  const url = (role: string, secret: string, database: string) => `postgresql://${role}:${secret}@/${database}?host=${encodeURIComponent(socketDir)}&port=5432`;
  return {
    superUrl: url('tabadul_super', secrets.super, 'postgres'),
    ownerUrl: url('tabadul_owner', secrets.owner, 'tabadul'),
    servingUrl: url('tabadul_app', secrets.app, 'tabadul'),
  };
}
