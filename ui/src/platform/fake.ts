import { CallFailure } from "./failure";
import type { CommandName, Platform, ReplyOf, RequestOf } from "./platform";

export type Answers = {
  [N in CommandName]?: (request: RequestOf<N>, language: string) => ReplyOf<N> | Promise<ReplyOf<N>>;
};

export interface Asked {
  name: CommandName;
  request: unknown;
  language: string;
}

/** A platform for component tests: it answers what it was given, refuses the rest, and remembers what was asked. */
export function fake(answers: Answers): Platform & { asked: Asked[]; drop: (paths: string[]) => void } {
  const asked: Asked[] = [];
  const listeners = new Set<(paths: string[]) => void>();
  async function call<N extends CommandName>(
    name: N,
    request: RequestOf<N>,
    language: string,
  ): Promise<ReplyOf<N>> {
    asked.push({ name, request, language });
    const answer = answers[name];
    if (!answer) throw refusal(name, `the fake has no answer to ${name}`);
    return answer(request, language);
  }
  return {
    asked,
    drop: (paths) => {
      for (const listener of listeners) listener(paths);
    },
    call: (name, request, { language }) => call(name, request, language),
    stream: (name, request, onProgress, { language }) => {
      onProgress({ done: 0, total: 1, unit: "steps", note: "" });
      return call(name, request, language);
    },
    listen: (_event, handler) => {
      listeners.add(handler);
      return () => listeners.delete(handler);
    },
    dialogs: {
      native: false,
      openFiles: async () => [],
      openDirectory: async () => null,
      save: async () => null,
    },
  };
}

/** Returns a refusal as a host says it. */
export function refusal(
  operation: string,
  sentence: string,
  code: CallFailure["failure"]["code"] = "bad_input",
): CallFailure {
  return new CallFailure(operation, {
    code,
    message_key: "test",
    params: {},
    sentence,
    reasons: [],
    detail: "",
  });
}
