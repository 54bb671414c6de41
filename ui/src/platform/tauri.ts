import { Channel, invoke } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { open, save } from "@tauri-apps/plugin-dialog";
import { CallFailure } from "./failure";
import type { CallOptions, CommandName, Platform, Progress, ReplyOf, RequestOf } from "./platform";

/** The contract over the commands of the desktop application. The only file that knows Tauri. */
export function tauri(): Platform {
  async function ask<N extends CommandName>(name: N, args: Record<string, unknown>): Promise<ReplyOf<N>> {
    try {
      return await invoke<ReplyOf<N>>(name, args);
    } catch (error) {
      throw new CallFailure(name, error as CallFailure["failure"]);
    }
  }

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
    listen(_event, handler) {
      const stop = getCurrentWebview().onDragDropEvent(({ payload }) => {
        if (payload.type === "drop") handler(payload.paths);
      });
      return () => void stop.then((unlisten) => unlisten());
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
