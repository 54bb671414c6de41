import { ActionIcon, NativeSelect } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { SeedView } from "@/bindings";
import { ItemLink, ItemPicker } from "@/domains/item";
import { ask, type Question, withItem } from "./question";

/** What goes out, and how; each can be changed or taken away, and others added. */
export function Seeds({ question, seeds }: { question: Question; seeds: SeedView[] }) {
  const { t } = useTranslation();
  return (
    <div className="row wrap seeds">
      {seeds.map((seed) => (
        <span key={seed.id} className="seed">
          <ItemLink item={seed} />
          <NativeSelect
            aria-label={t("impact.how", { name: seed.name })}
            value={seed.mode === "degraded" ? "degraded" : "down"}
            data={[
              { value: "down", label: t("impact.full_outage") },
              { value: "degraded", label: t("impact.degraded_mode") },
            ]}
            onChange={(event) =>
              ask(withItem(question, seed.key, event.currentTarget.value as "down" | "degraded"))
            }
          />
          <ActionIcon
            aria-label={t("impact.remove", { name: seed.name })}
            onClick={() => ask(withItem(question, seed.key, null))}
          >
            <IconX size={14} />
          </ActionIcon>
        </span>
      ))}
      <div style={{ width: 220 }}>
        <ItemPicker label={t("impact.add")} onPick={(key) => ask(withItem(question, key, "down"))} />
      </div>
    </div>
  );
}
