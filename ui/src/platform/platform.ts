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

/** What a person asked for outside of the page: in the menu, or by starting the application once more. */
export interface Asked {
  what: "new" | "open" | "open_path" | "import" | "close" | "go" | "keys";
  /** The path to open, or the place to go to; otherwise empty. */
  about: string;
}

/** What a page may hear from its host. */
export interface HostEvents {
  /** Paths of files that were dropped on the window. */
  files_dropped: string[];
  asked: Asked;
  /** Somebody else, a command line for one, has recorded something in the estate that is open. */
  recorded: null;
}

/** What the host needs to know of its page: to speak its language, and to ask before what is staged is given up. */
export interface PageState {
  language: string;
  /** Edits that no record has yet. */
  staged: number;
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
  /** Listens to the host. Returns how to stop. */
  listen<E extends keyof HostEvents>(event: E, handler: (about: HostEvents[E]) => void): () => void;
  /** Tells the host about the page: at its start, once it listens, and whenever that changes. */
  tell(page: PageState): void;
  dialogs: Dialogs;
}
