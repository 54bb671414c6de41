import { Checkbox, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ImportChoices } from "@/bindings";

const ENCODINGS = ["utf-8", "utf-16", "big5-hkscs", "gb18030", "windows-1252"] as const;

/** How files are read and understood. */
export function Choices({
  choices,
  onChange,
}: {
  choices: ImportChoices;
  onChange: (choices: ImportChoices) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="stack" style={{ maxWidth: 640 }}>
      <p className="dim" style={{ margin: 0 }}>
        {t("exchange.reading_hint")}
      </p>
      <TextInput
        label={t("exchange.system")}
        description={t("exchange.system_hint")}
        value={choices.source ?? ""}
        onChange={(event) => onChange({ ...choices, source: event.currentTarget.value || undefined })}
      />
      <Checkbox
        label={t("exchange.learn")}
        description={t("exchange.learn_hint")}
        checked={choices.learn}
        onChange={(event) => onChange({ ...choices, learn: event.currentTarget.checked })}
      />
      <div className="row wrap" style={{ alignItems: "end" }}>
        <Select
          label={t("exchange.encoding")}
          placeholder={t("exchange.detected")}
          data={[...ENCODINGS]}
          clearable
          value={choices.encoding ?? null}
          onChange={(value) =>
            onChange({ ...choices, encoding: (value as ImportChoices["encoding"]) ?? undefined })
          }
        />
        <TextInput
          label={t("exchange.delimiter")}
          placeholder={t("exchange.detected")}
          value={choices.delimiter ?? ""}
          maxLength={3}
          w={120}
          onChange={(event) => onChange({ ...choices, delimiter: event.currentTarget.value || undefined })}
        />
      </div>
    </div>
  );
}
