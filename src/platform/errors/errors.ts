/**
 * The six classes of refusal. `code` is dotted, stable, and the key of the text in both languages
 * (`errors.<code>`); `details` are its placeholders. The message of the Error is for logs only.
 */
export interface FieldProblem {
  /** Path of the field in the input, such as `title.ar` or `results.0.name`. */
  readonly field: string;
  readonly code: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

export type ErrorDetails = Readonly<Record<string, string | number>>;

export abstract class Refusal extends Error {
  abstract readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 422 | 429 | 503;
  readonly code: string;
  readonly details: ErrorDetails;
  readonly problems: readonly FieldProblem[];

  constructor(code: string, details: ErrorDetails = {}, problems: readonly FieldProblem[] = []) {
    super(code);
    this.name = new.target.name;
    this.code = code;
    this.details = details;
    this.problems = problems;
  }
}

/** 400: what was sent cannot be read or breaks the shape of its field. */
export class InvalidInput extends Refusal {
  readonly status = 400;
}
/** 401: sign in first. Never used to hide a record. */
export class NotSignedIn extends Refusal {
  readonly status = 401;
}
/** 403: the reader may know the record and may not do this. Never signs anybody out. */
export class Forbidden extends Refusal {
  readonly status = 403;
}
/** 404: there is no such thing, or the reader may not know of it. Both look the same. */
export class NotFound extends Refusal {
  readonly status = 404;
}
/** 409: somebody else was faster, or the same key came with another request. */
export class Conflict extends Refusal {
  readonly status = 409;
}
/** 412: a program said which state of the record it has seen, and that is not the state now. */
export class PreconditionFailed extends Refusal {
  readonly status = 412;
}
/** 422: well-formed, and against a rule of the service. */
export class RuleBroken extends Refusal {
  readonly status = 422;
}
/** 429 or 503: the node protects itself. `retryAfter` is in seconds. */
export class Busy extends Refusal {
  readonly status: 429 | 503;
  readonly retryAfter: number;
  constructor(status: 429 | 503, code: string, retryAfter: number, details: ErrorDetails = {}) {
    super(code, details);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}
