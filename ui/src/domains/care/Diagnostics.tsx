import { Button } from "@mantine/core";
import { IconFileDescription } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useJobForm, useStartJob } from "@/domains/jobs";
import { usePlatform } from "@/platform/context";
import { saveContent } from "@/shared/download";
import { FailureView } from "@/shared/FailureView";
import { Good } from "@/shared/Good";

const NAME = "cairn-diagnostics.json";

/** Writes down what the makers need to know: numbers and codes, nothing of what the estate holds. */
export function Diagnostics() {
  const { t } = useTranslation();
  const { dialogs } = usePlatform();
  const start = useStartJob();
  const { result, error, isBusy, run } = useJobForm<string>(false);
  const write = async () => {
    const path = dialogs.native ? await dialogs.save(NAME, [{ name: "JSON", extensions: ["json"] }]) : null;
    if (dialogs.native && path === null) return;
    await run(async () => {
      const title = t("damage.diagnostics");
      const file = await start("diagnostics", path === null ? {} : { to: path }, { title });
      if (file.content) saveContent(file.name, file.media_type, file.content);
      return t("damage.diagnostics_done", { name: file.path ?? file.name });
    });
  };
  return (
    <div className="stack">
      <p className="dim" style={{ margin: 0 }}>
        {t("damage.diagnostics_hint")}
      </p>
      {error !== null && <FailureView error={error} />}
      {result && <Good>{result}</Good>}
      <div className="row" style={{ justifyContent: "end" }}>
        <Button
          variant="default"
          leftSection={<IconFileDescription size={14} aria-hidden="true" />}
          loading={isBusy}
          onClick={() => void write()}
        >
          {t("damage.diagnostics_go")}
        </Button>
      </div>
    </div>
  );
}
