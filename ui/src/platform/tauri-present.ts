/** Whether the page lives in the desktop application; told apart without loading anything of it. */
export function isTauri(): boolean {
  return "__TAURI_INTERNALS__" in window;
}
