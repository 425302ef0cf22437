#!/usr/bin/env node
// The command line: the bundle when it was built, else the sources through tsx.
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/tabadul.js', import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(new URL('../src/main/cli.ts', import.meta.url).href);
}
