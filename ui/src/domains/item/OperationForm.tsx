import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemDetails, OperationStatus } from "@/bindings";
import { useUndo } from "@/domains/edit";
import { useAct } from "@/shared/ask";
import { Form } from "@/shared/Dialog";
import { Moment, Reason, utc } from "@/shared/fields";

const STATUSES: OperationStatus[] = ["in_service", "degraded", "out_of_service"];

/** Records that an item went out of service, works worse or is back. What is down already is no news in an impact. */
export function OperationForm({ data, onDone }: { data: ItemDetails; onDone: () => void }) {
  const { t } = useTranslation();
  const now = data.item.operation?.status ?? "in_service";
  const [status, setStatus] = useState<OperationStatus>(
    now === "in_service" ? "out_of_service" : "in_service",
  );
  const [reason, setReason] = useState("");
  const [since, setSince] = useState("");
  const [end, setEnd] = useState("");
  const { mutate, error, isPending } = useAct("operation_set");
  const { tell } = useUndo();
  const moment = (name: "since" | "expected_end", text: string) => (text ? { [name]: utc(text) } : {});
  const record = () => {
    const ends = status === "in_service" ? {} : moment("expected_end", end);
    mutate(
      { item: data.item.key, status, reason, ...moment("since", since), ...ends },
      {
        onSuccess: ({ seq }) => {
          onDone();
          tell(seq);
        },
      },
    );
  };
  return (
    <Form
      onSubmit={record}
      error={error}
      isPending={isPending}
      isReady={reason.trim() !== ""}
      act={t("relate.operation_go")}
      color="red"
    >
      <SegmentedControl
        aria-label={t("relate.operation_status")}
        data={STATUSES.map((value) => ({ value, label: t(`operation.${value}`) }))}
        value={status}
        onChange={(value) => setStatus(value as OperationStatus)}
      />
      <Reason value={reason} onChange={setReason} required isFirst />
      <Moment
        label={t("relate.operation_since")}
        description={t("relate.operation_since_hint")}
        value={since}
        onChange={setSince}
      />
      {status !== "in_service" && <Moment label={t("relate.operation_end")} value={end} onChange={setEnd} />}
    </Form>
  );
}
