import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { type RenderResult, render } from "@testing-library/react";
import axe from "axe-core";
import type { ReactNode } from "react";
import { i18next, type Language } from "@/i18n";
import { PlatformProvider } from "@/platform/context";
import { type Answers, fake } from "@/platform/fake";
import { newQueryClient } from "@/shared/ask";
import { theme } from "@/shared/theme";

export interface Shown extends RenderResult {
  platform: ReturnType<typeof fake>;
}

/** Shows something with a platform that gives these answers. */
export function show(ui: ReactNode, answers: Answers = {}, language: Language = "en"): Shown {
  void i18next.changeLanguage(language);
  const platform = fake(answers);
  const result = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={newQueryClient()}>
        <PlatformProvider platform={platform}>{ui}</PlatformProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...result, platform };
}

/** Returns what WCAG 2.2 AA finds wrong; colours are left to the browser, which paints them. */
export async function wrongs(container: Element): Promise<string[]> {
  const { violations } = await axe.run(container, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    rules: { "color-contrast": { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}
