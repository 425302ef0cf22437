#!/usr/bin/env node
// Proves, with nothing but Node.js, that an entry is in the audit log that the holder of a key signed.
// Stands alone on purpose: read it, copy it to another machine, and trust no file of Tabadul.
//
//   node verify-proof.mjs PROOF.json PUBLIC-KEY.pem [--record RECORD.json]
//
// Exit code 0: proven, 1: not proven, 2: wrong usage.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const usage = 'usage: node verify-proof.mjs PROOF.json PUBLIC-KEY.pem [--record RECORD.json]';

class NotProven extends Error {}
class WrongUsage extends Error {}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** RFC 8785: keys in order of their UTF-16 code units, no white space, numbers and strings as ECMAScript writes them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}

/** RFC 9162 section 2.1.3.2: the root that a leaf and its siblings lead to. */
function rootOf(leaf, seq, size, siblings) {
  let [root, index, last] = [leaf, seq, size - 1];
  for (const sibling of siblings) {
    if (last === 0) throw new NotProven('The path is longer than the tree is high.');
    if (index % 2 === 1 || index === last) {
      root = sha256(Buffer.of(1), sibling, root);
      while (index % 2 === 0 && index !== 0) [index, last] = [index / 2, Math.floor(last / 2)];
    } else {
      root = sha256(Buffer.of(1), root, sibling);
    }
    [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
  }
  if (last !== 0) throw new NotProven('The path is shorter than the tree is high.');
  return root;
}

function check(proof, publicKey) {
  const { v, entry, seq, size, at, marks, keyId, path, signature } = proof;
  if (v !== 1) throw new NotProven('This is not a proof of version 1.');
  const inTree = Number.isSafeInteger(seq) && Number.isSafeInteger(size) && seq >= 0 && seq < size;
  if (!inTree) throw new NotProven('The proof names a place outside its own log.');
  const actualKeyId = sha256(publicKey.export({ type: 'spki', format: 'der' }))
    .toString('hex')
    .slice(0, 16);
  if (keyId !== actualKeyId) throw new NotProven(`The proof is signed by key ${keyId}, and you gave key ${actualKeyId}.`);

  const leaf = sha256(Buffer.of(0), canonical(entry));
  const hashes = Buffer.from(path, 'base64');
  if (hashes.length % 32 !== 0) throw new NotProven('The path is damaged.');
  const siblings = Array.from({ length: hashes.length / 32 }, (_, i) => hashes.subarray(i * 32, i * 32 + 32));
  const root = rootOf(leaf, seq, size, siblings).toString('hex');
  const head = canonical({ type: 'tabadul-audit-head-1', size, root, at, marks });
  if (!verify(null, Buffer.from(head), publicKey, Buffer.from(signature, 'base64'))) {
    throw new NotProven('The entry, its place or the signature was changed: the key did not sign a log that holds this entry here.');
  }
}

function checkRecord(entry, record) {
  if (typeof entry.after !== 'string') throw new NotProven('The entry is in the log, but says nothing of the content of a record.');
  if (sha256(canonical(record)).toString('hex') !== entry.after) {
    throw new NotProven('The entry is in the log, but the record is not the one that it speaks of.');
  }
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new WrongUsage(`${path} cannot be read as JSON: ${error.message}`);
  }
}

function readKey(path) {
  try {
    return createPublicKey(readFileSync(path));
  } catch (error) {
    throw new WrongUsage(`${path} cannot be read as a public key: ${error.message}`);
  }
}

function run([proofPath, keyPath, option, recordPath, ...more]) {
  const complete = proofPath && keyPath && more.length === 0 && (option === undefined || (option === '--record' && recordPath));
  if (!complete) throw new WrongUsage(usage);
  const proof = readJson(proofPath);
  const publicKey = readKey(keyPath);
  const record = recordPath && readJson(recordPath);
  const started = performance.now();
  try {
    check(proof, publicKey);
    if (recordPath) checkRecord(proof.entry, record);
  } catch (error) {
    if (error instanceof NotProven) throw error;
    throw new NotProven(`The proof cannot be read: ${error.message}`);
  }
  const took = performance.now() - started;
  const { entry, seq, size, at, keyId } = proof;
  console.log(`Proven: on ${entry.at} ${entry.actor.kind} ${entry.actor.id ?? ''} did "${entry.what}" to ${entry.ref.kind} ${entry.ref.id}.`);
  console.log(`It is entry ${seq} of the log, and was so when the log had ${size} entries on ${at}; key ${keyId} signed that.`);
  if (recordPath) console.log('The record is, to the letter, the one that the entry speaks of.');
  console.log(`Checked in ${took.toFixed(1)} ms.`);
}

try {
  run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof NotProven || error instanceof WrongUsage)) throw error;
  const proven = error instanceof NotProven;
  console.error(proven ? `NOT PROVEN. ${error.message}` : error.message);
  process.exitCode = proven ? 1 : 2;
}
