import { Button, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { usePlatform } from "@/platform/context";

interface ReasonProps {
  value: string;
  onChange: (reason: string) => void;
  /** Nothing is recorded without it. */
  required?: boolean;
  /** Whoever opens the form starts here. */
  isFirst?: boolean;
}

/** Why something is recorded. */
export function Reason({ value, onChange, required = false, isFirst = false }: ReasonProps) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t("common.reason")}
      description={required ? t("common.reason_needed") : undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={2}
      required={required}
      {...(isFirst ? { "data-autofocus": true } : {})}
    />
  );
}

interface MomentProps {
  label: string;
  description?: string;
  value: string;
  onChange: (local: string) => void;
  required?: boolean;
}

/** A moment, typed in the zone of the machine. */
export function Moment({ onChange, ...props }: MomentProps) {
  return (
    <TextInput
      type="datetime-local"
      // Two of them stand beside each other: what explains one must not push its field down.
      inputWrapperOrder={["label", "input", "description", "error"]}
      {...props}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Returns a moment that was typed in the zone of the machine as it is recorded, in UTC. */
export function utc(local: string): string {
  return new Date(local).toISOString();
}

/** Returns a moment as it is typed in the zone of the machine. */
export function local(moment: string | null | undefined): string {
  if (!moment) return "";
  const date = new Date(moment);
  const pad = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

interface PathFieldProps {
  label: string;
  description?: string;
  value: string;
  onChange: (path: string) => void;
  /** Asks the system for a place; null when somebody thought better of it. */
  browse: () => Promise<string | null>;
  isFirst?: boolean;
  /** It may stay empty. */
  isOptional?: boolean;
}

/** A place on the disk of the host, typed or chosen in a window of the system where there is one. */
export function PathField({
  onChange,
  browse,
  isFirst = false,
  isOptional = false,
  ...props
}: PathFieldProps) {
  const { t } = useTranslation();
  const { dialogs } = usePlatform();
  return (
    <div className="row" style={{ alignItems: "end" }}>
      <TextInput
        className="grow"
        {...props}
        onChange={(event) => onChange(event.currentTarget.value)}
        required={!isOptional}
        {...(isFirst ? { "data-autofocus": true } : {})}
      />
      {dialogs.native && (
        <Button
          variant="default"
          onClick={() => void browse().then((path) => path !== null && onChange(path))}
        >
          {t("start.browse")}
        </Button>
      )}
    </div>
  );
}
