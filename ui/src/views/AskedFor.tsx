import { Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { countOf, useStaged } from "@/domains/edit";
import { StartDialog } from "@/domains/estate";
import { useStartJob } from "@/domains/jobs";
import { usePlatform } from "@/platform/context";
import type { Asked } from "@/platform/platform";
import { invalidateAfter, useAct } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { go, to } from "@/shared/route";

/** Does what a person asked for outside of the page, in the menu or by starting the application once more, and looks
 * again at what somebody else has changed there. */
export function AskedFor({ hasEstate, onKeys }: { hasEstate: boolean; onKeys: () => void }) {
  const { t, i18n } = useTranslation();
  const platform = usePlatform();
  const client = useQueryClient();
  const start = useStartJob();
  const close = useAct("estate_close");
  const [door, setDoor] = useState<"catalogue" | "import" | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const staged = useStaged(countOf);

  const open = async (path: string) => {
    try {
      await start("estate_open", { path }, { title: t("start.opening", { name: path }) });
    } catch (error) {
      // Without an estate the desk says it, on a screen of its own.
      if (hasEstate) setFailure(error);
      else await invalidateAfter(client, "estate_open");
    }
  };
  const done: Record<Asked["what"], (about: string) => void> = {
    new: () => setDoor("catalogue"),
    open: () => void platform.dialogs.openDirectory().then((path) => (path ? open(path) : undefined)),
    open_path: (path) => void open(path),
    import: () => (hasEstate ? go(to(["import"])) : setDoor("import")),
    close: () => close.mutate({}),
    go: (place) => hasEstate && go(to(place ? [place] : [])),
    keys: onKeys,
  };
  const latest = useRef(done);
  latest.current = done;
  useEffect(() => platform.listen("asked", ({ what, about }) => latest.current[what]?.(about)), [platform]);
  useEffect(() => platform.listen("recorded", () => void client.invalidateQueries()), [platform, client]);
  useEffect(() => {
    platform.tell({ language: i18n.language, staged });
  }, [platform, i18n.language, staged]);
  return (
    <>
      <StartDialog door={door} onClose={() => setDoor(null)} />
      <Modal
        opened={failure !== null}
        onClose={() => setFailure(null)}
        title={t("start.open")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        {failure !== null && <FailureView error={failure} />}
      </Modal>
    </>
  );
}
