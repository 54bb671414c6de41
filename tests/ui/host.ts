import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(import.meta.dirname, "../..");
/** The loopback host; `cargo build -p cairn-loopback` makes it. */
const BINARY = process.env.CAIRN_LOOPBACK ?? join(ROOT, "target/debug/cairn-loopback");

/** A host of the contract with an estate of its own. */
export class Host {
  readonly dir = mkdtempSync(join(tmpdir(), "cairn-ui-"));
  readonly estate = join(this.dir, "sample.cairn");
  url = "";
  token = "";
  #child: ChildProcess | null = null;

  static async start(options: { sample?: boolean; actor?: string } = {}): Promise<Host> {
    const host = new Host();
    await host.#run(options.actor ?? "change manager", []);
    if (options.sample !== false) await host.job("estate_create", { path: host.estate, name: "Sample", sample: true });
    return host;
  }

  /** Ends the host and starts it on the same estate for somebody else; no file may become longer than `bytes`. */
  async restart(actor: string, bytes?: number): Promise<void> {
    await this.#end();
    await this.#run(actor, ["--estate", this.estate], bytes);
  }

  /** Lets files become as long as they like again, while the host goes on. */
  giveRoom(): void {
    execFileSync("prlimit", ["--pid", String(this.#child?.pid), "--fsize=unlimited:"]);
  }

  async #run(actor: string, more: string[], bytes?: number): Promise<void> {
    if (!existsSync(BINARY)) throw new Error(`${BINARY} is not there: cargo build -p cairn-loopback, or set CAIRN_LOOPBACK`);
    const ui = join(ROOT, "ui/dist");
    const recent = join(this.dir, "recent.json");
    const given = ["--actor", actor, "--recent", recent, "--ui", ui, "--until-input-ends", ...more];
    // The shell counts in blocks of 512 bytes.
    const script = `trap '' XFSZ; ulimit -S -f ${Math.floor((bytes ?? 0) / 512)}; exec "$0" "$@"`;
    const [program, ...args] = bytes === undefined ? [BINARY, ...given] : ["sh", "-c", script, BINARY, ...given];
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      ({ url: this.url, token: this.token } = JSON.parse(line));
      return;
    }
    throw new Error("the host ended before it said where it is");
  }

  async call<T = unknown>(name: string, request: object): Promise<T> {
    const response = await this.#post(`call/${name}`, request);
    const answer = await response.json();
    if (!response.ok) throw new Error(`${name}: ${answer.sentence}`);
    return answer as T;
  }

  async job<T = unknown>(name: string, request: object): Promise<T> {
    const lines = (await (await this.#post(`job/${name}`, request)).text()).trim().split("\n");
    const last = JSON.parse(lines.at(-1) ?? "{}");
    if (last.refusal) throw new Error(`${name}: ${last.refusal.sentence}`);
    return last.reply as T;
  }

  #post(path: string, body: object): Promise<Response> {
    const headers = { "content-type": "application/json", "x-cairn-token": this.token, "x-cairn-job": "test" };
    return fetch(`${this.url}/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async #end(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill();
    await ended;
  }

  async stop(): Promise<void> {
    await this.#end();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
