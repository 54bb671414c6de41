import { Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTemplate } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/shared/ask";
import { Dialog, Form } from "@/shared/Dialog";

/** Makes a template for standard changes of a change that is over. Whether it may be one, the estate says. */
export function MakeTemplate({ id, title }: { id: string; title: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState(title);
  const { mutate, error, isPending } = useAct("change_template");
  const make = () =>
    mutate(
      { change: id, name: name.trim() },
      {
        onSuccess: () => {
          setOpen(false);
          notifications.show({
            message: t("change.template_made", { name: name.trim() }),
            closeButtonProps: { "aria-label": t("common.close") },
          });
        },
      },
    );
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTemplate size={14} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t("change.make_template")}
      </Button>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={t("change.make_template")}>
        <Form
          onSubmit={make}
          error={error}
          isPending={isPending}
          isReady={name.trim() !== ""}
          act={t("change.make_template")}
        >
          <TextInput
            label={t("change.template_name")}
            description={t("change.template_hint")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            data-autofocus
          />
        </Form>
      </Dialog>
    </>
  );
}
