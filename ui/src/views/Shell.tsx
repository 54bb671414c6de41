import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskState } from "@/bindings";
import { Damaged, useScheduledBackups } from "@/domains/care";
import { StageBar } from "@/domains/edit";
import { Migrated, Start, useDesk } from "@/domains/estate";
import { Dropped } from "@/domains/exchange";
import { JobsDrawer } from "@/domains/jobs";
import { Tour } from "@/domains/tour";
import { HostUnreachable } from "@/platform/failure";
import { useFreshOnReturn } from "@/shared/ask";
import { Empty } from "@/shared/Empty";
import { Boundary, FailureView } from "@/shared/FailureView";
import { useKeys } from "@/shared/keys";
import { useLastPlace } from "@/shared/lastPlace";
import { go, to, useRoute } from "@/shared/route";
import { Waiting } from "@/shared/Waiting";
import { AskedFor } from "./AskedFor";
import { KeysDialog } from "./KeysDialog";
import { OpenTabs } from "./OpenTabs";
import { Palette } from "./Palette";
import { Rail } from "./Rail";
import { PLACES } from "./routes";
import "./shell.css";
import { TopBar } from "./TopBar";

const loadItems = () => import("./ItemsView");
const VIEWS: Record<string, () => Promise<{ default: ComponentType }>> = {
  "": () => import("./HomeView"),
  items: loadItems,
  map: () => import("./MapView"),
  impact: () => import("./ImpactView"),
  outage: () => import("./OutageView"),
  weak: () => import("./WeakView"),
  changes: () => import("./ChangesView"),
  baselines: () => import("./BaselinesView"),
  import: () => import("./ImportView"),
  audit: () => import("./AuditView"),
  types: () => import("./TypesView"),
  settings: () => import("./SettingsView"),
};

/** Returns what an estate that is damaged is shown with. */
const damaged = (desk: DeskState) => (retry: (path: string) => void) => (
  <Damaged key={desk.refused_path ?? ""} desk={desk} onRetry={retry} />
);

/** The frame of everything: bar, rail, palette, jobs, and the one place that a person looks at. */
export function Shell() {
  const { t } = useTranslation();
  const desk = useDesk();
  useFreshOnReturn();
  const [isKeysOpen, setKeysOpen] = useState(false);
  const estate = desk.data?.status === "open" ? (desk.data.estate ?? null) : null;
  useGlobalKeys(estate !== null, () => setKeysOpen(true));
  useLastPlace(desk.data && estate);
  useScheduledBackups(estate?.path ?? null);
  const isOpen = estate !== null;
  useEffect(() => {
    // Most go there next: the code is there before they do.
    if (isOpen) void loadItems();
  }, [isOpen]);
  return (
    <div className="shell" style={estate ? undefined : { gridTemplateColumns: "0 minmax(0, 1fr)" }}>
      <button type="button" className="skip" onClick={() => document.getElementById("main")?.focus()}>
        {t("shell.skip")}
      </button>
      <TopBar estate={estate} />
      {estate && <Rail onKeys={() => setKeysOpen(true)} />}
      {estate && <OpenTabs estate={estate.estate} />}
      <main className="main" id="main" tabIndex={-1}>
        {desk.isError && (
          <div className="page">
            <FailureView error={desk.error} retry={() => void desk.refetch()} />
          </div>
        )}
        {desk.isPending && <Waiting />}
        {desk.data && !estate && <Start desk={desk.data} damaged={damaged(desk.data)} />}
        {estate && desk.data?.migrated && <Migrated key={estate.path} sentence={desk.data.migrated} />}
        {estate && <Place />}
        {estate && <StageBar />}
      </main>
      {estate && <Tour key={estate.estate} estate={estate} />}
      {estate && <Palette onKeys={() => setKeysOpen(true)} />}
      <JobsDrawer />
      <Dropped hasEstate={isOpen} />
      <AskedFor hasEstate={isOpen} onKeys={() => setKeysOpen(true)} />
      <KeysDialog opened={isKeysOpen} onClose={() => setKeysOpen(false)} />
    </div>
  );
}

function Place() {
  const { t } = useTranslation();
  const { parts } = useRoute();
  const where = parts[0] ?? "";
  const isFirst = useRef(true);
  // Whoever goes somewhere by keyboard continues there, not in the rail.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is the reason.
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else document.getElementById("main")?.focus({ preventScroll: true });
  }, [parts.join("/")]);
  if (!VIEWS[where]) {
    return (
      <Empty action={<a href={to([])}>{t("shell.go_home")}</a>}>
        {t("shell.not_here")} {t("shell.not_here_todo")}
      </Empty>
    );
  }
  return (
    <Boundary where={parts.join("/")} onFailure={() => views.delete(where)}>
      <Suspense fallback={<Waiting />}>
        <View where={where} />
      </Suspense>
    </Boundary>
  );
}

const views = new Map<string, ComponentType>();

/** The code of a place, which comes from the host like every answer; what did not come is asked for again. */
function View({ where }: { where: string }) {
  const load = VIEWS[where];
  if (!load) return null;
  const known = views.get(where);
  const Code =
    known ??
    lazy(() =>
      load().catch((cause: unknown) => {
        throw new HostUnreachable(where, cause);
      }),
    );
  if (!known) views.set(where, Code);
  return <Code />;
}

function useGlobalKeys(hasEstate: boolean, openKeys: () => void): void {
  const places = PLACES.filter((place) => place.keys !== null);
  const keys = Object.fromEntries(places.map(({ keys, part }) => [keys, () => go(to(part ? [part] : []))]));
  useKeys({ ...keys, "Shift+?": openKeys, "?": openKeys }, hasEstate);
}
