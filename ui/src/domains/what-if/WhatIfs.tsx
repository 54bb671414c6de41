import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WhatIfLine } from "@/bindings";
import { Parts } from "@/domains/change";
import { useAct, useAsk } from "@/shared/ask";
import { Dialog } from "@/shared/Dialog";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { go, to } from "@/shared/route";
import { Waiting } from "@/shared/Waiting";
import { NameForm } from "./NameForm";
import "./what-if.css";

/** What was planned without a change, the one that was edited last first. */
export function WhatIfs() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [isNew, setNew] = useState(false);
  const { data, error, refetch } = useAsk("what_ifs", {}, { keep: true });
  const make = (
    <Button leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={() => setNew(true)}>
      {t("what_if.new")}
    </Button>
  );
  return (
    <div className="page">
      <Parts part="what_if" />
      <header className="page-head">
        <h1>
          {t("what_if.title")} {data && <span className="dim">· {number(data.what_ifs.length)}</span>}
        </h1>
        {data && data.what_ifs.length > 0 && make}
      </header>
      {error ? (
        <FailureView error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Waiting />
      ) : data.what_ifs.length === 0 ? (
        <Empty action={make}>{t("what_if.none")}</Empty>
      ) : (
        <Lines what_ifs={data.what_ifs} />
      )}
      <Dialog opened={isNew} onClose={() => setNew(false)} title={t("what_if.new")}>
        <Keep />
      </Dialog>
    </div>
  );
}

function Lines({ what_ifs }: { what_ifs: WhatIfLine[] }) {
  const { t } = useTranslation();
  const { moment, number } = useFormats();
  return (
    <section className="panel scroll-x" aria-label={t("what_if.title")}>
      <table className="plain">
        <thead>
          <tr>
            <th>{t("what_if.id")}</th>
            <th>{t("field.name")}</th>
            <th className="number">{t("what_if.planned")}</th>
            <th>{t("what_if.edited")}</th>
            <th>{t("home.who")}</th>
            <th className="number">{t("what_if.based_on")}</th>
            <th>{t("what_if.change")}</th>
          </tr>
        </thead>
        <tbody>
          {what_ifs.map((own) => (
            <tr key={own.id}>
              <td className="mono">
                <a href={to(["changes", "what-if", own.id])}>{own.id}</a>
              </td>
              <td>
                <a href={to(["changes", "what-if", own.id])}>
                  <bdi>{own.name}</bdi>
                </a>
                {own.note && (
                  <div className="dim said">
                    <bdi>{own.note}</bdi>
                  </div>
                )}
              </td>
              <td className="number">{number(own.edits + own.outages)}</td>
              <td style={{ whiteSpace: "nowrap" }}>{moment(own.edited_at)}</td>
              <td>
                <bdi>{own.edited_by}</bdi>
              </td>
              <td className="number">{number(own.based_on)}</td>
              <td className="mono">{own.change && <a href={to(["changes", own.change])}>{own.change}</a>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Keep() {
  const { t } = useTranslation();
  const keep = useAct("what_if_keep");
  const submit = (name: string, note: string) =>
    keep.mutate(
      { name, note, edits: [] },
      { onSuccess: ({ id }) => go(to(["changes", "what-if", id, "plan"])) },
    );
  return <NameForm hasNote act={t("what_if.new")} state={keep} onName={submit} />;
}
