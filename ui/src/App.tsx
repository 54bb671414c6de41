import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, useEffect, useState } from "react";
import { i18next } from "@/i18n";
import { PlatformProvider } from "@/platform/context";
import type { Platform } from "@/platform/platform";
import { newQueryClient } from "@/shared/ask";
import { Boundary } from "@/shared/FailureView";
import { useSettings } from "@/shared/settings";
import { theme, variables } from "@/shared/theme";
import { Shell } from "@/views/Shell";

export function App({ platform }: { platform: Platform }) {
  const [client] = useState(newQueryClient);
  const { language, scheme } = useSettings();
  useEffect(() => {
    void i18next.changeLanguage(language);
    document.documentElement.lang = language;
  }, [language]);
  const forced = scheme === "auto" ? {} : { forceColorScheme: scheme };
  return (
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" {...forced}>
        <QueryClientProvider client={client}>
          <PlatformProvider platform={platform}>
            <Boundary where="app">
              <Shell />
            </Boundary>
            <Notifications position="bottom-right" />
          </PlatformProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  );
}
