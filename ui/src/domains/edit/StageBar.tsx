import { Button, Modal, SegmentedControl, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPencil } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LiveKind } from "@/bindings";
import { useAct, useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { useKeys } from "@/shared/keys";
import { useSettings } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import "./edit.css";
import { useStaged } from "./staged";

/** How much is staged, and the way to look at it before it is recorded. */
export function StageBar() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { edits, clear } = useStaged();
  const workingSet = useSettings((settings) => settings.workingSet);
  const [isOpen, setOpen] = useState(false);
  const isWritable = workingSet.kind !== "baseline";
  useKeys({ "$mod+s": () => isWritable && edits.length > 0 && setOpen(true) });
  if (edits.length === 0) return null;
  return (
    <div className="stage-bar" role="status">
      <IconPencil size={15} aria-hidden="true" />
      <strong>{t("edit_form.staged", { value: number(edits.length) })}</strong>
      <Button disabled={!isWritable} onClick={() => setOpen(true)} rightSection={<kbd>Ctrl S</kbd>}>
        {t("edit_form.preview")}
      </Button>
      <Button variant="subtle" color="gray" onClick={clear}>
        {t("edit_form.discard")}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        size="lg"
        title={t("edit_form.preview_title", { value: number(edits.length) })}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        {workingSet.kind === "live" && <Live onDone={() => setOpen(false)} />}
        {workingSet.kind === "change" && <Inside id={workingSet.id} onDone={() => setOpen(false)} />}
      </Modal>
    </div>
  );
}

/** What the edits amount to in the estate as it is, and one record of them. */
function Live({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { edits, clear } = useStaged();
  const [kind, setKind] = useState<LiveKind>("correction");
  const [reason, setReason] = useState("");
  const preview = useAsk("edit_preview", { edits: edits.map((edit) => edit.words) });
  const commit = useAct("edit_commit");
  const undo = useAct("edit_undo");
  const record = (event: FormEvent) => {
    event.preventDefault();
    if (!preview.data) return;
    const onSuccess = ({ seq }: { seq: number }) => {
      clear();
      onDone();
      const id = notifications.show({
        autoClose: 15_000,
        title: t("edit_form.recorded", { seq: number(seq) }),
        closeButtonProps: { "aria-label": t("common.close") },
        message: (
          <Button
            variant="default"
            onClick={() => {
              notifications.hide(id);
              undo.mutate({ seq, reason: t("edit_form.undo_reason", { seq: number(seq) }) });
            }}
          >
            {t("edit_form.undo")}
          </Button>
        ),
      });
    };
    commit.mutate({ plan: preview.data.plan, kind, reason }, { onSuccess });
  };
  if (preview.error) return <FailureView error={preview.error} />;
  if (!preview.data) return <Waiting />;
  return (
    <form className="stack" onSubmit={record}>
      <ul className="preview-list">
        {preview.data.steps.flatMap((step) =>
          step.edits.map((edit) => (
            <li key={`${step.step}.${edit.edit}`} className="said">
              {edit.sentence}
            </li>
          )),
        )}
      </ul>
      <p className="said" style={{ margin: 0 }}>
        {preview.data.sentence}
      </p>
      <SegmentedControl
        aria-label={t("edit_form.kind")}
        data={(["correction", "change"] as const).map((value) => ({
          value,
          label: t(`edit_form.kind_${value}`),
        }))}
        value={kind}
        onChange={(value) => setKind(value as LiveKind)}
      />
      <Textarea
        label={t("common.reason")}
        description={t("common.reason_needed")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        required
        data-autofocus
      />
      {commit.error && <FailureView error={commit.error} />}
      <div className="row" style={{ justifyContent: "end" }}>
        <Button type="submit" color="red" loading={commit.isPending} disabled={reason.trim() === ""}>
          {t("edit_form.record_live")}
        </Button>
      </div>
    </form>
  );
}

/** The edits as planned edits of the change that somebody works in. */
function Inside({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation();
  const { edits, clear } = useStaged();
  const { data } = useAsk("change", { change: id });
  const edit = useAct("change_edit");
  const plan = (event: FormEvent) => {
    event.preventDefault();
    const request = {
      change: id,
      likelihood: {},
      statements: {},
      waive: {},
      files: [],
      remove: [],
      keep_up: [],
      remove_step: false,
      bring_up_to_date: false,
      edits: edits.map((own) => own.words),
      ...(data?.steps.length === 0 ? { new_step: t("edit_form.first_step") } : {}),
    };
    const onSuccess = () => {
      clear();
      onDone();
    };
    edit.mutate(request, { onSuccess });
  };
  return (
    <form className="stack" onSubmit={plan}>
      <ul className="preview-list">
        {edits.map((own) => (
          <li key={own.place} className="said">
            <bdi>{own.name}</bdi>
            {own.words.op === "set" && `, ${own.words.field} → ${own.words.value || "–"}`}
          </li>
        ))}
      </ul>
      {edit.error && <FailureView error={edit.error} />}
      <div className="row" style={{ justifyContent: "end" }}>
        <Button type="submit" loading={edit.isPending} disabled={!data}>
          {t("edit_form.plan_in", { id })}
        </Button>
      </div>
    </form>
  );
}
