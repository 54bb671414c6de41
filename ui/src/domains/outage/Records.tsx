import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useAsk } from "@/shared/ask";
import { Dialog } from "@/shared/Dialog";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { go, to } from "@/shared/route";
import { useSettings, useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { NewOutage } from "./Form";
import { OutageLines } from "./Lines";
import "./outage.css";
import { Parts } from "./Parts";
import { useTellOutage } from "./tell";

/** Every outage: what is out now, what is ahead, and the past. `item` is one that a new outage begins with; empty for none. */
export function OutageRecords({ item }: { item: string | null }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const set = useWorkingSet();
  const isLive = useSettings((settings) => settings.workingSet.kind === "live");
  const { data, error, refetch } = useAsk("outages", set, { keep: true });
  const tell = useTellOutage();
  const open = (isOpen: boolean) =>
    go(isOpen ? `${to(["outage", "records"])}?new=` : to(["outage", "records"]), true);
  const record = isLive && (
    <Button leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={() => open(true)}>
      {t("outages.new")}
    </Button>
  );
  return (
    <div className="page">
      <Parts part="records" />
      <header className="page-head">
        <h1>
          {t("outages.title")} {data && <span className="dim">· {number(data.outages.length)}</span>}
        </h1>
        {data && data.outages.length > 0 && record}
      </header>
      {error ? (
        <FailureView error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Waiting />
      ) : data.outages.length === 0 ? (
        <Empty action={record}>{isLive ? t("outages.none") : t("outages.none_then")}</Empty>
      ) : (
        <section className="panel scroll-x" aria-label={t("outages.title")}>
          <OutageLines outages={data.outages} />
        </section>
      )}
      <Dialog
        opened={isLive && item !== null}
        onClose={() => open(false)}
        size="lg"
        closeOnClickOutside={false}
        title={t("outages.new")}
      >
        {item !== null && (
          <NewOutage
            key={item}
            item={item}
            onDone={(done) => {
              tell(done);
              go(to(["outage", done.id]), true);
            }}
          />
        )}
      </Dialog>
    </div>
  );
}
