import { createHash } from 'node:crypto';
import type { EmbeddingsService } from '#platform/context.ts';
import { languages } from '#platform/values/localized-text.ts';
import type { DocumentTexts } from '../queries.ts';

const mostOfBody = 2_000;
const mostOfAll = 6_000;

/** What of a record the service is given: title and summary in each language, and the beginning of the rest. */
export const textOfDocument = ({ title, summary, body }: DocumentTexts): string =>
  languages
    .flatMap((language) => [title[language], summary[language], body[language]?.slice(0, mostOfBody)])
    .filter(Boolean)
    .join('\n')
    .slice(0, mostOfAll);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Names a model at an address: vectors of different ones cannot be compared. */
export const modelName = ({ url, model }: EmbeddingsService): string => sha256(`${url}\n${model}`).slice(0, 16);

/** Names a text as a model was given it. */
export const digestOf = (service: EmbeddingsService, text: string): string => `${modelName(service)}:${sha256(text)}`;
