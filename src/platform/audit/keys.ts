import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Public keys by key id. They come from files, never from the database that they are to vouch for. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  /** Every key whose heads the sealer builds on: its own, retired ones, and those of other nodes. */
  readonly trusted: PublicKeys;
}

const privateName = /^audit-([0-9a-f]{16})\.pem$/;
const publicName = /^audit-([0-9a-f]{16})\.pub\.pem$/;

/** The first 16 hex digits of the SHA-256 of the public key (DER, SPKI): a key names itself. */
export const keyIdOf = (key: KeyObject): string => hash('sha256', key.export({ type: 'spki', format: 'der' }), 'hex').slice(0, 16);

/** The signing key of this node, made on first use. `dir` is DATA_DIR/keys. */
export async function createOrLoadSigningKey(dir: string): Promise<SigningKey> {
  const id = (await newestPrivateKey(dir)) ?? (await createKey(dir));
  const privateKey = createPrivateKey(await readFile(join(dir, `audit-${id}.pem`)));
  return { id, privateKey, trusted: await loadPublicKeys(dir) };
}

/**
 * Makes a new signing key and destroys the private half of the others, so that nobody can sign with them
 * again. Their public halves stay: the heads they signed stay provable. Running sealers must be restarted.
 */
export async function rotateKey(dir: string): Promise<SigningKey> {
  const retired = (await namesIn(dir)).filter((name) => privateName.test(name));
  await createKey(dir);
  await Promise.all(retired.map((name) => rm(join(dir, name))));
  return createOrLoadSigningKey(dir);
}

/** Every `audit-<keyid>.pub.pem` in the directory. A file whose name is not the id of its key is refused. */
export async function loadPublicKeys(dir: string): Promise<PublicKeys> {
  const keys = new Map<string, KeyObject>();
  for (const name of await namesIn(dir)) {
    const id = publicName.exec(name)?.[1];
    if (id === undefined) continue;
    const key = createPublicKey(await readFile(join(dir, name)));
    if (keyIdOf(key) !== id) throw new Error(`${join(dir, name)} holds the key ${keyIdOf(key)}: rename or remove it`);
    keys.set(id, key);
  }
  return keys;
}

const namesIn = async (dir: string): Promise<string[]> => {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  return readdir(dir);
};

/** More than one only when a rotation was interrupted; then the newer one counts. */
async function newestPrivateKey(dir: string): Promise<string | undefined> {
  const found: { id: string; madeAt: number }[] = [];
  for (const name of await namesIn(dir)) {
    const id = privateName.exec(name)?.[1];
    if (id !== undefined) found.push({ id, madeAt: (await stat(join(dir, name))).mtimeMs });
  }
  return found.sort((a, b) => b.madeAt - a.madeAt)[0]?.id;
}

async function createKey(dir: string): Promise<string> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const id = keyIdOf(publicKey);
  await namesIn(dir);
  // The public half first: a private key without it would sign heads that nobody can check.
  await writeWhole(join(dir, `audit-${id}.pub.pem`), publicKey.export({ type: 'spki', format: 'pem' }), 0o644);
  await writeWhole(join(dir, `audit-${id}.pem`), privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600);
  return id;
}

/** Written under another name first, so that a crash never leaves half a key. */
async function writeWhole(path: string, content: string | Buffer, mode: number): Promise<void> {
  await writeFile(`${path}.new`, content, { mode, flush: true });
  await rename(`${path}.new`, path);
}
