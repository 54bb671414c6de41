import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RevertLine, RevertPreviewReply } from "@/bindings";
import { useFieldNames } from "@/domains/model";
import { useAct, useAsk } from "@/shared/ask";
import { Dialog, Form } from "@/shared/Dialog";
import { FailureView } from "@/shared/FailureView";
import { Reason } from "@/shared/fields";
import { useFormats } from "@/shared/format";
import { Long } from "@/shared/Long";
import { to } from "@/shared/route";
import { Waiting } from "@/shared/Waiting";
import "./care.css";

/** Opens what taking a record back would do. */
export function RevertButton({ seq, isIcon = false }: { seq: number; isIcon?: boolean }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const name = t("care.revert_title", { seq: number(seq) });
  return (
    <>
      {isIcon ? (
        <Tooltip label={name}>
          <ActionIcon variant="subtle" color="gray" aria-label={name} onClick={() => setOpen(true)}>
            <IconArrowBackUp size={15} />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
          onClick={() => setOpen(true)}
        >
          {name}
        </Button>
      )}
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={name} size="lg">
        <Revert seq={seq} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Revert({ seq, onDone }: { seq: number; onDone: () => void }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [reason, setReason] = useState("");
  const { data, error } = useAsk("revert_preview", { record: String(seq) });
  const act = useAct("revert");
  if (error) return <FailureView error={error} />;
  if (!data) return <Waiting />;
  const isFree = data.in_the_way === 0;
  const revert = () =>
    act.mutate(
      { record: String(seq), reason },
      {
        onSuccess: (made) => {
          onDone();
          notifications.show({
            message: t("relate.undone", { seq: number(made.reverted), by: number(made.seq) }),
            closeButtonProps: { "aria-label": t("common.close") },
          });
        },
      },
    );
  return (
    <Form
      onSubmit={revert}
      error={act.error}
      isPending={act.isPending}
      isReady={isFree && reason.trim() !== ""}
      act={t("care.revert_go")}
    >
      <About data={data} />
      {!isFree && <Conflicts data={data} onFollow={onDone} />}
      {data.lines.length > 0 && (
        <section>
          <h3>{t("care.would", { value: number(data.edits) })}</h3>
          <ul className="bare revert-lines">
            {data.lines.map((line) => (
              <Line key={`${line.noun} ${line.name}`} line={line} />
            ))}
          </ul>
          {data.edits > data.lines.length && (
            <p className="dim">{t("common.more", { value: number(data.edits - data.lines.length) })}</p>
          )}
        </section>
      )}
      {isFree && <Reason value={reason} onChange={setReason} required isFirst />}
    </Form>
  );
}

function About({ data }: { data: RevertPreviewReply }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const { record } = data;
  return (
    <div className="stack" style={{ gap: 4 }}>
      <p className="said" style={{ margin: 0 }}>
        <span className="tag">{t(`record_kind.${record.kind}`)}</span> {moment(record.recorded_at)} ·{" "}
        <bdi>{record.actor}</bdi> · <bdi>{record.said ?? record.reason}</bdi>
      </p>
      <p className="dim" style={{ margin: 0 }}>
        {record.change ? t("care.revert_hint_step", { change: record.change }) : t("care.revert_hint")}
      </p>
    </div>
  );
}

/** What is in the way, each leading to the later records that put it there. */
function Conflicts({ data, onFollow }: { data: RevertPreviewReply; onFollow: () => void }) {
  const { t } = useTranslation();
  const { number, sentence } = useFormats();
  return (
    <section className="failure care-words" role="alert">
      <h2>{t("care.conflicts", { value: number(data.in_the_way) })}</h2>
      <ul style={{ margin: "6px 0", paddingInlineStart: 18 }}>
        {data.conflicts.map((conflict) => (
          <li key={conflict.sentence} className="said">
            {sentence(conflict.sentence)}{" "}
            {conflict.records.map((record) => (
              <a
                key={record}
                href={to(["baselines", "compare"], { from: record - 1, to: record })}
                onClick={onFollow}
                style={{ marginInlineEnd: 6 }}
              >
                {t("audit.open", { seq: number(record) })}
              </a>
            ))}
          </li>
        ))}
      </ul>
      <p style={{ margin: 0 }}>{t("care.conflicts_todo")}</p>
    </section>
  );
}

function Line({ line }: { line: RevertLine }) {
  const { t } = useTranslation();
  const { fieldName, valueName } = useFieldNames();
  return (
    <li>
      <div className="row wrap" style={{ gap: 6 }}>
        <span className="tag">{t(`care.will_${line.what}`)}</span>
        <span className="dim">{t(`noun.${line.noun}`)}</span>
        <bdi className="said">{line.name}</bdi>
      </div>
      {line.what === "changed" &&
        Object.entries(line.fields).map(([field, { before, after }]) => (
          <div key={field} className="said" style={{ paddingInlineStart: 10 }}>
            <span className="dim">{fieldName(field)}</span>{" "}
            {before && <Long as="del">{valueName(field, before)}</Long>}{" "}
            {after && <Long as="ins">{valueName(field, after)}</Long>}
          </div>
        ))}
    </li>
  );
}
