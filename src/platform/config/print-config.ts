import { configMarkdown } from './config.ts';

process.stdout.write(configMarkdown());
