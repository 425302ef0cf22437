#!/usr/bin/env -S node --max-semi-space-size=4
// The command line: the bundle when it was built, else the sources through tsx. Short-lived objects get three times
// 4 MB instead of 16: the same speed, measured, in a third less memory.
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/tabadul.js', import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(new URL('../src/main/cli.ts', import.meta.url).href);
}
