import type { Commands, Progress } from "@/bindings";

/** Name of a command of the contract. */
export type CommandName = keyof Commands;
export type RequestOf<N extends CommandName> = Commands[N]["request"];
export type ReplyOf<N extends CommandName> = Commands[N]["reply"];
export type { Progress };

export interface FileKind {
  name: string;
  extensions: string[];
}

export interface CallOptions {
  /** Sentences of the answer, and of a refusal, come in this language. */
  language: string;
  signal?: AbortSignal;
}

export interface Dialogs {
  /** Whether the host can show native dialogs; otherwise a person types a path. */
  native: boolean;
  openFiles(kinds: FileKind[], multiple: boolean): Promise<string[]>;
  openDirectory(): Promise<string | null>;
  save(suggested: string, kinds: FileKind[]): Promise<string | null>;
}

/** The one way from the webview to the estate. */
export interface Platform {
  call<N extends CommandName>(name: N, request: RequestOf<N>, options: CallOptions): Promise<ReplyOf<N>>;
  /** Calls a job; `onProgress` is called at most ten times a second; aborting cancels it. */
  stream<N extends CommandName>(
    name: N,
    request: RequestOf<N>,
    onProgress: (progress: Progress) => void,
    options: CallOptions,
  ): Promise<ReplyOf<N>>;
  /** Listens for files that are dropped on the window. Returns how to stop. */
  listen(event: "files_dropped", handler: (paths: string[]) => void): () => void;
  dialogs: Dialogs;
}
