import { useTranslation } from "react-i18next";
import { ItemPicker } from "@/domains/item";
import { Around } from "@/domains/map";
import { go, to } from "@/shared/route";

export default function MapView() {
  const { t } = useTranslation();
  return (
    <Around
      picker={<ItemPicker label={t("map.start")} onPick={(key) => go(to(["map"], { around: key }))} />}
      otherEnd={(onPick) => <ItemPicker label={t("relate.with")} onPick={onPick} />}
    />
  );
}
