import "@fontsource-variable/inter";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "@/shared/styles.css";
import { createRoot } from "react-dom/client";
import "@/i18n";
import { App } from "./App";
import { loopback, loopbackToken } from "./platform/loopback";
import { isTauri } from "./platform/tauri-present";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
const platform = isTauri() ? (await import("./platform/tauri")).tauri() : loopback(loopbackToken());
createRoot(root).render(<App platform={platform} />);
