import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { open, save } from "@tauri-apps/plugin-dialog";
import { CallFailure, HostUnreachable } from "./failure";
import type {
  CallOptions,
  CommandName,
  HostEvents,
  Platform,
  Progress,
  ReplyOf,
  RequestOf,
} from "./platform";

type Handler<E extends keyof HostEvents> = (about: HostEvents[E]) => void;

/** How each thing is listened to; the promise settles once it is. */
const LISTEN: { [E in keyof HostEvents]: (handler: Handler<E>) => Promise<unknown> } = {
  files_dropped: (handler) =>
    getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === "drop") handler(payload.paths);
    }),
  asked: (handler) => listen<HostEvents["asked"]>("asked", ({ payload }) => handler(payload)),
  recorded: (handler) => listen<null>("recorded", () => handler(null)),
};

/** Listens to one thing for as long as the page lives: who comes and goes on the page misses nothing in between. */
function listenOnce<E extends keyof HostEvents>(event: E) {
  const handlers = new Set<Handler<E>>();
  const ready = LISTEN[event]((about: HostEvents[E]) => {
    for (const handler of handlers) handler(about);
  });
  return { handlers, ready };
}

function isFailure(error: unknown): error is CallFailure["failure"] {
  return typeof error === "object" && error !== null && "sentence" in error;
}

/** The contract over the commands of the desktop application. The only file that knows Tauri. */
export function tauri(): Platform {
  async function ask<N extends CommandName>(name: N, args: Record<string, unknown>): Promise<ReplyOf<N>> {
    try {
      return await invoke<ReplyOf<N>>(name, args);
    } catch (error) {
      // A refusal is an object; anything else says that the command was never answered.
      throw isFailure(error) ? new CallFailure(name, error) : new HostUnreachable(name, error);
    }
  }

  const heard = {
    files_dropped: listenOnce("files_dropped"),
    asked: listenOnce("asked"),
    recorded: listenOnce("recorded"),
  };
  // What waits for the page is said to it after it has told something: it must not be said to nobody.
  let telling: Promise<unknown> = Promise.all(Object.values(heard).map(({ ready }) => ready));
  return {
    call: <N extends CommandName>(name: N, request: RequestOf<N>, { language }: CallOptions) =>
      ask(name, { request: { ...request, language } }),
    async stream<N extends CommandName>(
      name: N,
      request: RequestOf<N>,
      onProgress: (progress: Progress) => void,
      { language, signal }: CallOptions,
    ) {
      const progress = new Channel<Progress>();
      progress.onmessage = onProgress;
      const job = crypto.randomUUID();
      signal?.addEventListener("abort", () => void invoke("job_cancel", { request: { job, language } }), {
        once: true,
      });
      return ask(name, { request: { ...request, language }, progress, job });
    },
    listen<E extends keyof HostEvents>(event: E, handler: Handler<E>) {
      const handlers = heard[event].handlers as Set<Handler<E>>;
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    tell(page) {
      // One at a time, so that the last is the last. What was not taken in, the next says better.
      telling = telling.then(() => invoke("shell_tell", { ...page })).catch(() => undefined);
    },
    dialogs: {
      native: true,
      async openFiles(kinds, multiple) {
        const chosen = await open({ multiple, filters: kinds });
        return chosen === null ? [] : Array.isArray(chosen) ? chosen : [chosen];
      },
      openDirectory: () => open({ directory: true }),
      save: (suggested, kinds) => save({ defaultPath: suggested, filters: kinds }),
    },
  };
}
