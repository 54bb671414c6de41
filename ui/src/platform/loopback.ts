import { CallFailure, HostUnreachable } from "./failure";
import type { CallOptions, CommandName, Platform, Progress, ReplyOf, RequestOf } from "./platform";

/** Where a page that a loopback host serves finds it: the token comes with the address and leaves it at once. */
export function loopbackToken(): string {
  const given = new URLSearchParams(window.location.search).get("token");
  if (given) {
    window.sessionStorage.setItem("cairn.token", given);
    window.history.replaceState(null, "", window.location.pathname + window.location.hash);
  }
  return window.sessionStorage.getItem("cairn.token") ?? "";
}

/** A job answers in lines: each is progress, the last is its reply or its refusal. */
type Line<R> = { progress: Progress } | { reply: R } | { refusal: CallFailure["failure"] };

/** The contract over HTTP on 127.0.0.1, for tests and development: never part of the product. */
export function loopback(token: string): Platform {
  async function post(
    name: string,
    path: string,
    body: object,
    options: { signal?: AbortSignal; job?: string } = {},
  ): Promise<Response> {
    const { signal, job } = options;
    try {
      return await fetch(path, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-cairn-token": token,
          ...(job ? { "x-cairn-job": job } : {}),
        },
        body: JSON.stringify(body),
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new HostUnreachable(name, error);
    }
  }

  return {
    async call<N extends CommandName>(name: N, request: RequestOf<N>, { language, signal }: CallOptions) {
      const response = await post(name, `call/${name}`, { ...request, language }, signal ? { signal } : {});
      const answer = await response.json();
      if (!response.ok) throw new CallFailure(name, answer);
      return answer as ReplyOf<N>;
    },
    async stream<N extends CommandName>(
      name: N,
      request: RequestOf<N>,
      onProgress: (progress: Progress) => void,
      { language, signal }: CallOptions,
    ) {
      const job = crypto.randomUUID();
      const stop = () => void post("job_cancel", "call/job_cancel", { job, language });
      signal?.addEventListener("abort", stop, { once: true });
      const response = await post(name, `job/${name}`, { ...request, language }, { job });
      for await (const line of linesOf(response)) {
        const said = JSON.parse(line) as Line<ReplyOf<N>>;
        if ("progress" in said) onProgress(said.progress);
        else if ("reply" in said) return said.reply;
        else throw new CallFailure(name, said.refusal);
      }
      throw new HostUnreachable(name, "the answer ended early");
    },
    listen: () => () => undefined,
    tell: () => undefined,
    dialogs: {
      native: false,
      openFiles: async () => [],
      openDirectory: async () => null,
      save: async () => null,
    },
  };
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) break;
    const lines = (rest + piece.value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter(Boolean);
  }
  if (rest) yield rest;
}
