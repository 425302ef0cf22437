/** What a thread can be asked, by name. Requests and answers are copied (structured clone), so they are plain data. */
export type Answers = Readonly<Record<string, (request: never) => unknown>>;

export interface Asked {
  readonly id: number;
  readonly name: string;
  readonly request: unknown;
}

export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string;
}

export type Answered = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly failure: Failure };
