import { Button, SegmentedControl } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LiveKind, StepSaid } from "@/bindings";
import { useAct, useAsk } from "@/shared/ask";
import { Dialog, Form } from "@/shared/Dialog";
import { FailureView } from "@/shared/FailureView";
import { Reason } from "@/shared/fields";
import { useFormats } from "@/shared/format";
import { isTyping, useKeys } from "@/shared/keys";
import { useSettings } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import "./edit.css";
import { usePlanned, useRecorded, useUndo } from "./recorded";
import { countOf, requestOf, useStaged } from "./staged";

/** So many sentences can be read; the others are counted. */
const SAID_MAX = 100;

/** How much is staged, and the way to look at it before it is recorded. */
export function StageBar() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const staged = useStaged();
  const { isPreviewed, preview, clear } = staged;
  const workingSet = useSettings((settings) => settings.workingSet);
  const isWritable = workingSet.kind !== "baseline";
  const count = countOf(staged);
  const { undo } = useUndo();
  const back = (event: KeyboardEvent) => {
    const { last } = useRecorded.getState();
    if (isTyping(event) || isPreviewed) return;
    if (count > 0) staged.back();
    else if (last !== null && workingSet.kind === "live") undo(last);
  };
  useKeys({ "$mod+s": () => isWritable && count > 0 && preview(true), "$mod+z": back });
  if (count === 0) return null;
  return (
    <div className="stage-bar" role="status">
      <IconPencil size={15} aria-hidden="true" />
      <strong>{t("edit_form.staged", { value: number(count) })}</strong>
      <Button disabled={!isWritable} onClick={() => preview(true)} rightSection={<kbd>Ctrl S</kbd>}>
        {t("edit_form.preview")}
      </Button>
      <Button variant="subtle" color="gray" onClick={clear}>
        {t("edit_form.discard")}
      </Button>
      <Dialog
        opened={isPreviewed && isWritable}
        onClose={() => preview(false)}
        size="lg"
        title={t("edit_form.preview_title", { value: number(count) })}
      >
        {workingSet.kind === "live" && <Live />}
        {workingSet.kind === "change" && <Inside id={workingSet.id} />}
      </Dialog>
    </div>
  );
}

/** What the edits amount to in the estate as it is, and one record of them. */
function Live() {
  const { t } = useTranslation();
  const staged = useStaged();
  const [kind, setKind] = useState<LiveKind>("correction");
  const [reason, setReason] = useState("");
  const preview = useAsk("edit_preview", requestOf(staged));
  const commit = useAct("edit_commit");
  const { tell } = useUndo();
  const record = () => {
    if (!preview.data) return;
    const onSuccess = ({ seq }: { seq: number }) => {
      staged.clear();
      tell(seq);
    };
    commit.mutate({ plan: preview.data.plan, kind, reason }, { onSuccess });
  };
  // Once there is a preview, what fails later is said beside it: the form keeps its words, and another try is one key away.
  if (!preview.data) return preview.error ? <FailureView error={preview.error} /> : <Waiting />;
  return (
    <Form
      onSubmit={record}
      error={commit.error ?? preview.error}
      isPending={commit.isPending}
      isReady={reason.trim() !== ""}
      act={t("edit_form.record_live")}
      color="red"
    >
      <Amount reply={preview.data} />
      <SegmentedControl
        aria-label={t("edit_form.kind")}
        data={(["correction", "change"] as const).map((value) => ({
          value,
          label: t(`edit_form.kind_${value}`),
        }))}
        value={kind}
        onChange={(value) => setKind(value as LiveKind)}
      />
      <Reason value={reason} onChange={setReason} required isFirst />
    </Form>
  );
}

/** What the edits would add to the plan of the change that somebody works in, and what the whole plan would do. */
function Inside({ id }: { id: string }) {
  const { t } = useTranslation();
  const staged = useStaged();
  const { data, error } = useAsk("change", { change: id });
  const request = {
    change: id,
    ...UNCHANGED,
    ...requestOf(staged),
    ...(data?.steps.length === 0 ? { new_step: t("edit_form.first_step") } : {}),
  };
  const preview = useAsk("change_preview", request, { enabled: data !== undefined });
  const edit = useAct("change_edit");
  const tell = usePlanned();
  const plan = () => {
    const onSuccess = () => {
      staged.clear();
      tell(id);
    };
    edit.mutate(request, { onSuccess });
  };
  if (error) return <FailureView error={error} />;
  if (!preview.data && !preview.error) return <Waiting />;
  return (
    <Form
      onSubmit={plan}
      error={edit.error}
      isPending={edit.isPending}
      isReady={data !== undefined}
      act={t("edit_form.plan_in", { id })}
    >
      {preview.error && <FailureView error={preview.error} />}
      {preview.data && <Amount reply={preview.data} />}
    </Form>
  );
}

/** What of a change an edit of its plan leaves as it is. */
const UNCHANGED = {
  likelihood: {},
  statements: {},
  waive: {},
  files: [],
  remove: [],
  keep_up: [],
  remove_step: false,
  bring_up_to_date: false,
};

/** What staged edits amount to: one by one as sentences, and what they do. */
function Amount({ reply }: { reply: { steps: StepSaid[]; sentence: string } }) {
  const { t } = useTranslation();
  const { number, sentence } = useFormats();
  const staged = useStaged();
  const lines = reply.steps.flatMap((step) =>
    step.edits.map((edit) => ({ place: `${step.step}.${edit.edit}`, text: edit.sentence })),
  );
  return (
    <>
      {staged.bulk && (
        <p style={{ margin: 0 }} role="status">
          {t("relate.amounts", { value: number(lines.length), count: number(countOf(staged)) })}
        </p>
      )}
      <ul className="preview-list">
        {lines.slice(0, SAID_MAX).map((line) => (
          <li key={line.place} className="said">
            <bdi>{sentence(line.text)}</bdi>
          </li>
        ))}
        {lines.length > SAID_MAX && (
          <li className="dim">{t("common.more", { value: number(lines.length - SAID_MAX) })}</li>
        )}
      </ul>
      <p className="said" style={{ margin: 0 }}>
        {sentence(reply.sentence)}
      </p>
    </>
  );
}
