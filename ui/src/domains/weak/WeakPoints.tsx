import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { go, to, useRoute } from "@/shared/route";
import { Pairs } from "./Pairs";
import { Single } from "./Single";
import "./weak.css";
import { Errors, Undeclared } from "./WorkLists";

const PARTS = ["single", "pairs", "undeclared", "errors"] as const;
type Part = (typeof PARTS)[number];

/** Where the estate is weak: what takes services down alone or in twos, and what its model leaves open. */
export function WeakPoints() {
  const { t } = useTranslation();
  const { parts } = useRoute();
  const part = PARTS.find((own) => own === parts[1]) ?? "single";
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t("weak.title")}</h1>
        <SegmentedControl
          aria-label={t("weak.title")}
          data={PARTS.map((value) => ({ value, label: t(`weak.${value}`) }))}
          value={part}
          onChange={(value) => go(to(["weak", value]), true)}
        />
      </header>
      <p className="dim" style={{ margin: 0 }}>
        {t(`weak.${part}_hint`)}
      </p>
      <Shown part={part} />
    </div>
  );
}

function Shown({ part }: { part: Part }) {
  switch (part) {
    case "single":
      return <Single />;
    case "pairs":
      return <Pairs />;
    case "undeclared":
      return <Undeclared />;
    case "errors":
      return <Errors />;
  }
}
