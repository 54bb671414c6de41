import { CallFailure } from "./failure";
import type { CommandName, HostEvents, PageState, Platform, ReplyOf, RequestOf } from "./platform";

export type Answers = {
  [N in CommandName]?: (request: RequestOf<N>, language: string) => ReplyOf<N> | Promise<ReplyOf<N>>;
};

export interface Asked {
  name: CommandName;
  request: unknown;
  language: string;
}

type Listeners = { [E in keyof HostEvents]: Set<(about: HostEvents[E]) => void> };

interface Fake extends Platform {
  asked: Asked[];
  /** What the page told of itself, the last at the end. */
  told: PageState[];
  drop: (paths: string[]) => void;
  /** Says something as the host does. */
  say: <E extends keyof HostEvents>(event: E, about: HostEvents[E]) => void;
}

/** A platform for component tests: it answers what it was given, refuses the rest, and remembers what was asked. */
export function fake(answers: Answers): Fake {
  const asked: Asked[] = [];
  const told: PageState[] = [];
  const listeners: Listeners = { files_dropped: new Set(), asked: new Set(), recorded: new Set() };
  const say: Fake["say"] = (event, about) => {
    for (const listener of listeners[event]) listener(about);
  };
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
    told,
    say,
    drop: (paths) => say("files_dropped", paths),
    call: (name, request, { language }) => call(name, request, language),
    stream: (name, request, onProgress, { language }) => {
      onProgress({ done: 0, total: 1, unit: "steps", note: "" });
      return call(name, request, language);
    },
    listen: (event, handler) => {
      listeners[event].add(handler);
      return () => listeners[event].delete(handler);
    },
    tell: (page) => {
      told.push(page);
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
