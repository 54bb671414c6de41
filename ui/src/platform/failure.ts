import type { Failure } from "@/bindings";

/** A refusal as an exception; what it says to a person is in `failure`. */
export class CallFailure extends Error {
  readonly failure: Failure;
  readonly operation: string;

  constructor(operation: string, failure: Failure) {
    super(`${operation}: ${failure.code}`);
    this.name = "CallFailure";
    this.operation = operation;
    this.failure = failure;
  }
}

/** The host could not be reached at all: nothing was asked, nothing was changed. */
export class HostUnreachable extends Error {
  readonly operation: string;

  constructor(operation: string, cause: unknown) {
    super(`${operation}: the host does not answer`, { cause });
    this.name = "HostUnreachable";
    this.operation = operation;
  }
}
