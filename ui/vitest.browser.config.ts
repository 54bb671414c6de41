import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const inside = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Flows in a browser against the loopback host. The tests lie outside of this package and use what it has installed. */
export default defineConfig({
  resolve: { alias: { "playwright-core": inside("./node_modules/playwright-core/index.mjs") } },
  server: { fs: { strict: false } },
  cacheDir: inside("./node_modules/.vite-browser"),
  test: {
    root: inside("../tests/ui"),
    include: ["*.test.ts"],
    globals: false,
    fileParallelism: false,
    // A browser drops a request when the network of its machine changes. What fails is printed with its screen each time.
    retry: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
