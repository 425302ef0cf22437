// Node 20 cannot start a TypeScript worker: this file can be started, and then loads the thread through tsx.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.file);
