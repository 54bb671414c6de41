import { ActionIcon, Button, Menu, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCopy, IconDots, IconGitPullRequest, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WhatIfView } from "@/bindings";
import { useAct } from "@/shared/ask";
import { Dialog, Form } from "@/shared/Dialog";
import { go, to } from "@/shared/route";
import { NameForm } from "./NameForm";

type Act = "change" | "rename" | "duplicate" | "delete";

/** What may be done to a what-if: it becomes a change, gets another name, a copy, or goes. */
export function WhatIfActs({ view, onGoing }: { view: WhatIfView; onGoing: (isGoing: boolean) => void }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  const title = { change: "to_change", rename: "rename", duplicate: "duplicate", delete: "delete" } as const;
  return (
    <>
      <Button
        leftSection={<IconGitPullRequest size={14} aria-hidden="true" />}
        onClick={() => setAct("change")}
        disabled={view.problems.length > 0}
      >
        {t("what_if.to_change")}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={t("what_if.more")}>
            <IconDots size={15} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPencil size={14} aria-hidden="true" />}
            onClick={() => setAct("rename")}
          >
            {t("what_if.rename")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={14} aria-hidden="true" />}
            onClick={() => setAct("duplicate")}
          >
            {t("what_if.duplicate")}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={14} aria-hidden="true" />}
            onClick={() => setAct("delete")}
          >
            {t("what_if.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialog opened={act !== null} onClose={close} title={act ? t(`what_if.${title[act]}`) : ""}>
        {act === "change" && <ToChange view={view} onDone={close} />}
        {act === "rename" && <Rename view={view} onDone={close} />}
        {act === "duplicate" && <Duplicate view={view} onDone={close} />}
        {act === "delete" && <Delete view={view} onGoing={onGoing} />}
      </Dialog>
    </>
  );
}

interface OwnProps {
  view: WhatIfView;
  onDone: () => void;
}

function ToChange({ view, onDone }: OwnProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState(view.head.note ?? "");
  const act = useAct("what_if_to_change");
  const submit = () =>
    act.mutate(
      { what_if: view.head.id, reason },
      {
        onSuccess: ({ id }) => {
          onDone();
          notifications.show({
            message: t("what_if.is_change", { name: view.head.name, id }),
            closeButtonProps: { "aria-label": t("common.close") },
          });
          go(to(["changes", id]));
        },
      },
    );
  return (
    <Form onSubmit={submit} error={act.error} isPending={act.isPending} act={t("what_if.to_change")}>
      <Text size="sm">{t("what_if.to_change_hint", { name: view.head.name })}</Text>
      <TextInput
        label={t("change.reason")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
    </Form>
  );
}

function Rename({ view, onDone }: OwnProps) {
  const { t } = useTranslation();
  const act = useAct("what_if_edit");
  const nothing = { edits: [], files: [], remove: [], keep_up: [], remove_step: false };
  const submit = (name: string) =>
    act.mutate({ ...nothing, what_if: view.head.id, name }, { onSuccess: onDone });
  return <NameForm name={view.head.name} act={t("what_if.rename")} state={act} onName={submit} />;
}

function Duplicate({ view, onDone }: OwnProps) {
  const { t } = useTranslation();
  const act = useAct("what_if_duplicate");
  const submit = (name: string) =>
    act.mutate(
      { what_if: view.head.id, name },
      {
        onSuccess: ({ id }) => {
          onDone();
          go(to(["changes", "what-if", id]));
        },
      },
    );
  const name = t("what_if.copy_of", { name: view.head.name });
  return <NameForm name={name} act={t("what_if.duplicate")} state={act} onName={submit} />;
}

function Delete({ view, onGoing }: { view: WhatIfView; onGoing: (isGoing: boolean) => void }) {
  const { t } = useTranslation();
  const act = useAct("what_if_delete");
  const submit = () => {
    onGoing(true);
    act.mutateAsync({ what_if: view.head.id }).then(
      () => go(to(["changes", "what-if"]), true),
      () => onGoing(false),
    );
  };
  return (
    <Form onSubmit={submit} error={act.error} isPending={act.isPending} act={t("what_if.delete")} color="red">
      <Text size="sm">{t("what_if.delete_hint", { name: view.head.name })}</Text>
    </Form>
  );
}
