import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { serveThread } from '#platform/threads/serve-thread.ts';
import type { PaperDocument } from './make-pdf.ts';
import { template } from './template.ts';

// The family has Latin letters too, drawn to stand beside its Arabic ones.
const family = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/ibm-plex-sans-arabic/package.json'));
const fontPaths = ['400Regular', '600SemiBold', '700Bold'].map((weight) => join(family, weight));
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths }] });

const answers = {
  /** The document as PDF 1.7. */
  make: (document: PaperDocument): Uint8Array => {
    const pdf = compiler.pdf({ mainFileContent: template, inputs: { document: JSON.stringify(document) } });
    compiler.evictCache(10);
    return new Uint8Array(pdf);
  },
};
export type PdfAnswers = typeof answers;

serveThread(answers);
