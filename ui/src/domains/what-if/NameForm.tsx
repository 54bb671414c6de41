import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { useAct } from "@/shared/ask";
import { Form } from "@/shared/Dialog";

interface NameFormProps {
  /** What it is called so far. */
  name?: string;
  /** It is also said what it is for. */
  hasNote?: boolean;
  /** What is done with the name, in words. */
  act: string;
  state: Pick<ReturnType<typeof useAct>, "error" | "isPending">;
  onName: (name: string, note: string) => void;
}

/** Gives a what-if a name: a new one, one that is called otherwise, or a copy. */
export function NameForm({ name: given = "", hasNote = false, act, state, onName }: NameFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(given);
  const [note, setNote] = useState("");
  return (
    <Form
      onSubmit={() => onName(name, note)}
      error={state.error}
      isPending={state.isPending}
      isReady={name.trim() !== ""}
      act={act}
    >
      <TextInput
        label={t("field.name")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
        data-autofocus
      />
      {hasNote && (
        <Textarea
          label={t("what_if.note")}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autosize
          minRows={2}
        />
      )}
    </Form>
  );
}
