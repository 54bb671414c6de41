import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";

interface WordsProps {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  hold: (field: HTMLInputElement | null) => void;
  width?: number;
}

/** Words that narrow a list: asked for with Enter, or when somebody goes on to something else. */
export function Words({ label, placeholder, text, onText, hold, width = 200 }: WordsProps) {
  const [typed, setTyped] = useState(text);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onText(typed.trim());
      }}
    >
      <TextInput
        ref={hold}
        label={label}
        placeholder={placeholder}
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => typed.trim() !== text && onText(typed.trim())}
        w={width}
      />
    </form>
  );
}
