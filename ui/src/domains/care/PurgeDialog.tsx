import { Alert, Checkbox, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PurgePreview, PurgePreviewReply, PurgeReply } from "@/bindings";
import { useFieldNames } from "@/domains/model";
import { useAct, useAsk } from "@/shared/ask";
import { Dialog, Form } from "@/shared/Dialog";
import { FailureView } from "@/shared/FailureView";
import { Reason } from "@/shared/fields";
import { useFormats } from "@/shared/format";
import { Good } from "@/shared/Good";
import { Waiting } from "@/shared/Waiting";
import "./care.css";

interface PurgeDialogProps {
  /** The key of the item. */
  item: string;
  name: string;
  /** The field whose value is to go; nothing is asked while there is none. */
  field: string | null;
  /** Which of the values it had: the one after this record; the one that it has now when absent. */
  record?: number;
  onClose: () => void;
}

/** Removes a value for good: two people answer for it, and everything that it means is said before. */
export function PurgeDialog({ item, name, field, record, onClose }: PurgeDialogProps) {
  const { t } = useTranslation();
  const { fieldName } = useFieldNames();
  const title = field === null ? "" : t("care.purge_title", { field: fieldName(field), name });
  return (
    <Dialog opened={field !== null} onClose={onClose} title={<bdi>{title}</bdi>} size="lg">
      {field !== null && (
        <Purge key={field} value={{ item, field, ...(record === undefined ? {} : { record }) }} />
      )}
    </Dialog>
  );
}

function Purge({ value }: { value: PurgePreview }) {
  const { t } = useTranslation();
  const { data: desk } = useAsk("desk_state", {});
  const [done, setDone] = useState<PurgeReply | null>(null);
  const { data, error } = useAsk("purge_preview", value, { enabled: done === null });
  const act = useAct("purge");
  const [approver, setApprover] = useState("");
  const [reason, setReason] = useState("");
  const [isSure, setSure] = useState(false);
  if (done) return <Purged reply={done} />;
  if (error) return <FailureView error={error} />;
  if (!data) return <Waiting />;
  const isReady = approver.trim() !== "" && reason.trim() !== "" && isSure;
  return (
    <Form
      onSubmit={() => act.mutate({ ...value, approved_by: approver.trim(), reason }, { onSuccess: setDone })}
      error={act.error}
      isPending={act.isPending}
      isReady={isReady}
      act={t("care.purge_go")}
      color="red"
    >
      <Consequences data={data} />
      <TextInput label={t("care.asked_by")} value={desk?.actor ?? ""} readOnly />
      <TextInput
        label={t("care.approved_by")}
        description={t("care.approved_by_hint")}
        value={approver}
        onChange={(event) => setApprover(event.currentTarget.value)}
        required
        data-autofocus
      />
      <Reason value={reason} onChange={setReason} required />
      <p className="dim" style={{ margin: 0 }}>
        {t("care.purge_reason_hint")}
      </p>
      <Checkbox
        label={t("care.purge_sure")}
        checked={isSure}
        onChange={(event) => setSure(event.currentTarget.checked)}
      />
    </Form>
  );
}

function Consequences({ data }: { data: PurgePreviewReply }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <>
      <Alert
        color="red"
        variant="outline"
        icon={<IconAlertTriangle size={18} aria-hidden="true" />}
        title={t("care.purge_forever")}
      >
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          <li>{data.current ? t("care.purge_current") : t("care.purge_former")}</li>
          <li>
            {t("care.purge_places", {
              value: number(data.places.length),
              records: [...new Set(data.places.map((place) => number(place.record)))].join(", "),
            })}
          </li>
          <li>{t("care.purge_digest")}</li>
          <li>{t("care.purge_remains")}</li>
        </ul>
      </Alert>
      {data.elsewhere.length > 0 && <Elsewhere places={data.elsewhere} />}
    </>
  );
}

function Elsewhere({ places }: { places: string[] }) {
  const { t } = useTranslation();
  return (
    <div>
      <p style={{ margin: 0 }}>
        <strong>{t("care.purge_elsewhere")}</strong>
      </p>
      <ul style={{ margin: "4px 0 0", paddingInlineStart: 18 }}>
        {places.map((place) => (
          <li key={place} className="said">
            <bdi>{place}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Purged({ reply }: { reply: PurgeReply }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <div className="stack">
      <Good>{t("care.purged", { seq: number(reply.seq), value: number(reply.places.length) })}</Good>
      <ul className="bare">
        {reply.places.map((place) => (
          <li key={`${place.record} ${place.path}`} className="said">
            {t("common.record", { seq: number(place.record) })}{" "}
            <span className="mono dim">{place.digest}</span>
          </li>
        ))}
      </ul>
      {reply.elsewhere.length > 0 && <Elsewhere places={reply.elsewhere} />}
      <p className="care-words" style={{ margin: 0 }}>
        {t("care.purge_remains")} <a href="#/settings/care">{t("care.compact")}</a>
      </p>
    </div>
  );
}
